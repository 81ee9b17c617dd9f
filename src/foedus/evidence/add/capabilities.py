"""National material capabilities: CINC and its six components (Singer, Bremer & Stuckey 1972)."""

from typing import TYPE_CHECKING

from foedus.evidence.add.sides import both_sides
from foedus.evidence.part import Options, Part
from foedus.evidence.rows import Rows
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, 2022)


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    nmc = table("cow-nmc").cast(
        {"milex": pl.Int32, "milper": pl.Int32, "irst": pl.Int32, "pec": pl.Int32}
    )
    return both_sides(nmc, rows, options, COVERS[1])


CAPABILITIES = Part(
    name="nmc",
    about="National Material Capabilities 7.0",
    sources=("cow-nmc",),
    covers=COVERS,
    add=_add,
    columns={
        "milex{1,2}": "military expenditure, thousands: pounds sterling to 1913, then US dollars",
        "milper{1,2}": "military personnel, thousands",
        "irst{1,2}": "iron and steel production, thousands of tons",
        "pec{1,2}": "primary energy consumption, thousands of coal-ton equivalents",
        "tpop{1,2}": "total population, thousands",
        "upop{1,2}": "urban population (cities over 100,000), thousands",
        "cinc{1,2}": "composite index of national capability: mean share of the system's six",
    },
)
