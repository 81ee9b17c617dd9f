"""A guarantee: who promises what to whom, and with which military ties.

The words of ``Military`` are those of ATOP's items (Leeds et al. 2002), so that a new
guarantee and the alliances of two centuries are measured alike; see ``foedus.terms.depth``.
"""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from foedus.record import (
    Day,
    Judgement,
    OnceState,
    OneOrMore,
    Real,
    Record,
    Slug,
    StateCode,
    States,
    Text,
    Texts,
    Whole,
    YesNo,
    wrong,
    yes_or_no,
)
from foedus.states import find
from foedus.terms.clause import Clause, Obligation
from foedus.terms.compliance import Compliance
from foedus.terms.fate import Fate

Contact = Literal["none", "wartime", "peacetime", "regular"]  # ATOP milcon 0, 1, 2, 3
Command = Literal["none", "coordinated", "integrated"]  # ATOP intcom 0, 0, 1
Bases = Literal["none", "access", "permanent"]  # ATOP base 0, >0, >0
Organization = Literal["none", "meetings", "named", "permanent"]  # ATOP organ1 0, 1, 2, 3
Aid = Literal["none", "general", "grants", "training", "grants-and-training"]  # milaid 0-4
Adoption = Literal["executive", "legislature", "treaty"]


def _aid(value: object) -> object:
    words: dict[object, str] = {True: "general", "yes": "general", False: "none", "no": "none"}
    answer = yes_or_no(value)
    return words.get(answer, answer) if isinstance(answer, bool | str) else answer


