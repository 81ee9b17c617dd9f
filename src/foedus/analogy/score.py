"""Whether nearness helps: the nearest past commitments as a forecast, beside all past ones.

For each alliance of ATOP the forecast is the share among the 30 nearest of those signed more than
ten years before it, beside the share among all of those; the score is the mean logarithmic loss.
Every rate is of what came within ten years of a signature, so that all that a forecast is made
from had come by the month in which it is made; distances too are measured among those alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.analogy.commitment import Commitment
from foedus.analogy.distance import Array, Field, Profile, checked
from foedus.analogy.rates import MEANINGS, YEARS, seen
from foedus.report.plain import record

Ranked = NDArray[np.intp]

#: Rates that are of commitments, each seen once; honored is of calls.
SCORED = tuple(name for name in MEANINGS if name != "honored")
NEAR = 30
#: Fewest past commitments to forecast from.
FEWEST = 2 * NEAR
REPLICATES, SEED = 1000, 1815


@dataclass(frozen=True, slots=True)
class AnalogueScore:
    """n forecasts. gain: share of the loss of all past ones that the nearest save; below 0 they
    do worse. low, high: its 90% interval over years of signature, drawn again.
    """

    n: int
    nearest: float
    every: float
    gain: float
    low: float
    high: float

    @property
    def helps(self) -> bool:
        """Whether the nearest surely save some of the loss."""
        return self.low > 0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self, digits=4)


def scores(commitments: Sequence[Commitment]) -> dict[str, AnalogueScore]:
    """The score of each rate of ``SCORED``."""
    some = [each for each in commitments if each.course.stood]
    cases = [Profile(each.terms, each.place.measures) for each in some]
    field = Field(cases, checked(None))
    signed = np.array([12 * each.year + each.month - 1 for each in some])
    ranked: dict[int, Ranked] = {}
    for place, case in enumerate(cases):
        past = np.flatnonzero(signed + 12 * YEARS < signed[place])
        if len(past) >= FEWEST:
            order = np.argsort(field.totals(case, past), kind="stable")
            ranked[place] = past[order]
    year = np.array([each.year for each in some])
    return {name: _score(_values(name, some), ranked, year) for name in SCORED}


def _values(name: str, some: list[Commitment]) -> Array:
    return np.array([np.nan if each is None else float(each) for each in seen(name, some)])


def _score(y: Array, ranked: Mapping[int, Ranked], year: Array) -> AnalogueScore:
    """y: (n,) what was seen, NaN where not. year: (n,) of signature.

    ranked: place -> places of those signed long enough before it, the nearest first.
    """
    losses = [
        (year[place], _loss(y[place], y[past[:NEAR]]), _loss(y[place], y[past]))
        for place, past in ranked.items()
        if not np.isnan(y[place])
    ]
    when, nearest, every = np.array(losses).T
    years, group = np.unique(when, return_inverse=True)
    sums = np.stack([np.bincount(group, weights=each) for each in (nearest, every)])  # (2, years)
    drawn = np.random.default_rng(SEED).integers(0, len(years), (REPLICATES, len(years)))
    again = sums[:, drawn].sum(axis=2)
    low, high = np.percentile(1 - again[0] / again[1], (5, 95))
    return AnalogueScore(
        len(losses), float(nearest.mean()), float(every.mean()),
        float(1 - nearest.mean() / every.mean()), float(low), float(high),
    )  # fmt: skip


def _loss(y: float, others: Array) -> float:
    """Of the share among others, by Jeffreys' prior."""
    known = others[~np.isnan(others)]
    chance = (known.sum() + 0.5) / (len(known) + 1.0)
    return float(-np.log(chance if y else 1 - chance))
