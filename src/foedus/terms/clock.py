"""How long something may take: hours, or working days by a calendar that the text states."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from foedus.record import Day, OneOrMore, Real, Record, Text, Whole, wrong

Hours = Annotated[Real | Whole, Field(gt=0, le=87_600)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEK: tuple[Weekday, ...] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


class WorkCalendar(Record):
    """Which days count. weekend: days of every week that do not; holidays: single days.

    offset: hours from UTC at which a day begins and ends. None of it is assumed: weekends and
    holidays differ by state, and a text that counts working days has to say whose.
    """

    weekend: Annotated[tuple[Weekday, ...], OneOrMore] = Field(max_length=6)
    holidays: Annotated[tuple[Day, ...], Field(max_length=2_000)] = ()
    offset: Annotated[Real | Whole, Field(ge=-12, le=14)] = 0
    source: Text | None = None

    def works(self, day: date) -> bool:
        """Whether a day counts."""
        return WEEK[day.weekday()] not in self.weekend and day not in self.holidays

    def last(self, start: datetime, count: int) -> datetime:
        """The last second of the count-th working day after the day of ``start``, in UTC."""
        shift = timedelta(hours=float(self.offset))
        day = (start + shift).date()
        while count:
            day += timedelta(days=1)
            count -= self.works(day)
        end = datetime.combine(day, time(23, 59, 59), UTC)
        return end - shift


class Clock(Record):
    """A time limit, if the text sets one. within: hours. workdays: by the calendar, which may stand
    once for a whole text."""

    within: Hours | None = None
    workdays: Annotated[Whole, Field(ge=1, le=1_000)] | None = None
    calendar: WorkCalendar | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> "Clock":
        if self.within is not None and self.workdays is not None:
            raise wrong("both `within` and `workdays`", "keep the one that the text has")
        return self

    @property
    def limited(self) -> bool:
        """Whether there is a limit at all."""
        return self.within is not None or self.workdays is not None

    @property
    def says(self) -> str:
        """``within 24 hours``, ``within 2 working days``; empty without a limit."""
        if self.within is not None:
            return f"within {self.within:g} hours"
        if self.workdays is None:
            return ""
        return f"within {self.workdays} working day{'s' if self.workdays > 1 else ''}"

    def end(self, start: datetime, calendar: WorkCalendar | None) -> datetime | None:
        """When the limit is reached that begins to run at ``start``; None without one.

        calendar: of the whole text, where this limit names none.
        """
        if self.within is not None:
            return start + timedelta(hours=float(self.within))
        counted = self.calendar or calendar
        if self.workdays is None or counted is None:
            return None
        return counted.last(start, self.workdays)
