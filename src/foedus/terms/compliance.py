"""What a text says about being kept: when its case arises, what voids it, who must answer by when.

Everything here is data. A contested text has several readings of its case, each with a name; none
is the default. An interval that a text leaves open ("forthwith") stays open.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from foedus.record import (
    Day,
    OneOrMore,
    Real,
    Record,
    Slug,
    StateCode,
    States,
    Text,
    Texts,
    Whole,
    wrong,
)
from foedus.terms.clock import Clock, WorkCalendar

#: What was done. Fatality data hold the first alone; the rest may cost no life.
Conduct = Literal[
    "attack", "invasion", "occupation", "blockade", "seizure", "missile-overflight", "overflight",
    "mobilization", "display", "threat", "denied-access", "cyber",
]  # fmt: skip
#: Hostility of each on the scale of the dispute data: 2 threat, 3 display, 4 use of force, 5 war.
HOSTILITY: dict[Conduct, tuple[int, int]] = {
    "attack": (4, 5), "invasion": (4, 5), "occupation": (4, 5), "blockade": (4, 4),
    "seizure": (4, 4), "missile-overflight": (3, 4), "overflight": (3, 3), "mobilization": (3, 3),
    "display": (3, 3), "threat": (2, 2), "denied-access": (1, 2), "cyber": (1, 4),
}  # fmt: skip
Objective = Literal["territory", "forces", "ships", "aircraft", "infrastructure", "civilians"]
Weapon = Literal["conventional", "nuclear", "chemical", "biological", "radiological"]
#: How surely the actor must be known: not at all, by anyone's statement, or admitted or found.
Attributed = Literal["unneeded", "asserted", "established"]
Many = Annotated[Whole, Field(ge=1, le=10_000_000)]
Days = Annotated[Whole, Field(ge=1, le=3_660)]


class CasusArea(Record):
    """Where a case may arise. Empty: anywhere.

    regions: names of areas that the watch's own GeoJSON file draws, among them lines of contact.
    within: kilometers from the regions, where near counts as in.
    """

    states: States = ()
    regions: Texts = ()
    within: Annotated[Real | Whole, Field(gt=0, le=2_000)] | None = None
    excluding: Texts = ()

    @property
    def placed(self) -> bool:
        """Whether a place must be told more nearly than by its state."""
        return bool(self.regions or self.within or self.excluding)

    @model_validator(mode="after")
    def _near_what(self) -> "CasusArea":
        if self.within is not None and not (self.regions or self.states):
            raise wrong("`within` names no region to be near to", "add `regions: [line]`")
        return self


class Intensity(Record):
    """So many deaths, or days with an incident, within some days."""

    deaths: Many | None = None
    active: Days | None = None
    days: Days

    @model_validator(mode="after")
    def _some_measure(self) -> "Intensity":
        if (self.deaths is None) == (self.active is None):
            raise wrong("expected `deaths` or `active`, one of the two", "deaths: 25")
        return self


class Casus(Record):
    """When a clause's case arises, by one reading of its text. What is left out is not asked."""

    conducts: Annotated[tuple[Conduct, ...], OneOrMore] = ()
    objects: Annotated[tuple[Objective, ...], OneOrMore] = ()
    weapons: Annotated[tuple[Weapon, ...], OneOrMore] = ()
    actors: States = ()  # empty: any state but the one protected
    attribution: Attributed = "established"
    area: CasusArea = CasusArea()
    hostility: Annotated[Whole, Field(ge=1, le=5)] | None = None  # at least
    intensity: Intensity | None = None
    exceptions: Annotated[tuple[Conduct, ...], OneOrMore] = ()
    opinion: Literal["party"] | None = None  # any party that thinks itself threatened may ask
    open: Texts = ()  # questions of the text that no record of facts settles
    never: Text | None = None  # why this reading excludes the case whatever happened
    cites: Texts = ()
    note: Text | None = None


