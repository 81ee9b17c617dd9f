"""``foedus fit``: refit a model from public data and write its posterior."""

from pathlib import Path

import typer

from foedus.cli import (
    depth,
    displacement,
    honor,
    horizon,
    lapse,
    origins,
    pairs,
    pledge,
    presence,
    reference,
    strategic,
)
from foedus.cli.style import group

app = group("Refit a model from public data and write its posterior.")


EPILOG = """\b
Examples:
  foedus fit ladder --out ladder.json
  foedus fit ladder --through 1989 --out until-1989.json --json
  foedus assess ukraine-2025 --posterior ladder.json

\b
The fit is deterministic. Without --through it gives the shipped posterior again, to nine
digits on the same libraries; the command prints how far the two are apart."""
OUT = typer.Option(Path("ladder.json"), help="File to write.")


@app.command("ladder", epilog=EPILOG)
def ladder(
    out: Path = OUT,
    through: int = typer.Option(2014, help="Last year to learn from."),
    json: bool = typer.Option(False, "--json", help="Print a summary as JSON."),
) -> None:
    """Fit onset, force and war on every directed dyad-year."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history import posterior, rows
    from foedus.history.fit import fit_ladder

    rows.check_span(rows.FIRST_YEAR, through, "--through")
    posterior.check_place(out)
    before = posterior.shipped()
    command = "foedus fit ladder" + (f" --through {through}" if through != rows.LAST_YEAR else "")
    with watched() as report:
        report("building the panel")
        data = rows.load(rows.FIRST_YEAR, through)
        found = fit_ladder(data, command=command, report=report)
    posterior.save(found, out)
    apart = posterior.apart(found, before)
    if json:
        summary = {
            "out": str(out), "first": found.first, "last": found.last, "hashes": found.hashes,
            "rungs": {n: {"rows": r.rows, "events": r.events} for n, r in found.rungs.items()},
            "apart_from_shipped": apart,
        }  # fmt: skip
        typer.echo(dumps(summary, indent=2))
        return
    typer.echo(f"{out}: the ladder, fitted on {found.first}–{found.last}")
    for name, rung in found.rungs.items():
        typer.echo(f"  {name:6} {rung.rows:>9,} rows  {rung.events:>5,} events")
    typer.echo(_words(apart))


def _words(apart: float | None) -> str:
    if apart is None:
        return "not comparable with the shipped posterior (other years, data or covariates)"
    return f"largest difference from the shipped posterior: {apart:.2g} posterior sd"


app.command("reference", epilog=reference.FIT_EPILOG)(reference.fit)
app.command("pairs", epilog=pairs.FIT_EPILOG)(pairs.fit)
app.command("horizon", epilog=horizon.FIT_EPILOG)(horizon.fit)
app.command("origins", epilog=origins.FIT_EPILOG)(origins.fit)
app.command("strategic", epilog=strategic.FIT_EPILOG)(strategic.fit)
app.command("depth", epilog=depth.FIT_EPILOG)(depth.fit)
app.command("pledge", epilog=pledge.FIT_EPILOG)(pledge.fit)
app.command("presence", epilog=presence.FIT_EPILOG)(presence.fit)
app.command("honor", epilog=honor.FIT_EPILOG)(honor.fit)
app.command("lapse", epilog=lapse.FIT_EPILOG)(lapse.fit)
app.command("displacement", epilog=displacement.FIT_EPILOG)(displacement.fit)
