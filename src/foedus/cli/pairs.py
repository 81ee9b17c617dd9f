"""``foedus fit pairs`` and ``foedus score pairs``: forecasts of every pair, and their record."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from foedus.history.measures import Measures
    from foedus.history.pairs.record import Record, Row

FIT_EPILOG = """\b
Examples:
  foedus fit pairs --out pairs.json

\b
Hindcasts every pair from 1960, 1965 … 2005, five years each, with everything fitted on earlier
years: the ladder, and trees that learn each year ahead. The weights of the mean that `foedus
forecast dyads` gives come from these. Nine minutes of processor time, 2 GB."""
SCORE_EPILOG = """\b
Examples:
  foedus score pairs
  foedus score pairs --json
  foedus score pairs --again

\b
Windows of five years from 1980, 1985 … 2005, everything fitted on earlier years, the weights of
the mean too; then 2011–2014, from 2010, by the disputes of COW MID 5.0 as they are.
Without --again the record shipped with the package is printed; with it all is fitted anew."""
OUT = typer.Option(Path("pairs.json"), help="File to write.")


def fit(
    out: Path = OUT,
    json: bool = typer.Option(False, "--json", help="Print a summary as JSON."),
) -> None:
    """Weigh the ladder and trees by past forecasts of every pair."""
    from json import dumps

    from foedus.history import posterior as files
    from foedus.history.pairs import posterior
    from foedus.history.pairs.mean import weights
    from foedus.history.rows import LAST_YEAR

    files.check_place(out)
    found = _record()
    posterior.save(found, out)
    by = weights(found.windows, LAST_YEAR)
    if json:
        typer.echo(dumps({"out": str(out), "windows": len(found.windows), "weights": by}, indent=2))
        return
    told = ", ".join(f"{event} {weight:.2f}" for event, weight in by.items())
    typer.echo(f"{out}: {len(found.windows)} windows; weight of the trees: {told}")


def score(
    again: bool = typer.Option(False, "--again", help="Fit everything anew, from the data."),
    json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """How forecasts of every pair of states came out."""
    from json import dumps

    from foedus.history.pairs import posterior

    found = _record() if again else posterior.shipped()
    if json:
        typer.echo(dumps(found.to_dict(), indent=2))
        return
    typer.echo(_text(found))


def _record() -> "Record":
    from foedus.cli.progress import watched
    from foedus.history.pairs.score import record
    from foedus.history.rows import load

    with watched() as report:
        report("building the panel")
        return record(load(), report=report)


HEAD = f"  {'':10}{'expected':>9}{'AUC':>7}{'AP':>7}{'log loss':>11}{'slope':>7}"
TITLES = {
    "onset": "a dispute begun", "force": "… with force", "deadly": "… with deadly force",
    "war": "a war begun",
}  # fmt: skip


def _text(record: "Record") -> str:
    """The record as tables."""
    first = [each.origin for each in record.windows if each.origin >= record.scored]
    lines = [
        f"Every pair of states, five years from {', '.join(map(str, first))} on, each",
        "fitted on earlier years. Chances are of a year, unconditional. Over the ladder's: log",
        "loss left over the ladder's, summed, ± its standard error by pairs; less is better.",
    ]
    for row in record.rows:
        lines += ["", *_row(row)]
    lines += ["", *_later(record)]
    return "\n".join(lines)


def _row(row: "Row") -> list[str]:
    one = next(iter(row.measures.values()))
    pairs = "every pair" if row.pairs == "all" else "politically relevant pairs alone"
    title = f"{TITLES[row.event]}: {pairs}; {one.n:,} rows, {one.events:,} came"
    lines = [title, HEAD + "  over the ladder's"]
    for model, scores in row.measures.items():
        gain = row.gain.get(model)
        over = f"  {gain[0]:+8.1f} ± {gain[1]:.1f}" if gain else ""
        lines.append(_line(model, scores) + over)
    return lines


def _line(name: str, scores: "Measures") -> str:
    def cell(value: float | None, form: str, width: int) -> str:
        return f"{'–' if value is None else format(value, form):>{width}}"

    return (
        f"  {name:10}{scores.mean * scores.n:>9.1f}{cell(scores.auc, '.3f', 7)}"
        f"{cell(scores.average_precision, '.3f', 7)}{scores.log_loss:>11.6f}"
        f"{cell(scores.slope, '.2f', 7)}"
    )


def _later(record: "Record") -> list[str]:
    told = record.coders
    ratios = [
        f"{counts['cow']} to {counts['gml']} {name} ({counts['cow'] / counts['gml']:.2f})"
        for name, counts in (("begun", told["disputes"]), ("with force", told["force"]))
    ]
    lines = [
        "2011–2014, forecast from 2010 by models fitted through 2010, by the disputes of COW MID",
        "5.0 as they are. A second look at these years; the first is in docs/ladder.md.",
        "Both coders' disputes of 1993–2010 by the same rule, COW's to GML's:",
        f"{', '.join(ratios)}.",
    ]
    for event in record.later[0].events:
        one = record.later[0].events[event]
        lines += [f"{TITLES[event]}: {one.n:,} rows, {one.events:,} came", HEAD]
        lines += [_line(each.model, each.events[event]) for each in record.later]
    return lines
