"""What the record says of displacement, and it as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

from foedus.estimate import Z90
from foedus.history.store import Store, structure
from foedus.report.plain import plain, record
from foedus.version import __version__

#: Years, the one of the change among them, in which it counts as new.
WINDOW = 5


@dataclass(frozen=True, slots=True)
class Odds:
    """The log odds of onset with others, beside rows without such a change.

    changes: of a rival's guarantors. rows, onsets: with such a change in the window.
    """

    mean: float
    sd: float
    changes: int
    rows: int
    onsets: int

    @property
    def ratio(self) -> tuple[float, float, float]:
        """Odds ratio and its 90% interval."""
        ends = (0.0, -Z90, Z90)
        middle, low, high = (exp(self.mean + z * self.sd) for z in ends)
        return middle, low, high

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self) | {"ratio": list(self.ratio)}


@dataclass(frozen=True, slots=True)
class Displacement:
    """After a rival gained a major guarantor, before it did, and after one lost its last."""

    gained: Odds
    before: Odds
    lost: Odds
    rows: int
    first: int
    last: int
    hashes: Mapping[str, str]
    version: str = __version__
    command: str = "foedus fit displacement"

    @property
    def speaks_for_it(self) -> bool:
        """Whether the record tells displacement from upheaval.

        It does where onsets elsewhere rise after a gain, no rise comes before it, and a loss goes
        with fewer: each by its 90% interval.
        """
        return self.gained.ratio[1] > 1.0 >= self.before.ratio[1] and self.lost.ratio[2] < 1.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "foedus_posterior": 1,
            "model": "displacement",
            "window": WINDOW,
            "first": self.first,
            "last": self.last,
            "rows": self.rows,
            "gained": record(self.gained),
            "before": record(self.before),
            "lost": record(self.lost),
            "hashes": self.hashes,
            "version": self.version,
            "command": self.command,
        })  # fmt: skip


STORE = Store(
    "displacement", "check of displacement", "foedus fit displacement",
    Displacement.to_dict, structure(Displacement), ("rows", "gained", "before", "lost", "hashes"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
