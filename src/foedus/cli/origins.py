"""``foedus fit origins``: the ladder and its pools as they could be fitted at several origins."""

from pathlib import Path
from typing import Annotated

import typer

FIT_EPILOG = """\b
Examples:
  foedus fit origins --out origins
  foedus fit origins --out origins --through 1989 --json
  foedus assess kuwait-1990.yaml --posterior origins/1989.json

\b
Each file, DIR/YEAR.json, has the ladder fitted on the years through YEAR and the pools fitted on
hindcasts whose years were over by then. `foedus assess` takes the one that its question allows.
Five minutes on one core; deterministic."""
OUT = typer.Option(..., metavar="DIR", help="Folder to write to; it is made if it is not there.")


def fit(
    out: Path = OUT,
    through: Annotated[
        list[int] | None,
        typer.Option(
            metavar="YEAR", help="Only this last year; may be repeated. Else all shipped."
        ),
    ] = None,
    json: bool = typer.Option(False, "--json", help="Print a summary as JSON."),
) -> None:
    """Fit the ladder and its pools by what was known at several origins."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.errors import InputError
    from foedus.history import rows
    from foedus.history.ladder import posterior
    from foedus.history.origins import YEARS, store
    from foedus.history.origins.fit import fit_origins

    years = sorted(set(through or YEARS))
    for year in years:
        rows.check_span(rows.FIRST_YEAR, year, "--through")
    if out.exists() and not out.is_dir():
        raise InputError("it is a file", where=f"--out {out}", hint="the name of a folder")
    told = []
    with watched() as report:
        report("building the panel")
        for ladder in fit_origins(rows.load(), years, report):
            out.mkdir(parents=True, exist_ok=True)
            path = out / f"{ladder.last}.json"
            store.save(ladder, path)
            apart = posterior.apart(ladder, store.shipped(ladder.last)) if (
                ladder.last in YEARS) else None  # fmt: skip
            told.append({
                "out": str(path), "first": ladder.first, "last": ladder.last,
                "pools": {event: [each.years for each in pool.horizons]
                          for event, pool in (ladder.pools or {}).items()},
                "apart_from_shipped": apart,
            })  # fmt: skip
    if json:
        typer.echo(dumps(told, indent=2))
        return
    for each in told:
        typer.echo(_line(each))


def _line(told: dict[str, object]) -> str:
    pools, apart = told["pools"], told["apart_from_shipped"]
    said = f"{told['out']}: {told['first']}–{told['last']}"
    said += "" if pools else ", no pool: too few windows of years were over"
    return said + ("" if apart is None else f"; {apart:.2g} posterior sd from the shipped one")
