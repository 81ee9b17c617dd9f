"""``foedus score``: how a model does on years or cases it was not fitted on."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from foedus.cli import accept_score, depth, honor, horizon, lapse, pairs, strategic
from foedus.cli.negotiate import score as negotiate_score
from foedus.cli.style import group

if TYPE_CHECKING:
    from foedus.history.ladder.score import Score
    from foedus.history.measures import Measures

app = group("How a model does on years or cases it was not fitted on.")


EPILOG = """\b
Examples:
  foedus score ladder --origin 1990
  foedus score ladder --rolling --plot calibration.svg
  foedus score ladder --rolling --json

\b
Everything is fitted anew on the years before each origin. Beside the ladder, on the same rows:
the base rate, a plain logit, and boosted trees on the ladder's own columns. With --rolling the
origins are 1950, 1960 … 2000, each scoring the years up to the next."""
ORIGIN = typer.Option([], metavar="YEAR", help="First year to score; may be repeated.")
PLOT = typer.Option(None, help="Draw the calibration plot: .svg, .png, .html or .json.")
RECORD = typer.Option(None, help="Keep the scores in this posterior file.")


@app.command("ladder", epilog=EPILOG)
def ladder(
    origin: list[int] = ORIGIN,
    rolling: bool = typer.Option(False, "--rolling", help="Origins 1950, 1960 … 2000."),
    plot: Path | None = PLOT,
    record: Path | None = RECORD,
    json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Fit before an origin, score the years after it."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.errors import InputError
    from foedus.history import rows
    from foedus.history.ladder import posterior
    from foedus.history.ladder.calibration import check_plot, draw
    from foedus.history.ladder.score import ROLLING, score

    if rolling and origin:
        raise InputError("both were given", where="--rolling, --origin", hint="one of the two")
    if plot is not None:
        check_plot(plot)
    kept = posterior.load(record) if record is not None else None
    origins = ROLLING if rolling else tuple(sorted(set(origin))) or (1990,)
    with watched() as report:
        report("building the panel")
        found = score(rows.load(), origins, report=report)
    if plot is not None:
        draw(found, plot)
    if record is not None and kept is not None:
        posterior.save(posterior.with_scores(kept, found), record)
    if json:
        typer.echo(dumps({name: one.to_dict() for name, one in found.items()}, indent=2))
        return
    typer.echo("\n\n".join(_text(one) for one in found.values()))
    if plot is not None:
        typer.echo(f"\ncalibration plot: {plot}")


TITLES = {
    "onset": "onset: does 1 begin a dispute with 2 this year?",
    "force": "force, given onset",
    "deadly": "deadly force, given force",
    "war": "a war begun, given deadly force",
}
HEAD = f"  {'':14}{'AUC':>7}{'AP':>8}{'Brier':>10}{'log loss':>11}{'slope':>7}{'mean':>10}"


def _text(score: "Score") -> str:
    origins = ", ".join(map(str, score.origins))
    one = next(iter(score.measures.values()))
    lines = [
        TITLES[score.rung],
        f"  fitted before {origins}; {one.n:,} rows to {score.last}, {one.events:,} events "
        f"({one.events / one.n:.2%})",
        HEAD,
        *(_row(name, measures) for name, measures in score.measures.items()),
    ]
    if score.relevant:
        near = next(iter(score.relevant.values()))
        lines.append(f"  politically relevant dyads only: {near.n:,} rows, {near.events:,} events")
        lines += [_row(name, measures) for name, measures in score.relevant.items()]
    lines.append("  log loss over the ladder's, summed over rows (± se, clustered by dyad):")
    for name, (total, se) in score.gain.items():
        lines.append(f"    {name:14}{total:+9.1f} ± {se:.1f}{_verdict(total, se)}")
    lines.append("  calibration: forecast beside what happened, in bins of equal expected events")
    lines.append(f"    {'forecast':>9} {'observed':>9}   {'90% interval':>17} {'rows':>9}")
    for bin_ in score.bins:
        span = f"{bin_['low']:.2%}–{bin_['high']:.2%}"
        lines.append(
            f"    {bin_['forecast']:>9.3%} {bin_['observed']:>9.3%}   {span:>17} {bin_['n']:>9,}"
        )
    return "\n".join(lines)


def _row(name: str, m: "Measures") -> str:
    def cell(value: float | None, form: str, width: int) -> str:
        return f"{'–' if value is None else format(value, form):>{width}}"

    return (
        f"  {name:14}{cell(m.auc, '.3f', 7)}{cell(m.average_precision, '.3f', 8)}"
        f"{cell(m.brier, '.6f', 10)}{cell(m.log_loss, '.6f', 11)}{cell(m.slope, '.2f', 7)}"
        f"{cell(m.mean, '.3%', 10)}"
    )


def _verdict(total: float, se: float) -> str:
    if abs(total) < 2 * se:
        return "  no clear difference"
    return "" if total > 0 else "  better than the ladder"


# The same command as `foedus negotiate score`: it lives beside the forecast that it scores.
app.command(
    "negotiate",
    help="Score the negotiation forecast on issues with known outcomes.",
    epilog="Example: foedus score negotiate --issues issues.csv --positions positions.csv",
)(negotiate_score)
app.command("strategic", epilog=strategic.SCORE_EPILOG)(strategic.score)
app.command("depth", epilog=depth.SCORE_EPILOG)(depth.score)
app.command("honor", epilog=honor.SCORE_EPILOG)(honor.score)
app.command("lapse", epilog=lapse.SCORE_EPILOG)(lapse.score)
app.command("pairs", epilog=pairs.SCORE_EPILOG)(pairs.score)
app.command("horizon", epilog=horizon.SCORE_EPILOG)(horizon.score)
app.command("accept", epilog=accept_score.EPILOG)(accept_score.score)
