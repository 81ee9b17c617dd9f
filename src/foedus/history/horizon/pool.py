"""The pool: the ladder's paths recalibrated at a horizon, and a small model of it, averaged.

For an event and a horizon of h years, with s the chance that the paths give,

    recalibrated:  logit r = a + c · rival + b · logit s
    direct:        logit d = x β,  x: constant, rivals, land border, politically relevant,
                                   disputes between the two in a generation (log), guarantor
    pooled:        logit p = w · logit r + (1 - w) · logit d

each fitted on origins of which h years are known, all pairs. The slope b is held near 1 (sd 0.05):
what the paths tell pairs apart by is kept, and their level is set right, for rivals and for others.
Averaging on the logit is a logarithmic pool (Genest & Zidek 1986). What a pool says of a design
follows from its level as things stand: see :meth:`Pool.factor`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from foedus.history.covariates import Array
from foedus.history.horizon.hindcast import Hindcast
from foedus.history.robust import widen

#: Horizons at which a pool is fitted, years; between them it is interpolated.
HORIZONS = (1, 5, 10, 20)
RECALIBRATED = ("constant", "rival", "paths")
DIRECT = ("constant", "rival", "land", "relevant", "disputes", "guarantor")
#: Prior sds about the paths as they are (slope 1, nothing added), and about nothing.
_RECALIBRATED_SD = np.array([10.0, 1.0, 0.05])
_DIRECT_SD = np.array([10.0, 1.0, 1.0, 1.0, 1.0, 1.0])
#: Where no earlier origin can say: the weight of the recalibrated paths.
EVEN = 0.5
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
class Level:
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
        return np.asarray(expit(self.weight * r + (1.0 - self.weight) * d))


@dataclass(frozen=True, slots=True)
class Pool:
    """The pools of one event, by horizon."""

    event: str
    levels: tuple[Level, ...]
    origins: tuple[int, ...]  # on which it was fitted

    def factor(self, paths: Array, columns: Mapping[str, float], rng: np.random.Generator) -> Array:
        """(n, T) by how much the pool multiplies a pair's cumulative hazard, by draw and year.

        paths: (n, T) chance by the end of each year as things stand, without a design, by posterior
        draw. columns: of the pair. Each draw has its own draw of the pool's parameters. A design's
        chance c becomes 1 - (1 - c)^f: designs keep the ratios that the ladder gives them.
        """
        count, years = paths.shape
        x = terms({name: np.atleast_1d(value) for name, value in columns.items()})[0]
        logs = np.empty((count, len(self.levels)))
        for place, level in enumerate(self.levels):
            given = np.clip(paths[:, min(level.years, years) - 1], _EDGE, 1 - _EDGE)
            own = level.recalibrated.draws(count, rng)
            direct = level.direct.draws(count, rng)
            r = own[:, 0] + own[:, 1] * x[1] + own[:, 2] * logit(given)
            pooled = level.weight * r + (1.0 - level.weight) * (direct @ x)
            hazard = np.logaddexp(0.0, pooled)  # -log(1 - p)
            logs[:, place] = np.log(hazard) - np.log(-np.log1p(-given))
        at = np.log(np.arange(1, years + 1))
        marks = np.log([level.years for level in self.levels])
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
    return np.column_stack([x[:, :2], logit(given)])


def fit_level(past: Sequence[Hindcast], event: str, years: int, weight: float = EVEN) -> Level:
    """Fit both arms on hindcasts of which ``years`` years are known.

    Windows of origins closer than the horizon overlap: rows count by the share that is new.
    """
    some = [each for each in past if each.known(years)]
    x = np.concatenate([terms(each.columns) for each in some])
    paths = np.concatenate([each.chance[event][:, years - 1] for each in some])
    y = np.concatenate([each.came[event] <= years for each in some])
    dyad = np.concatenate([each.dyad for each in some])
    gaps = np.diff([each.origin for each in some])
    step = float(gaps.min()) if len(gaps) else float(years)
    share = min(1.0, step / years)
    own = _arm(recalibrated(x, paths), y, dyad, share, np.array([0.0, 0.0, 1.0]), _RECALIBRATED_SD)
    direct = _arm(x, y, dyad, share, np.zeros(x.shape[1]), _DIRECT_SD)
    return Level(years, own, direct, weight)


def _arm(
    X: Array, y: NDArray[np.bool_], dyad: NDArray[np.int64], share: float, about: Array, sd: Array
) -> Arm:
    """A logit with a normal prior ``about``, its covariance widened to rows of a pair together."""
    beta = about.copy()
    beta[0] = logit(np.clip(y.mean(), 1e-6, 0.5)) if about[-1] == 0 else 0.0
    for _ in range(60):
        p = expit(X @ beta)
        gradient = X.T @ (share * (p - y)) + (beta - about) / sd**2
        hessian = (X * (share * p * (1 - p))[:, None]).T @ X + np.diag(sd**-2.0)
        move = np.linalg.solve(hessian, gradient)
        beta = beta - move * min(1.0, 3.0 / np.abs(move).max())
        if float(gradient @ move) < 1e-10:
            break
    scores = X * (share * (y - expit(X @ beta)))[:, None]
    _, place = np.unique(dyad, return_inverse=True)
    sums = np.zeros((place.max() + 1, X.shape[1]))
    np.add.at(sums, place, scores)
    return Arm(beta, widen(hessian, sums.T @ sums + np.diag(sd**-2.0)))


def weigh(past: Sequence[tuple[Level, Hindcast]], event: str, years: int) -> float:
    """The weight of the recalibrated paths that did best on earlier origins, held near even.

    past: levels fitted before each origin, and the hindcast from it. The log loss of the pool, with
    a prior worth of two origins for even weights, over a grid.
    """
    if not past:
        return EVEN
    grid = np.linspace(0.0, 1.0, 21)
    losses = np.zeros(len(grid))
    for level, each in past:
        x = terms(each.columns)
        r = recalibrated(x, each.chance[event][:, years - 1]) @ level.recalibrated.mean
        d = x @ level.direct.mean
        y = each.came[event] <= years
        for place, w in enumerate(grid):
            eta = w * r + (1.0 - w) * d
            losses[place] += float((np.logaddexp(0.0, eta) - y * eta).sum())
    best = float(grid[int(np.argmin(losses))])
    return (best * len(past) + EVEN * 2) / (len(past) + 2)
