"""A commitment of the past: who stood where when it was signed, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import log, log2

#: Disputes begun at the least hostility that counts for each event.
EVENTS = {"dispute": 0, "force": 4, "war": 5}


def _logarithmic(low: float, high: float) -> Callable[[float], float]:
    return lambda value: (log(min(max(value, low), high)) - log(low)) / (log(high) - log(low))


def _doublings(value: float) -> float:
    """A ratio, on a scale of doublings from 1:64 to 64:1."""
    return (min(max(log2(value), -6.0), 6.0) + 6.0) / 12.0


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


_POWER = _logarithmic(1e-5, 0.4)  # of the smallest states to the United States of 1945
#: Group -> measure -> its scaling to [0, 1]. Shares are of the world's capabilities (CINC).
SCALES: dict[str, dict[str, Callable[[float], float]]] = {
    "power": {
        "guarantors_share": _POWER,
        "rival_share": _POWER,
        "protege_share": _POWER,
        "guarantors_to_rival": _doublings,
        "protege_to_rival": _doublings,
        "major_guarantor": _share,
        "nuclear_guarantor": _share,
        "nuclear_rival": _share,
    },
    "geography": {
        # COW's classes: land 1, up to 12, 24, 150, 400 miles of water 2 to 5, none 0.
        "contiguity": lambda value: ((value or 6.0) - 1.0) / 5.0,
        "capitals_km": _logarithmic(50.0, 20_000.0),
    },
    "threat": {
        "rivalry": _share,
        "recent_war": _share,
        "recent_dispute": _share,
        "disputes": lambda value: log2(1.0 + min(value, 7.0)) / 3.0,
    },
}
#: Measures in order, and the group of each.
MEASURES: dict[str, str] = {name: group for group, found in SCALES.items() for name in found}
#: The end of what has not ended.
STANDING = "standing"
#: An answer that does not count: nobody agrees that the case arose.
DISPUTED = "disputed"
#: Half-life, in years, of the recency of the last dispute and war: 2^(-years since / 10).
RECENCY = 10.0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who stood where when a commitment was signed; derived facts, None where unknown.

    met: event -> months from signature to the first one that the rival began against the protégé,
    None where there is none in the data. seen: months from signature to the data's end (negative
    for a later one). ended: months to ATOP's last month, None where it stands or is not ATOP's.
    ongoing: whether the two were at war at the signature and went on into a later year.
    """

    protege: str | None
    rival: str | None
    chosen: str  # how the rival was found, in words
    guarantors: tuple[str, ...]
    measures: dict[str, float | None]
    met: dict[str, int | None]
    seen: int
    ended: int | None = None
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentCall:
    """One time that it was called on. answer: a word of ``foedus.terms.fate``, or violated.

    after: months from the signature.
    """

    what: str
    answer: str
    source: str
    after: int


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a commitment. Months are counted from the signature.

    end: how it ended, in a word; STANDING where it has not. ended: when; None where it stands, or
    nobody says. followed: how long the record of its end runs, whether or not it stood so long;
    heard: that of calls. broken: whether its end was a violation or a renunciation. stood: whether
    it came into force.
    """

    calls: tuple[CommitmentCall, ...]
    end: str
    ended: int | None
    followed: int
    heard: int
    broken: bool
    stood: bool
    source: str

    @property
    def undated(self) -> bool:
        """Whether it ended, and nobody says when."""
        return self.ended is None and self.end != STANDING


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment of the past: its terms, its place, what became of it."""

    name: str
    title: str
    atop: int | None
    year: int
    month: int
    parties: tuple[str, ...]
    terms: dict[str, float | None]  # ``foedus.terms.features.FEATURES``
    place: Circumstances
    course: Course

    def met(self, event: str, years: int) -> bool | None:
        """Whether the rival began ``event`` against the protégé within ``years``, while it stood.

        None where that is not known: no rival was found, it never stood, its end has no date, or
        the data end first. Beside a war that was on at the signature and went on, True is a later
        one, and its absence is not known.
        """
        course, place = self.course, self.place
        if place.rival is None or not course.stood or course.undated or place.seen <= 0:
            return None
        until = self._until(years)
        when = place.met[event]
        if when is not None and when <= min(until, place.seen):
            return True
        return False if until <= place.seen and not place.ongoing else None

    def worst(self, years: int) -> str | None:
        """The greatest event that the rival began within ``years``, as ``met`` has it.

        Empty where there was none; None where that is not known.
        """
        met = {event: self.met(event, years) for event in reversed(EVENTS)}
        found = next((event for event, came in met.items() if came), "")
        return None if not found and None in met.values() else found

    def counted(self, event: str, years: int) -> bool | None:
        """As ``met``, but None wherever its absence could not have been seen.

        To count only the attacks of a time that is not seen whole would raise the share.
        """
        if self.place.ongoing or self._until(years) > self.place.seen:
            return None
        return self.met(event, years)

    def broken_within(self, years: int) -> bool | None:
        """Whether it was violated or renounced within ``years``; None where not known.

        Not known of one signed too late to be followed so long, whatever became of it.
        """
        course = self.course
        if not course.stood or course.undated or course.followed < 12 * years:
            return None
        return course.broken and course.ended is not None and course.ended <= 12 * years

    def called_within(self, years: int) -> bool | None:
        """Whether it was called on within ``years``; None where the record of calls ends before."""
        course = self.course
        if not course.stood or course.heard < 12 * years:
            return None
        return any(call.after <= 12 * years for call in self.answered)

    @property
    def answered(self) -> tuple[CommitmentCall, ...]:
        """The calls on it of which it is agreed that the case arose."""
        return tuple(call for call in self.course.calls if call.answer != DISPUTED)

    def known(self, month: int) -> "Commitment":
        """The same as far as it was known at the end of ``month``, counted from year 0.

        What came later is as if it had not come: a promise broken after it still stands.
        """
        since, course, place = month - (12 * self.year + self.month - 1), self.course, self.place
        over = course.ended is not None and course.ended > since
        return replace(
            self,
            place=replace(place, seen=min(place.seen, since)),
            course=replace(
                course,
                calls=tuple(call for call in course.calls if call.after <= since),
                end=STANDING if over else course.end,
                ended=None if over else course.ended,
                broken=course.broken and not over,
                followed=min(course.followed, since),
                heard=min(course.heard, since),
            ),
        )

    def _until(self, years: int) -> int:
        """The end of the time looked at, in months."""
        over = self.course.ended
        return 12 * years if over is None else min(12 * years, over)
