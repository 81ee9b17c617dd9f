"""The ladder: onset, then force, then war, each a logit on what came before.

A ``Ladder`` is what was estimated and nothing else: it forecasts without the data it was
fitted on. Coefficients are those of the era to be forecast (the last one), on standardized
covariates; the guarantee's are unscaled, so each is a change in the logit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import RUNGS, Columns, design, logistic
from foedus.history.rivalry import Rivalry

if TYPE_CHECKING:
    from foedus.history.horizon.pool import Pool

#: Eras over which coefficients are pooled: first year and name.
ERAS: tuple[tuple[int, str], ...] = ((1816, "1816–1945"), (1946, "1946–1989"), (1990, "1990–"))


def era_of(years: Any) -> Any:
    """Place in ``ERAS`` of each year."""
    return np.searchsorted([first for first, _ in ERAS], np.asarray(years), side="right") - 1


def eras_to(last: int) -> dict[int, str]:
    """Place in ``ERAS`` -> name, of eras begun by ``last``; the one it cuts off ends with it."""
    names = {place: name for place, (first, name) in enumerate(ERAS) if first <= last}
    place = max(names)
    open_ = place + 1 == len(ERAS) or last < ERAS[place + 1][0] - 1
    return {**names, place: f"{ERAS[place][0]}–{last}"} if open_ else names


@dataclass(frozen=True)
class Rung:
    """One fitted rung; k covariates, of which g are terms of the guarantee."""

    name: str
    names: tuple[str, ...]  # (k,) covariates
    center: Array  # (k,) subtracted from a covariate
    scale: Array  # (k,) then divided by
    mean: Array  # (k,) posterior mean of the last era's coefficients
    cov: Array  # (k, k) posterior covariance, cluster-robust
    model_sd: Array  # (k,) posterior sd if rows were independent
    prior_sd: Array  # (k,) prior sd of the last era's coefficients
    terms: tuple[dict[str, Any], ...]  # guarantee terms by era: name, era, mean, sd, prior_sd
    variants: tuple[dict[str, Any], ...]  # within-between form: name, kind, mean, sd
    rows: int
    events: int
    dyads: int
    lowest: Array  # (k,) least value of a covariate among politically relevant rows
    highest: Array  # (k,) greatest
    spread: Array  # (k, k) covariance of the standardized covariates among those rows
    leverage: Array  # (101,) percentiles of the Mahalanobis distance among those rows

    @cached_property
    def root(self) -> Array:
        """(k, k) lower triangular root of the covariance."""
        return np.asarray(np.linalg.cholesky(self.cov), dtype=np.float64)

    def standardized(self, columns: Columns) -> Array:
        """(..., k) covariates as the coefficients expect them."""
        return (design(columns, self.name) - self.center) / self.scale

    def draws(self, normals: Array) -> Array:
        """(d, k) posterior draws from (d, k) standard normal ones."""
        drawn: Array = self.mean + normals @ self.root.T
        return drawn

    def distance(self, z: Array) -> Array:
        """(...,) Mahalanobis distance of standardized covariates from the middle of the data.

        The constant has no spread and takes no part.
        """
        z, spread = z[..., 1:], self.spread[1:, 1:]
        solved = np.linalg.solve(spread, z[..., None])[..., 0]
        return np.asarray(np.sqrt(np.maximum((z * solved).sum(axis=-1), 0.0)))


@dataclass(frozen=True)
class Ladder:
    """The fitted ladder and where it came from."""

    rungs: dict[str, Rung]
    first: int  # first year of the data
    last: int  # last year
    version: str  # of Foedus
    command: str  # that refits it
    hashes: dict[str, str]  # data set -> sha256
    scores: dict[str, Any] = field(default_factory=dict)  # rolling-origin evaluation, if any
    rivalry: Rivalry | None = None  # how rivalries end and begin; None: they stay as they are
    #: Pools of chances over years that were fitted beside it; None: foedus.history.origins.pools.
    pools: "Mapping[str, Pool] | None" = None

    def probabilities(self, columns: Columns) -> dict[str, Array]:
        """Yearly chances at the posterior mean: ``onset``, and unconditional ``force``, ``war``."""
        reached: Array | float = 1.0
        chances: dict[str, Array] = {}
        for name, rung in self.rungs.items():
            reached = reached * logistic(rung.standardized(columns) @ rung.mean)
            chances[name] = np.asarray(reached)
        return chances

    def draws(self, count: int, rng: np.random.Generator) -> dict[str, Array]:
        """Posterior draws of each rung's coefficients: name -> (count, k).

        Normals are drawn rung by rung in a fixed order, so a seed gives the same numbers always.
        """
        return {
            name: self.rungs[name].draws(rng.standard_normal((count, len(self.rungs[name].mean))))
            for name in RUNGS
        }
