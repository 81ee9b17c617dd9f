"""Dispute histories: decaying counts of past disputes and wars, and years since the last.

Everything looks strictly before the row's year, and at what was known then: that a dispute began
counts from its first year, what it came to (force, deaths) from its last. What happened ``a`` years
ago weighs 2^{-a / half-life}. A memory is of the state codes, whether or not they were in the
system since.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.evidence import bridge
from foedus.evidence.add.disputes import COVERS, RUNGS, events, involvements
from foedus.evidence.part import Options, Part
from foedus.evidence.rows import FIRST_YEAR, Rows
from foedus.evidence.spells import decay

if TYPE_CHECKING:
    import polars as pl


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    return memory(rows, options, events(), involvements())


def memory(
    rows: Rows, options: Options, begun: "pl.DataFrame", met: "pl.DataFrame"
) -> "pl.DataFrame":
    """The columns for n rows. begun, met: as ``events`` and ``involvements`` of disputes are."""
    import polars as pl

    columns: dict[str, NDArray[np.float32]] = {}
    for rung in RUNGS:
        some = begun if rung == "mid" else begun.filter(rung)
        some = some.with_columns(when=pl.col("year" if rung == "mid" else "known"))
        some = some.filter(pl.col("when") <= rows.last)
        when = some["when"].to_numpy() - FIRST_YEAR
        for name, view in _views(rows, some).items():
            memories = decay(view.count(when, rows), options.half_lives).astype(np.float32)
            for half_life, memory in zip(options.half_lives, memories, strict=True):
                columns[f"{rung}_{name}_h{half_life:g}"] = memory.ravel()[view.cells]
    frame = pl.DataFrame(columns)
    for rung in RUNGS:
        since = _since(rows, met if rung == "mid" else met.filter(rung))
        frame = frame.with_columns(since.alias(f"since_{rung}"))
    # Known through the year after the last one coded: a history looks at earlier years only.
    if options.carry or rows.last <= COVERS[1] + 1:
        return frame
    return frame.select(pl.when(pl.Series(rows.year <= COVERS[1] + 1)).then(pl.all()))


@dataclass(frozen=True, slots=True)
class _View:
    """Which events count together, and which memory each row of the panel reads."""

    line: NDArray[np.int64]  # (k,) the memory that each event belongs to
    lines: int  # memories in all
    cells: NDArray[np.int64]  # (n,) place of each row in lines × years

    def count(self, when: NDArray[np.int64], rows: Rows) -> NDArray[np.float64]:
        """(lines, years) events by memory and year; when: (k,) years since the first."""
        counts = np.zeros((self.lines, _years(rows)))
        np.add.at(counts, (self.line, when), 1.0)
        return counts


def _years(rows: Rows) -> int:
    return rows.last - FIRST_YEAR + 1


def _views(rows: Rows, events: "pl.DataFrame") -> dict[str, _View]:
    """The pair each way, state 1 as challenger of anyone, state 2 as anyone's target."""
    states, years = len(rows.codes), _years(rows)
    one, two = rows.places(events["ccode1"]), rows.places(events["ccode2"])
    t = rows.year - FIRST_YEAR
    mine = rows.one.astype(np.int64)
    theirs = mine if rows.two is None else rows.two.astype(np.int64)
    alone = {
        "past1": _View(one, states, mine * years + t),
        "past2": _View(two, states, theirs * years + t),
    }
    if rows.two is None:
        return alone
    # Only pairs that are asked for and ever disputed have a memory; others share a blank line, and
    # what nobody asks for goes to the last.
    asked = np.zeros(states * states, dtype=np.bool_)
    asked[mine * states + theirs] = asked[theirs * states + mine] = True
    event = one * states + two
    pairs = np.unique(event[asked[event]])
    lines = np.full(states * states, len(pairs))
    lines[pairs] = np.arange(len(pairs))
    line = np.where(asked[event], lines[event], len(pairs) + 1)
    ahead, back = lines[mine * states + theirs], lines[theirs * states + mine]
    return {
        "past12": _View(line, len(pairs) + 2, ahead * years + t),
        "past21": _View(line, len(pairs) + 2, back * years + t),
        **alone,
    }


def _since(rows: Rows, met: "pl.DataFrame") -> "pl.Series":
    """(n,) calendar years since the last dispute year of the pair or state; null when never."""
    import polars as pl

    states, years = len(rows.codes), _years(rows)
    one, two = rows.places(met["ccode1"]), rows.places(met["ccode2"])
    when = met["year"].to_numpy() - FIRST_YEAR
    mine = rows.one.astype(np.int64)
    if rows.two is None:
        events, asked, lines = one, mine, states
    else:
        events, asked, lines = one * states + two, mine * states + rows.two, states**2
    kept, place = np.unique(events, return_inverse=True)
    last = np.full((len(kept) + 1, years), -1, dtype=np.int16)  # the blank last line: never
    inside = when < years - 1
    last[place[inside], when[inside] + 1] = when[inside]  # known from the next year on
    last = np.maximum.accumulate(last, axis=1)
    line = np.full(lines, len(kept))
    line[kept] = np.arange(len(kept))
    t = rows.year - np.int16(FIRST_YEAR)
    found = last.ravel()[line[asked] * years + t]
    return pl.select(pl.when(pl.Series(found >= 0)).then(pl.Series(t - found))).to_series()


HISTORY = Part(
    name="dispute-history",
    about="Decaying counts of past disputes, and years since the last, GML 2.2.1 and COW MID 5.0",
    sources=bridge.SOURCES,
    covers=(COVERS[0], COVERS[1] + 1),
    add=_add,
    columns={
        "{mid,force,deadly,war}_past12_h{h}": "decayed count of past disputes and wars that "
        "state 1 began against state 2, half-life h; of those with force, deadly force, of wars",
        "{mid,force,deadly,war}_past21_h{h}": "the same that state 2 began against state 1",
        "{mid,force,deadly,war}_past1_h{h}": "the same that state 1 began against anyone",
        "{mid,force,deadly,war}_past2_h{h}": "the same that anyone began against state 2",
        "since_{mid,force,deadly,war}": "calendar years since the two last were on opposite "
        "sides of a dispute (with force, with deadly force, at war); missing if never",
    },
)
