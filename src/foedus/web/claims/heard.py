"""What a scenario's claims move: positions as ``foedus negotiate`` says, chances of hypotheses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from foedus.errors import InputError
from foedus.negotiation import sections as negotiation
from foedus.negotiation.forecast import DRAWS
from foedus.negotiation.talks import Talk, document, talks
from foedus.report import words
from foedus.report.blocks import Block, Section, Table
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.scenario.hypotheses import sections as hypotheses
from foedus.scenario.hypotheses.weighing import Weighing, weigh
from foedus.scenario.statements import Claim
from foedus.web.claims.changes import asked

#: Points of the scale from which a change of a stand is shown.
_SEEN = 0.05
_TOLD = 3  # stands that the short line names
_NEW = "new"  # a hypothesis that was not saved
_TITLE = 60  # characters of a hypothesis in a table
_KNOWN = 60  # answers kept, some two hundred kilobytes each


@dataclass(frozen=True, slots=True)
class ClaimsHeard:
    """talks: one an issue with positions; none, with why, where they cannot be answered. known:
    answers to changes of these claims, which are asked again when a step is undone.
    """

    scenario: Scenario
    talks: tuple[Talk, ...]
    silence: str
    weighing: Weighing | None
    known: dict[tuple[str, str], Talk] = field(default_factory=dict, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as the two commands print them."""
        found = document(self.scenario, self.talks, single=False, draws=DRAWS, seed=0)
        return {
            "negotiation": plain(found) if self.talks else None,
            "silence": self.silence, "hypotheses": plain(self.weighing),
        }  # fmt: skip

    def sections(self) -> tuple[Section, ...]:
        """As the two commands say it."""
        if self.talks:
            said = negotiation.talks(self.scenario, self.talks, single=False)
        else:
            said = (Section("negotiation", "Positions", self.silence, ()),)
        return (*([hypotheses.section(self.weighing)] if self.weighing else []), *said)

    def moved_by(self, claim: Claim) -> Iterator[str]:
        """What one claim moves, a line for each actor."""
        for talk in self.talks:
            for each in talk.hearings:
                if each.claim == claim.id:
                    yield (
                        f"{self.called(each.actor)} on {talk.name}: "
                        f"{negotiation.movement(each.shift)} points, spread "
                        f"{negotiation.movement(each.widening)} (toward {each.toward:.0f})"
                    )
            if any(each == (claim.id, move.actor) for each in talk.stances.unplaced
                   for move in claim.moves):  # fmt: skip
                yield f"nothing on {talk.name}: its actor has no position there"

    def called(self, actor: str) -> str:
        """An actor's name, where it is a state; else as the scenario has it."""
        return words.party(actor, self.scenario.as_of.year)

    def marks(self, claim: Claim) -> Iterator[str]:
        """How a claim stands to each hypothesis, where it has a row."""
        if self.weighing:
            for name, _, marks in self.weighing.consistency:
                if name == claim.id:
                    pairs = zip(self.weighing.ids, marks, strict=True)
                    yield from (f"{self.title(rival)}: {mark}" for rival, mark in pairs)

    def title(self, rival: str) -> str:
        """What a hypothesis says, as short as a table takes it."""
        rivals = self.scenario.hypotheses.rivals if self.scenario.hypotheses else ()
        return next((words.cut(each.says, _TITLE) for each in rivals if each.id == rival), rival)


@lru_cache(maxsize=16)
def heard(text: str, name: str) -> ClaimsHeard:
    """The claims of a scenario's text, heard as the commands hear them."""
    return _heard(asked(text, name), lambda scenario, issue: talks(scenario, issue)[0])


def heard_after(scenario: Scenario, before: ClaimsHeard) -> ClaimsHeard:
    """The same of a changed scenario; an issue that no change bears on keeps its answer."""
    saved = {talk.name: talk for talk in before.talks}

    def one(scenario: Scenario, issue: str) -> Talk:
        bearing = _bearing(scenario, issue)
        if issue in saved and bearing == _bearing(before.scenario, issue):
            return saved[issue]
        key = issue, repr(bearing)
        if key not in before.known:
            if len(before.known) >= _KNOWN:
                before.known.clear()
            before.known[key] = talks(scenario, issue)[0]
        return before.known[key]

    return _heard(scenario, one)


def _bearing(scenario: Scenario, issue: str) -> list[Claim]:
    """Claims that an issue hangs on: those that move it, and those that contradict them."""
    movers = {
        each.id for each in scenario.claims if any(move.issue == issue for move in each.moves)
    }
    return [each for each in scenario.claims if each.id in movers or movers & {*each.contradicts}]


