"""``foedus forecast``: yearly chances for every pair of states."""

from pathlib import Path

import typer

from foedus.cli.style import group

app = group("Yearly chances for every pair of states.")


EPILOG = """\b
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
their record; `foedus score pairs` shows how both did. About a minute of processor time, 2 GB."""
OUT = typer.Option(..., help="File to write: .parquet or .csv.")


@app.command("dyads", epilog=EPILOG)
def dyads(
    out: Path = OUT,
    through: int = typer.Option(2014, "--train-through", help="Last year to learn from."),
    years: str = typer.Option(..., metavar="FIRST-LAST", help="Years to forecast."),
    model: str = typer.Option("mean", help="mean of ladder and trees, or ladder alone."),
    paths: int = typer.Option(100, help="Simulated paths of disputes to come."),
    seed: int = typer.Option(0, help="Seed of the simulation."),
    json: bool = typer.Option(False, "--json", help="Print a summary as JSON."),
) -> None:
    """Forecast every directed dyad in the years after the last one learned from."""
    from json import dumps

    import polars as pl

    from foedus.cli.panel import check_out, write
    from foedus.cli.progress import watched
    from foedus.history.forecast import forecast_dyads

    first, last = _span(years)
    check_out(out)
    with watched() as report:
        report("building the panel")
        frame = forecast_dyads(
            through, first, last, model=model, paths=paths, seed=seed, report=report
        )
    write(frame, out)
    sums = frame.group_by("year").agg(
        pl.len().alias("rows"), pl.col("p_onset", "p_force", "p_deadly", "p_war").sum()
    )
    found = sums.sort("year").to_dicts()
    if json:
        told = {"out": str(out), "train_through": through, "model": model, "years": found}
        typer.echo(dumps(told, indent=2))
        return
    typer.echo(f"{out}: {frame.height:,} directed dyad-years; expected in all:")
    typer.echo(f"  {'year':>4} {'rows':>8} {'disputes':>9} {'force':>7} {'deadly':>7} {'wars':>6}")
    for row in found:
        typer.echo(
            f"  {row['year']:>4} {row['rows']:>8,} {row['p_onset']:>9.1f} "
            f"{row['p_force']:>7.1f} {row['p_deadly']:>7.1f} {row['p_war']:>6.2f}"
        )


def _span(years: str) -> tuple[int, int]:
    from foedus.errors import InputError

    first, _, last = years.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        raise InputError(
            f"{years!r} are no years", where="--years", hint="two years, such as 2011-2014"
        )
    return int(first), int(last or first)
