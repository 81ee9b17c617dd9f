"""So many deaths within so many days, under every toll and every day that the sources allow.

Bounds that hold whatever the truth is: what lies wholly in a window in any case counts by its low
toll, what may lie in it by its high one. Where the first reaches the threshold the case is met;
where even the second does not, it is not. The first is cautious: two vague incidents that would
meet in one window or another on every pair of days are left undetermined.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedus.terms.compliance import Intensity
from foedus.watch.casus.truth import Truth

Array: TypeAlias = NDArray[np.float64]
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
    for each in sorted(possible, key=lambda one: (-one.high, one.name)):
        if each.name not in inside:
            continue
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


def _bounds(burdens: Sequence[Burden], asked: Intensity) -> IntensityRuling:
    need = asked.deaths or asked.active or 1
    if not burdens:
        return IntensityRuling(Truth.NOT_MET, 0, 0, None, ())
    first = np.array([each.first.toordinal() for each in burdens])
    last = np.array([each.last.toordinal() for each in burdens])
    sure = np.array([each.counts is Truth.MET for each in burdens])
    low = np.array([each.low for each in burdens])
    high = np.array([each.high for each in burdens])
    # a window may as well begin on the first day or end on the last day of something in it
    starts = np.unique(np.concatenate([first, last, last - asked.days + 1]))
    least, most, at = 0, -1, int(starts[0])
    for start in starts.tolist():
        stop = start + asked.days - 1
        within = sure & (first >= start) & (last <= stop)
        touching = (first <= stop) & (last >= start)
        if asked.deaths is not None:
            lower, upper = int(low[within].sum()), int(high[touching].sum())
        else:
            lower = len(np.unique(first[within & (first == last)]))
            upper = _covered(first[touching], last[touching], start, stop)
        least = max(least, lower)
        if upper > most:
            most, at = upper, start
    stop = at + asked.days - 1
    counted = tuple(
        each.name for each, touches in zip(
            burdens, (first <= stop) & (last >= at) & ((high > 0) | (asked.deaths is None)),
            strict=True,
        ) if touches
    )  # fmt: skip
    truth = Truth.MET if least >= need else Truth.UNDETERMINED if most >= need else Truth.NOT_MET
    window = (date.fromordinal(at), date.fromordinal(stop))
    return IntensityRuling(truth, least, most, window, counted)


def _covered(first: "NDArray[np.int64]", last: "NDArray[np.int64]", start: int, stop: int) -> int:
    """Days of a window on which something may have happened."""
    days: set[int] = set()
    for one, two in zip(first.tolist(), last.tolist(), strict=True):
        days.update(range(max(one, start), min(two, stop) + 1))
    return len(days)


def first_day(burdens: Sequence[Burden], asked: Intensity) -> date | None:
    """The first day on which a window of best tolls, each on its first day, reaches the threshold.

    The plain rule of fatality counts, for comparison; None where no day does.
    """
    days: dict[int, int] = {}
    for each in burdens:
        if each.counts is Truth.MET:
            day = each.first.toordinal()
            days[day] = days.get(day, 0) + (each.best if asked.deaths is not None else 1)
    need = asked.deaths or asked.active or 1
    for day in sorted(days):
        inside = [days[one] for one in days if day - asked.days < one <= day]
        if (sum(inside) if asked.deaths is not None else len(inside)) >= need:
            return date.fromordinal(day)
    return None
