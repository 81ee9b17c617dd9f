"""What came of a forecast, and what others had said of it, as records of the log."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from foedus.forecasts.question import Chance
from foedus.ledger.moment import Moment
from foedus.record import Day, Real, Record, Text, wrong

Verdict = Literal["yes", "no", "void"]


class Settlement(Record):
    """The outcome of one question of a seal; a later one of the same question takes its place.

    on: the day it came, or the window's last. value: where an issue stood at its end. source: what
    says so. by: hand or data. why: of a void one, or of a change of an earlier outcome.
    """

    kind: Literal["settlement"] = "settlement"
    recorded: Moment
    seal: Text
    question: Text
    revision: Annotated[int, Field(ge=0)] = 0
    outcome: Verdict
    on: Day | None = None
    value: Real | None = None
    source: Text
    by: Literal["hand", "data"] = "hand"
    why: str = ""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.outcome == "void" and not self.why:
            raise wrong("a question is void for a reason", "--why")
        return self


class YearOutcome(Record):
    """What came in one year to the pairs of a seal's table: every other pair saw none.

    happened: rung -> [challenger, other state] by COW number. left: pairs that were no longer two
    states of the system, which count for nothing.
    """

    kind: Literal["year"] = "year"
    recorded: Moment
    seal: Text
    year: int
    revision: Annotated[int, Field(ge=0)] = 0
    happened: dict[str, tuple[tuple[int, int], ...]]
    left: tuple[tuple[int, int], ...] = ()
    source: Text
    data: dict[str, str] = Field(default_factory=dict)
    why: str = ""


class OutsideForecast(Record):
    """What somebody else thought of a question.

    on: the day of it. criteria: whether theirs are those of the seal; only ``same`` is scored
    beside it. grade: of the source, NATO's letter and digit, where one was given.
    """

    kind: Literal["outside"] = "outside"
    recorded: Moment
    seal: Text
    question: Text
    by: Text
    on: Day
    chance: Chance
    criteria: Literal["same", "differ", "unread"] = "unread"
    source: Text
    grade: str = ""
    note: str = ""

    def known_after(self, settled: date) -> bool:
        """Whether it was put on the record only when the outcome was there."""
        return self.recorded.date() > settled
