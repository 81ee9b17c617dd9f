"""The record of pledges: how often a state attacked one to which it owed nonaggression.

Beside what happened stands what the ladder expects of the same pairs in the same years, had it
learned from pairs without a pledge alone: pledges go to neighbors and to enemies, so that the bare
rate says little. Intervals (90%) come from a bootstrap over pairs (Poisson weights), each replicate
with its own draw of the ladder's coefficients. Disputes, force, deadly force and war that the
pledger began.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.keys import directed, dyad
from foedus.history.ladder import ERAS, era_of
from foedus.history.model import Report
from foedus.history.pair import EVENTS
from foedus.history.pledge.expected import expected
from foedus.history.pledge.owed import KINDS, Flags, PledgesOwed
from foedus.history.rows import Data

#: Years after the pledge at which the share broken is told.
HORIZONS = (10, 20)
REPLICATES = 400
ENDS = (5.0, 95.0)
ERA_NAMES = ("all", *(name for _, name in ERAS))


@dataclass(frozen=True, slots=True)
class PledgeRate:
    """Events in the directed pair-years in which a pledge was in force.

    ratio: observed to expected; ``low``, ``high`` its 90% interval.
    """

    event: str  # dispute, force, deadly, war
    kind: str  # of KINDS
    era: str  # "all", or the ladder's, of the year
    years: int  # directed pair-years
    pairs: int  # directed pairs
    observed: int
    expected: float
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BreakRate:
    """Share of pledges after which the pledger began an event within so many years.

    Kaplan & Meier's, from the year after the pledge, whether or not it was still in force; pairs
    leave when a state does, and at the end of the data. share_*, expected_share: the same from the
    ladder's chances. ratio: events to expected, of those still without one.
    """

    event: str
    kind: str
    era: str  # of the pledge
    within: int  # years
    pledges: int
    observed: int
    share: float
    share_low: float
    share_high: float
    expected_share: float
    ratio: float
    low: float
    high: float


def groups(kinds: dict[str, Flags], era: NDArray[np.int64]) -> Iterator[tuple[str, str, Flags]]:
    """Kind, era and rows of each group that has any. kinds: (m,) flags; era: (m,) in ERAS."""
    for kind in KINDS:
        for place, name in enumerate(ERA_NAMES):
            mask = kinds[kind] & ((era == place - 1) | (place == 0))
            if mask.any():
                yield kind, name, mask


def record(
    data: Data,
    owed: PledgesOwed,
    *,
    replicates: int = REPLICATES,
    seed: int = 0,
    report: Report = lambda _: None,
) -> tuple[tuple[PledgeRate, ...], tuple[BreakRate, ...]]:
    """Rates while a pledge is in force, and shares broken. Raises FitError as the ladder's fits."""
    rng = np.random.default_rng(seed)
    pledged = np.flatnonzero(owed.any)
    spell, row, tau = follow(data, owed.any)
    rows = np.unique(np.concatenate([pledged, row]))
    reached = np.array([data.outcome(rung)[rows] for rung in EVENTS])
    _, cluster = np.unique(dyad(data.ccode1[rows], data.ccode2[rows]), return_inverse=True)
    rates = _Rates(data, owed, rows, reached)
    broken = _Broken(data, owed, rows, reached, spell, row, tau)
    found = expected(data, ~owed.any, rows, replicates, rng, report)
    report("bootstrap over pairs")
    once, first = np.ones(len(rows)), next(found)
    rates.add(once, first)
    broken.add(once, first)
    for chances in found:
        weight = rng.poisson(1.0, int(cluster.max()) + 1)[cluster].astype(np.float64)
        rates.add(weight, chances)
        broken.add(weight, chances)
    return rates.done(), broken.done()


