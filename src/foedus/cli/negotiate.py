"""``foedus negotiate``: what a negotiation ends in, with its uncertainty; fit and score it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from foedus.cli.protege import Protege
from foedus.errors import InputError, UnknownNameError

if TYPE_CHECKING:
    from foedus.negotiation.actors import Issue
    from foedus.negotiation.methods.challenge import ChallengePath
    from foedus.negotiation.score import Difference, ScoreTable
    from foedus.negotiation.tables import Tables
    from foedus.scenario import Scenario


class _ForecastByDefault(TyperGroup):
    """``foedus negotiate …`` forecasts unless a subcommand is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = ["forecast", *args]
        return super().parse_args(ctx, args)


_STYLE = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    cls=_ForecastByDefault,
    add_completion=False,
    rich_markup_mode=None,
    context_settings=_STYLE,
    help="Forecast what a negotiation ends in.",
)

Issues = Annotated[Path, typer.Option("--issues", help="Table of issues (CSV).")]
Positions = Annotated[
    Path, typer.Option("--positions", help="Table of issue_id, actor, position, salience (CSV).")
]
MaybeIssues = Annotated[Path | None, typer.Option("--issues", help="Table of issues (CSV).")]
MaybePositions = Annotated[
    Path | None,
    typer.Option("--positions", help="Table of issue_id, actor, position, salience (CSV)."),
]
Power = Annotated[
    Path | None,
    typer.Option("--power", help="Table of actor and capability, or Council votes (CSV)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of draws and folds.")]


@app.command(
    context_settings=_STYLE,
    epilog="Examples: foedus negotiate ukraine-2025 | foedus negotiate ukraine-2025 "
    "--issue guarantee --chart guarantee.svg | "
    "foedus negotiate --issues i.csv --positions p.csv --power w.csv --json | "
    "foedus negotiate --issues i.csv --positions p.csv --issue tariff --chart tariff.svg | "
    "Other commands: foedus negotiate fit, foedus negotiate score.",
)
def forecast(
    scenario: Annotated[
        str | None, typer.Argument(metavar="[SCENARIO]", help="A shipped scenario, or a file.")
    ] = None,
    issues: MaybeIssues = None,
    positions: MaybePositions = None,
    power: Power = None,
    issue: Annotated[
        str | None, typer.Option("--issue", help="One issue: adds who would have to be wrong.")
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", min=1, help="Draws of uncertain inputs.")
    ] = 10_000,
    seed: Seed = 0,
    chart: Annotated[
        Path | None,
        typer.Option(
            "--chart", help="With --issue: save positions and forecast (.svg .png .json)."
        ),
    ] = None,
    moves: Annotated[
        Path | None,
        typer.Option(
            "--moves", help="With --issue: save the story of concessions, round by round."
        ),
    ] = None,
    protege: Protege = None,
    as_json: AsJson = False,
) -> None:
    """Forecast every issue: a point, its distribution, and the compromise beside it.

    Give a scenario, whose claims move positions (each is shown before and after), or tables.

    A position, salience or capability may be a number, a range (30..50, 30..40..50) or a normal
    (40±10); uncertain ones are drawn. Rows without a position or a salience are left out, and
    said so.
    """
    from foedus.negotiation.forecast import SCOPE, unscored
    from foedus.negotiation.forecast import forecast as predict

    if (chart or moves) and not issue:
        raise InputError("a chart shows one issue", where="--chart", hint="add --issue NAME")
    if scenario:
        if issues or positions or power:
            raise InputError("give a scenario or tables, not both", where=scenario)
        from foedus.scenario import load

        typer.echo(_talks(load(scenario, protege), issue, draws, seed, chart, moves, as_json))
        return
    if not issues or not positions:
        raise InputError(
            "nothing to negotiate",
            hint="name a scenario, such as ukraine-2025, or give --issues and --positions",
        )
    tables = _read(issues, positions, power)
    chosen = [_find(tables, issue)] if issue else list(tables.issues)
    made = []
    for number, one in enumerate(chosen, 1):
        _progress(number, len(chosen))
        made.append(predict(one, draws=draws, seed=seed))
    rows: list[dict[str, Any]] = [
        result.to_dict() | {"left_out": [list(pair) for pair in one.left_out]}
        for result, one in zip(made, chosen, strict=True)
    ]
    if issue:
        rows[0] |= _beside(chosen[0])
        if chart or moves:
            _draw(chosen[0], chart, moves)
    scored = tables.eu_lawmaking
    answer = {
        "issues": rows,
        "scored": scored,
        "scope": SCOPE if scored else unscored(),
        "capability": tables.capability,
        "salience_top": tables.salience_top,
        "data_sha256": tables.sha256,
    }
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else _table(answer, bool(issue)))


