"""Alliance promises by ATOP 5.1 (Leeds et al. 2002), from one state to another.

Directed: ``atop_defense`` says that state 1 promised state 2 defense, which need not hold the
other way round. After 2018 alliances are unknown, not absent.
"""

from typing import TYPE_CHECKING

from foedus.evidence.add.sides import over_partners
from foedus.evidence.part import Options, Part, absent_is_zero, carried
from foedus.evidence.rows import Rows
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1815, 2018)
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    names = [f"atop_{kind}" for kind in OBLIGATIONS]
    promises = table("atop-dyad-years").select(
        "ccode1", "ccode2", "year", pl.lit(1, pl.Int8).alias("atop_alliance"),
        pl.col(names).cast(pl.Int8),
    )  # fmt: skip
    year = carried(options, COVERS[1])
    if rows.unit == "directed-dyad-year":
        frame = rows.pair(promises, carried_from=year)
    elif rows.unit == "dyad-year":
        pair = {
            "ccode1": pl.min_horizontal("ccode1", "ccode2"),
            "ccode2": pl.max_horizontal("ccode1", "ccode2"),
        }
        either = promises.with_columns(**pair).group_by("ccode1", "ccode2", "year").max()
        frame = rows.pair(either, carried_from=year)
    else:
        received = promises.rename({"ccode1": "ccode2", "ccode2": "ccode1"})
        frames = [
            over_partners(way, rows, _number(word), carried_from=year)
            for way, word in ((promises, "to"), (received, "from"))
        ]
        frame = pl.concat(frames, how="horizontal")
    return absent_is_zero(frame, rows, COVERS, options)


def _number(way: str) -> "pl.Expr":
    """With how many partners there is each promise."""
    import polars as pl

    return pl.col("^atop_.*$").sum().cast(pl.Int16).name.suffix(f"_{way}")


ALLIANCES = Part(
    name="atop",
    about="Alliance obligations, ATOP 5.1",
    sources=("atop-dyad-years",),
    covers=COVERS,
    add=_add,
    columns={
        "atop_alliance": "1 if ATOP lists any alliance from state 1 to state 2",
        **{
            f"atop_{kind}": f"1 if state 1 promises state 2 {word}"
            for kind, word in zip(
                OBLIGATIONS,
                ("defense", "offense", "neutrality", "nonaggression", "consultation"),
                strict=True,
            )
        },
        "atop_{alliance,defense,offense,neutral,nonagg,consul}_{to,from}": "states: to, and from, "
        "how many members of the system the promise runs",
    },
)
