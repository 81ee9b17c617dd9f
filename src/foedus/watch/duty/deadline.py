"""When a duty's time comes, and when it ends: between two moments where no hour is known.

A deadline is counted from what the text says. Where that is the incident, whose hour is not known,
it lies between two moments; so it does where it counts from the default of a step that has no date.
A text that says "forthwith" gives no date, and none is made up.
"""

from dataclasses import dataclass
from datetime import datetime

from foedus.terms.clock import WorkCalendar
from foedus.terms.compliance import ResponseStep
from foedus.watch.duty.trigger import Opened, Trigger

#: First and last moment of an incident; None where it is withdrawn.
Happened = tuple[datetime, datetime] | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline. earliest, latest: between which it lies; both None where the text sets none.

    says: the text's own words for it, or the time it gives.
    """

    earliest: datetime | None
    latest: datetime | None
    says: str


def said(step: ResponseStep) -> str:
    """The text's words for a step's time."""
    if step.limited:
        return f"{step.says} of the {step.counted_from or step.after}"
    return step.urgency or "no time set"


def due(
    step: ResponseStep, trigger: Trigger, happened: Happened, opened: Opened | None,
    calendar: WorkCalendar | None,
) -> Deadline:  # fmt: skip
    """When a step must be done by. calendar: the text's, for a step that names none."""
    none = Deadline(None, None, said(step))
    if not step.limited or opened is None:
        return none
    if step.counted_from == "incident" or (step.counted_from is None and step.after == "incident"):
        start = happened
    elif step.counted_from is None:
        start = opened.after or opened.at, opened.at
    else:
        found = trigger.openings.get(step.counted_from)
        start = (found.at, found.at) if found else None
    if start is None:
        return none
    return Deadline(step.end(start[0], calendar), step.end(start[1], calendar), said(step))
