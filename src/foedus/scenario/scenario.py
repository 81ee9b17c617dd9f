"""The question: who threatens whom, as of when, which designs are weighed, and what is known."""

import re
from datetime import date, timedelta
from functools import reduce
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from foedus.errors import InputError, UnknownNameError
from foedus.record import (
    SLUG,
    SLUG_EXAMPLE,
    SLUG_WORDS,
    Day,
    Record,
    Slug,
    StateCode,
    Text,
    Whole,
    wrong,
)
from foedus.scenario.baseline import BaselineChange
from foedus.scenario.hypotheses.hypothesis import Hypotheses
from foedus.scenario.situation import Situation
from foedus.scenario.statements import Claim, Correction, Event, Pledge, ScenarioIssue, Source
from foedus.states import find
from foedus.terms.guarantee import Guarantee, Terms

#: How the file of a watch ends.
WATCH_FILE = ".db"
#: Where that may lie, told from the scenario's own folder.
WATCH_PATH = re.compile(rf"(?!.*\.\.)[\w-][\w.-]*(/[\w-][\w.-]*)*{re.escape(WATCH_FILE)}")


def _watch(told: str) -> str:
    if not (WATCH_PATH.fullmatch(told) or SLUG.fullmatch(told)):
        raise wrong(
            f"found {told[:60]!r}, expected a watch's file in the scenario's folder or below, "
            f"ending in {WATCH_FILE}, or the name of a watch that ships",
            "watch: line.db",
        )
    return told


#: A watch's file, told from the scenario's folder, or the name of one that ships.
WatchName = Annotated[Text, AfterValidator(_watch)]


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
    watch: WatchName | None = None
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
    groups: dict[str, tuple[str, ...]] = Field(
        default_factory=dict
    )  # group named -> who it brought
    former: dict[str, str] = Field(default_factory=dict)  # name of other years -> whom it means

    def design(self, name: str) -> Guarantee:
        """The design of this name; UnknownNameError with the nearest ones where there is none."""
        if name not in self.designs:
            raise UnknownNameError("design", name, self.designs)
        return self.designs[name]

    def with_design(self, design: Guarantee, name: str | None = None) -> "Scenario":
        """The scenario with one more design, or another of the same name, under ``name``.

        Raises InputError for a name that cannot be one, UnknownStateError for a guarantor that was
        not in the system on ``as_of``.
        """
        slug = design.name if name is None else name
        if not SLUG.fullmatch(slug):
            raise InputError(f"design {slug!r}: expected {SLUG_WORDS}", hint=SLUG_EXAMPLE)
        for state in design.guarantors:
            find(state, year=self.as_of.year, where=f"designs.{slug}.guarantors")
        added = {slug: design.model_copy(update={"name": slug})}
        return self.model_copy(update={"designs": {**self.designs, **added}})

    def with_guarantors(self, *states: str) -> "Scenario":
        """The scenario with every promise given by these states instead; ``none`` stays none."""
        promises = [each for each in self.designs.values() if each.guarantors]
        changed = (each.with_guarantors(*states) for each in promises)
        return reduce(Scenario.with_design, changed, self)

    def guarantors(self, design: str) -> tuple[str, ...]:
        """Guarantors of a design that could act for the protégé against the challenger."""
        parties = {self.challenger, self.protege}
        bound = self.designs[design].guarantors
        return tuple(state for state in bound if state not in parties)
