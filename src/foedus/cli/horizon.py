"""``foedus fit horizon`` and ``foedus score horizon``: chances over years, and their record."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from foedus.history.horizon.record import Row, Study

FIT_EPILOG = """\b
Examples:
  foedus fit horizon --out horizon.json

\b
Fits the ladder before each of 22 origins from 1905 to 2010, runs its paths for every pair, and
fits the pools on what came. About three minutes; the scores are kept beside the pools."""
SCORE_EPILOG = """\b
Examples:
  foedus score horizon
  foedus score horizon --json
  foedus score horizon --again

\b
At each origin from 1950 the pool is fitted on windows that were over by then. Without --again the
record shipped with the package is printed; with it everything is fitted anew (needs the data)."""
OUT = typer.Option(Path("horizon.json"), help="File to write.")


def fit(
    out: Path = OUT,
    json: bool = typer.Option(False, "--json", help="Print a summary as JSON."),
) -> None:
    """Pool the ladder's paths with a small model of the years ahead."""
    from json import dumps

    from foedus.history import posterior as files
    from foedus.history.horizon import posterior

    files.check_place(out)
    study = _study()
    posterior.save(study, out)
    apart = posterior.apart(study, posterior.shipped())
    if json:
        summary = {"out": str(out), "first": study.first, "last": study.last,
                   "apart_from_shipped": apart}  # fmt: skip
        typer.echo(dumps(summary, indent=2))
        return
    typer.echo(f"{out}: pools of {', '.join(study.pools)}, scored {study.first}–{study.last}")
    typer.echo(f"largest difference from the shipped pools: {apart:.2g} posterior sd")


def score(
    again: bool = typer.Option(False, "--again", help="Fit everything anew, from the data."),
    json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """How chances over 1, 5, 10 and 20 years came out, by kind of pair."""
    from json import dumps

    from foedus.history.horizon import posterior

    study = _study() if again else posterior.shipped()
    if json:
        typer.echo(dumps([row.to_dict() for row in study.rows], indent=2))
        return
    typer.echo(_text(study))


def _study() -> "Study":
    from foedus.cli.progress import watched
    from foedus.history.horizon.score import study
    from foedus.history.rows import load

    with watched() as report:
        report("building the panel")
        return study(load(), report=report)


def _text(study: "Study") -> str:
    """The record as a table, an event and horizon together."""
    lines = [
        f"Chances over years, origins {study.first}–{study.last}, each fitted on what was over by "
        "then.",
        "Came: how many pairs. Came over expected, with its 90% interval by pairs. Log loss and "
        "Brier",
        "score are sums; paths: the ladder's paths as they are; base: the share that came before.",
    ]
    head = f"  {'':23}{'came':>5}{'pool':>6}{'paths':>6}  {'came/expected':18}"
    head += f"{'log loss':>9}{'paths':>7}{'base':>7}{'Brier':>7}{'base':>7}"
    before = None
    for row in study.rows:
        if before != (row.event, row.years):
            before = (row.event, row.years)
            lines += ["", f"{row.event} within {row.years} year{'s' * (row.years > 1)}", head]
        lines.append(_line(row))
    return "\n".join(lines)


def _line(row: "Row") -> str:
    middle, low, high = row.ratio
    ratio = f"{middle:.2f} ({low:.2f}–{high:.2f})"
    loss, brier = row.log_loss, row.brier
    return (
        f"  {row.pairs:23}{row.came:>5}{row.expected['pool']:>6.0f}{row.expected['paths']:>6.0f}"
        f"  {ratio:18}{loss['pool']:>9.1f}{loss['paths']:>7.0f}{loss['base rate']:>7.0f}"
        f"{brier['pool']:>7.1f}{brier['base rate']:>7.1f}"
    )
