"""Phrases about a design that several sections use."""

from foedus.assessment.result import Assessment, DesignResult
from foedus.report.words import chance, listed
from foedus.report.yardstick import Yardstick


def reference(found: Assessment) -> str:
    """How things are in the reference, to begin a sentence: what stands already by name."""
    if not found.stands:
        return "Without a guarantee"
    promises = found.designs[found.reference].reading.promises
    names = list(dict.fromkeys(each.pact or "a pact" for each in promises)) or ["a guarantee"]
    some = [*names[:3], f"{len(names) - 3} more"] if len(names) > 4 else names
    return f"As things stand, with {listed(some)} in force"


def none(found: Assessment) -> str:
    """What the reference is without."""
    return "a further guarantee" if found.stands else "a guarantee"


def war(design: DesignResult, yardstick: Yardstick) -> str:
    """The chance of war by the last year: by its text, and by its practice where it has one."""
    text = chance(design.risk.by["war"][-1], yardstick)
    if design.practice is None:
        return text
    practice = chance(design.practice.risk.by["war"][-1], yardstick)
    return f"by its text {text}, and by its practice {practice}"
