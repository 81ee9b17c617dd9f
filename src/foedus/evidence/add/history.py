"""Dispute histories: decaying counts of past disputes, and years since the last.

Everything looks strictly before the row's year. A dispute ``a`` years ago weighs
2^{-a / half-life}. A memory is of the state codes, whether or not they were in the system since.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.evidence.add.disputes import COVERS, RUNGS, initiations, involvements
from foedus.evidence.part import Options, Part
from foedus.evidence.rows import FIRST_YEAR, Rows
from foedus.evidence.spells import decay

if TYPE_CHECKING:
    import polars as pl


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    if not options.half_lives:
        raise InputError("no half-life is given", where="half_lives", hint="(8,)")
    columns: dict[str, pl.Series] = {}
    begun = initiations()
    for rung, least in RUNGS.items():
        events = begun.filter(pl.col("hostlev") >= least)
        for half_life in options.half_lives:
            columns |= _memories(rows, events, rung, half_life)
    since = involvements()
    for rung, least in RUNGS.items():
        columns[f"since_{rung}"] = _since(rows, since.filter(pl.col("hostlev") >= least))
    # Known through the year after the last one coded: a history looks at earlier years only.
    known = pl.Series(options.carry | (rows.year <= COVERS[1] + 1))
    return pl.DataFrame(columns).select(pl.when(known).then(pl.all()))


def _memories(
    rows: Rows, events: "pl.DataFrame", rung: str, half_life: float
) -> dict[str, "pl.Series"]:
    """Columns of one rung and half-life: of the pair each way, of challenger and target."""
    tag = f"h{half_life:g}"
    states, years = len(rows.codes), rows.last - FIRST_YEAR + 1
    one, two = rows.places(events["ccode1"]), rows.places(events["ccode2"])
    when = events["year"].to_numpy() - FIRST_YEAR
    inside = when < years
    one, two, when = one[inside], two[inside], when[inside]
    challenged = decay(_count(one, when, states, years), half_life)
    targeted = decay(_count(two, when, states, years), half_life)
    t = rows.year - FIRST_YEAR
    if rows.two is None:
        return {
            f"{rung}_past1_{tag}": _column(challenged[rows.one, t]),
            f"{rung}_past2_{tag}": _column(targeted[rows.one, t]),
        }
    # Only pairs that ever disputed have a memory; all others share the blank last line.
    pairs, line = np.unique(one * states + two, return_inverse=True)
    memory = decay(_count(line, when, len(pairs) + 1, years), half_life)
    lines = np.full(states * states, len(pairs))
    lines[pairs] = np.arange(len(pairs))
    ahead = lines[rows.one.astype(np.int64) * states + rows.two]
    back = lines[rows.two.astype(np.int64) * states + rows.one]
    return {
        f"{rung}_past12_{tag}": _column(memory[ahead, t]),
        f"{rung}_past21_{tag}": _column(memory[back, t]),
        f"{rung}_past1_{tag}": _column(challenged[rows.one, t]),
        f"{rung}_past2_{tag}": _column(targeted[rows.two, t]),
    }


def _count(
    line: NDArray[np.int64], when: NDArray[np.int64], lines: int, years: int
) -> NDArray[np.float64]:
    counts = np.zeros((lines, years))
    np.add.at(counts, (line, when), 1.0)
    return counts


def _column(values: NDArray[np.float64]) -> "pl.Series":
    import polars as pl

    return pl.Series(values.astype(np.float32))


def _since(rows: Rows, events: "pl.DataFrame") -> "pl.Series":
    """(n,) calendar years since the last dispute year of the pair or state; null when never."""
    import polars as pl

    years = rows.last - FIRST_YEAR + 1
    states = len(rows.codes)
    one, two = rows.places(events["ccode1"]), rows.places(events["ccode2"])
    when = events["year"].to_numpy() - FIRST_YEAR
    line = one if rows.two is None else one * states + two
    kept, place = np.unique(line, return_inverse=True)
    last = np.full((len(kept) + 1, years), -1, dtype=np.int32)  # the blank last line: never
    inside = when < years - 1
    last[place[inside], when[inside] + 1] = when[inside]  # known from the next year on
    last = np.maximum.accumulate(last, axis=1)
    lines = np.full(states if rows.two is None else states * states, len(kept))
    lines[kept] = np.arange(len(kept))
    mine = rows.one.astype(np.int64)
    at = lines[mine if rows.two is None else mine * states + rows.two]
    t = (rows.year - FIRST_YEAR).astype(np.int32)
    found = last[at, t]
    years_ago = pl.Series((t - found).astype(np.int16))
    return pl.select(pl.when(pl.Series(found >= 0)).then(years_ago)).to_series()


HISTORY = Part(
    name="dispute-history",
    about="Decaying counts of past disputes, and years since the last, from GML 2.2.1",
    sources=("gml-directed-disputes", "gml-disputes"),
    covers=(COVERS[0], COVERS[1] + 1),
    add=_add,
    columns={
        "{mid,force,war}_past12_h{h}": "decayed count of past disputes that state 1 began against "
        "state 2, half-life h years; of those that reached force, war",
        "{mid,force,war}_past21_h{h}": "the same that state 2 began against state 1",
        "{mid,force,war}_past1_h{h}": "the same that state 1 began against anyone",
        "{mid,force,war}_past2_h{h}": "the same that anyone began against state 2",
        "since_{mid,force,war}": "calendar years since the two last were on opposite sides of a "
        "dispute (with force, at war); missing if never",
    },
)
