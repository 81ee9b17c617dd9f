"""US military personnel in a state the year before (Allen, Flynn & Machain 2022)."""

from typing import TYPE_CHECKING

from foedus.evidence.add.sides import both_sides
from foedus.evidence.part import Options, Part, absent_is_zero
from foedus.evidence.rows import Rows
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

#: The data begin in 1950, and speak here of the year after.
COVERS = (1951, 2025)
USA = 2
#: Code of the data -> COW code, first and last year: states that the data list as another for good.
TO_COW = ((255, 260, 1955, 1990), (816, 817, 1954, 1975))
#: Of those, years in which both were states, and the personnel were in the second alone.
NOT_IN = (816, 1954, 1975)


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    found = both_sides(us_troops(), rows, options, COVERS[1])
    return absent_is_zero(found, rows, COVERS, options)


def us_troops() -> "pl.DataFrame":
    """ccode, year, us_troops: log10 of one more than the US personnel there the year before.

    One row a state-year, for states with any. Forces at home are no presence. Germany's are the
    Federal Republic's while that was a state, Vietnam's those of the South while it was one.
    """
    import polars as pl

    listed = (
        table("us-troops")
        .filter(pl.col("ccode") != USA)
        .group_by("ccode", pl.col("year") + 1)
        .agg(count=pl.col("troops_ad").sum())  # a renamed state is listed twice, once with 0
        .filter(pl.col("count") > 0)
    )
    for old, new, first, last in TO_COW:
        span = (pl.col("ccode") == old) & pl.col("year").is_between(first, last)
        copied = listed.filter(span).with_columns(ccode=pl.lit(new, pl.Int64))
        listed = pl.concat([listed, copied.join(listed, on=["ccode", "year"], how="anti")])
    out, first, last = NOT_IN
    elsewhere = (pl.col("ccode") == out) & pl.col("year").is_between(first, last)
    return listed.filter(~elsewhere).select(
        "ccode", "year", us_troops=(pl.col("count") + 1).log10()
    )


TROOPS = Part(
    name="troops",
    about="US military personnel, troopdata 1950–2024",
    sources=("us-troops",),
    covers=COVERS,
    add=_add,
    columns={
        "us_troops{1,2}": "US active-duty personnel there the year before: log10 of one more",
    },
)