def follow(
    data: Data, flags: Flags
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The years after each pledge: place of the row where it began, row, years since; m each.

    A pledge begins in a year that has one after a year of the pair without, or without the pair.
    Years are followed to the longest horizon, to the pair's last year in a row.
    """
    key = directed(data.ccode1, data.ccode2) * 10_000 + data.year
    order = np.argsort(key)
    sorted_ = key[order]

    def at(keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Row with the key, -1 where there is none."""
        place = np.minimum(np.searchsorted(sorted_, keys), len(key) - 1)
        return np.where(sorted_[place] == keys, order[place], -1)

    some = np.flatnonzero(flags)
    before = at(key[some] - 1)
    start = some[(before < 0) | ~flags[before]]
    spells, rows, taus = [], [], []
    alive, now = start, start
    for tau in range(1, max(HORIZONS) + 1):
        now = at(key[now] + 1)
        alive, now = alive[now >= 0], now[now >= 0]
        spells.append(alive)
        rows.append(now)
        taus.append(np.full(len(now), tau))
    return np.concatenate(spells), np.concatenate(rows), np.concatenate(taus)


class _Rates:
    """Counts of every group, replicate by replicate."""

    def __init__(
        self, data: Data, owed: PledgesOwed, rows: NDArray[np.int64], reached: Flags
    ) -> None:
        kinds = {kind: flags[rows] for kind, flags in owed.kinds().items()}
        self.groups = list(groups(kinds, era_of(data.year[rows])))
        self.masks = np.array([mask for *_, mask in self.groups], dtype=np.float64)
        self.reached = reached.astype(np.float64)
        pair = directed(data.ccode1[rows], data.ccode2[rows])
        self.pairs = [len(np.unique(pair[mask])) for *_, mask in self.groups]
        self.counts: list[tuple[Array, Array]] = []

    def add(self, weight: Array, chances: Array) -> None:
        """One replicate. weight: (m,) of the rows; chances: (3, m)."""
        observed = (self.reached * weight) @ self.masks.T
        self.counts.append((observed, (chances * weight) @ self.masks.T))

    def done(self) -> tuple[PledgeRate, ...]:
        """The rates; the first replicate is the estimate."""
        observed, expected_ = (np.array(each) for each in zip(*self.counts, strict=True))
        found = []
        for e, event in enumerate(EVENTS.values()):
            for g, (kind, era, mask) in enumerate(self.groups):
                seen, awaited = observed[:, e, g], expected_[:, e, g]
                found.append(
                    PledgeRate(
                        event, kind, era, int(mask.sum()), self.pairs[g], round(seen[0]),
                        float(awaited[0]), *ratio(seen, awaited),
                    )
                )  # fmt: skip
        return tuple(found)


class _Broken:
    """Shares broken of every group, replicate by replicate."""

    def __init__(
        self, data: Data, owed: PledgesOwed, rows: NDArray[np.int64], reached: Flags,
        spell: NDArray[np.int64], row: NDArray[np.int64], tau: NDArray[np.int64],
    ) -> None:  # fmt: skip
        self.place = np.searchsorted(rows, row)
        kinds = {kind: flags[spell] for kind, flags in owed.kinds().items()}
        self.groups = list(groups(kinds, era_of(data.year[spell])))
        self.tau, self.spell = tau, spell
        self.events = [self._until_first(hit[self.place]) for hit in reached]
        self.kept: list[Array] = []

    def _until_first(self, hit: Flags) -> tuple[Flags, Flags]:
        """Which rows come no later than their pledge's first event, and the events themselves."""
        first = np.full(int(self.spell.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(first, self.spell[hit], self.tau[hit])
        return self.tau <= first[self.spell], hit

    def add(self, weight: Array, chances: Array) -> None:
        """One replicate: (events, groups, horizons, 4) of events, expected and the two shares."""
        w = weight[self.place]
        last = max(HORIZONS)
        out = np.empty((len(self.events), len(self.groups), len(HORIZONS), 4))
        for e, (alive, hit) in enumerate(self.events):
            p = chances[e][self.place]
            for g, (*_, mask) in enumerate(self.groups):
                some = mask & alive
                sums = [
                    np.bincount(self.tau[some], values[some], last + 1)[1:]
                    for values in (w, w * hit, w * p)
                ]
                size = np.maximum(sums[0], 1e-12)
                for h, horizon in enumerate(HORIZONS):
                    seen, awaited = sums[1][:horizon], sums[2][:horizon]
                    out[e, g, h] = (
                        seen.sum(), awaited.sum(),
                        1 - np.prod(1 - seen / size[:horizon]),
                        1 - np.prod(1 - awaited / size[:horizon]),
                    )  # fmt: skip
        self.kept.append(out)

    def done(self) -> tuple[BreakRate, ...]:
        """The shares; the first replicate is the estimate."""
        all_ = np.array(self.kept)
        found = []
        for e, event in enumerate(EVENTS.values()):
            for g, (kind, era, mask) in enumerate(self.groups):
                for h, horizon in enumerate(HORIZONS):
                    seen, awaited, share, expected_share = all_[:, e, g, h].T
                    low, high = np.percentile(share[1:], ENDS)
                    found.append(
                        BreakRate(
                            event, kind, era, horizon, len(np.unique(self.spell[mask])),
                            round(seen[0]), float(share[0]), float(low), float(high),
                            float(expected_share[0]), *ratio(seen, awaited),
                        )
                    )  # fmt: skip
        return tuple(found)


def ratio(observed: Array, awaited: Array) -> tuple[float, float, float]:
    """Observed to expected and its 90% interval; the first replicate is the estimate.

    Draws of the coefficients raise the mean of a rare event's chance, so the replicates' expected
    counts are brought back to the estimate's on average. Without an event the upper end is
    Poisson's: 3.0 events.
    """
    if observed[0] == 0:
        return 0.0, 0.0, float(-np.log(0.05) / awaited[0])
    drawn = awaited[1:] * (awaited[0] / awaited[1:].mean())
    low, high = np.percentile(observed[1:] / np.maximum(drawn, 1e-12), ENDS)
    return float(observed[0] / awaited[0]), float(low), float(high)