class Voiding(Record):
    """An act of the protected state that ends or suspends what it is owed."""

    name: Slug
    casus: Casus
    effect: Literal["ends", "suspends"] = "ends"
    unprovoked: bool = False  # only without provocation, which a finding alone can settle
    cites: Texts = ()


#: What a step of a response waits for.
Opening = Literal[
    "notification", "consultation", "claim", "finding", "recognition", "incident"
]  # fmt: skip


class ResponseStep(Clock):
    """One step of a response: who acts, after what, within how long, counted from what.

    No limit where the text sets none, or says but ``urgency``. casus: a reading of the clause's
    case that must hold for the step, such as a wider attack.
    """

    name: Slug
    act: Text
    by: States = ()  # empty: every guarantor
    party: Literal["guarantors", "protege"] = "guarantors"
    of: tuple[Text, ...] = ("defense",)  # obligations of the clauses that it answers
    after: Opening | Slug = "recognition"
    urgency: Literal["forthwith", "immediately", "without-delay"] | None = None
    counted_from: Opening | None = None  # None: from what it waits for
    casus: Slug | None = None
    standard: Text | None = None  # when it counts as done
    silence: Text | None = None  # what it means that nothing is done
    then: Slug | None = None  # the step that a missed one opens
    cites: Texts = ()

    @model_validator(mode="after")
    def _one_term(self) -> "ResponseStep":
        if self.limited and self.urgency is not None:
            limit = "within" if self.within is not None else "workdays"
            raise wrong(f"both `{limit}` and `urgency`", "keep the one that the text has")
        return self


class Mission(Record):
    """Who watches, and by what means."""

    title: Text
    lead: States = ()
    members: States = ()
    means: Texts = ()
    area: CasusArea = CasusArea()


class Commission(Clock):
    """Who finds a breach, by what majority, and within what time of a notification.

    majority: the share of seats that must vote for a finding, more than vote against it. silence:
    what it means that no finding is made in time.
    """

    title: Text
    seats: Texts = ()
    majority: Annotated[Real | Whole, Field(gt=0, le=1)] | None = None  # None: not said
    silence: Literal["breach", "no-breach", "unsettled"] = "unsettled"


class PledgedContribution(Record):
    """Something that a guarantor said it will bring."""

    name: Slug
    by: StateCode
    item: Text
    amount: Annotated[Real | Whole, Field(ge=0)] | None = None  # None: no number was given
    unit: Text = "units"
    pledged: Day
    due: Day | None = None
    source: Text | None = None


class Compliance(Record):
    """What a guarantee says about its own keeping."""

    voided_by: tuple[Voiding, ...] = ()
    response: tuple[ResponseStep, ...] = ()
    recognized_by: Literal["each-guarantor", "commission", "unsaid"] = "unsaid"
    mission: Mission | None = None
    commission: Commission | None = None
    calendar: WorkCalendar | None = None  # of all that is counted in working days
    contributions: tuple[PledgedContribution, ...] = ()

    @model_validator(mode="after")
    def _days_are_counted(self) -> "Compliance":
        for each in (*self.response, self.commission):
            if each is not None and each.workdays and not (each.calendar or self.calendar):
                name = getattr(each, "name", "commission")
                raise wrong(
                    f"{name!r} counts working days by no calendar",
                    "calendar: {weekend: [saturday, sunday], holidays: [2026-12-25]}",
                )
        return self

    @model_validator(mode="after")
    def _steps_exist(self) -> "Compliance":
        known = {step.name for step in self.response}
        if len(known) < len(self.response):
            raise wrong("two steps of the response have one name")
        for step in self.response:
            for other in (step.after, step.then):
                if other is not None and other not in known and other not in OPENINGS:
                    raise wrong(
                        f"step {step.name!r} names {other!r}, which is no step",
                        f"one of {', '.join(sorted({*known, *OPENINGS}))}",
                    )
        return self


OPENINGS: frozenset[str] = frozenset(get_args(Opening))
