"""What was said, offered and done: claims with graded sources, pledges, dated events, sources."""

import re
from math import inf
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from foedus.record import (
    Day,
    DayOrFirst,
    Judgement,
    OnceState,
    OneOrMore,
    Record,
    Slug,
    StateCode,
    States,
    Text,
    YesNo,
    wrong,
)
from foedus.scenario.fact import Fact, Number


def _grade(value: str) -> str:
    if not re.fullmatch("[A-F][1-6]", value):
        raise wrong(f"found {value!r}, expected a letter A-F and a digit 1-6, such as B2")
    return value


def _point(value: str) -> str:
    if not (value.isascii() and value.isdigit() and int(value) <= 100):
        raise wrong(f"found {value!r}, expected a point of the scale, 0 to 100")
    return value


#: NATO grading: reliability of the source A-F, credibility of the information 1-6.
Grade = Annotated[str, AfterValidator(_grade)]

#: A point from 0 to 100, as the key of a mapping.
Point = Annotated[str, AfterValidator(_point)]

Position = Annotated[float, Field(strict=True, ge=0, le=100)]


def _alone(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class Source(Record):
    """Where something can be read."""

    title: Text
    publisher: Text | None = None
    on: DayOrFirst | None = None
    number: Text | None = None  # a document's symbol or number
    url: Text | None = None
    note: Text | None = None


class Move(Record):
    """Where a claim moves an actor's position on an issue, were it wholly believed."""

    issue: Slug
    actor: Text
    toward: Position
    low: Position | None = None
    high: Position | None = None
    judgement: Judgement = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        ends = [end for end in (self.low, self.toward, self.high) if end is not None]
        if ends != sorted(ends):
            raise wrong("expected low ≤ toward ≤ high")
        return self


class Confirmation(Record):
    """Who took a draft over, and when; and the words it was drafted from, in the file's hash."""

    by: Text
    on: Day
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    span: tuple[int, int] | None = None  # code points of the decoded file, half open


class Claim(Record):
    """Something said, by whom, on which day, and how far it can be trusted."""

    id: Slug
    says: Text
    by: Text
    on: Day
    grade: Grade
    # What was claimed of the matter; "agreed to consider" is not "agreed".
    manner: Literal[
        "stated", "agreed", "considering", "conditional", "planned", "denied", "refused", "withheld"
    ] = "stated"
    speaks_of: StateCode | None = None  # the state whose position it reports; hearsay if not `by`
    via: Text | None = None  # who carried it
    origin: Slug | None = None  # claims of one origin count once
    contradicts: tuple[Slug, ...] = ()
    moves: Annotated[tuple[Move, ...], BeforeValidator(_alone)] = ()
    source: Text | None = None
    note: Text | None = None
    confirmed: Confirmation | None = None


class Pledge(Record):
    """A promise by the challenger or another party that is no guarantor."""

    by: StateCode
    what: Literal[
        "no-further-seizure",
        "non-invasion",
        "nonaggression",
        "neutrality",
        "withdrawal",
        "force-limits",
        "recognition",
    ]
    form: Literal["statement", "executive", "domestic-law", "treaty", "un-resolution"]
    toward: States = ()
    status: Literal["reported", "offered", "made", "broken"] = "offered"
    on: DayOrFirst | None = None
    source: Text | None = None
    judgement: Judgement = None
    note: Text | None = None


class Event(Record):
    """Something dated."""

    on: DayOrFirst
    what: Text
    states: Annotated[tuple[OnceState, ...], OneOrMore] = ()
    place: Text | None = None
    planned: YesNo = False  # announced, not yet happened as of the scenario's date
    source: Text | None = None
    note: Text | None = None
    confirmed: Confirmation | None = None


class Correction(Record):
    """Words of a source that are wrong, and how they were read."""

    said: Text
    read_as: Text
    why: Text
    source: Text | None = None
    confirmed: Confirmation | None = None


class Stake(Record):
    """One actor's stand on an issue. position: 0 to 100; low and high are a 90% interval."""

    actor: Text
    position: Number
    salience: Number  # how much it cares, 0 to 1
    capability: Number | None = None  # what it can bring to bear, in any unit common to all
    source: Text | None = None
    judgement: Judgement = None

    @model_validator(mode="after")
    def _within(self) -> Self:
        for what, most in (("position", 100.0), ("salience", 1.0), ("capability", inf)):
            fact: Fact[float] | None = getattr(self, what)
            ends = [] if fact is None else [fact.value, fact.low, fact.high]
            for end in ends:
                if end is not None and not 0 <= end <= most:
                    allowed = "0 or more" if most == inf else f"0 to {most:g}"
                    raise wrong(f"{what} of {self.actor}: found {end:g}, allowed: {allowed}")
        return self


class ScenarioIssue(Record):
    """A matter to be settled, as a line from 0 to 100."""

    name: Slug
    title: Text
    scale: dict[Point, Text] = Field(default_factory=dict)  # named points
    reference: Number | None = None  # where the matter stays without an agreement
    measure: Literal["promise", "presence"] | None = None  # what of a design the line measures
    designs: dict[Slug, Number] = Field(default_factory=dict)  # where each design puts the matter
    positions: tuple[Stake, ...] = ()
    note: Text | None = None
