"""What then happened, in words: the forecast as things stood beside the record."""

import textwrap
from collections.abc import Iterator

from foedus.assessment.aftermath import EVENTS, Aftermath, Happened
from foedus.assessment.result import Assessment
from foedus.history.events import EVENTS as MEANINGS
from foedus.report import words

WIDTH = 100
#: Events listed; all are in the JSON.
_SHOWN = 12
_COLUMNS = (15, 26, 29)


def render(found: Assessment, after: Aftermath) -> str:
    """The section, without a line break at its end."""
    lines = [f"WHAT THEN HAPPENED, {after.begins} TO {after.ends}", *_table(found, after)]
    for each in after.happened[:_SHOWN]:
        lines += _wrapped(f"- {_told(each)}", "  ")
    more = len(after.happened) - _SHOWN
    if more > 0:
        lines.append(f"- and {more} more (--json lists all)")
    if not after.happened:
        lines += _wrapped("The record has nothing that either of the two began against the other.")
    lines += _wrapped(_reach(after))
    return "\n".join(line.rstrip() for line in lines)


def _table(found: Assessment, after: Aftermath) -> Iterator[str]:
    asked, risk = found.scenario, found.designs[found.reference].risk
    sides = [(who, words.name_of(who, asked.as_of.year)[:20]) for who in
             (asked.challenger, asked.protege)]  # fmt: skip
    heads = ["", f"forecast, {found.reference}"[: _COLUMNS[1] - 1],
             *(f"begun by {name}" for _, name in sides)]  # fmt: skip
    yield _row(heads)
    for event in EVENTS:
        chance = risk.by[event][-1]
        told = f"{words.percent(chance.value)} ({words.span(chance.low, chance.high)})"
        yield _row([MEANINGS[event].title, told, *(_first(after, event, who) for who, _ in sides)])
    one, years = sides[0][1], words.years(found.years)
    yield from _wrapped(
        f"Forecast: begun by {one} within {years}, 90% interval in brackets. Under way: begun on "
        f"{asked.as_of} or before, or in its month where no day is known."
    )


def _row(cells: list[str]) -> str:
    widths = (*_COLUMNS, _COLUMNS[-1])
    return "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))


def _first(after: Aftermath, event: str, who: str) -> str:
    begun = after.begun(event, who)
    if not begun:
        before = after.went_on(event, who)
        if before:
            return f"under way from {before[0].start}"
        return "not known" if event in after.unknown else "none in the record"
    return f"{begun[0].start}" + (f", {len(begun)} in all" if len(begun) > 1 else "")


def _told(each: Happened) -> str:
    title = MEANINGS[each.event].title
    sides = f"{each.initiator} against {each.target}"
    if not each.under_way:
        return f"{each.start}: {title}, begun by {sides} ({each.what}, {each.source})"
    return (
        f"under way from {each.start}, to {each.last}: begun by {sides}, and came to {title} "
        f"({each.what}, {each.source}); not among what is forecast"
    )


def _reach(after: Aftermath) -> str:
    said = f"The record goes through {after.through}."
    if after.uncovered:
        said += f" Not covered: {'; '.join(after.uncovered)}."
    return said


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
