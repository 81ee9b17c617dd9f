"""Direct contiguity by land and water (Stinnett et al. 2002, version 3.2).

The table as peacesciencer ships it holds added records of type 0, one a dyad, from its first to
its last non-contiguous month; they span contiguous years too, and there they hide them. Here only
the project's own (positive) records count, and of several in one year the closest type, which is
what that package's help page promises. ``compat`` gives its value: the first record of the year.
"""

from typing import TYPE_CHECKING

from foedus.evidence.add.sides import over_partners
from foedus.evidence.part import Options, Part, absent_is_zero, carried
from foedus.evidence.rows import Rows
from foedus.evidence.spans import by_year
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, 2016)
#: Type 1 shares a land or river border; types 2–5 lie within 12, 24, 150, 400 miles of water.
LAND = 1


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    year = carried(options, COVERS[1])
    records = _first_of_the_year() if options.compat else _closest()
    if rows.pairs:
        frame = rows.pair(records, carried_from=year)
    else:
        near, land = pl.col("conttype") > 0, pl.col("conttype") == LAND
        numbers = [
            land.sum().cast(pl.Int16).alias("land"),
            (near & ~land).sum().cast(pl.Int16).alias("sea"),
        ]
        frame = over_partners(records, rows, *numbers, carried_from=year)
    return absent_is_zero(frame, rows, COVERS, options)


def _closest() -> "pl.DataFrame":
    """ccode1, ccode2, year, conttype: the closest positive type of any month of the year."""
    import polars as pl

    positive = table("cow-contiguity").filter(pl.col("conttype") > 0)
    return (
        by_year(positive, "stdate", "enddate")
        .group_by("ccode1", "ccode2", "year")
        .agg(pl.col("conttype").min().cast(pl.Int8))
    )


def _first_of_the_year() -> "pl.DataFrame":
    """peacesciencer's rule: the record whose months come first in the year, as listed."""
    import polars as pl

    months = pl.when(pl.col("stdate").dt.year() == pl.col("year"))
    return (
        by_year(table("cow-contiguity").with_row_index("listed"), "stdate", "enddate")
        .with_columns(month=months.then(pl.col("stdate").dt.month()).otherwise(1))
        .sort("month", "listed")
        .group_by("ccode1", "ccode2", "year", maintain_order=True)
        .agg(pl.col("conttype").first().cast(pl.Int8))
    )


CONTIGUITY = Part(
    name="contiguity",
    about="Direct contiguity 3.2",
    sources=("cow-contiguity",),
    covers=COVERS,
    add=_add,
    columns={
        "conttype": "dyads: 1 land or river border; 2, 3, 4, 5 within 12, 24, 150, 400 miles of "
        "water; 0 not contiguous",
        "land": "states: number of neighbors by land or river",
        "sea": "states: number of neighbors by up to 400 miles of water only",
    },
)
