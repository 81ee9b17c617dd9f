"""A report of an incident: what one source says happened, when, where, and with how many deaths."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from foedus.record import Day, Real, Record, StateCode, Text, Whole, wrong
from foedus.terms.compliance import Conduct, Objective, Weapon
from foedus.watch.entries.entry import Entry

MOST_DEATHS = 10_000_000
Deaths = Annotated[Whole, Field(ge=0, le=MOST_DEATHS)]
Degrees = Real | Whole


class DeathToll(Record):
    """Deaths by one source. low, high: its bounds; None where it gives none.

    best: None where the source gives a class alone, whose bounds are then all that is known; a
    class without an upper bound has no high.
    """

    best: Deaths | None = None
    low: Deaths | None = None
    high: Deaths | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "DeathToll":
        for less, more, what in (
            (self.low, self.best, "low deaths above best"),
            (self.best, self.high, "best deaths above high"),
            (self.low, self.high, "low deaths above high"),
        ):
            if less is not None and more is not None and less > more:
                raise wrong(f"{what}: {less} > {more}")
        if self.best is None and self.low is None:
            raise wrong("deaths without `best` or `low`", "best: 12, or low: 1 and high: 25")
        return self

    @property
    def least(self) -> int:
        """The lower bound; a source without one is taken at its one figure."""
        return self.low if self.low is not None else self.best or 0

    @property
    def most(self) -> int:
        """The upper bound; MOST_DEATHS of a class without one."""
        if self.high is not None:
            return self.high
        return MOST_DEATHS if self.best is None else self.best


class Spot(Record):
    """Where. precision: UCDP's 1 (exact) to 7 (no land); country: as the source has it.

    latitude, longitude: degrees; both or neither.
    """

    latitude: Annotated[Degrees, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[Degrees, Field(ge=-180, le=180)] | None = None
    precision: Annotated[Whole, Field(ge=1, le=7)] = 1
    country: StateCode | None = None
    region: Text | None = None  # a name that the watch's own areas may draw

    @model_validator(mode="after")
    def _both(self) -> "Spot":
        if (self.latitude is None) != (self.longitude is None):
            raise wrong("latitude without longitude", "give both, or neither")
        return self


class IncidentReport(Entry):
    """What one source says. side_a, side_b: as it codes them, which attributes nothing.

    start, end: the days between which it happened. precision: UCDP's 1 (the day) to 5 (a year).
    observed: whether the monitor could see; "could not observe" is a report of its own, no zero.
    raw: SHA-256 of the record as published.
    """

    kind: Literal["report"] = "report"
    conduct: Conduct | None = None  # None: the source does not say
    start: Day
    end: Day
    precision: Annotated[Whole, Field(ge=1, le=5)] = 1
    spot: Spot = Spot()
    side_a: Text | None = None
    side_b: Text | None = None
    coded_actor: StateCode | None = None
    coded_target: StateCode | None = None
    deaths: DeathToll | None = None
    hostility: Annotated[Whole, Field(ge=1, le=5)] | None = None
    count: Annotated[Whole, Field(ge=0)] | None = None  # missiles, sorties, ships
    objective: Objective | None = None
    weapon: Weapon | None = None
    observed: Literal["yes", "could-not-observe"] = "yes"
    monitor: Text | None = None
    released: date | None = None
    what: Annotated[Text, Field(max_length=2_000)] | None = None
    raw: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None

    @model_validator(mode="after")
    def _possible(self) -> "IncidentReport":
        if self.end < self.start:
            raise wrong(f"ends {self.end}, before it starts {self.start}", "the two may be swapped")
        if self.start > self.known.date() and not self.withdrawn:
            raise wrong(f"starts {self.start}, after it was known {self.known.date()}")
        return self
