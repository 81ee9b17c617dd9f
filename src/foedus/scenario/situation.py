"""The situation: facts that replace or extend what the evidence says, each with its source."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from foedus.record import (
    Day,
    DayOrFirst,
    DayOrLast,
    Judgement,
    OnceState,
    Real,
    Record,
    StateCode,
    Text,
    Whole,
    YesNo,
    wrong,
)
from foedus.report.words import code
from foedus.scenario.fact import Bare, BareOrRange, Fact, Number, YesNoFact
from foedus.states import UnknownStateError, find

Contiguity = Literal["land", "water-12", "water-24", "water-150", "water-400", "none"]

#: Facts of two states that are the same whichever is named first.
OF_BOTH = ("contiguity", "capital_distance_km", "rivalry", "at_war_since", "war_ended")

HOSTILITY = {"no-action": 1, "threat": 2, "display": 3, "force": 4, "war": 5}

Share = Annotated[Fact[Annotated[Real, Field(ge=0, le=1)]], BareOrRange]
Amount = Annotated[Fact[Annotated[Real, Field(ge=0)]], BareOrRange]
Polity = Annotated[Fact[Annotated[Whole, Field(ge=-10, le=10)]], Bare]


def _level(value: object) -> object:
    if isinstance(value, str) and value not in HOSTILITY:
        raise wrong(f"found {value!r}, allowed: 1 to 5, or {', '.join(HOSTILITY)}")
    return HOSTILITY[value] if isinstance(value, str) else value


#: GML's scale: 1 no militarized action, 2 threat, 3 display, 4 use of force, 5 war.
Hostility = Annotated[Whole, Field(ge=1, le=5), BeforeValidator(_level)]


class StateFacts(Record):
    """What is known of one state as of the scenario's date."""

    cinc: Share | None = None  # share of the system's material capabilities, 0 to 1
    milex: Amount | None = None  # military expenditure, thousands of current US dollars
    polity2: Polity | None = None
    polyarchy: Share | None = None  # V-Dem v2x_polyarchy
    major: YesNoFact | None = None
    nuclear: YesNoFact | None = None

    def facts(self) -> dict[str, Fact[Any]]:
        """The facts given, by name."""
        named = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: fact for name, fact in named.items() if fact is not None}


class DyadFacts(Record):
    """What is known of two states; a pact is the first one's promise to the second."""

    dyad: tuple[StateCode, StateCode]
    contiguity: Annotated[Fact[Contiguity], Bare] | None = None  # COW's classes; miles of water
    capital_distance_km: Amount | None = None
    rivalry: YesNoFact | None = None
    defense_pact: YesNoFact | None = None
    offense_pact: YesNoFact | None = None
    neutrality_pact: YesNoFact | None = None
    nonaggression_pact: YesNoFact | None = None
    at_war_since: Annotated[Fact[Day], Bare] | None = None
    war_ended: Annotated[Fact[Day], Bare] | None = None
    source: Text | None = None  # of every fact here that names none of its own
    judgement: Judgement = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.dyad[0] == self.dyad[1]:
            raise wrong(f"a dyad of {self.dyad[0]} with itself")
        if self.war_ended:
            if not self.at_war_since:
                raise wrong("war_ended without at_war_since")
            if self.war_ended.value < self.at_war_since.value:
                raise wrong("war_ended is before at_war_since")
        return self

    def facts(self) -> dict[str, Fact[Any]]:
        """The facts given, by name; each has a source of its own or that of the row."""
        mine = {"source": self.source, "judgement": self.judgement}
        named = {name: getattr(self, name) for name in type(self).model_fields}
        return {
            name: fact if fact.grounded else fact.model_copy(update=mine)
            for name, fact in named.items()
            if isinstance(fact, Fact)
        }


class RecentDispute(Record):
    """A militarized dispute after the data's last year."""

    initiator: OnceState
    target: OnceState
    start: DayOrFirst
    end: DayOrLast | None = None  # None: not over as of the scenario's date
    hostility: Hostility  # the highest level reached
    deadly: YesNo = False  # lives lost to the other's force, or territory occupied
    source: Text | None = None
    judgement: Judgement = None
    note: Text | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.initiator == self.target:
            raise wrong(f"a dispute of {code(self.initiator)} with itself")
        if self.end and self.end < self.start:
            raise wrong("a dispute that ends before it starts")
        if self.deadly and self.hostility < HOSTILITY["force"]:
            raise wrong("deadly without force: hostility is force or war where lives are lost")
        return self

    @property
    def force(self) -> bool:
        """Whether force was used."""
        return self.hostility >= HOSTILITY["force"]

    @property
    def fatal(self) -> bool:
        """Whether it was deadly force; war always is."""
        return self.deadly or self.hostility >= HOSTILITY["war"]


class History(Record):
    """Numbers of the past that a forecasting model needs, by name, in place of the data's."""

    initiator: dict[str, Number] = Field(default_factory=dict)
    target: dict[str, Number] = Field(default_factory=dict)
    dyad: dict[str, Number] = Field(default_factory=dict)


def _once(value: object) -> object:
    """Refuse a state given twice under different names, of which one would be lost."""
    seen: dict[str, object] = {}
    for key in value if isinstance(value, dict) else ():
        try:
            label = find(key).label
        except UnknownStateError:
            continue  # told by the key's own type
        if label in seen:
            raise wrong(f"{key!r} is the same state as {seen[label]!r}")
        seen[label] = key
    return value


FactsByState = Annotated[dict[StateCode, StateFacts], BeforeValidator(_once)]


class Situation(Record):
    """Facts as of the scenario's date; what is not given comes from the evidence."""

    states: FactsByState = Field(default_factory=dict)
    dyads: tuple[DyadFacts, ...] = ()
    disputes: tuple[RecentDispute, ...] = ()
    chronology: YesNo = True  # no: nothing of foedus.evidence.chronology enters
    history: History = History()

    def dyad(self, first: str, second: str) -> dict[str, Fact[Any]]:
        """All facts given for the directed dyad ``first`` → ``second``; none stands in two rows."""
        found: dict[str, Fact[Any]] = {}
        for row in self.dyads:
            if row.dyad == (first, second):
                found |= row.facts()
        return found
