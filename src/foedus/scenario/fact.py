"""A fact: a value with where it is from, or an admission that it is someone's judgement."""

from collections.abc import Mapping
from typing import Annotated, Generic, Self, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from foedus.record import FIRST_YEAR, LAST_YEAR, Judgement, Real, Record, Text, Whole, YesNo, wrong

T = TypeVar("T")

Year = Annotated[Whole, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class Fact(Record, Generic[T]):
    """A value, its range where it is uncertain, and its source, year or judgement."""

    value: T
    low: Real | None = None
    high: Real | None = None
    source: Text | None = None  # an id under `sources`, or a bibliographic line
    year: Year | None = None  # the year that the value is of
    judgement: Judgement = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low is None and self.high is None:
            return self
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise wrong("low and high go with a number")
        ends = [end for end in (self.low, self.value, self.high) if end is not None]
        if ends != sorted(ends):
            raise wrong(f"expected low ≤ value ≤ high, found {', '.join(map(str, ends))}")
        return self

    @property
    def grounded(self) -> bool:
        """Whether the fact names a source or owns to being a judgement."""
        return self.source is not None or self.judgement is not None


def _spelled_out(value: object) -> object:
    if isinstance(value, Mapping | Fact):
        return value
    return {"value": value}


def _range_spelled_out(value: object) -> object:
    match value:
        case [int() | float() as low, int() | float() as high]:
            return {"value": (low + high) / 2, "low": low, "high": high}
    return _spelled_out(value)


#: Lets a fact be written as its bare value.
Bare = BeforeValidator(_spelled_out)
#: Lets a fact be written as its bare value or as [low, high], whose middle is then the value.
BareOrRange = BeforeValidator(_range_spelled_out)

Number = Annotated[Fact[Real], BareOrRange]
YesNoFact = Annotated[Fact[YesNo], Bare]
