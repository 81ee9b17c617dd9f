"""Strategic rivalries by Thompson, Sakuwa and Suhas (2021), and what each is about."""

from typing import TYPE_CHECKING

from foedus.evidence.add.sides import over_partners
from foedus.evidence.part import Options, Part, absent_is_zero, carried
from foedus.evidence.rows import Rows
from foedus.evidence.spans import by_year
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, 2020)
KINDS = ("positional", "spatial", "ideological", "interventionary")


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    kinds = pl.col(KINDS).fill_null(0).max().cast(pl.Int8).name.prefix("rivalry_")
    listed = (
        by_year(table("tss-rivalries"), "start", "end")
        .filter(pl.col("year") >= COVERS[0])
        .group_by("ccode1", "ccode2", "year")
        .agg(pl.lit(1, pl.Int8).alias("rivalry"), kinds)
    )
    year = carried(options, COVERS[1])
    if rows.pairs:
        frame = rows.pair(listed, symmetric=True, carried_from=year)
    else:
        number = pl.len().cast(pl.Int16).alias("rivals")
        frame = over_partners(listed, rows, number, symmetric=True, carried_from=year)
    return absent_is_zero(frame, rows, COVERS, options)


RIVALRY = Part(
    name="rivalry",
    about="Strategic rivalries, Thompson, Sakuwa & Suhas 2021",
    sources=("tss-rivalries",),
    covers=COVERS,
    add=_add,
    columns={
        "rivalry": "1 if the two are strategic rivals in the year",
        **{f"rivalry_{kind}": f"1 if the rivalry is {kind}" for kind in KINDS},
        "rivals": "states: number of strategic rivals",
    },
)
