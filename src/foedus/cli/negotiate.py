"""``foedus negotiate``: what a negotiation ends in, with its uncertainty; fit and score it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.give import (
    JSON,
    Answer,
    check_out,
    dumped,
    for_each,
    form,
    give,
    of_one,
    save_figure,
    show,
)
from foedus.cli.options import AnswerFile, Json, Protege, Seed, written
from foedus.cli.style import STYLE, NamedGroup
from foedus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.negotiation.tables import Tables
    from foedus.scenario import Scenario


class _ForecastByDefault(NamedGroup):
    """``foedus negotiate …`` forecasts unless a subcommand is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = ["forecast", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_ForecastByDefault, help="Forecast what a negotiation ends in.", **STYLE)

_ISSUES = typer.Option("--issues", help="Table of issues (CSV).")
_POSITIONS = typer.Option("--positions", help="Table of issue_id, actor, position, salience (CSV).")
Issues = Annotated[Path, _ISSUES]
MaybeIssues = Annotated[Path | None, _ISSUES]
Positions = Annotated[Path, _POSITIONS]
MaybePositions = Annotated[Path | None, _POSITIONS]
Power = Annotated[
    Path | None,
    typer.Option("--power", help="Table of actor and capability, or Council votes (CSV)."),
]


@app.command(
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
        int,
        typer.Option("--draws", min=1, max=1_000_000, help="Draws of uncertain inputs."),
    ] = 10_000,
    seed: Seed = 0,
    chart: Annotated[
        Path | None,
        typer.Option(
            "--chart",
            help="With --issue: save positions and forecast: .svg .png .pdf .json .csv .html.",
        ),
    ] = None,
    moves: Annotated[
        Path | None,
        typer.Option(
            "--moves", help="With --issue: save the story of concessions, round by round."
        ),
    ] = None,
    protege: Protege = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Forecast every issue: a point, its distribution, and the compromise beside it.

    Give a scenario, whose claims move positions (each is shown before and after), or tables.

    A position, salience or capability may be a number, a range (30..50, 30..40..50) or a normal
    (40±10); uncertain ones are drawn. Rows without a position or a salience are left out, and
    said so.
    """
    from foedus.report.figure.figure import KINDS

    for name, place in (("--chart", chart), ("--moves", moves)):
        if place is not None:
            if not issue:
                raise InputError("a chart shows one issue", where=name, hint="add --issue NAME")
            check_out(place, KINDS, name)
    if scenario:
        from foedus.scenario import each

        if issues or positions or power:
            raise InputError("give a scenario or tables, not both", where=scenario)

        def told(asked: "Scenario") -> Answer:
            return _talks(asked, issue, draws, seed, chart, moves)

        every = each(scenario)
        if protege is None and len({str((one.issues, one.claims)) for one in every.values()}) == 1:
            give(_shared(told(next(iter(every.values()))), every), form(json), out)
            return
        for name, place in (("--chart", chart), ("--moves", moves)):
            if place is not None:
                of_one(scenario, protege, name)
        give(for_each(scenario, protege, told), form(json), out)
        return
    if not issues or not positions:
        raise InputError(
            "nothing to negotiate",
            hint="name a scenario, such as ukraine-2025, or give --issues and --positions",
        )
    tables = _read(issues, positions, power)
    give(_issues(tables, issue, draws, seed, chart, moves), form(json), out)


def _shared(answer: Answer, asked: "Mapping[str, Scenario]") -> Answer:
    """One answer for all protégés, whose issues and claims are the same."""
    from foedus.report.blocks import Section
    from foedus.report.words import listed, party

    if len(asked) == 1:
        return answer
    names = listed(party(state, one.as_of.year) for state, one in asked.items())
    said = f"Issues and claims are the same for {names}, and so is the forecast."
    return Answer(
        lambda: [Section("for-all", "", said, ()), *answer.sections()],
        lambda: {"proteges": dict.fromkeys(asked, answer.data())},
    )


def _talks(
    asked: "Scenario",
    issue: str | None,
    draws: int,
    seed: int,
    chart: Path | None,
    moves: Path | None,
) -> Answer:
    """A scenario's issues."""
    from foedus.negotiation import sections, talks

    found, single = talks.talks(asked, issue, draws=draws, seed=seed), issue is not None
    one = found[0]
    if chart:
        from foedus.negotiation.figures import positions

        save_figure(positions.of_talk(asked, one, compromise=True), chart)
    if moves:
        from foedus.negotiation.figures import concessions

        save_figure(concessions.draw(one.stances.after, one.story(), one.title), moves)
    return Answer(
        lambda: sections.talks(asked, found, single=single),
        lambda: talks.document(asked, found, single=single, draws=draws, seed=seed),
    )


def _issues(
    tables: "Tables",
    issue: str | None,
    draws: int,
    seed: int,
    chart: Path | None,
    moves: Path | None,
) -> Answer:
    """Issues of tables."""
    from foedus.cli.progress import watched
    from foedus.negotiation import sections
    from foedus.negotiation.issues import forecasts

    with watched() as report:
        found = forecasts(tables, issue, draws=draws, seed=seed, report=report)
    if chart:
        from foedus.negotiation.figures import positions

        drawn = positions.draw(
            found.issues[0], found.forecasts[0], found.scope, compromise=True
        )  # fmt: skip
        save_figure(drawn, chart)
    if moves:
        from foedus.negotiation.figures import concessions

        save_figure(concessions.draw(found.issues[0], found.story()), moves)
    return Answer(lambda: sections.issues(found), found.to_dict)


@app.command(
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
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Score the forecast on issues with outcomes, beside the compromise's scores.

    Family and parameters are chosen without the proposals that are scored; intervals of the
    paired difference resample whole proposals.
    """
    from foedus.negotiation import sections
    from foedus.negotiation.score import score_issues

    tables = _read(issues, positions, power)
    found = score_issues(tables.issues, sha256=tables.sha256, seed=seed, k=folds, ladder=ladder)
    give(Answer(lambda: sections.score(found), lambda: found), form(json), out)


@app.command(
    epilog="Example: foedus negotiate fit --issues deu3_issues.csv "
    "--positions deu3_positions.csv --power deu3_actor_power.csv --out headline.json",
)
def fit(
    issues: Issues,
    positions: Positions,
    power: Power = None,
    out: Annotated[Path | None, written("--out", help="Write the parameters here.")] = None,
    seed: Seed = 0,
) -> None:
    """Fit the forecast's parameters on issues with outcomes; print or write them as JSON."""
    from foedus.negotiation.fit import save
    from foedus.negotiation.score import parameters

    named = f" --power {power.name}" if power else ""
    content = parameters(
        _read(issues, positions, power), seed=seed,
        command=f"foedus negotiate fit --issues {issues.name} --positions {positions.name}{named}",
    )  # fmt: skip
    if out:
        save(content, out)
    else:
        show(dumped(content), JSON)


def _read(issues: Path, positions: Path, power: Path | None) -> "Tables":
    from foedus.cli.give import note
    from foedus.negotiation.tables import read_tables

    tables = read_tables(issues, positions, power)
    for line in tables.notes:
        note(line)
    return tables
