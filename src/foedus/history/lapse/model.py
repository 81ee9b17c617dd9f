"""The fitted hazard of an early end: what was estimated, and the chances that it gives.

A ``Lapse`` forecasts without the data it was fitted on. Coefficients are those of the last
era, on standardized covariates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.history.covariates import logistic
from foedus.history.lapse.covariates import design
from foedus.history.lapse.renewal import Renewal

#: What a new guarantee is described by; all but ``parties`` may be left out.
FEATURES = {
    "parties": "number of states that are parties to the instrument, guarantors and protégés",
    "democracy": "the guarantor's electoral democracy (V-Dem), 0 to 1",
    "democracy_others": "mean electoral democracy of the other parties, 0 to 1; else its own",
    "ratified": "1 adopted subject to ratification, 0 by the executive alone (ATOP's estmode); "
    "else the historical share",
    "support": "yearly chance that the source of its leader's support changes (in a pact of two: "
    "of either's); else the historical rate",
}


def averaged(X: Array, chance: Array, center: Array, scale: Array, beta: Array) -> Array:
    """(count, n) hazard where a change of support is not known but has a ``chance``, (n,).

    X: (n, k) covariates, support last. center, scale: (k,). beta: (count, k).
    """
    total = np.zeros((len(beta), len(X)))
    for changed, weight in ((0.0, 1.0 - chance), (1.0, chance)):
        known = X.copy()
        known[:, -1] = changed
        total += weight * logistic(beta @ ((known - center) / scale).T)
    return total


@dataclass(frozen=True)
class Lapse:
    """The yearly chance that a commitment is broken while it stands; k coefficients."""

    names: tuple[str, ...]  # (k,) covariates, the constant first, support last
    center: Array  # (k,) subtracted from a covariate
    scale: Array  # (k,) then divided by
    mean: Array  # (k,) posterior mean of the last era's coefficients
    cov: Array  # (k, k) posterior covariance, clustered by alliance and by state
    model_sd: Array  # (k,) posterior sd if rows were independent
    prior_sd: Array  # (k,) prior sd; prior means are 0
    terms: tuple[dict[str, Any], ...]  # every covariate considered, prior beside posterior
    support_rates: tuple[float, float]  # yearly rate of support changes: pacts of two, of more
    renewal: Renewal  # what happens at a term's end
    record: dict[str, Any]  # raw counts of commitments to defense, and of all learned from
    lowest: Array  # (k,) least value of a covariate among commitments to defense
    highest: Array  # (k,) greatest
    middle: Array  # (k,) mean of the standardized covariates among them
    spread: Array  # (k, k) covariance of the standardized covariates among them
    leverage: Array  # (101,) percentiles of the distance from their middle
    first: int  # first year of the data
    last: int  # last year
    version: str  # of Foedus
    command: str  # that refits it
    hashes: dict[str, str]  # data set -> sha256
    scores: dict[str, Any] = field(default_factory=dict)  # rolling-origin evaluation, if any

    @property
    def features(self) -> dict[str, str]:
        """What ``hazard`` takes, and what each means."""
        return dict(FEATURES)

    @property
    def sd(self) -> Array:
        """(k,) posterior standard deviations, clustered."""
        return np.sqrt(np.diag(self.cov))

    @cached_property
    def root(self) -> Array:
        """(k, k) lower triangular root of the covariance."""
        return np.asarray(np.linalg.cholesky(self.cov), dtype=np.float64)

    def draws(self, count: int, rng: np.random.Generator) -> Array:
        """(count, k) posterior draws of the coefficients, from the normal approximation."""
        drawn: Array = self.mean + rng.standard_normal((count, len(self.mean))) @ self.root.T
        return drawn

    def hazard(
        self, features: Mapping[str, ArrayLike], ages: ArrayLike, draws: Array | None = None
    ) -> Array:
        """(count, T, ...) yearly chance that a commitment still standing is broken.

        features: names of ``FEATURES``, of a common shape (...). ages: (T,) years since signing.
        draws: (count, k); the posterior mean alone if not given, so that count is 1.

        Age did not improve forecasts and is not in the shipped model: the chance is then the same
        in every year. Whether leaders' support changes in a coming year is not known; the chance
        is the mean over both, weighed by ``support``.
        Raises UnknownNameError for a feature not in ``FEATURES``, InputError without ``parties``.
        """
        columns = self._columns(features)
        shape = np.broadcast_shapes(*(value.shape for value in columns.values()))
        chance = np.broadcast_to(self._support(columns), shape)
        beta = self.mean[None] if draws is None else draws
        X = design(columns).reshape(-1, len(self.names))
        hazard = averaged(X, chance.reshape(-1), self.center, self.scale, beta)
        same = hazard.reshape(len(beta), 1, *shape)
        return np.repeat(same, len(np.atleast_1d(ages)), axis=1)

    def percentile(self, features: Mapping[str, ArrayLike]) -> Array:
        """(...,) how far a case lies from the middle of commitments to defense, in percentiles.

        100: farther than every row. Distances are Mahalanobis', over all but the constant.
        """
        columns = self._columns(features)
        columns["support"], columns["support_others"] = self._support(columns), np.zeros(())
        z = ((design(columns) - self.center) / self.scale - self.middle)[..., 1:]
        solved = np.linalg.solve(self.spread[1:, 1:], z[..., None])[..., 0]
        distance = np.sqrt(np.maximum((z * solved).sum(axis=-1), 0.0))
        place: Array = np.interp(distance, self.leverage, np.arange(101.0))
        return place

    def outside(self, features: Mapping[str, ArrayLike]) -> tuple[str, ...]:
        """Covariates of which any value lies outside what was seen."""
        columns = self._columns(features)
        columns["support"], columns["support_others"] = self._support(columns), np.zeros(())
        values = design(columns).reshape(-1, len(self.names))
        over = (values < self.lowest - 1e-9) | (values > self.highest + 1e-9)
        return tuple(np.array(self.names)[over.any(axis=0)].tolist())

    def _columns(self, features: Mapping[str, ArrayLike]) -> dict[str, Array]:
        for name in features:
            if name not in FEATURES:
                raise UnknownNameError("feature", name, FEATURES)
        if "parties" not in features:
            raise InputError("the number of parties is missing", hint="features['parties']")
        columns = {name: np.full((), np.nan) for name in (*FEATURES, "support_others")}
        columns |= {name: np.asarray(value, dtype=np.float64) for name, value in features.items()}
        return columns

    def _support(self, columns: Mapping[str, Array]) -> Array:
        """Yearly chance that support changes: as given, or the historical rate."""
        usual = np.where(columns["parties"] > 2, self.support_rates[1], self.support_rates[0])
        return np.where(np.isnan(columns["support"]), usual, columns["support"])
