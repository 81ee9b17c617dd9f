"""What happened to the nearest commitments, counted; and the model's number for the design."""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.analogy.commitment import EVENTS, Commitment
from foedus.assessment.deterrence import DesignResult
from foedus.estimate import Estimate
from foedus.history.honor.record import count

#: Years within which calls, attacks and breaks are counted.
YEARS = 10
MEANINGS = {
    "called": f"called on within {YEARS} years",
    "honored": "honored in full, of the times called on",
    "dispute": f"rival began a dispute with the protégé within {YEARS} years, while it stood",
    "force": f"rival used force on the protégé within {YEARS} years, while it stood",
    "war": f"rival went to war on the protégé within {YEARS} years, while it stood",
    "broken": f"violated or renounced within {YEARS} years",
}


@dataclass(frozen=True, slots=True)
class AnalogueShare:
    """yes of n, with a 90% Jeffreys interval; share None where n is 0."""

    n: int
    yes: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AnalogueRate:
    """One rate: among the nearest, among all that were searched, and what the model says."""

    name: str
    meaning: str
    nearest: AnalogueShare
    every: AnalogueShare
    model: Estimate | None  # None where the model has no such number for the design
    model_means: str


def share(observed: Sequence[bool | None]) -> AnalogueShare:
    """The share of those known."""
    known = [each for each in observed if each is not None]
    found = count(len(known), sum(known))
    return AnalogueShare(
        len(known), sum(known), found.share if known else None, found.low, found.high
    )  # fmt: skip


def rates(
    nearest: list[Commitment], every: list[Commitment], result: DesignResult
) -> tuple[AnalogueRate, ...]:
    """Every rate of ``MEANINGS``, in its order; commitments never in force are left out."""
    near, all_ = ([each for each in some if each.course.stood] for some in (nearest, every))
    numbers = modeled(result)
    return tuple(
        AnalogueRate(
            name, meaning, share(seen(name, near)), share(seen(name, all_)), *numbers[name]
        )
        for name, meaning in MEANINGS.items()
    )


def seen(name: str, some: list[Commitment]) -> list[bool | None]:
    """What was observed of each commitment; for honored, of each call."""
    if name == "called":
        return [each.called_within(YEARS) for each in some]
    if name == "honored":
        return [call.answer == "honored" for each in some for call in each.answered]
    if name == "broken":
        return [each.broken_within(YEARS) for each in some]
    return [each.counted(name, YEARS) for each in some]


def modeled(result: DesignResult) -> dict[str, tuple[Estimate | None, str]]:
    """The model's numbers for the design: rate -> estimate, and what it is in words.

    A number that needs more years than were forecast is None.
    """
    found: dict[str, tuple[Estimate | None, str]] = dict.fromkeys(MEANINGS, (None, ""))
    for event in EVENTS:
        if len(result.risk.by[event]) >= YEARS:
            found[event] = (result.risk.within(event, YEARS), "whether or not it still stands")
    if result.reliability is not None:
        found["honored"] = (result.reliability.honored, "of calls by war on promises of defense")
    if result.durability is not None:
        yearly = result.durability.broken
        ends = (1.0 - (1.0 - each) ** YEARS for each in (yearly.value, yearly.low, yearly.high))
        found["broken"] = (Estimate(*ends), "broken; a term that ends apart")
    return found
