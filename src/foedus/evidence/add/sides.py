"""State-year columns on both sides of a dyad, and dyad-year columns summed over partners."""

from typing import TYPE_CHECKING

from foedus.evidence.part import Options, carried
from foedus.evidence.rows import Rows
from foedus.evidence.rows import rows as all_rows

if TYPE_CHECKING:
    import polars as pl


def both_sides(table: "pl.DataFrame", rows: Rows, options: Options, last: int) -> "pl.DataFrame":
    """Columns of a (ccode, year, …) table: ``x1`` and ``x2`` for dyads, ``x`` for states."""
    import polars as pl

    year = carried(options, last)
    if not rows.pairs:
        return rows.side(table, 1, carried_from=year)
    sides = [
        frame.rename({name: f"{name}{which}" for name in frame.columns})
        for which, frame in (
            (1, rows.side(table, 1, carried_from=year)),
            (2, rows.side(table, 2, carried_from=year)),
        )
    ]
    return pl.concat(sides, how="horizontal")


def over_partners(
    table: "pl.DataFrame",
    rows: Rows,
    *aggregates: "pl.Expr",
    symmetric: bool = False,
    carried_from: int | None = None,
) -> "pl.DataFrame":
    """Aggregates of a dyad-year ``table`` over each state's partners in the system that year.

    rows are state-years; the state is ccode1 of the table. Absent rows are null.
    """
    import polars as pl

    pairs = all_rows("directed-dyad-year", rows.first, rows.last)
    found = pairs.pair(table, symmetric=symmetric, carried_from=carried_from)
    listed = pl.concat([pairs.frame(), found], how="horizontal").drop_nulls()
    return rows.side(listed.group_by(pl.col("ccode1").alias("ccode"), "year").agg(*aggregates), 1)
