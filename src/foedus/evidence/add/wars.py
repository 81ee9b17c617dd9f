"""Inter-state wars by the Correlates of War project, 4.0 (Sarkees & Wayman 2010)."""

from typing import TYPE_CHECKING

from foedus.evidence.part import Options, Part, absent_is_zero
from foedus.evidence.rows import Rows
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, 2007)


def _add(rows: Rows, _: Options) -> "pl.DataFrame":
    """One row a dyad-year: ongoing and onset of any war between the two, initiator of one."""
    import polars as pl

    wars = table("cow-wars")
    flags = [
        pl.col("cowinterongoing").max().cast(pl.Int8),
        pl.col("cowinteronset").max().cast(pl.Int8),
    ]
    begun = pl.col("cowinteronset") == 1
    if rows.pairs:
        began = [
            (pl.col(f"initiator{which}") * begun).max().cast(pl.Int8).alias(f"cowwarinit{which}")
            for which in (1, 2)
        ]
        frame = rows.pair(wars.group_by("ccode1", "ccode2", "year").agg(*flags, *began))
    else:
        frame = rows.side(wars.group_by(pl.col("ccode1").alias("ccode"), "year").agg(*flags), 1)
    # Wars are never carried forward: what began after 2007 is unknown.
    return absent_is_zero(frame, rows, COVERS, Options())


WARS = Part(
    name="wars",
    about="Inter-state wars, COW 4.0",
    sources=("cow-wars",),
    covers=COVERS,
    add=_add,
    columns={
        "cowinterongoing": "1 if an inter-state war between the two goes on in the year",
        "cowinteronset": "1 if one begins (for the dyad) in the year",
        "cowwarinit{1,2}": "dyads: 1 if the state initiated a war that begins in the year",
    },
)
