"""``foedus forecast dyads``: yearly chances for every pair of states."""

from typing import TYPE_CHECKING, Any

import typer

from foedus.cli.give import Answer, form, give, save_table
from foedus.cli.options import Seed, Summary, TableFile

if TYPE_CHECKING:
    from foedus.report.blocks import Section

DYADS = """\b
Examples:
  foedus forecast dyads --train-through 2014 --years 2015-2018 --out forecast.parquet
  foedus forecast dyads --train-through 1999 --years 2000-2014 --out hindcast.csv
  foedus forecast dyads --model ladder --years 2015-2018 --out ladder.csv

\b
One row a directed dyad-year: ccode1 (who would begin), ccode2, year, and the chances p_onset,
p_force, p_deadly, p_war that 1 begins with 2 that year a dispute, one with force, with deadly
force, a war. All are yearly and unconditional.

\b
Nothing after --train-through is looked at. The pairs are those in the system at its end: states
that join later have no rows, and states that end later have rows in all years. Capabilities,
regimes, pacts stay as they were; disputes come and go along simulated paths, and so do rivalries.

\b
--model mean is the mean of the ladder and of boosted trees that learn each year ahead, weighed by
their record; `foedus score pairs` shows how both did. From 1999, 2010 and 2014 what was learned
ships, and a forecast takes seconds; from another year all is fitted first: about a minute, 2 GB."""


def dyads(
    out: TableFile,
    through: int = typer.Option(2014, "--train-through", help="Last year to learn from."),
    years: str = typer.Option(..., metavar="FIRST-LAST", help="Years to forecast."),
    model: str = typer.Option("mean", help="mean of ladder and trees, or ladder alone."),
    paths: int = typer.Option(100, help="Simulated paths of disputes to come."),
    seed: Seed = 0,
    json: Summary = False,
) -> None:
    """Forecast every directed dyad in the years after the last one learned from."""
    import polars as pl

    from foedus.cli.progress import watched
    from foedus.history.pairs.forecast import forecast_dyads

    first, last = span(years)
    with watched() as report:
        report("building the panel")
        frame = forecast_dyads(
            through, first, last, model=model, paths=paths, seed=seed, report=report
        )
    save_table(frame, out)
    sums = frame.group_by("year").agg(
        pl.len().alias("rows"), pl.col("p_onset", "p_force", "p_deadly", "p_war").sum()
    )
    found = sums.sort("year").to_dicts()
    told = {"out": out, "train_through": through, "model": model, "years": found}
    lead = f"{out}: {frame.height:,} directed dyad-years"
    give(Answer(lambda: [_expected(lead, found)], lambda: told), form(json))


def _expected(lead: str, found: list[dict[str, Any]]) -> "Section":
    """What is expected in all pairs together, a row a year."""
    from foedus.report.blocks import Section, Table

    columns = ("year", "rows", "disputes", "force", "deadly", "wars")
    rows = tuple(
        (
            f"{row['year']}",
            f"{row['rows']:,}",
            *(f"{row[name]:.1f}" for name in ("p_onset", "p_force", "p_deadly")),
            f"{row['p_war']:.2f}",
        )
        for row in found
    )
    table = Table("expected", "Expected in all", columns, rows, align=("r",) * 6)
    return Section("forecast", "", lead, (table,))


def span(years: str) -> tuple[int, int]:
    """Two years, or one. Raises InputError."""
    from foedus.errors import InputError

    first, _, last = years.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        raise InputError(
            f"{years!r} are no years", where="--years", hint="two years, such as 2011-2014"
        )
    return int(first), int(last or first)
