"""What a negotiation ends in, said as blocks: a scenario's talks, issues of tables, the scores."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.negotiation.forecast import Forecast, unscored
from foedus.negotiation.issues import IssueForecasts
from foedus.negotiation.methods.challenge import ChallengePath
from foedus.negotiation.talks import Talk
from foedus.report import words
from foedus.report.blocks import Align, Block, Bullets, Paragraph, Question, Section, Table
from foedus.report.figure.type import signed
from foedus.scenario import Scenario

if TYPE_CHECKING:
    from foedus.negotiation.score import Difference, ScoreTable

#: Actors of an issue in its table, the heaviest; who would have to be wrong; rounds of a story.
ACTORS, PIVOTS, ROUNDS = 12, 4, 8
_RIGHT: Align = "r"


def talks(scenario: Scenario, found: tuple[Talk, ...], *, single: bool) -> tuple[Section, ...]:
    """A scenario's issues, each before its claims and after. single: one was asked for."""
    return (
        Section(
            "negotiation", "", f"{scenario.name}: {scenario.title}",
            (
                Paragraph(f"as of {scenario.as_of}, lines from 0 to 100"),
                Paragraph(f"Unscored: {unscored()}"),
            ),
        ),
        *(_issue(talk, single, scenario.as_of.year) for talk in found),
        Section(
            "limits", "What this is, and is not", "",
            (Bullets((
                "Positions, saliences and capabilities are those of the file; most are judgements. "
                "What a grade is worth is a judgement too.",
                "Where talks are coercive read the spread as too narrow.",
            )),),
        ),
    )  # fmt: skip


def _issue(talk: Talk, single: bool, year: int) -> Section:
    forecasts = Table(
        f"forecast-{talk.name}", "", ("", "point", "90% interval", "compromise"),
        tuple(
            (label, f"{found.point:.1f}", between(found, 0), f"{found.compromise:.1f}")
            for label, found in (("before the claims", talk.before),
                                 ("after the claims", talk.after))
        ),
        "", ("l", "r", "r", "r"),
    )  # fmt: skip
    note = [Paragraph(talk.note)] if talk.note else []
    blocks: list[Block] = [*note, forecasts, _stands(talk, year)]
    if talk.hearings:
        blocks.append(_claims(talk, year))
    if talk.stances.unplaced:
        blocks.append(Bullets(tuple(
            f"{claim}: moves {words.party(actor, year)}, which has no position here"
            for claim, actor in talk.stances.unplaced
        )))  # fmt: skip
    able = [p for p in talk.decisive if p.position_needed is not None or p.weight_factor]
    blocks.append(_wrong([each.said(words.party(each.actor, year)) for each in able[:PIVOTS]]))
    if single:
        blocks.append(_story(talk.story()))
    typed = "" if talk.title == talk.name else f"In commands: {talk.name}."
    return Section(f"issue-{talk.name}", talk.title, typed, tuple(blocks))


def between(found: Forecast, digits: int) -> str:
    """A forecast's 90% interval, in points of its scale."""
    low, high = found.distribution.quantile([0.05, 0.95])
    return f"{low:.{digits}f} to {high:.{digits}f}"


def _stands(talk: Talk, year: int) -> Table:
    rows = talk.to_dict()["actors"]
    rows.sort(key=lambda row: -row["salience"] * row["capability"])
    return Table(
        f"stands-{talk.name}", "",
        ("who", "stood at", "stands at", "salience", "capability"),
        tuple(
            (
                words.party(row["actor"], year),
                *(f"{at['mean']:.0f} ±{at['sd']:.0f}" for at in (row["before"], row["after"])),
                f"{row['salience']:.2f}", _amount(row["capability"]),
            )
            for row in rows[:ACTORS]
        ),
        words.left_out(min(len(rows), ACTORS), len(rows), "actor"),
        ("l", "r", "r", "r", "r"),
    )  # fmt: skip


