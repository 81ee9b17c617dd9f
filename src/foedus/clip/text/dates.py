"""Dates in a text: found by patterns of their own, each read singly, with the precision it has.

No day is made up: ``February 2022`` stays a month. What is relative (``today``, ``on Sunday``,
``last week``) is read from a base, the day the page was published. Without one it is no date but
an interval, between the latest past day and the first planned one that the text names.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from foedus.clip.text.wordlist import words

Precision: TypeAlias = Literal["day", "week", "month", "year", "interval", "unknown"]

_MONTHS = words(
    "january february march april may june july august september october november december"
)
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday")
#: A day of the week, as a report names it: with or without ``on``.
WEEKDAY = (
    r"(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
)
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_UNTIL = r"\s*(?:[-–]|to|through)\s*(?P<until>[0-3]?\d)(?:st|nd|rd|th)?"
_BEGIN = _MONTH.replace("<month>", "<begin>")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
            "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip

#: In the order in which they are tried at a place: the more exact first.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
        r"\b(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)(?P<numbered>(?:19|20)\d\d)\b",
        rf"\b{_MONTH}\s+{_DAY}{_UNTIL}(?:,?\s+{_YEAR})?\b",
        rf"\b{_DAY}{_UNTIL}\s+{_MONTH}(?:,?\s+{_YEAR})?\b",
        rf"\b{_BEGIN}\s*(?:[-–]|to|through|and)\s*{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY}\b(?!\s*(?:percent|%|million|billion|attacks?))",
        rf"\b{_DAY}\s+{_MONTH}\b",
        rf"\b(?:[Ii]n|(?P<since>[Ss]ince)|[Bb]y|[Uu]ntil|[Ee]arly|[Ll]ate)\s+(?:early\s+|late\s+|mid-?\s*)?{_MONTH}(?=[\s,.;]|$)"
        r"(?!\s+\d)",
        rf"\b[Mm]id-{_MONTH}\b(?!\s+\d)",
        r"\b(?P<relative>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b",
        r"\b(?P<span>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>week|month|year)\b",
        rf"\b(?:(?P<which>[Ll]ast|[Nn]ext)\s+)?(?P<weekday>{'|'.join(d.title() for d in _DAYS)})\b",
        rf"\b(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<ago>day|week|month|year)s?\s+ago\b",
        rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Oo]f|[Ii]n\s+early|[Ii]n\s+late|late"
        rf"|early)\s+(?P<bare>{_YEAR})\b(?!\s*(?:soldiers|troops|people|percent|%|-))",
    )
)
#: A line that begins with a date, as rows of a timeline do.
LEADING = re.compile(
    rf"^\W*(?:\d{{4}}-\d{{2}}-\d{{2}}|(?:{_DAY}\s+)?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,?)?"
    rf"(?:\s+(?:1[89]|20)\d\d)?|(?:1[89]|20)\d\d)\W+(?=[A-Z“\"])".replace("(?P<day>", "(?:")
)


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time. first, last: the days it can mean; None where no base tells."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: Precision
    inferred: bool = False  # read from a base, or from the other dates


def dates(text: str, start: int, end: int, base: date | None) -> list[Dated]:
    """The expressions of time in ``text[start:end]``, in order, none inside another.

    base: the day that ``today`` is. Without it relative expressions have no days.
    """
    found: list[Dated] = []
    for match in sorted(_matches(text, start, end), key=lambda m: (m.start(), -m.end())):
        if found and match.start() < found[-1].end:
            continue
        read = _read(match, base)
        if read is not None:
            first, last, precision, inferred = read
            found.append(
                Dated(match.start(), match.end(), match[0], first, last, precision, inferred)
            )
    return found


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            if all(match.end() <= a or b <= match.start() for a, b in taken):
                taken.append(match.span())
                yield match


_Read: TypeAlias = tuple[date | None, date | None, Precision, bool]


def _read(match: re.Match[str], base: date | None) -> _Read | None:
    part = match.groupdict()
    try:
        if part.get("iso"):
            day = date.fromisoformat(part["iso"])
            return day, day, "day", False
        if part.get("numbered"):
            return _numbered(part)
        if part.get("month"):
            return _calendar(part, base)
        if part.get("bare"):
            year = int(part["year"])
            return date(year, 1, 1), date(year, 12, 31), "year", False
        if base is None:
            return None, None, "unknown", True
        return _relative(part, base)
    except (ValueError, OverflowError):  # 31 June: no date
        return None


def _numbered(part: dict[str, str | None]) -> _Read:
    """``13/11/2024``; what can be read two ways is an interval that both are the ends of."""
    one, two, year = (int(part[name] or 0) for name in ("one", "two", "numbered"))
    if part["mark"] == "." or one > 12 or two > 12 or one == two:
        month, day = (two, one) if part["mark"] == "." or one > 12 else (one, two)
        when = date(year, month, day)
        return when, when, "day", False
    first, last = sorted((date(year, one, two), date(year, two, one)))
    return first, last, "interval", True


def _calendar(part: dict[str, str | None], base: date | None) -> _Read | None:
    month = 1 + [name[:3] for name in _MONTHS].index(str(part["month"])[:3].lower())
    year = int(part["year"] or 0) if "year" in part else 0
    day = int(part["day"] or 0) if "day" in part else 0
    guessed = not year
    if guessed:
        if base is None:
            return None, None, "unknown", True
        # the nearest such day: a news text seldom looks further than half a year
        tried = [date(base.year + shift, month, min(day or 15, 28)) for shift in (-1, 0, 1)]
        if part.get("since"):
            tried = [when for when in tried if when <= base]
        year = min(tried, key=lambda when: abs(when - base)).year
    if day and part.get("until"):
        first, last = date(year, month, day), date(year, month, int(part["until"] or 0))
        return (first, last, "interval", guessed) if first <= last else None
    if day:
        when = date(year, month, day)
        return when, when, "day", guessed
    if begin := part.get("begin"):
        opened = 1 + [name[:3] for name in _MONTHS].index(begin[:3].lower())
        last = date(year, month, monthrange(year, month)[1])
        return date(year - (opened > month), opened, 1), last, "interval", guessed
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", guessed


def _relative(part: dict[str, str | None], base: date) -> _Read | None:
    if word := part.get("relative"):
        shift = {"yesterday": -1, "tomorrow": 1}.get(word.lower(), 0)
        day = base + timedelta(days=shift)
        return day, day, "day", True
    if name := part.get("weekday"):
        # on a Sunday "Sunday" is the day itself; else the last one, unless "next" is said
        back = (base.weekday() - _DAYS.index(name.lower())) % 7
        ahead = (part.get("which") or "").lower() == "next"
        day = base - timedelta(days=back) + timedelta(days=7 if ahead else 0)
        return day, day, "day", True
    if unit := part.get("unit"):
        return _span(unit, {"last": -1, "this": 0, "next": 1}[str(part["span"]).lower()], base)
    count, unit = str(part["count"]).lower(), str(part["ago"])
    return _span(unit, -(_NUMBERS.get(count) or int(count)), base)


def _span(unit: str, shift: int, base: date) -> _Read:
    if unit == "day":
        day = base + timedelta(days=shift)
        return day, day, "day", True
    if unit == "week":
        first = base - timedelta(days=base.weekday() - 7 * shift)
        return first, first + timedelta(days=6), "week", True
    if unit == "month":
        year, month = divmod(12 * base.year + base.month - 1 + shift, 12)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, 1), date(year, month + 1, last), "month", True
    return date(base.year + shift, 1, 1), date(base.year + shift, 12, 31), "year", True
