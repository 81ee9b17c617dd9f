"""Major powers by COW's list: 1 in every year that a spell as a major power touches."""

from typing import TYPE_CHECKING

from foedus.evidence.add.sides import both_sides
from foedus.evidence.part import Options, Part, absent_is_zero
from foedus.evidence.rows import Rows
from foedus.evidence.spans import by_year
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, 2016)


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    listed = by_year(table("cow-majors"), "styear", "endyear")
    listed = listed.select("ccode", "year", cowmaj=pl.lit(1, pl.Int8)).unique()
    return absent_is_zero(both_sides(listed, rows, options, COVERS[1]), rows, COVERS, options)


MAJORS = Part(
    name="majors",
    about="Major powers, COW 2016",
    sources=("cow-majors",),
    covers=COVERS,
    add=_add,
    columns={"cowmaj{1,2}": "1 if a major power on any day of the year"},
)
