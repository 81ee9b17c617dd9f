"""A question with a chance: what is asked, by when, how it will be decided, and what is usual."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from foedus.record import Day, Real, Record, Text, wrong

Chance = Annotated[Real, Field(ge=0, le=1)]


class BaseRate(Record):
    """How often such a thing came when the forecast was sealed: events of so many cases."""

    chance: Chance
    events: int | None = None
    of: int | None = None
    how: Text


class Rival(Record):
    """What a simpler rule says, and which rule it is."""

    chance: Chance
    how: Text


class SealedQuestion(Record):
    """One yes-or-no question with its chance.

    id: unique in its seal. event: the definition that decides it. condition: the design that must
    have come to hold; empty where nothing must. opens, closes: the first and last day on which it
    can come. low, high: ends of the chance's 90% interval, where it has one. cluster: what stands
    or falls together, for intervals of scores. asked_of: both states, challenger first, where the
    product's own data can settle it.
    """

    id: Text
    text: Text
    event: Text
    condition: str = ""
    opens: Day
    closes: Day
    chance: Chance
    low: Chance | None = None
    high: Chance | None = None
    base: BaseRate | None = None
    logit: Rival | None = None
    cluster: Text
    asked_of: tuple[str, str] | None = None
    point: Real | None = None  # of an issue's scale, which an outcome at it or above it reaches

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ordered(self.opens, self.closes, self.low, self.high)
        return self

    def same(self, other: "SealedQuestion") -> bool:
        """Whether one outcome answers both: alike in all but the numbers."""
        mine, theirs = (
            (each.id, each.event, each.condition, each.opens, each.closes, each.point)
            for each in (self, other)
        )
        return mine == theirs

    def over(self, today: date) -> bool:
        """Whether its window has closed."""
        return self.closes < today


def ordered(opens: date, closes: date, low: float | None, high: float | None) -> None:
    """Refuse a window or an interval that ends before it begins, in a record's own words."""
    if closes < opens:
        raise wrong(f"closes on {closes}, before it opens on {opens}")
    if low is not None and high is not None and low > high:
        raise wrong(f"low {low:g} is above high {high:g}")