def _amount(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == 0 else f"{value:.2g}"


def _claims(talk: Talk, year: int) -> Table:
    remarks = [
        f"{each.claim} has one origin with {words.listed(each.with_it)}: counted once."
        for each in talk.hearings
        if each.with_it
    ]
    remarks += [
        f"{each.claim} stands against {words.listed(each.against)}."
        for each in talk.hearings
        if each.against
    ]
    return Table(
        f"claims-{talk.name}",
        "What each claim did: mean and spread of the actor it moves, against leaving it out.",
        ("claim", "moves", "toward", "bears", "after all", "within", "moved", "spread"),
        tuple(
            (
                f"{each.claim}\n{each.grade}, {each.manner}", words.party(each.actor, year),
                f"{each.toward:.0f}",
                words.percent(each.reliable), words.percent(each.believed), f"±{each.error:.0f}",
                movement(each.shift), movement(each.widening),
            )
            for each in talk.hearings
        ),
        words.said(
            "Bears: chance that a source of this letter bears on the truth, then after all was "
            "weighed. Within: points of error of information of this digit.", *remarks,
        ),
        ("l", "l", *(_RIGHT,) * 6),
    )  # fmt: skip


def movement(value: float) -> str:
    """Points moved, to a tenth, with the typographic minus."""
    return f"{round(value, 1) + 0.0:+.1f}".replace("-", "−")  # + 0.0: no minus before a zero


def _wrong(said: Sequence[str]) -> Question:
    return Question(
        "Who would have to be wrong for the compromise to cross the middle of the scale?",
        (Bullets(tuple(said) or ("nobody alone",)),),
    )


def _story(path: ChallengePath) -> Paragraph:
    shown = ", ".join(f"{value:.1f}" for value in path.median[:ROUNDS, 0])
    return Paragraph(
        f"A story of concessions, not the forecast (challenge model, {path.status[0]}): weighted "
        f"median by round {shown}"
    )


def issues(found: IssueForecasts) -> tuple[Section, ...]:
    """Issues of tables, a row each; of the only one also who would have to be wrong."""
    left = any(issue.left_out for issue in found.issues)
    rows = tuple(
        (
            issue.name, f"{one.point:.1f}", between(one, 1), f"{one.compromise:.1f}",
            f"{one.median:.1f}", str(one.status[0]),
            *([words.counted(len(issue.left_out), "actor") if issue.left_out else "–"]
              if left else []),
        )
        for issue, one in zip(found.issues, found.forecasts, strict=True)
    )  # fmt: skip
    table = Table(
        "issues", "",
        ("issue", "point", "90% interval", "compromise", "median", "status",
         *(["left out"] if left else [])),
        rows, "", ("l", "r", "r", "r", "r", "l", *(_RIGHT,) * left),
    )  # fmt: skip
    more: list[Block] = []
    if found.single:
        more = [_wrong([each.says for each in found.decisive()]), _story(found.story())]
    return (
        Section("issues", "", "", (table, *more)),
        Section("limits", "What this is, and is not", "", (Paragraph(found.scope),)),
    )


def score(found: "ScoreTable") -> tuple[Section, ...]:
    """How the forecast and the predictors beside it did on issues with outcomes."""
    lead = (
        f"{words.counted(found.issues, 'issue')} of {words.counted(found.proposals, 'proposal')} "
        f"with outcomes; nested {found.folds}-fold cross-validation over proposals. Scale 0 to "
        "100, lower is better."
    )
    table = Table(
        "score", "",
        ("predictor", "MAE", "difference", "CRPS", "difference", "log", "difference"),
        tuple(
            (row.name, *_scores(row.mae, row.mae_difference),
             *_scores(row.crps, row.crps_difference), *_scores(row.log_score, row.log_difference))
            for row in found.rows
        ),
        "Differences from the compromise with 95% intervals, resampling proposals. The "
        "compromise's CRPS and log score are those of a normal around it, its spread fitted.",
        ("l", *(_RIGHT,) * 6),
    )  # fmt: skip
    return (Section("score", "", lead, (table,)),)


def _scores(value: float | None, difference: "Difference | None") -> Iterator[str]:
    """A score, and its difference with the interval beneath."""
    yield "" if value is None else f"{value:.2f}"
    yield (
        f"{signed(difference.mean)}\n({signed(difference.low)} to {signed(difference.high)})"
        if difference
        else ""
    )
