"""The chronology held against UCDP's conflicts, the public set nearest to today."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from foedus.evidence.chronology.read import Chronology, chronology
from foedus.evidence.chronology.rows import dyad_years
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

#: UCDP's states by Gleditsch & Ward's numbers, where COW's differ.
_COW = {260: 255, 678: 679}
#: main: the two main parties of an interstate conflict; support: one or both came in support of
#: one; rebels: in a civil war, a government and a state whose troops stood with the rebels.
Kind = Literal["main", "support", "rebels"]
KINDS: tuple[Kind, ...] = ("main", "support", "rebels")


def against_ucdp(source: Chronology | None = None) -> "pl.DataFrame":
    """Dyad-years of UCDP's conflicts with a state on each side, from the first year on.

    ccode1, ccode2 (lower code first), year, kind (see ``Kind``; the first that holds), found (the
    chronology has the pair on opposite sides in that year). Of civil wars, pairs of states that
    both came in support are left out: the governments' are often a UN mission's many. Raises
    DataError where the set ucdp-armed-conflicts cannot be had.
    """
    import polars as pl

    mine = chronology() if source is None else source
    kept = dyad_years(mine)
    pairs: dict[tuple[int, int, int], Kind] = {}
    for key, kind in _pairs(mine.about.first.year):
        pairs[key] = min(pairs.get(key, kind), kind, key=KINDS.index)
    return pl.DataFrame(
        [
            {"ccode1": one, "ccode2": other, "year": year, "kind": kind,
             "found": (one, other, year) in kept}
            for (one, other, year), kind in pairs.items()
        ],
        schema={"ccode1": pl.Int64, "ccode2": pl.Int64, "year": pl.Int64,
                "kind": pl.String, "found": pl.Boolean},
    ).sort("ccode1", "ccode2", "year")  # fmt: skip


def _pairs(first: int) -> Iterator[tuple[tuple[int, int, int], Kind]]:
    """Pairs by COW's codes with the year, and how they stood against each other."""
    import polars as pl

    names = ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd")
    rows = (
        table("ucdp-armed-conflicts")
        .filter(pl.col("type_of_conflict").is_in(["interstate", "II"]), pl.col("year") >= first)
        .select("year", "type_of_conflict", *names)
        .unique()
        .iter_rows()
    )
    for year, sort, a, a_second, b, b_second in rows:
        sides = (
            [(one, other, leads and led)
             for one, leads in ((a, True), (a_second, False))
             for other, led in ((b, True), (b_second, False))]
            if sort == "interstate" else [(a, b_second, False)]
        )  # fmt: skip
        for one, other, main in sides:
            if one is None or other is None:
                continue
            low, high = sorted(_COW.get(int(each), int(each)) for each in (one, other))
            kind: Kind = "rebels" if sort == "II" else "main" if main else "support"
            yield (low, high, int(year)), kind
