"""The chronology held against UCDP's interstate conflicts, the public set nearest to today."""

from typing import TYPE_CHECKING

from foedus.evidence.chronology.read import Chronology, chronology
from foedus.evidence.chronology.rows import dyad_years
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

#: UCDP's states by Gleditsch & Ward's numbers, where COW's differ.
_COW = {260: 255, 678: 679}


def against_ucdp(source: Chronology | None = None) -> "pl.DataFrame":
    """Dyad-years of UCDP's interstate conflicts from the chronology's first year on.

    ccode1, ccode2 (lower code first), year, primary (both main parties; else one came in support),
    found (the chronology has the pair on opposite sides in that year). Raises DataError where the
    set ucdp-armed-conflicts cannot be had.
    """
    import polars as pl

    mine = chronology() if source is None else source
    kept = dyad_years(mine)
    names = ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd")
    rows = (
        table("ucdp-armed-conflicts")
        .filter(pl.col("type_of_conflict") == "interstate", pl.col("year") >= mine.about.first.year)
        .select("year", *names)
        .unique()
        .iter_rows()
    )
    pairs: dict[tuple[int, int, int], bool] = {}
    for year, a, a_second, b, b_second in rows:
        for one, first in ((a, True), (a_second, False)):
            for other, second in ((b, True), (b_second, False)):
                if one is None or other is None:
                    continue
                low, high = sorted(_COW.get(int(each), int(each)) for each in (one, other))
                key = (low, high, int(year))
                pairs[key] = pairs.get(key, False) or (first and second)
    return pl.DataFrame(
        [
            {"ccode1": one, "ccode2": other, "year": year, "primary": primary,
             "found": (one, other, year) in kept}
            for (one, other, year), primary in pairs.items()
        ],
        schema={"ccode1": pl.Int64, "ccode2": pl.Int64, "year": pl.Int64,
                "primary": pl.Boolean, "found": pl.Boolean},
    ).sort("ccode1", "ccode2", "year")  # fmt: skip
