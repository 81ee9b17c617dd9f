"""State-year columns on both sides of a dyad."""

from typing import TYPE_CHECKING

from foedus.evidence.part import Options, carried
from foedus.evidence.rows import Rows

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
