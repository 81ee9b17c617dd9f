"""Places on an issue's line in words."""

from dataclasses import dataclass
from math import floor, log10

from foedus.negotiation.actors import Issue


@dataclass(frozen=True, slots=True)
class Places:
    """An issue's line: its places in as many digits as its length asks for."""

    issue: Issue

    @property
    def span(self) -> float:
        """How long the line is."""
        return self.issue.high - self.issue.low

    def __call__(self, place: float) -> str:
        """``66`` on a line of 100, ``0.66`` on one of 1."""
        return f"{place:.{max(0, 2 - floor(log10(self.span)))}f}"

    def apart(self, one: float, two: float) -> bool:
        """Whether two places are told apart by the eye: half a point of a hundred."""
        return abs(one - two) >= 0.005 * self.span
