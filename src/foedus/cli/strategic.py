"""``foedus fit strategic`` and ``foedus score strategic``: the extended-deterrence game."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from foedus.history.measures import Measures
    from foedus.history.strategic.model import Strategic
    from foedus.history.strategic.score import PartScore

FIT_EPILOG = """\b
Examples:
  foedus fit strategic --out game.json
  foedus score strategic --rolling --record game.json

\b
The fit is deterministic. docs/strategic.md says what the game is, and where it is weak."""
OUT = typer.Option(Path("strategic.json"), help="File to write.")
AS_JSON = typer.Option(False, "--json", help="Print JSON.")


def fit(
    out: Path = OUT,
    through: int = typer.Option(2010, help="Last year to learn from."),
    json: bool = AS_JSON,
) -> None:
    """Fit the extended-deterrence game: challenge, resist, help."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.evidence.bridge import GML_LAST
    from foedus.history import rows as ladder_rows
    from foedus.history.posterior import check_place
    from foedus.history.strategic import posterior, rows
    from foedus.history.strategic.fit import COMMAND, fit_strategic

    ladder_rows.check_span(ladder_rows.FIRST_YEAR, through, "--through")
    check_place(out)
    command = COMMAND + (f" --through {through}" if through != GML_LAST else "")
    with watched() as report:
        report("building the panel")
        history = rows.load(ladder_rows.FIRST_YEAR, through)
        found = fit_strategic(history, command=command, report=report)
    posterior.save(found, out)
    if json:
        summary = {
            "out": str(out), "first": found.first, "last": found.last, "rows": found.rows,
            "outcomes": found.outcomes, "loglik": found.loglik,
            "gradient_norm": found.gradient_norm, "hashes": found.hashes,
            "coefficients": dict(zip(found.names, found.mean.tolist(), strict=True)),
            "standard_errors": dict(zip(found.names, found.sd.tolist(), strict=True)),
            "cautions": found.cautions(),
        }  # fmt: skip
        typer.echo(dumps(summary, indent=2, ensure_ascii=False))
        return
    typer.echo(f"{out}: the game, fitted on {found.first}–{found.last}")
    typer.echo("\n".join(_fitted(found)))


def _fitted(found: "Strategic") -> list[str]:
    import textwrap
    from math import exp

    ends = ", ".join(f"{count:,} {name}" for name, count in found.outcomes.items())
    lines = [f"  {found.rows:,} politically relevant directed dyad-years: {ends}", ""]
    lines.append(f"  {'':36}{'estimate':>10}{'sd':>8}{'if rows were independent':>27}")
    for name, mean, sd, own in zip(found.names, found.mean, found.sd, found.model_sd, strict=True):
        lines.append(f"  {name:36}{mean:>10.3f}{sd:>8.3f}{own:>27.3f}")
    lines += ["", "  third states that joined a challenge on the target's side:"]
    for kind in found.helpers.kinds:
        words = (
            f"{'bound to defend it' if kind.guarantor else 'not bound'}, "
            f"{'' if kind.in_reach else 'not '}in reach{', a rival' if kind.rival else ''}"
        )
        share = kind.joined / kind.chances if kind.chances else float("nan")
        lines.append(f"    {words:44}{kind.joined:>5} of {kind.chances:>8,}{share:>9.2%}")
    lines += ["", "  odds of joining, bound to unbound, others alike (90% interval):"]
    for bound in found.helpers.bound:
        low, high = (exp(bound.mean + z * bound.sd) for z in (-1.645, 1.645))
        lines.append(f"    {bound.era:12}{exp(bound.mean):6.1f}   {low:.1f}–{high:.1f}")
    lines += ["", "  beware:"]
    for caution in found.cautions():
        lines += textwrap.wrap(caution, 98, initial_indent="  - ", subsequent_indent="    ")
    return lines


SCORE_EPILOG = """\b
Examples:
  foedus score strategic --origin 1990
  foedus score strategic --rolling --json

\b
Everything is fitted anew on the years before each origin. Beside the game, on the same rows: the
base rate; for a challenge the ladder; for the other parts a plain logit on the same regressors."""
ORIGIN = typer.Option([], metavar="YEAR", help="First year to score; may be repeated.")
RECORD = typer.Option(None, help="Keep the scores in this posterior file.")


def score(
    origin: list[int] = ORIGIN,
    rolling: bool = typer.Option(False, "--rolling", help="Origins 1950, 1960 … 2000."),
    record: Path | None = RECORD,
    json: bool = AS_JSON,
) -> None:
    """Score the extended-deterrence game on years it was not fitted on."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.errors import InputError
    from foedus.history.score import ROLLING
    from foedus.history.strategic import posterior, rows
    from foedus.history.strategic.score import score as scores

    if rolling and origin:
        raise InputError("both were given", where="--rolling, --origin", hint="one of the two")
    kept = posterior.load(record) if record is not None else None
    origins = ROLLING if rolling else tuple(sorted(set(origin))) or (1990,)
    with watched() as report:
        report("building the panel")
        found = scores(rows.load(), origins, report=report)
    if record is not None and kept is not None:
        posterior.save(posterior.with_scores(kept, found), record)
    if json:
        typer.echo(dumps({name: one.to_dict() for name, one in found.items()}, indent=2))
        return
    typer.echo("\n\n".join(_scored(one) for one in found.values()))


_TITLES = {
    "challenge": "challenge: does 1 begin a dispute with 2 that reaches force?",
    "resist": "resist, given a challenge",
    "help": "help, given resistance",
    "joined": "joined, given a challenge",
}


def _scored(one: "PartScore") -> str:
    some = one.measures["game"]
    head = f"  {'':14}{'AUC':>7}{'Brier':>10}{'log loss':>11}{'slope':>7}{'mean':>10}"
    lines = [
        _TITLES[one.part],
        f"  fitted before {', '.join(map(str, one.origins))}; {some.n:,} rows to {one.last}, "
        f"{some.events:,} events ({some.events / some.n:.2%})",
        head,
        *(_row(name, measures) for name, measures in one.measures.items()),
        "  log loss over the game's, summed over rows (± se, clustered by dyad):",
    ]
    for name, (total, se) in one.gain.items():
        clear = abs(total) >= 2 * se
        verdict = (
            ("" if total > 0 else "  better than the game") if clear else "  no clear difference"
        )
        lines.append(f"    {name:14}{total:+9.1f} ± {se:.1f}{verdict}")
    return "\n".join(lines)


def _row(name: str, m: "Measures") -> str:
    def cell(value: float | None, form: str, width: int) -> str:
        return f"{'–' if value is None else format(value, form):>{width}}"

    return (
        f"  {name:14}{cell(m.auc, '.3f', 7)}{cell(m.brier, '.6f', 10)}"
        f"{cell(m.log_loss, '.6f', 11)}{cell(m.slope, '.2f', 7)}{cell(m.mean, '.3%', 10)}"
    )