def _dates(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


#: The day or days on which a party left; it may have come back between two of them.
Departures = Annotated[tuple[Day, ...], BeforeValidator(_dates), Field(min_length=1)]
Slugs = Annotated[tuple[Slug, ...], OneOrMore]


class Stationed(Record):
    """Forces that a guarantor keeps on the protégé's territory, or beside it."""

    state: StateCode
    number: Annotated[Whole, Field(ge=0)] | None = None  # persons; None: not said
    where: Text | None = None
    source: Text | None = None
    judgement: Judgement = None


class Military(Record):
    """Military ties, item by item."""

    contact: Contact = "none"  # regular: planning, training or policy in common
    command: Command = "none"
    bases: Bases = "none"
    stationed: tuple[Stationed, ...] = ()
    organization: Organization = "none"
    contribution: YesNo = False  # the text fixes what each state contributes
    subordination: YesNo = False  # forces of one state under another's command
    aid: Annotated[Aid, BeforeValidator(_aid)] = "none"  # `yes` is read as general
    companion: YesNo = False  # a companion military agreement signed beside it


class Terms(Record):
    """What a text may say about a guarantee; everything here may be left out."""

    title: Text | None = None
    guarantors: States = ()
    acceded: dict[OnceState, Day] = Field(
        default_factory=dict
    )  # guarantors that joined after the signature
    left: dict[OnceState, Departures] = Field(default_factory=dict)  # parties that left, and when
    protege: StateCode | None = None  # None in a mutual pact: each party
    mutual: YesNo = False
    clauses: tuple[Clause, ...] = ()
    military: Military = Military()  # as the text has it: what ATOP codes, what depth counts
    compliance: Compliance | None = None  # what the text says about being kept
    practice: Military | None = None  # as it works under later arrangements, where that differs
    adopted_by: Adoption | None = None
    secrecy: Literal["public", "secret-articles", "secret"] | None = None
    term: Annotated[Real, Field(gt=0, le=100)] | None = None  # years; None: no end is set
    until: Text | None = None  # the event that ends it, where the text names one (a war's end)
    renewal: Literal["none", "automatic", "by-agreement"] | None = None
    renunciation: Literal["barred", "conditional", "allowed"] | None = None
    notice: Annotated[Real, Field(ge=0, le=120)] | None = None  # months, before renouncing
    accession: Literal["closed", "invitation", "open"] | None = None
    signed: Day | None = None
    in_force: Day | None = None
    ended: Day | None = None
    atop: Whole | None = None  # ATOP number, where ATOP lists the instrument
    fate: Fate | None = None  # what became of it; None for a design
    replaces: Slugs = ()  # standing pacts whose place a design takes; what it extends is one
    cites: Texts = ()
    notes: Text | None = None

    def without(self, *states: str) -> Self:
        """The same terms without some guarantors: codes or names, as ``foedus.states.find``.

        What they alone owe and the forces that they alone keep goes with them. A state that gives
        no guarantee here is no error. Raises UnknownStateError for what is no state.
        """
        return self._promised({find(state).label for state in states}, self.guarantors)

    def with_guarantors(self, *states: str) -> Self:
        """The same promise, given by these states in place of those that gave it.

        A clause that names others alone goes with them, as do accessions and departures.
        """
        codes = tuple(dict.fromkeys(find(state).label for state in states))
        gone = {*self.guarantors, *self.acceded, *self.left} - {*codes}
        return self._promised(gone, codes)

    def _promised(self, gone: set[str], guarantors: tuple[str, ...]) -> Self:
        changed: dict[str, object] = {
            "guarantors": tuple(state for state in guarantors if state not in gone),
            "acceded": {state: day for state, day in self.acceded.items() if state not in gone},
            "left": {state: days for state, days in self.left.items() if state not in gone},
            "clauses": tuple(
                clause.model_copy(update={"by": tuple(s for s in clause.by if s not in gone)})
                for clause in self.clauses
                if not clause.by or set(clause.by) - gone
            ),
        }
        for name in ("military", "practice"):
            ties: Military | None = getattr(self, name)
            if ties is not None:
                kept = tuple(each for each in ties.stationed if each.state not in gone)
                changed[name] = ties.model_copy(update={"stationed": kept})
        # What a design leaves out it takes from what it extends, and goes on to leave out.
        update = {key: value for key, value in changed.items() if value != getattr(self, key)}
        return self.model_copy(update=update)


class Guarantee(Terms):
    """A guarantee with its name: an instrument of the library, or a scenario's design."""

    name: Slug

    @model_validator(mode="after")
    def _ends_on_a_day(self) -> Self:
        if self.fate and self.fate.over and self.ended is None and self.fate.undated is None:
            raise wrong(
                f"its fate is {self.fate.end!r}, and it ended on no day",
                "ended: 1979-03-26, or fate.undated: why no day is known",
            )
        return self

    def stands(self, day: date) -> bool | None:
        """Whether it is in force on a day; None after an end whose day is not known.

        Without a day on which it came into force, that of the signature counts; without either it
        always was.
        """
        begun = self.in_force or self.signed
        if self.fate is not None and self.fate.end == "never-in-force":
            return False
        if (begun and day < begun) or (self.ended and self.ended <= day):
            return False
        if self.ended is None and self.fate is not None and self.fate.over:
            known = max((call.on for call in self.fate.called), default=begun)
            return True if known and day <= known else None
        return True

    def guarantors_on(self, day: date) -> tuple[str, ...]:
        """Guarantors bound on ``day``: the first ones and those acceded, less those that left."""
        joined = tuple(state for state, since in self.acceded.items() if since <= day)
        every = self.guarantors + tuple(state for state in joined if state not in self.guarantors)
        return tuple(s for s in every if s not in self.left or not self.gone(s, day))

    def gone(self, state: str, day: date) -> bool:
        """Whether a party had left by ``day``, and not come back."""
        went = [when for when in self.left.get(state, ()) if when <= day]
        back = self.acceded.get(state)
        return bool(went) and not (back is not None and max(went) < back <= day)

    def owed(self, obligation: Obligation) -> tuple[Clause, ...]:
        """The clauses with this obligation."""
        return tuple(clause for clause in self.clauses if clause.obligation == obligation)

    @property
    def promises_defense(self) -> bool:
        """Whether any clause obliges a guarantor to defend."""
        return bool(self.owed("defense"))


def overlay(under: Terms, over: Terms) -> dict[str, Any]:
    """The keys set in ``over`` on top of those set in ``under``; military item by item.

    A guarantor list replaces the one below together with its accessions. What became of an
    instrument is its own history, and is not passed on. A tie that ``over`` changes is changed in
    the practice below as well, where ``over`` says nothing of practice: forces that go by the text
    do not stay by habit.
    """
    merged = {key: getattr(under, key) for key in under.model_fields_set if key != "fate"}
    if "guarantors" in over.model_fields_set:
        merged.pop("acceded", None)
        merged.pop("left", None)
    below = merged.get("practice")
    if isinstance(below, Military) and "practice" not in over.model_fields_set:
        merged["practice"] = Military(**(_set(below) | _set(over.military)))
    for key in over.model_fields_set:
        value = getattr(over, key)
        if key == "military" and isinstance(merged.get(key), Military):
            value = Military(**(_set(merged[key]) | _set(value)))
        merged[key] = value
    return merged


def _set(record: Record) -> dict[str, Any]:
    return {key: getattr(record, key) for key in record.model_fields_set}
