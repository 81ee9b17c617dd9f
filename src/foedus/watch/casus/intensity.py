"""So many deaths within so many days, under every toll and every day that the sources allow.

Bounds that hold whatever the truth is: what lies wholly in a window in any case counts by its low
toll, what may lie in it by its high one. Where the first reaches the threshold the case is met;
where even the second does not, it is not. The first is cautious: two vague incidents that would
meet in one window or another on every pair of days are left undetermined.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedus.terms.compliance import Intensity
from foedus.watch.casus.truth import Truth

Days: TypeAlias = NDArray[np.int64]
Aspect = Literal["toll", "date", "conditions"]
ASPECTS: tuple[Aspect, ...] = ("toll", "date", "conditions")


@dataclass(frozen=True, slots=True)
class Burden:
    """What an incident adds: tolls, the days it may lie on, and whether it counts at all."""

    name: str
    first: date
    last: date
    low: int
    best: int
    high: int
    counts: Truth

    def settled(self, aspect: Aspect) -> "Burden":
        """As it would be if one aspect were as its source thinks best."""
        match aspect:
            case "toll":
                return replace(self, low=self.best, high=self.best)
            case "date":
                return replace(self, last=self.first)
            case "conditions":
                return replace(self, counts=Truth.MET)

    def vague(self, aspect: Aspect) -> bool:
        """Whether an aspect is uncertain."""
        return self.settled(aspect) != self


@dataclass(frozen=True, slots=True)
class IntensityRuling:
    """least, most: the greatest number in a window that is sure, and that is possible.

    window: its first and last day where most lie. counted: incidents in it, by name. deciding: the
    incident and aspect that alone would settle it, None where none does or nothing is open.
    """

    truth: Truth
    least: int
    most: int
    window: tuple[date, date] | None
    counted: tuple[str, ...]
    deciding: tuple[str, Aspect] | None = None


def rule(burdens: Sequence[Burden], asked: Intensity) -> IntensityRuling:
    """Whether incidents reach an intensity; if that is open, which single fact would settle it."""
    possible = [each for each in burdens if each.counts is not Truth.NOT_MET]
    found = _bounds(possible, asked)
    if found.truth is not Truth.UNDETERMINED:
        return found
    inside = set(found.counted)
    need = _need(asked)
    for each in sorted(possible, key=lambda one: (-one.high, one.name)):
        most = each.high if asked.deaths is not None else (each.last - each.first).days + 1
        if each.name not in inside or (found.least + most < need <= found.most - most):
            continue  # it cannot settle anything, whatever is settled about it
        for aspect in ASPECTS:
            if each.vague(aspect):
                tried = [one.settled(aspect) if one is each else one for one in possible]
                without = [one for one in possible if one is not each]
                settled = [_bounds(tried, asked).truth]
                if aspect == "conditions":
                    settled.append(_bounds(without, asked).truth)
                if any(truth is not Truth.UNDETERMINED for truth in settled):
                    return replace(found, deciding=(each.name, aspect))
    return found


def _need(asked: Intensity) -> int:
    return asked.deaths or asked.active or 1


def _bounds(burdens: Sequence[Burden], asked: Intensity) -> IntensityRuling:
    if not burdens:
        return IntensityRuling(Truth.NOT_MET, 0, 0, None, ())
    need = _need(asked)
    first = np.array([each.first.toordinal() for each in burdens])
    last = np.array([each.last.toordinal() for each in burdens])
    sure = np.array([each.counts is Truth.MET for each in burdens])
    low = np.array([each.low for each in burdens])
    high = np.array([each.high for each in burdens])
    # a window may as well begin on the first day or end on the last day of something in it
    starts = np.unique(np.concatenate([first, last, last - asked.days + 1]))
    if asked.deaths is not None:
        lower = _held(starts, last[sure] - asked.days + 1, first[sure], low[sure])
        upper = _held(starts, first - asked.days + 1, last, high)
    else:
        exact = np.unique(first[sure & (first == last)])
        lower = _held(starts, exact - asked.days + 1, exact, np.ones(len(exact), dtype=np.int64))
        upper = _covered(starts, first, last, asked.days)
    at = int(starts[upper.argmax()])
    least, most = int(lower.max()), int(upper.max())
    stop = at + asked.days - 1
    counts = (first <= stop) & (last >= at) & ((high > 0) | (asked.deaths is None))
    counted = tuple(burdens[place].name for place in np.flatnonzero(counts).tolist())
    truth = Truth.MET if least >= need else Truth.UNDETERMINED if most >= need else Truth.NOT_MET
    window = (date.fromordinal(at), date.fromordinal(stop))
    return IntensityRuling(truth, least, most, window, counted)


def _held(starts: Days, since: Days, until: Days, weight: Days) -> Days:
    """For windows by their first days, the weight of what counts from one first day to another."""
    change = np.zeros(len(starts) + 1, dtype=np.int64)
    some = since <= until
    np.add.at(change, np.searchsorted(starts, since[some], side="left"), weight[some])
    np.add.at(change, np.searchsorted(starts, until[some], side="right"), -weight[some])
    return change[:-1].cumsum(dtype=np.int64)


def _covered(starts: Days, first: Days, last: Days, days: int) -> Days:
    """For windows by their first days, the days of each on which something may have happened."""
    begin = int(min(starts.min(), first.min()))
    change = np.zeros(int(max(last.max(), starts.max())) + days - begin + 2, dtype=np.int64)
    np.add.at(change, first - begin, 1)
    np.add.at(change, last - begin + 1, -1)
    before: Days = np.concatenate([[0], (change.cumsum() > 0).cumsum()])
    return before[starts - begin + days] - before[starts - begin]


def first_day(burdens: Sequence[Burden], asked: Intensity) -> date | None:
    """The first day on which a window of best tolls, each on its first day, reaches the threshold.

    The plain rule of fatality counts, for comparison; None where no day does.
    """
    days: dict[int, int] = {}
    for each in burdens:
        if each.counts is Truth.MET:
            day = each.first.toordinal()
            days[day] = days.get(day, 0) + (each.best if asked.deaths is not None else 1)
    need, held = _need(asked), 0
    inside: deque[int] = deque()
    for day in sorted(days):
        inside.append(day)
        held += days[day] if asked.deaths is not None else 1
        while inside[0] <= day - asked.days:
            gone = inside.popleft()
            held -= days[gone] if asked.deaths is not None else 1
        if held >= need:
            return date.fromordinal(day)
    return None
