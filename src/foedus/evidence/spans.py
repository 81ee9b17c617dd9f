"""Spells to years: a record that runs from one year to another becomes a row for each."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def by_year(table: "pl.DataFrame", began: str, ended: str) -> "pl.DataFrame":
    """One row a year from the year in ``began`` to that in ``ended``, both included, as ``year``.

    The two columns hold years or dates.
    """
    import polars as pl

    def year_of(name: str) -> pl.Expr:
        return pl.col(name).dt.year() if table.schema[name] == pl.Date else pl.col(name)

    years = pl.int_ranges(year_of(began), year_of(ended) + 1, dtype=pl.Int64)
    return table.with_columns(year=years).explode("year").drop_nulls("year")
