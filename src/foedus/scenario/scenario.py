"""The question: who threatens whom, as of when, which designs are weighed, and what is known."""

from typing import Annotated, Literal

from pydantic import Field

from foedus.record import Day, Record, Slug, StateCode, Text, Whole
from foedus.scenario.situation import Situation
from foedus.scenario.statements import Claim, Correction, Event, Issue, Pledge, Source
from foedus.terms.guarantee import Guarantee, Terms


class Question(Record):
    """Everything of a scenario but its designs."""

    foedus: Literal[1]  # version of this form
    title: Text
    as_of: Day
    horizon: Annotated[Whole, Field(ge=1, le=100)] = 20  # years
    challenger: StateCode
    protege: StateCode
    situation: Situation = Situation()
    pledges: tuple[Pledge, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sources: dict[Slug, Source] = Field(default_factory=dict)
    notes: Text | None = None


class Design(Terms):
    """A design as written: terms, perhaps on top of an instrument or another design."""

    extends: Slug | None = None


class Draft(Question):
    """A scenario as its file has it, before designs are resolved."""

    designs: Annotated[dict[Slug, Design], Field(min_length=1)]


class Scenario(Question):
    """A checked scenario: every design is a whole guarantee."""

    designs: Annotated[dict[Slug, Guarantee], Field(min_length=1)]
    name: str  # the library's name, or the file's

    def guarantors(self, design: str) -> tuple[str, ...]:
        """Guarantors of a design that could act for the protégé against the challenger."""
        parties = {self.challenger, self.protege}
        bound = self.designs[design].guarantors
        return tuple(state for state in bound if state not in parties)
