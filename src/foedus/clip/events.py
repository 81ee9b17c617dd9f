"""Dated events: rows of a timeline, and sentences that say what happened or is to happen when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from foedus.clip.people.nations import mentions
from foedus.clip.speech.attribution import Span, overlap
from foedus.clip.text import dateline
from foedus.clip.text.blocks import TextBlock
from foedus.clip.text.dates import Dated, Precision, dates
from foedus.clip.text.sentences import sentences

Standing: TypeAlias = Literal["past", "planned", "possible"]

_PLANNED = re.compile(
    r"\b(?:will|set\s+to|due\s+to|scheduled|to\s+(?:meet|visit|sign|host|hold|travel|discuss|speak)|plans?\s+to"
    r"|planned|upcoming|is\s+expected)\b", re.IGNORECASE)  # fmt: skip
_POSSIBLE = re.compile(r"\b(?:may|might|could|potential(?:ly)?|possibl[ey]|would)\b", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:in|at)\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,2}(?:,\s+[A-Z]\w+)?)")
_NO_PLACE = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Article|NATO|EU)\b"
)


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """Something dated. span: its words; first, last: the days it can mean; place: of its place."""

    span: Span
    text: str
    first: date | None
    last: date | None
    precision: Precision
    inferred: bool
    standing: Standing
    states: tuple[str, ...]
    place: Span | None
    source: int = 0  # which of several texts
    status: str = "draft"


def base_day(text: str, blocks: Sequence[TextBlock]) -> tuple[date | None, date | None]:
    """What ``today`` can be in a text without a date: its latest past to its first planned day.

    The day of a dateline or byline is the text's own. Both None where no day is named in full.
    """
    for low, high in dateline.lines(text, blocks):
        own = [each.first for each in dates(text, low, high, None) if each.precision == "day"]
        if own and own[0] is not None:
            return own[0], own[0]
    past: list[date] = []
    planned: list[date] = []
    for block in blocks:
        if block.kind in {"paragraph", "answer", "row", "headline"}:
            for start, end in sentences(text, block.start, block.end):
                for each in dates(text, start, end, None):
                    if each.precision != "day" or each.first is None:
                        continue
                    ahead = _PLANNED.search(text[start:end])
                    (planned if ahead else past).append(each.first)
    latest = max(past, default=None)
    ahead_of = [day for day in planned if latest is None or day >= latest]
    first = min(ahead_of, default=None)
    return (latest or first), (first or latest)


def events(
    text: str, blocks: Sequence[TextBlock], base: date | None, spoken: Sequence[Span]
) -> list[DraftEvent]:
    """The dated events of a text, in the order of their dates; each once.

    base: what ``today`` is. spoken: what somebody is said to have said, which is no event.
    """
    rows = [
        event for block in blocks if block.kind == "row"
        for event in _made(text, block.start, block.end, base, row=True)
    ]  # fmt: skip
    found = list(rows)
    for block in blocks:
        if block.kind in {"paragraph", "answer"}:
            for start, end in sentences(text, dateline.body(text, block), block.end):
                if not any(overlap(span, (start, end)) > 0.6 * (end - start) for span in spoken):
                    found += _made(text, start, end, base, row=False)
    kept: list[DraftEvent] = []
    for each in sorted(found, key=lambda e: (e.first or date.max, e not in rows, e.span)):
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return kept


def _made(text: str, start: int, end: int, base: date | None, *, row: bool) -> list[DraftEvent]:
    for each in dates(text, start, end, base):
        if each.first is None or (each.inferred and not _calendar(each)):
            continue
        what = text[each.end if row else start : end].lstrip(" :–—-|.")
        low = end - len(what)
        if len(what.split()) < 3:
            continue
        place = next(
            (m for m in _PLACE.finditer(text, low, end) if not _NO_PLACE.match(m[1])), None
        )
        states = dict.fromkeys(m.state for m in mentions(text, low, end))
        return [
            DraftEvent(
                (low, end), text[low:end], each.first, each.last, each.precision, each.inferred,
                _standing(what, each.first, base),
                tuple(s for s in states if s not in {"NATO", "EU", "UN"}),
                place.span(1) if place else None,
            )
        ]  # fmt: skip
    return []


def _calendar(each: Dated) -> bool:
    """A day or month of the calendar, only its year inferred."""
    return re.search(r"[A-Z][a-z]{2}\w*\.?\s+\d|\d\s+[A-Z]", each.text) is not None


def _standing(what: str, first: date, base: date | None) -> Standing:
    if _POSSIBLE.search(what) and not re.search(r"\b(?:signed|launched|met|invaded)\b", what):
        return "possible"
    planned = _PLANNED.search(what) is not None
    if base is None:
        return "planned" if planned else "past"
    return "planned" if first > base or (first == base and planned) else "past"


def _same(one: DraftEvent, two: DraftEvent) -> bool:
    """The same days, and much the same words."""
    if (one.first, one.last) != (two.first, two.last):
        return False
    a, b = (set(re.findall(r"\w{4,}", each.text.lower())) for each in (one, two))
    return len(a & b) >= 0.5 * max(1, min(len(a), len(b)))


def of_source(each: DraftEvent, source: int) -> DraftEvent:
    """The event with the number of the text that has it."""
    return replace(each, source=source)
