"""What designs do to the risk, summarized over posterior draws."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from foedus.assessment.designs import Reading
from foedus.assessment.drivers import Driver
from foedus.assessment.durability import Durability, Holding
from foedus.assessment.support import Reach
from foedus.deferred import Deferred
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array, Estimate, by_year, chance, ratio
from foedus.history.ladder import Ladder
from foedus.history.pair import EVENTS
from foedus.history.paths import Chances
from foedus.report.plain import plain, record

if TYPE_CHECKING:
    from foedus.assessment.reliability import Reliability

Summed = TypeVar("Summed")


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk under one design; keys of mappings are dispute, force, deadly, war.

    first: chance in the first year. yearly: mean over the years of the unconditional yearly chance.
    by: chance that one has come by the end of each year and that the challenger began the first.
    either: the same, whichever of the two began it.
    """

    first: Mapping[str, Estimate]
    yearly: Mapping[str, Estimate]
    by: Mapping[str, tuple[Estimate, ...]]
    either: Mapping[str, tuple[Estimate, ...]]

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

    ratio: Mapping[str, Estimate]
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
    """The risk under the design at place ``design``; each number when it is first asked for."""

    def each(way: Mapping[str, Array], summed: Callable[[Array], Summed]) -> Mapping[str, Summed]:
        return Deferred(way, lambda event: summed(way[event][..., design]))

    return Risk(
        first=each(chances.first, chance),
        yearly=each(chances.yearly, chance),
        by=each(chances.by, by_year),
        either=each(chances.either, by_year),
    )


def compare(chances: Chances, design: int, reference: int, ranked: list[int]) -> DesignComparison:
    """A design beside the reference; its ranks are among the designs at places ``ranked``."""

    def last(event: str) -> Array:
        return np.asarray(chances.by[event][:, -1, :], np.float64)

    war = last("war")
    mine, others = war[:, [design]], war[:, ranked]
    less, same = (others < mine).sum(axis=1), np.maximum((others == mine).sum(axis=1), 1)
    ranks = [
        float(np.mean(((less <= place) & (place < less + same)) / same))
        for place in range(len(ranked))
    ]
    return DesignComparison(
        ratio=Deferred(
            chances.by,
            lambda event: ratio(last(event)[:, design], last(event)[:, reference]),
        ),
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
    within: Mapping[str, Estimate]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        read = {"depth": self.reading.depth, "depth_count": self.reading.depth_count}
        answered = self.risk.to_dict() | self.versus.to_dict()
        return read | answered | {"ratio_within_pairs": plain(self.within)}


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class DesignResult:
    """One design: how it was read, its risk, and how it compares with the reference.

    within: event -> ratio to the reference by the last year, if the guarantee's terms were those
    of change within pairs. practice: the design read by its ties in force instead of those of its
    text; None where it tells no practice apart. held: the design as the model of lapse sees it;
    None where nobody is bound to defend.
    """

    reading: Reading
    risk: Risk
    versus: DesignComparison
    within: Mapping[str, Estimate]
    terms: dict[str, tuple[Driver, ...]]  # rung -> the guarantee's part in the logit
    total: dict[str, tuple[float, float]]  # rung -> the same summed: effect, sd
    reach: dict[str, Reach]
    practice: Practice | None = None
    held: Holding | None = None
    _durability: Callable[[], Durability | None] = field(default=_nothing, compare=False)
    _reliability: "Callable[[], Reliability | None]" = field(default=_nothing, compare=False)

    @cached_property
    def durability(self) -> Durability | None:
        """How long it stands; None where nobody is bound to defend."""
        return self._durability()

    @cached_property
    def reliability(self) -> "Reliability | None":
        """How a war would go; None where nobody is bound to defend."""
        return self._reliability()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        read = self.reading.to_dict() | self.risk.to_dict() | self.versus.to_dict()
        return read | plain({
            "ratio_within_pairs": self.within,
            "guarantee_terms": {
                rung: {"terms": terms, "effect": self.total[rung][0], "sd": self.total[rung][1]}
                for rung, terms in self.terms.items()
            },
            "reach": self.reach,
            "by_practice": self.practice,
            "durability": self.durability,
            "reliability": self.reliability,
        })  # fmt: skip
