"""Regimes: Polity IV's polity2 and V-Dem's electoral democracy index, by COW code.

Polity keeps codes of its own where COW has one state; ``POLITY_TO_COW`` says which. The
Unified Democracy Scores (``euds``, ``aeuds``) are not among the public data sets used here.
"""

from typing import TYPE_CHECKING

from foedus.evidence.add.sides import both_sides
from foedus.evidence.part import Options, Part
from foedus.evidence.rows import Rows
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

#: Polity code -> (COW code, first year, last year). What is not listed keeps its code.
POLITY_TO_COW: dict[int, tuple[int, int, int]] = {
    99: (100, 1821, 1832),  # Gran Colombia: COW's Colombia from 1831
    305: (300, 1816, 1918),  # Austria until 1918: COW's Austria-Hungary
    324: (325, 1816, 1861),  # Sardinia: COW counts it and Italy as one state
    341: (347, 2008, 2100),  # Kosovo
    342: (345, 1830, 2100),  # Serbia: COW counts Serbia and Yugoslavia as one state
    347: (345, 1991, 2006),  # Yugoslavia, then Serbia and Montenegro
    348: (341, 2006, 2100),  # Montenegro
    364: (365, 1922, 1991),  # USSR
    525: (626, 2011, 2100),  # South Sudan
    626: (625, 2011, 2100),  # Sudan without the South
    529: (530, 1993, 2100),  # Ethiopia without Eritrea
    769: (770, 1947, 1971),  # Pakistan with Bangladesh
    818: (816, 1976, 2100),  # Vietnam united: COW's Democratic Republic of Vietnam goes on
}
#: (Polity code, year) of states that another took over from within the year. Polity lists both;
#: the successor's row stands, as polity2 speaks of the year's last day.
SUPERSEDED = (
    (99, 1832), (324, 1861), (365, 1922), (818, 1976),
    (347, 1991), (530, 1993), (347, 2006), (625, 2011),
)  # fmt: skip
COVERS = (1816, 2019)
LAST = {"polity2": 2015, "v2x_polyarchy": 2019}


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    both = pl.concat([index(name, rows, options) for name in LAST], how="horizontal")
    return both.select("^.*1$", "^.*2$") if rows.pairs else both


def index(name: str, rows: Rows, options: Options) -> "pl.DataFrame":
    """One index alone, on both sides of a pair: a key of ``LAST``."""
    table_of = {"polity2": polity2, "v2x_polyarchy": v2x_polyarchy}
    return both_sides(table_of[name](), rows, options, LAST[name])


def polity2() -> "pl.DataFrame":
    """ccode (COW's), year, polity2 (-10 to 10); one row a state-year."""
    import polars as pl

    moved = pl.DataFrame(
        [(old, *new) for old, new in POLITY_TO_COW.items()],
        schema={"ccode": pl.Int64, "cow": pl.Int64, "from": pl.Int64, "to": pl.Int64},
        orient="row",
    )
    left = pl.DataFrame(SUPERSEDED, schema=["ccode", "year"], orient="row")
    moves = pl.col("year").is_between("from", "to").fill_null(False)
    return (
        table("polity4")
        .join(left, on=["ccode", "year"], how="anti")
        .join(moved, on="ccode", how="left")
        .select(
            "year",
            pl.col("polity2").cast(pl.Int8),
            ccode=pl.when(moves).then("cow").otherwise("ccode"),
        )
    )


def v2x_polyarchy() -> "pl.DataFrame":
    """ccode, year, v2x_polyarchy (0 to 1); one row a state-year.

    Rows without a COW code (states that COW never listed) are left out. V-Dem gives the Austrian
    Empire and Austria-Hungary the code of Austria (305), which COW uses from 1919 on.
    """
    import polars as pl

    habsburg = (pl.col("COWcode") == 305) & (pl.col("year") <= 1918)
    return (
        table("vdem-polyarchy")
        .drop_nulls("COWcode")
        .select("year", "v2x_polyarchy", ccode=pl.when(habsburg).then(300).otherwise("COWcode"))
    )


REGIME = Part(
    name="regime",
    about="Regimes: Polity IV 2015 and V-Dem",
    sources=("polity4", "vdem-polyarchy"),
    covers=COVERS,
    add=_add,
    columns={
        "polity2{1,2}": "Polity IV's combined score, -10 autocracy to 10 democracy; to 2015",
        "v2x_polyarchy{1,2}": "V-Dem's electoral democracy index, 0 to 1; to 2019",
    },
)
