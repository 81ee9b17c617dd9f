"""What then happened: the forecast as things stood beside the record."""

from foedus.assessment.aftermath import EVENTS, Aftermath, PastEvent
from foedus.assessment.sections.voice import Voice
from foedus.history.events import EVENTS as MEANINGS
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section, Table

#: Events listed; all are in the JSON.
_SHOWN = 12


def section(v: Voice, after: Aftermath) -> Section:
    """A table of forecast and record, then what happened, event by event."""
    told = [_told(each) for each in after.happened[:_SHOWN]]
    more = len(after.happened) - _SHOWN
    if more > 0:
        told.append(f"and {more} more (--json lists all)")
    nothing = "The record has nothing that either of the two began against the other."
    return Section(
        "aftermath",
        f"What then happened, {after.begins} to {after.ends}",
        "",
        (
            _table(v, after),
            Bullets(tuple(told)) if told else Paragraph(nothing),
            Paragraph(_reach(after)),
        ),
    )


def _table(v: Voice, after: Aftermath) -> Table:
    asked = v.found.scenario
    sides = ((asked.challenger, v.one), (asked.protege, v.two))
    return Table(
        "aftermath",
        "",
        ("Event", f"Forecast,\n{v.found.reference}", *(f"Begun by\n{name}" for _, name in sides)),
        tuple(
            (MEANINGS[event].title, words.brackets(v.bare.risk.by[event][-1]),
             *(_first(after, event, who) for who, _ in sides))
            for event in EVENTS
        ),
        f"Forecast: begun by {v.challenger} {v.span}, 90% interval in brackets. Under way: begun "
        f"on {asked.as_of} or before, or in its month where no day is known.",
    )  # fmt: skip


def _first(after: Aftermath, event: str, who: str) -> str:
    begun = after.begun(event, who)
    if not begun:
        before = after.went_on(event, who)
        if before:
            return f"under way from {before[0].start}"
        return "not known" if event in after.unknown else "none in the record"
    return f"{begun[0].start}" + (f", {len(begun)} in all" if len(begun) > 1 else "")


def _record(each: PastEvent) -> str:
    """The record's own name of an event, readable, and the record."""
    return f"{each.what.replace('_', ' ')}, {each.source}"


def _told(each: PastEvent) -> str:
    title = MEANINGS[each.event].title
    one, two = (words.name_of(who, int(each.start[:4])) for who in (each.initiator, each.target))
    sides = f"{one} against {two}"
    if not each.under_way:
        return f"{each.start}: {title}, begun by {sides} ({_record(each)})"
    return (
        f"under way from {each.start}, to {each.last}: begun by {sides}, and came to {title} "
        f"({_record(each)}); not among what is forecast"
    )


def _reach(after: Aftermath) -> str:
    missing = f"Not covered: {'; '.join(after.uncovered)}." if after.uncovered else ""
    return words.said(f"The record goes through {after.through}.", missing)