def _heard(scenario: Scenario, one: Callable[[Scenario, str], Talk]) -> ClaimsHeard:
    found: tuple[Talk, ...] = ()
    issues = [each.name for each in scenario.issues if each.positions]
    silence = "" if issues else "No issue of the scenario has positions, so no claim moves any."
    try:
        found = tuple(one(scenario, each) for each in issues)
    except InputError as error:
        silence = str(error)
    weighing = weigh(scenario.hypotheses, scenario.claims) if scenario.hypotheses else None
    return ClaimsHeard(scenario, found, silence, weighing)


def moved(before: ClaimsHeard, after: ClaimsHeard) -> Section:
    """What changes of the claims move against the saved version; the lead is all of it in short."""
    stands = _stands(before, after)
    blocks: list[Block] = []
    told = [
        f"{after.called(actor)} stands at {now['mean']:.1f} on {issue}, from {was['mean']:.1f}"
        for actor, issue, was, now in stands[:_TOLD]
    ]
    if len(stands) > _TOLD:
        told.append(f"{words.counted(len(stands) - _TOLD, 'stand')} more moved")
    if stands:
        blocks.append(_stood(stands, after.called))
    blocks += _points(before, after)
    one, two = before.weighing, after.weighing
    if one and two and one.posterior != two.posterior:
        saved = dict(zip(one.ids, one.posterior, strict=True))
        chances = tuple(
            (after.title(name), words.percent(saved[name]) if name in saved else _NEW,
             words.percent(now))
            for name, now in zip(two.ids, two.posterior, strict=True)
        )  # fmt: skip
        name, was, now = chances[two.leader]
        chance = f"stays at {now}" if was == now else f"has {now}"
        chance += f", from {was}" if was not in {now, _NEW} else ""
        told.append(f"of the hypotheses “{name}” leads and {chance}")
        blocks.append(Table(
            "moved-hypotheses", "Chance of each hypothesis", ("Hypothesis", "Saved", "Changed"),
            (*chances, *((before.title(name), words.percent(was), "gone")
                         for name, was in saved.items() if name not in two.ids)),
            "", ("l", "r", "r"),
        ))  # fmt: skip
    nothing = after.silence or "No position and no chance moves."
    lead = words.sentence("; ".join(told)) if told else "" if blocks else nothing
    return Section("moved", "What the changes move", lead, tuple(blocks))


_Stood = tuple[str, str, Mapping[str, float], Mapping[str, float]]


def _stands(before: ClaimsHeard, after: ClaimsHeard) -> list[_Stood]:
    """Actor, issue, and mean and sd before and after, of those who stand elsewhere."""
    saved, found = _places(before), _places(after)
    return [
        (actor, issue, saved[issue, actor], now)
        for (issue, actor), now in found.items()
        if (issue, actor) in saved
        and max(abs(now[each] - saved[issue, actor][each]) for each in ("mean", "sd")) >= _SEEN
    ]


def _stood(stands: Sequence[_Stood], called: Callable[[str], str]) -> Table:
    return Table(
        "moved-stands", "Who stands elsewhere: mean and standard deviation, points of 100",
        ("Who", "Issue", "Saved", "Changed", "Moved"),
        tuple(
            (called(actor), issue, *(f"{at['mean']:.1f} ±{at['sd']:.1f}" for at in (was, now)),
             negotiation.movement(now["mean"] - was["mean"]))
            for actor, issue, was, now in stands
        ),
        "", ("l", "l", "r", "r", "r"),
    )  # fmt: skip


def _places(found: ClaimsHeard) -> dict[tuple[str, str], Mapping[str, float]]:
    return {
        (talk.name, row["actor"]): row["after"]
        for talk in found.talks for row in talk.to_dict()["actors"]
    }  # fmt: skip


def _points(before: ClaimsHeard, after: ClaimsHeard) -> Iterator[Table]:
    saved = {talk.name: talk for talk in before.talks}
    rows = tuple(
        (talk.name, *(f"{each.after.point:.1f} ({negotiation.between(each.after, 0)})"
                      for each in (saved[talk.name], talk)))
        for talk in after.talks
        if talk.name in saved and talk is not saved[talk.name]
        and talk.after.to_dict() != saved[talk.name].after.to_dict()
    )  # fmt: skip
    if rows:
        yield Table(
            "moved-points", "Where talks would end: the point and its 90% interval",
            ("Issue", "Saved", "Changed"), rows, "Unscored, as below.", ("l", "r", "r"),
        )  # fmt: skip
