"""Deaths by area, group and day, and the windows of days that they make.

A sum has one whole number for its area, group and day. Where those numbers are few, sums stand in
arrays as long as there are numbers, which is several times as fast as tables of those that occur;
where they are many (hundreds of groups over decades), they stand in such tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from foedus.watch.casus.grid import Labels, Places

if TYPE_CHECKING:
    import polars as pl

TOLLS = ("low", "best", "high")
#: Sums that stand in arrays at most: 32 bytes each, a quarter of a gigabyte.
MOST = 8_000_000


@dataclass(frozen=True)
class EventAxes:
    """What the number of a sum is made of. first: the first day. span: days from one group to the
    next, the window among them, so that no window reaches into another group.
    """

    areas: tuple[str, ...]
    groups: "pl.Series"
    first: int
    span: int

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.areas) * len(self.groups) * self.span

    def numbers(self, area: Labels, group: "pl.Series", day: Places) -> Places:
        """The number of the sum that each event adds to; all (n,)."""
        numbers: Places = area.astype(np.int64)
        if len(self.groups) > 1:
            numbers = numbers * len(self.groups) + self.groups.search_sorted(group).to_numpy()
        return numbers * self.span + (day - self.first)

    def frame(self, numbers: Places, tolls: Sequence[Places]) -> "pl.DataFrame":
        """Area, group, day and tolls of some sums."""
        import polars as pl

        above, day = np.divmod(numbers, self.span)
        area, group = np.divmod(above, max(len(self.groups), 1))
        return pl.DataFrame({
            "area": pl.Series(self.areas, dtype=pl.String).gather(area),
            "group": self.groups.gather(group),
            "day": day + self.first,
            **dict(zip(TOLLS, tolls, strict=True)),
        })  # fmt: skip


class EventTally(Protocol):
    """Sums that events are added to, by several threads at once."""

    def add(self, numbers: Places, tolls: Sequence[Places]) -> None:
        """Events: the number of each one's sum, and its low, best and high deaths; all (n,)."""

    def sums(self) -> tuple[Places, list[Places]]:
        """Numbers that occurred, in order, and their tolls."""


@dataclass
class ArrayTally:
    """Sums in arrays. Deaths are exact up to 2^53."""

    size: int
    _seen: NDArray[np.bool_] = field(init=False)
    _held: list[NDArray[np.float64]] = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._seen = np.zeros(self.size, dtype=bool)
        self._held = [np.zeros(self.size) for _ in TOLLS]

    def add(self, numbers: Places, tolls: Sequence[Places]) -> None:
        """As ``EventTally`` says."""
        self._seen[numbers] = True
        for held, toll in zip(self._held, tolls, strict=True):
            more = np.bincount(numbers, toll, self.size)
            with self._lock:
                np.add(held, more, out=held)

    def sums(self) -> tuple[Places, list[Places]]:
        """As ``EventTally`` says."""
        numbers = np.flatnonzero(self._seen)
        return numbers, [held[numbers].astype(np.int64) for held in self._held]


@dataclass
class TableTally:
    """Sums in tables of the numbers that occur."""

    _parts: list["pl.DataFrame"] = field(default_factory=list)

    def add(self, numbers: Places, tolls: Sequence[Places]) -> None:
        """As ``EventTally`` says."""
        import polars as pl

        part = pl.DataFrame({"number": numbers, **dict(zip(TOLLS, tolls, strict=True))})
        self._parts.append(_grouped(part))

    def sums(self) -> tuple[Places, list[Places]]:
        """As ``EventTally`` says."""
        import polars as pl

        if not self._parts:
            none = np.array([], dtype=np.int64)
            return none, [none for _ in TOLLS]
        whole = _grouped(pl.concat(self._parts)).sort("number")
        return whole["number"].to_numpy(), [whole[toll].to_numpy() for toll in TOLLS]


def _grouped(part: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    return part.group_by("number").agg(pl.col(TOLLS).cast(pl.Int64).sum())


def tally(axes: EventAxes) -> EventTally:
    """The one that fits."""
    return ArrayTally(axes.size) if axes.size <= MOST else TableTally()


def windows(numbers: Places, tolls: Sequence[Places], days: int) -> list[Places]:
    """Tolls of the window of so many days that ends on each sum's day; numbers in order."""
    first = np.searchsorted(numbers, numbers - (days - 1))
    sums = (np.concatenate([[0], np.cumsum(toll)]) for toll in tolls)
    return [held[1:] - held[first] for held in sums]
