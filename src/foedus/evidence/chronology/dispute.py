"""A dispute with force between states, under the rules of the Militarized Interstate Disputes.

Rules of MID 4 and 5 (Palmer et al. 2015, 2022): an act is counted that is explicit, overt, not
accidental, sanctioned by the government of one member of the state system and directed against
another. Only disputes that reach the use of force are kept: threats and displays are not.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from foedus.evidence.chronology.source import Sources
from foedus.record import Day, Record, Slug, StateCode, States, Text, Whole, YesNo, wrong
from foedus.states import UnknownStateError, find

#: force: MID's use of force (hostility 4), nobody in arms killed; deadly: members of the forces of
#: one killed by the other, or ground of one taken or held by the other; war: sustained combat of
#: regular forces with at least 1,000 battle deaths (COW).
Level = Literal["force", "deadly", "war"]
LEVELS: tuple[Level, ...] = ("force", "deadly", "war")
#: MID's hostility levels for these words; `deadly` is a use of force.
HOSTILITY: dict[Level, int] = {"force": 4, "deadly": 4, "war": 5}
Precision = Literal["day", "month", "year"]
WAR_DEATHS = 1000
Count = Annotated[Whole, Field(ge=0)]


class Deaths(Record):
    """Least and most persons killed, and what is counted on whose word."""

    low: Count
    high: Count
    of: Text

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise wrong(f"low {self.low} is above high {self.high}")
        return self


class Joiner(Record):
    """A state that fought beside the initiator or the target; from the first day, an originator."""

    state: StateCode
    side: Literal["initiator", "target"]
    start: Day | None = None  # None: from the dispute's first day
    level: Level | None = None  # None: the dispute's own
    note: Text | None = None


class DisputePair(Record):
    """Two states on opposite sides of a dispute, from ``start`` on."""

    initiator: StateCode
    target: StateCode
    start: Day
    level: Level
    originators: bool  # both in the dispute from its first day


class Dispute(Record):
    """One dispute: who began it against whom, when, how far it went, who died, who says so."""

    id: Slug
    title: Text
    episode: Slug | None = None  # several disputes of one crisis share it
    continues: Slug | None = None  # a dispute of which MID's six-month rule would count it a part
    start: Day
    start_precision: Precision = "day"
    end: Day | None = None  # the last act of force; None: it went on when last looked at
    end_precision: Precision = "day"
    initiator: StateCode
    target: StateCode
    joiners: tuple[Joiner, ...] = ()
    level: Level
    territory: YesNo = False  # ground of one was taken, or held against its will, by the other
    deaths: Deaths  # battle deaths: members of the armed and border forces of the two sides
    civilians: Deaths | None = None
    why_war: Text | None = None  # where it is called war though the least count is below 1,000
    contested: Text | None = None  # what the two sides, or observers, dispute about the coding
    carried: YesNo = False  # begun before the chronology's first day
    sources: Sources
    note: Text  # on choices of the coding

    @model_validator(mode="after")
    def _dates(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise wrong(f"ends on {self.end}, before it starts on {self.start}")
        for joiner in self.joiners:
            first = joiner.start or self.start
            if first < self.start or (self.end is not None and first > self.end):
                raise wrong(f"{joiner.state} joins on {first}, outside the dispute's dates")
        return self

    @model_validator(mode="after")
    def _sides(self) -> Self:
        sides = [self.initiator, self.target, *(joiner.state for joiner in self.joiners)]
        twice = {state for state in sides if sides.count(state) > 1}
        if twice:
            raise wrong(f"{', '.join(sorted(twice))} appears more than once")
        for state in sides:
            try:
                find(state, year=self.start.year)
            except UnknownStateError as error:
                raise wrong(error.what, error.hint) from None
        return self

    @model_validator(mode="after")
    def _level(self) -> Self:
        deaths = self.deaths
        match self.level:
            case "force" if deaths.low > 0 or self.territory:
                what = "ground was taken" if self.territory else f"{deaths.low} or more were killed"
                raise wrong(f"level is force, but {what}", "deadly")
            case "deadly" if deaths.low == 0 and not self.territory:
                raise wrong(
                    "level is deadly, but deaths may be none and no ground was taken",
                    "level: force, or territory: yes",
                )
            case "deadly" if deaths.low >= WAR_DEATHS:
                raise wrong(f"level is deadly, but {deaths.low} or more were killed", "level: war")
            case "war" if deaths.low < WAR_DEATHS and not (
                self.why_war and deaths.high >= WAR_DEATHS
            ):
                raise wrong(
                    f"level is war, but deaths may be as few as {deaths.low:,}",
                    "level: deadly, or say in why_war why it is war (at most must reach 1,000)",
                )
            case _:
                return self

    def side(self, which: Literal["initiator", "target"]) -> Iterator[Joiner]:
        """The principal of a side, then those that joined it."""
        yield Joiner(state=getattr(self, which), side=which)
        yield from (joiner for joiner in self.joiners if joiner.side == which)

    def pairs(self) -> Iterator[DisputePair]:
        """Every state of the initiator's side with every state of the target's."""
        for one in self.side("initiator"):
            for other in self.side("target"):
                start = max(one.start or self.start, other.start or self.start)
                least = min(LEVELS.index(each.level or self.level) for each in (one, other))
                yield DisputePair(
                    initiator=one.state, target=other.state, start=start, level=LEVELS[least],
                    originators=start == self.start,
                )  # fmt: skip

    def involves(self, state: str) -> bool:
        """Whether ``state`` (an ISO code) is on either side."""
        return any(state in (pair.initiator, pair.target) for pair in self.pairs())


class Disputes(Record):
    """A file of disputes of one region."""

    region: Text
    disputes: tuple[Dispute, ...]


class UncodedIncident(Record):
    """An incident that was weighed and not coded, and why."""

    title: Text
    on: Day
    states: States
    why: Text


def last_day(dispute: Dispute, through: date) -> date:
    """The dispute's last day, or the chronology's where it went on."""
    return dispute.end or through
