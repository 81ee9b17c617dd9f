"""A forecast as weighted points on the issue's scale: quantiles, density, scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError
from foedus.negotiation.record import Array

#: Levels reported for every forecast: 0.01 to 0.99.
LEVELS = tuple(round(0.01 * k, 2) for k in range(1, 100))


@dataclass(frozen=True, slots=True)
class Distribution:
    """Points in order with their chances. value, p: (m,), p sums to 1; low, high: the scale.

    Mass may stand exactly on a point: decisions often land on a position that somebody holds.
    """

    value: Array
    p: Array
    low: float
    high: float

    @classmethod
    def of(cls, value: ArrayLike, p: ArrayLike, low: float, high: float) -> "Distribution":
        """Sort points and scale chances to sum to 1. Raises InputError without any chance."""
        v, q = np.asarray(value, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()
        kept = q > 0
        if not kept.any() or not np.isfinite(v[kept]).all():
            raise InputError("a distribution needs at least one finite point with some chance")
        v, q = v[kept], q[kept]
        order = np.argsort(v, kind="stable")
        return cls(v[order], q[order] / q.sum(), low, high)

    @property
    def mean(self) -> float:
        """Expected value."""
        return float(self.value @ self.p)

    def quantile(self, levels: ArrayLike) -> Array:
        """Smallest point at which the cumulated chance reaches each level."""
        F = np.cumsum(self.p)
        at = np.searchsorted(F, np.asarray(levels, dtype=float) - 1e-12)
        result: Array = self.value[np.minimum(at, len(F) - 1)]
        return result

    def cdf(self, at: ArrayLike) -> Array:
        """Chance of each point of ``at`` or less."""
        F = np.concatenate([[0.0], np.cumsum(self.p)])
        result: Array = F[np.searchsorted(self.value, np.asarray(at, dtype=float), side="right")]
        return result

    def crps(self, outcome: float) -> float:
        """Continuous ranked probability score, ∫ (F(t) − 1{outcome ≤ t})² dt.

        For a point forecast it is the absolute error. Lower is better.
        """
        F = np.cumsum(self.p)[:-1]
        gap = np.diff(self.value)
        below = np.clip(outcome - self.value[:-1], 0.0, gap)  # part of each gap before the outcome
        inside = float((F**2 * below + (1 - F) ** 2 * (gap - below)).sum())
        outside = max(0.0, self.value[0] - outcome) + max(0.0, outcome - self.value[-1])
        return inside + float(outside)

    def chance_near(self, outcome: float) -> float:
        """Chance of the hundredth of the scale around ``outcome`` (the bin of the log score)."""
        half = (self.high - self.low) / 200
        lo, hi = np.searchsorted(self.value, [outcome - half, outcome + half])
        return float(self.p[lo:hi].sum())

    def log_score(self, outcome: float) -> float:
        """−ln of the chance given to the hundredth of the scale around the outcome; floor 1e-9."""
        return -float(np.log(max(self.chance_near(outcome), 1e-9)))

    def density(self, bins: int = 100) -> tuple[Array, Array]:
        """Centers of equal bins across the scale and the chance in each."""
        edges = np.linspace(self.low, self.high, bins + 1)
        at = np.clip(np.searchsorted(edges, self.value, side="right") - 1, 0, bins - 1)
        chance: Array = np.bincount(at, weights=self.p, minlength=bins).astype(np.float64)
        return (edges[1:] + edges[:-1]) / 2, chance
