"""The question: who threatens whom, as of when, which designs are weighed, and what is known."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from foedus.record import Day, Record, Slug, StateCode, Text, Whole
from foedus.scenario.baseline import BaselineChange
from foedus.scenario.hypotheses.hypothesis import Hypotheses
from foedus.scenario.situation import Situation
from foedus.scenario.statements import Claim, Correction, Event, Pledge, ScenarioIssue, Source
from foedus.terms.guarantee import Guarantee, Terms


class ScenarioQuestion(Record):
    """Everything of a scenario but its designs."""

    foedus: Literal[1]  # version of this form
    title: Text
    as_of: Day
    horizon: Annotated[Whole, Field(ge=1, le=100)] = 20  # years
    challenger: StateCode
    protege: StateCode
    baseline: tuple[
        BaselineChange, ...
    ] = ()  # what of today's pacts does not stand here, or otherwise
    situation: Situation = Situation()
    pledges: tuple[Pledge, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[ScenarioIssue, ...] = ()
    corrections: tuple[Correction, ...] = ()
    hypotheses: Hypotheses | None = None
    sources: dict[Slug, Source] = Field(default_factory=dict)
    notes: Text | None = None

    @property
    def begins(self) -> date:
        """The first day that is forecast: the one after ``as_of``."""
        return self.as_of + timedelta(days=1)

    @property
    def through(self) -> int:
        """The last year that is wholly past: yearly data are known to its end."""
        return self.begins.year - 1

    def ends(self, years: int) -> date:
        """The last day of the ``years``-th twelve months forecast."""
        try:
            return self.as_of.replace(year=self.as_of.year + years)
        except ValueError:  # 29 February
            return self.as_of.replace(year=self.as_of.year + years, day=28)

    def ago(self, day: date) -> int:
        """How many years before the first one forecast a day lies, counting the last as 1."""
        return 1 + int((self.begins - day).days / 365.25)


class Design(Terms):
    """A design as written: terms, perhaps on top of an instrument or another design."""

    extends: Slug | None = None


class Draft(ScenarioQuestion):
    """A scenario as its file has it, before designs are resolved."""

    designs: Annotated[dict[Slug, Design], Field(min_length=1)]


class Scenario(ScenarioQuestion):
    """A checked scenario: every design is a whole guarantee."""

    designs: Annotated[dict[Slug, Guarantee], Field(min_length=1)]
    name: str  # the library's name, or the file's

    def guarantors(self, design: str) -> tuple[str, ...]:
        """Guarantors of a design that could act for the protégé against the challenger."""
        parties = {self.challenger, self.protege}
        bound = self.designs[design].guarantors
        return tuple(state for state in bound if state not in parties)
