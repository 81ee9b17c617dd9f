"""What designs do to the risk, summarized over posterior draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.history.covariates import Array
from foedus.history.ladder import Ladder
from foedus.history.pair import EVENTS
from foedus.history.paths import Chances

#: Ends of the intervals, as percentiles: 90%.
ENDS = (5.0, 95.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 90% interval over posterior draws.

    value: of a chance the mean over draws (the chance that one should bet on), of a ratio the
    median.
    """

    value: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """Plain values, for JSON."""
        return {"value": self.value, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk under one design; keys of mappings are dispute, force, war.

    first: chance in the first year. yearly: mean over the years of the unconditional yearly chance.
    by: chance of at least one by the end of each year, first to last.
    """

    first: dict[str, Estimate]
    yearly: dict[str, Estimate]
    by: dict[str, tuple[Estimate, ...]]

    def within(self, event: str, years: int) -> Estimate:
        """Chance of at least one ``event`` in the first ``years`` years."""
        return self.by[event][years - 1]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "first_year": {event: found.to_dict() for event, found in self.first.items()},
            "yearly": {event: found.to_dict() for event, found in self.yearly.items()},
            "by_year": {event: [one.to_dict() for one in all_] for event, all_ in self.by.items()},
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """One design beside the reference, over the same draws and the same uniform numbers.

    ratio: event -> chance by the last year over that of the reference. better: share of draws in
    which war by the last year is less likely than under the reference. ranks: share of draws in
    which the design has the least, second least, … such chance; ties are split.
    """

    ratio: dict[str, Estimate]
    better: float
    ranks: tuple[float, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "ratio": {event: found.to_dict() for event, found in self.ratio.items()},
            "share_of_draws_better": self.better,
            "rank_shares": list(self.ranks),
        }


def chance(draws: Array) -> Estimate:
    """Mean and interval of a chance over (n,) draws."""
    low, high = np.percentile(draws, ENDS)
    return Estimate(float(np.mean(draws, dtype=np.float64)), float(low), float(high))


def ratio(draws: Array, reference: Array) -> Estimate:
    """Median and interval of the ratio of two chances, draw by draw, (n,) each."""
    found = np.asarray(draws, np.float64) / np.asarray(reference, np.float64)
    low, middle, high = np.percentile(found, (ENDS[0], 50.0, ENDS[1]))
    return Estimate(float(middle), float(low), float(high))


def by_year(draws: Array) -> tuple[Estimate, ...]:
    """Mean and interval of a chance in each of T years, over (n, T) draws."""
    low, high = np.percentile(draws, ENDS, axis=0)
    mean = draws.mean(axis=0, dtype=np.float64)
    return tuple(
        Estimate(float(m), float(a), float(b)) for m, a, b in zip(mean, low, high, strict=True)
    )


def risk(chances: Chances, design: int) -> Risk:
    """The risk under the design at place ``design``."""
    by = {event: by_year(drawn[:, :, design]) for event, drawn in chances.by.items()}
    return Risk(
        first={event: chance(drawn[:, design]) for event, drawn in chances.first.items()},
        yearly={event: chance(drawn[:, design]) for event, drawn in chances.yearly.items()},
        by=by,
    )


def compare(chances: Chances, design: int, reference: int, ranked: list[int]) -> Comparison:
    """A design beside the reference; its ranks are among the designs at places ``ranked``."""
    last = {event: drawn[:, -1, :].astype(np.float64) for event, drawn in chances.by.items()}
    war = last["war"]
    mine, others = war[:, [design]], war[:, ranked]
    less, same = (others < mine).sum(axis=1), np.maximum((others == mine).sum(axis=1), 1)
    ranks = [
        float(np.mean(((less <= place) & (place < less + same)) / same))
        for place in range(len(ranked))
    ]
    return Comparison(
        ratio={
            event: ratio(found[:, design], found[:, reference]) for event, found in last.items()
        },
        better=float(np.mean(war[:, design] < war[:, reference])),
        ranks=tuple(ranks),
    )


def within(
    ladder: Ladder, draws: Mapping[str, Array], rng: np.random.Generator
) -> dict[str, Array]:
    """Draws whose guarantee terms are those of change within pairs (Bell & Jones 2015).

    The fitted terms mix two comparisons: of pairs with and without a guarantee, and of the same
    pair before and after. Here the second alone stands in, each term an independent normal.
    """
    changed = {}
    for name in EVENTS:
        rung = ladder.rungs[name]
        beta = draws[name].copy()
        for term in rung.variants:
            if term["kind"] == "within":
                normal = rng.standard_normal(len(beta))
                beta[:, rung.names.index(term["name"])] = term["mean"] + term["sd"] * normal
        changed[name] = beta
    return changed
