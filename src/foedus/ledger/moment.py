"""Moments in UTC, to the second: deadlines run in hours."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from foedus.errors import InputError
from foedus.record import FIRST_YEAR, LAST_YEAR, wrong

_FORM = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?")
HINT = "write it as 2026-11-27T14:30Z, or as a day: 2026-11-27"


def now() -> datetime:
    """This second."""
    return datetime.now(UTC).replace(microsecond=0)


def spelled(moment: datetime) -> str:
    """``2026-11-27T14:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def first(day: date) -> datetime:
    """The first second of a day."""
    return datetime.combine(day, time(), UTC)


def last(day: date) -> datetime:
    """The last second of a day."""
    return first(day) + timedelta(days=1, seconds=-1)


def _parsed(value: object, *, end: bool) -> datetime | None:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    if isinstance(value, date):
        return last(value) if end else first(value)
    if not isinstance(value, str):
        return None
    try:
        if len(value) == 10:
            day = date.fromisoformat(value)
            return last(day) if end else first(day)
        if match := _FORM.fullmatch(value.strip()):
            on, clock, seconds, zone = match.groups()
            given = datetime.fromisoformat(f"{on}T{clock}{seconds or ':00'}{zone or 'Z'}")
            return given.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None


def moment(text: str, *, where: str = "", end: bool = True) -> datetime:
    """A moment of the command line; a day stands for its last second (``end``) or its first.

    Raises InputError for anything else, and for a year out of range.
    """
    found = _parsed(text, end=end)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InputError(f"found {text[:40]!r}, expected a moment", where=where or None, hint=HINT)
    return found


def _moment(value: object) -> datetime:
    found = _parsed(value, end=False)
    if found is None:
        raise wrong(f"found {str(value)[:40]!r}, expected a moment", HINT)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise wrong(f"year {found.year} is out of range: {FIRST_YEAR} to {LAST_YEAR}")
    return found.replace(microsecond=0)


#: A moment in UTC; a day stands for its first second, and no zone for UTC.
Moment = Annotated[datetime, BeforeValidator(_moment), PlainSerializer(spelled, when_used="json")]
