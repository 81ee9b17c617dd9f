"""The cases counted from the public data, the table of wars and the chronology."""

from collections import defaultdict

import numpy as np

from foedus.evidence.chronology import rows as chronology
from foedus.evidence.wars import wars
from foedus.history.keys import directed
from foedus.history.reference.record import LATELY, Cases, ReferencePair
from foedus.history.rows import Data
from foedus.states import find

#: First year of the windows; they are ``LATELY`` years apart, so that none overlap.
FIRST = 1946
#: The last year that the chronology covers whole.
THROUGH = 2025
Pair = tuple[int, int]


def cases(data: Data) -> Cases:
    """Every case of the ladder's rows; what a pair was is read off the year in which it begins."""
    begun = _begun()
    keys = directed(data.ccode1, data.ccode2) * 10_000 + data.year  # rising, as the rows do
    after = []
    for (one, two), war, ended, one_began in _ended():
        key = (one * 1000 + two) * 10_000 + ended
        row = int(np.searchsorted(keys, key))
        if ended >= FIRST and row < len(keys) and keys[row] == key:
            after.append(_case(data, row, war, one_began, begun))
    windows = []
    last = int(data.year.max())
    fought = np.nan_to_num(data.columns["since_war"], nan=1e4) <= LATELY
    keep = data.columns["relevant"] > 0
    for year in range(FIRST, last + 1, LATELY):
        for row in np.flatnonzero((data.year == year) & ~fought & keep).tolist():
            windows.append(_case(data, row, "", False, begun))
    return Cases(tuple(after), tuple(windows), THROUGH)


def _begun() -> dict[Pair, list[tuple[int, bool]]]:
    """Directed pair -> wars between the two: year, and whether the first of them began it."""
    found: dict[Pair, list[tuple[int, bool]]] = defaultdict(list)

    def add(one: int, two: int, year: int) -> None:
        found[one, two].append((year, True))
        found[two, one].append((year, False))

    for war in wars():
        if war.role == "began":
            add(war.initiator, war.target, war.year)
    for row in chronology.wars().iter_rows(named=True):
        add(row["ccode1"], row["ccode2"], row["start"].year)
    return found


def _ended() -> list[tuple[Pair, str, int, bool]]:
    """Pair, war, the year it ended, whether the first began it; both ways round."""
    found = []
    for war in wars():
        if war.role == "began":
            name = war.war or f"war of {war.year}"
            found.append(((war.initiator, war.target), name, war.end, True))
            found.append(((war.target, war.initiator), name, war.end, False))
    return found


def _case(
    data: Data, row: int, war: str, began: bool, begun: dict[Pair, list[tuple[int, bool]]]
) -> ReferencePair:
    """The case that begins with a row."""
    pair = int(data.ccode1[row]), int(data.ccode2[row])
    begins = int(data.year[row])
    column = {name: float(data.columns[name][row]) for name in
              ("rivalry", "conttype", "relevant", "cowmaj1", "cowmaj2")}  # fmt: skip
    one, two = (find(code, year=begins).label for code in pair)
    return ReferencePair(
        one, two, begins, war, began, column["rivalry"] > 0, column["conttype"] == 1,
        column["relevant"] > 0, column["cowmaj1"] > 0 and column["cowmaj2"] == 0,
        tuple(sorted(each for each in begun.get(pair, ()) if each[0] > begins)),
    )  # fmt: skip
