"""The pool: the ladder's paths recalibrated at a horizon, and a small model of it, averaged.

For an event and a horizon of h years, with s the chance that the paths give,

    recalibrated:  logit r = a + c · rival + b · logit s
    direct:        logit d = x β,  x: constant, rivals, land border, politically relevant,
                                   disputes between the two in a generation (log), guarantor
    pooled:        logit p = w · logit r + (1 - w) · logit d

each fitted on origins of which h years are known, all pairs. The slope b is held near 1 (sd 0.05):
what the paths tell pairs apart by is kept, and their level is set right, for rivals and for others.
Averaging on the logit is a logarithmic pool (Genest & Zidek 1986). What a pool says of a design
follows from its level as things stand: see ``Pool.factor``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import logistic

#: Horizons at which a pool is fitted, years; between them it is interpolated.
HORIZONS = (1, 5, 10, 20)
RECALIBRATED = ("constant", "rival", "paths")
DIRECT = ("constant", "rival", "land", "relevant", "disputes", "guarantor")
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Arm:
    """A logit fitted on hindcasts: k terms, posterior mean and covariance by pairs."""

    mean: Array  # (k,)
    cov: Array  # (k, k)

    def draws(self, count: int, rng: np.random.Generator) -> Array:
        """(count, k) posterior draws."""
        root = np.linalg.cholesky(self.cov + 1e-12 * np.eye(len(self.mean)))
        return np.asarray(self.mean + rng.standard_normal((count, len(self.mean))) @ root.T)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The pool of one event at one horizon."""

    years: int
    recalibrated: Arm
    direct: Arm
    weight: float  # of the recalibrated paths

    def chance(self, paths: Any, columns: Mapping[str, Any]) -> Array:
        """Pooled chance; paths: what the paths give, columns: of the pairs, both (P,)."""
        x = terms(columns)
        r = recalibrated(x, paths) @ self.recalibrated.mean
        d = x @ self.direct.mean
        return logistic(self.weight * r + (1.0 - self.weight) * d)


@dataclass(frozen=True, slots=True)
class Pool:
    """The pools of one event, by horizon."""

    event: str
    horizons: tuple[Horizon, ...]
    origins: tuple[int, ...]  # on which it was fitted
    spread: float  # sd, on the log of the hazard, by which kinds of pair and windows differ

    def factor(self, paths: Array, columns: Mapping[str, float], rng: np.random.Generator) -> Array:
        """(n, T) by how much the pool multiplies a pair's cumulative hazard, by draw and year.

        paths: (n, T) chance by the end of each year as things stand, without a design, by posterior
        draw. columns: of the pair. Each draw has its own draw of the pool's parameters, and of how
        far such a pair's years may lie from what the pool says. A design's chance c becomes
        1 - (1 - c)^f: designs keep the ratios that the ladder gives them.
        """
        count, years = paths.shape
        x = terms({name: np.atleast_1d(value) for name, value in columns.items()})[0]
        logs = np.empty((count, len(self.horizons)))
        for place, each in enumerate(self.horizons):
            given = np.clip(paths[:, min(each.years, years) - 1], _EDGE, 1 - _EDGE)
            own = each.recalibrated.draws(count, rng)
            direct = each.direct.draws(count, rng)
            r = own[:, 0] + own[:, 1] * x[1] + own[:, 2] * _logit(given)
            pooled = each.weight * r + (1.0 - each.weight) * (direct @ x)
            hazard = np.logaddexp(0.0, pooled)  # -log(1 - p)
            logs[:, place] = np.log(hazard) - np.log(-np.log1p(-given))
        logs += self.spread * rng.standard_normal((count, 1))
        at = np.log(np.arange(1, years + 1))
        marks = np.log([each.years for each in self.horizons])
        weights = np.stack(
            [np.interp(at, marks, np.eye(len(marks))[place]) for place in range(len(marks))]
        )
        return np.asarray(np.exp(logs @ weights))


def terms(columns: Mapping[str, Any]) -> Array:
    """(P, 6) terms of the direct model; rival, the second, serves both."""
    one = np.ones_like(np.asarray(columns["rivalry"], dtype=np.float64))
    past = np.maximum(np.asarray(columns["mid_pair_h25"], dtype=np.float64), 0.0)
    bound = np.maximum(np.asarray(columns["minor"]), np.asarray(columns["major"]))
    found = (
        one, np.asarray(columns["rivalry"]) > 0, np.asarray(columns["conttype"]) == 1,
        np.asarray(columns["relevant"]), np.log(past + 0.05), bound > 0,
    )  # fmt: skip
    return np.column_stack([np.asarray(each, dtype=np.float64) for each in found])


def recalibrated(x: Array, paths: Any) -> Array:
    """(P, 3) terms of the recalibration."""
    given = np.clip(np.asarray(paths, dtype=np.float64), _EDGE, 1 - _EDGE)
    return np.column_stack([x[:, :2], _logit(given)])


def _logit(p: Array) -> Array:
    return np.log(p) - np.log1p(-p)
