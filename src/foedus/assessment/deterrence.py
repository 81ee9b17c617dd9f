"""What designs do to the risk, summarized over posterior draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assessment.designs import Reading
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array, Estimate, by_year, chance, ratio
from foedus.history.ladder import Ladder
from foedus.history.pair import EVENTS
from foedus.history.paths import Chances
from foedus.report.plain import plain, record


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk under one design; keys of mappings are dispute, force, deadly, war.

    first: chance in the first year. yearly: mean over the years of the unconditional yearly chance.
    by: chance that one has come by the end of each year and that the challenger began the first.
    either: the same, whichever of the two began it.
    """

    first: dict[str, Estimate]
    yearly: dict[str, Estimate]
    by: dict[str, tuple[Estimate, ...]]
    either: dict[str, tuple[Estimate, ...]]

    def within(self, event: str, years: int) -> Estimate:
        """Chance that the challenger begins an ``event`` in the first ``years`` years."""
        return nth_year(self.by, event, years)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self, {"first": "first_year", "by": "by_year", "either": "by_year_by_either"})


def nth_year(by: Mapping[str, tuple[Estimate, ...]], event: str, years: int) -> Estimate:
    """Of event -> a chance by the end of each year, the one of an event by that of a year.

    Raises UnknownNameError for another event, InputError for years that were not forecast.
    """
    if event not in by:
        raise UnknownNameError("event", event, by)
    if isinstance(years, bool) or years not in range(1, len(by[event]) + 1):
        raise InputError(
            f"found {years} years, allowed: 1 to {len(by[event])}, the years that were forecast",
            hint=f"assess(..., years={years}) forecasts more" if years > 0 else None,
        )
    return by[event][years - 1]


@dataclass(frozen=True, slots=True)
class DesignComparison:
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
        return record(self, {"better": "share_of_draws_better", "ranks": "rank_shares"})


@dataclass(frozen=True, slots=True)
class WarRisk:
    """War by the last of ``years`` years: design -> its chance, and its ratio to the reference."""

    reference: str
    years: int
    chance: Mapping[str, Estimate]
    ratio: Mapping[str, Estimate]


def risk(chances: Chances, design: int) -> Risk:
    """The risk under the design at place ``design``."""
    by, either = (
        {event: by_year(drawn[:, :, design]) for event, drawn in way.items()}
        for way in (chances.by, chances.either)
    )
    return Risk(
        first={event: chance(drawn[:, design]) for event, drawn in chances.first.items()},
        yearly={event: chance(drawn[:, design]) for event, drawn in chances.yearly.items()},
        by=by,
        either=either,
    )


def compare(chances: Chances, design: int, reference: int, ranked: list[int]) -> DesignComparison:
    """A design beside the reference; its ranks are among the designs at places ``ranked``."""
    last = {event: drawn[:, -1, :].astype(np.float64) for event, drawn in chances.by.items()}
    war = last["war"]
    mine, others = war[:, [design]], war[:, ranked]
    less, same = (others < mine).sum(axis=1), np.maximum((others == mine).sum(axis=1), 1)
    ranks = [
        float(np.mean(((less <= place) & (place < less + same)) / same))
        for place in range(len(ranked))
    ]
    return DesignComparison(
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


@dataclass(frozen=True, slots=True)
class Practice:
    """A design read by its practice: ties in force count as the ladder counts those of a text."""

    reading: Reading
    risk: Risk
    versus: DesignComparison
    within: dict[str, Estimate]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        read = {"depth": self.reading.depth, "depth_count": self.reading.depth_count}
        answered = self.risk.to_dict() | self.versus.to_dict()
        return read | answered | {"ratio_within_pairs": plain(self.within)}
