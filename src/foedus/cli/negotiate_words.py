"""A scenario's talks as plain text, at most 100 columns wide."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.negotiation.forecast import Forecast
    from foedus.negotiation.talks import Hearing, Talk
    from foedus.scenario import Scenario

WIDTH = 100
_GROUND = (
    "- Positions, saliences and capabilities are those of the file; most are judgements. What a "
    "grade is worth is a judgement too."
)
_ACTORS = 12  # shown of an issue, heaviest first


def render(scenario: "Scenario", found: "tuple[Talk, ...]", single: bool) -> str:
    """The whole text."""
    from foedus.negotiation.forecast import unscored

    lines = [f"{scenario.name}: {scenario.title}", f"as of {scenario.as_of}, lines from 0 to 100"]
    lines += _wrapped(f"Unscored: {unscored()}")
    for talk in found:
        lines += ["", *_issue(talk)]
        if single:
            lines += ["", *_story(talk)]
    lines += ["", *_wrapped(_GROUND)]
    lines += _wrapped("- Where talks are coercive read the spread as too narrow.")
    return "\n".join(line.rstrip() for line in lines)


def _issue(talk: "Talk") -> Iterator[str]:
    yield f"{talk.name.upper()}: {talk.title}"
    if talk.note:
        yield from _wrapped(talk.note)
    yield f"{'':<24}{'point':>8}{'90% interval':>18}{'compromise':>12}"
    yield _forecast("before the claims", talk.before)
    yield _forecast("after the claims", talk.after)
    yield f"{'who':<12}{'stood at':>14}{'stands at':>14}{'salience':>10}{'capability':>12}"
    rows = talk.to_dict()["actors"]
    rows.sort(key=lambda row: -row["salience"] * row["capability"])
    for row in rows[:_ACTORS]:
        places = (f"{at['mean']:.0f} ±{at['sd']:.0f}" for at in (row["before"], row["after"]))
        told = "".join(each.rjust(14) for each in places)
        yield f"{row['actor']:<12}{told}{row['salience']:10.2f}{row['capability']:12.0f}"
    if len(rows) > _ACTORS:
        yield f"and {len(rows) - _ACTORS} more (--json)"
    if talk.hearings:
        yield "what each claim did (mean and spread of the actor it moves, against leaving it out)"
        for each in talk.hearings:
            yield from _hearing(each)
    for claim, actor in talk.stances.unplaced:
        yield f"  {claim}: moves {actor}, which has no position here"
    yield "who would have to be wrong for the compromise to cross the middle of the scale"
    able = [p for p in talk.decisive if p.position_needed is not None or p.weight_factor]
    for pivot in able[:4]:
        yield f"  {pivot.says}"
    if not able:
        yield "  nobody alone"


def _forecast(label: str, found: "Forecast") -> str:
    low, high = found.distribution.quantile([0.05, 0.95])
    between = f"{low:.0f} to {high:.0f}"
    return f"{label:<24}{found.point:8.1f}{between:>18}{found.compromise:12.1f}"


def _hearing(each: "Hearing") -> Iterator[str]:
    yield f"  {each.claim} ({each.grade}, {each.manner}): {each.actor} toward {each.toward:.0f}"
    told = (
        f"source {each.grade[0]}: bears on the truth with {each.reliable:.0%}, after all "
        f"{each.believed:.0%}; information {each.grade[1]}: within ±{each.error:.0f} points; "
        f"moved {each.shift:+.1f}, spread {each.widening:+.1f}"
    )
    if each.with_it:
        told += f"; one origin with {', '.join(each.with_it)}: counted once"
    if each.against:
        told += f"; against {', '.join(each.against)}"
    yield from _wrapped(told, "    ")


def _story(talk: "Talk") -> Iterator[str]:
    path = talk.story()
    shown = ", ".join(f"{value:.1f}" for value in path.median[:8, 0])
    yield from _wrapped(
        f"A story of concessions, not the forecast (challenge model, {path.status[0]}): weighted "
        f"median by round {shown}"
    )


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