@app.command(
    context_settings=_STYLE,
    epilog="Example: foedus negotiate score --issues deu3_issues.csv "
    "--positions deu3_positions.csv --power deu3_actor_power.csv --ladder",
)
def score(
    issues: Issues,
    positions: Positions,
    power: Power = None,
    ladder: Annotated[
        bool, typer.Option("--ladder", help="Score every benchmark predictor too (slower).")
    ] = False,
    folds: Annotated[int, typer.Option("--folds", min=2, help="Folds of cross-validation.")] = 10,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Score the forecast on issues with outcomes, beside the compromise's scores.

    Family and parameters are chosen without the proposals that are scored; intervals of the
    paired difference resample whole proposals.
    """
    from foedus.negotiation.score import score_deu

    table = score_deu(issues, positions, power, seed=seed, k=folds, ladder=ladder)
    typer.echo(json.dumps(table.to_dict()) if as_json else score_text(table))


@app.command(
    context_settings=_STYLE,
    epilog="Example: foedus negotiate fit --issues deu3_issues.csv "
    "--positions deu3_positions.csv --power deu3_actor_power.csv --out headline.json",
)
def fit(
    issues: Issues,
    positions: Positions,
    power: Power = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the parameters here.")] = None,
    seed: Seed = 0,
) -> None:
    """Fit the forecast's parameters on issues with outcomes; print or write them as JSON."""
    import numpy as np

    from foedus.negotiation.fit import choose
    from foedus.negotiation.fit import fit as fit_family
    from foedus.negotiation.outcomes import evidence, scoreable
    from foedus.negotiation.score import score_issues
    from foedus.negotiation.store import save, stored

    tables = _read(issues, positions, power)
    kept = scoreable(tables.issues)
    data = evidence(kept)
    family, compared = choose(data, np.arange(len(kept)), k=10, seed=seed)
    table = score_issues(kept, sha256=tables.sha256, seed=seed)
    own, base = table.row("headline"), table.row("compromise")
    content = stored(
        fit_family(data, family),
        sha256=tables.sha256,
        scores={
            "nested cross-validation over proposals": {
                name: {
                    "mae": round(row.mae, 3),
                    "crps": round(row.crps or 0, 3),
                    "log": round(row.log_score or 0, 3),
                }
                for name, row in (("headline", own), ("compromise", base))
            },
            "families compared": len(compared),
        },
        command=f"foedus negotiate fit --issues {issues.name} --positions {positions.name}"
        + (f" --power {power.name}" if power else ""),
    )
    if out:
        save(content, out)
    else:
        typer.echo(json.dumps(content, indent=1, ensure_ascii=False))


def score_text(table: "ScoreTable") -> str:
    """The score table as plain text."""
    lines = [
        f"{table.issues} issues of {table.proposals} proposals with outcomes; nested "
        f"{table.folds}-fold cross-validation over proposals. Scale 0 to 100, lower is better.",
        "Differences from the compromise with 95% intervals, resampling proposals.",
        "",
        f"{'predictor':<40}{'MAE':>7}{'difference':>24}{'CRPS':>8}{'difference':>24}{'log':>7}{'difference':>24}",
    ]
    for row in table.rows:
        cells = [
            f"{row.name:<40}{row.mae:7.2f}{_interval(row.mae_difference):>24}",
            _cell(row.crps, 8) + f"{_interval(row.crps_difference):>24}",
            _cell(row.log_score, 7) + f"{_interval(row.log_difference):>24}",
        ]
        lines.append("".join(cells).rstrip())
    lines += [
        "",
        "The compromise's CRPS and log score are those of a normal around it, its spread fitted.",
    ]
    return "\n".join(lines)


def _read(issues: Path, positions: Path, power: Path | None) -> "Tables":
    from foedus.negotiation.tables import read_tables

    return read_tables(issues, positions, power)


def _talks(
    asked: "Scenario",
    issue: str | None,
    draws: int,
    seed: int,
    chart: Path | None,
    moves: Path | None,
    as_json: bool,
) -> str:
    """A scenario's issues: what is printed; charts are saved on the way."""
    from foedus.negotiation.charts import moves_chart, positions_chart, save_chart
    from foedus.negotiation.forecast import unscored
    from foedus.negotiation.talks import talks

    found = talks(asked, issue, draws=draws, seed=seed)
    if chart:
        stances = found[0].stances
        save_chart(positions_chart(stances.after, found[0].after, stances.before), chart)
    if moves:
        save_chart(moves_chart(found[0].stances.after, found[0].story()), moves)
    if not as_json:
        from foedus.cli.negotiate_words import render

        return render(asked, found, issue is not None)
    rows = [talk.to_dict() for talk in found]
    if issue:
        rows[0]["story"] = _story(found[0].story())
    answer = {
        "scenario": asked.name, "as_of": asked.as_of.isoformat(), "issues": rows, "scored": False,
        "scope": unscored(), "draws": draws, "seed": seed,
    }  # fmt: skip
    return json.dumps(answer, ensure_ascii=False, allow_nan=False)


def _find(tables: "Tables", name: str) -> "Issue":
    known = {one.name: one for one in tables.issues}
    if name not in known:
        raise UnknownNameError("issue", name, known, where="--issue")
    return known[name]


def _beside(issue: "Issue") -> dict[str, Any]:
    """The story of concessions and who would have to be wrong."""
    from foedus.negotiation.actors import central
    from foedus.negotiation.methods.challenge import challenge
    from foedus.negotiation.pivot import pivots

    arrays = central(issue)
    return {
        "story": _story(challenge(arrays.x, arrays.c, arrays.s)),
        "who_would_have_to_be_wrong": [pivot.to_dict() for pivot in pivots(issue)],
    }


def _story(path: "ChallengePath") -> dict[str, Any]:
    return {
        "what": "concessions round by round (challenge model): a story, not the forecast",
        "status": str(path.status[0]),
        "rounds": int(path.rounds[0]),
        "median": [round(float(v), 6) for v in path.median[:, 0]],
        "settings": dict(path.settings),
    }


def _draw(issue: "Issue", chart: Path | None, moves: Path | None) -> None:
    from foedus.negotiation.actors import central
    from foedus.negotiation.charts import moves_chart, positions_chart, save_chart
    from foedus.negotiation.forecast import forecast as predict
    from foedus.negotiation.methods.challenge import challenge

    arrays = central(issue)
    if chart:
        save_chart(positions_chart(issue, predict(issue)), chart)
    if moves:
        save_chart(moves_chart(issue, challenge(arrays.x, arrays.c, arrays.s)), moves)


def _table(answer: dict[str, Any], single: bool) -> str:
    rows = answer["issues"]
    width = max(12, *(len(row["issue"]) for row in rows)) + 2
    lines = [
        f"{'issue':<{width}}{'point':>8}{'90% interval':>18}{'compromise':>12}{'median':>8}  status"
    ]
    for row in rows:
        q = row["quantiles"]
        between = f"{q['0.05']:.1f} to {q['0.95']:.1f}"
        left = f"  ({len(row['left_out'])} actors left out)" if row["left_out"] else ""
        lines.append(
            f"{row['issue']:<{width}}{row['point']:8.1f}{between:>18}{row['compromise']:12.1f}"
            f"{row['median']:8.1f}  {row['status']}{left}"
        )
    if single:
        lines += [
            "",
            "Who would have to be wrong for the compromise to reach the middle of the scale:",
        ]
        lines += [f"  {pivot['says']}" for pivot in rows[0]["who_would_have_to_be_wrong"]]
        story = rows[0]["story"]
        shown = ", ".join(f"{value:.1f}" for value in story["median"][:8])
        lines += ["", f"Story of concessions ({story['status']}): weighted median by round {shown}"]
    return "\n".join([*lines, "", answer["scope"]])


def _interval(value: "Difference | None") -> str:
    return "" if value is None else f"{value.mean:+.2f} ({value.low:+.2f}, {value.high:+.2f})"


def _cell(value: float | None, width: int) -> str:
    return " " * width if value is None else f"{value:{width}.2f}"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and total > 50:
        sys.stderr.write(f"\r{done} of {total} issues" + ("\n" if done == total else ""))
