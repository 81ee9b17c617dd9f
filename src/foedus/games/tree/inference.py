"""Uncertainty of a fitted game: covariances, intervals, profile likelihood."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from foedus.errors import FitError, InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.estimates import noise, sandwich
from foedus.games.newton import Maximum, Value, maximize
from foedus.games.rows import cluster_numbers
from foedus.games.tree.fit import GameFit
from foedus.games.tree.search import LikelihoodSearch

Kind = Literal["observed", "robust", "cluster"]


def covariance(fit: GameFit, kind: Kind = "observed", clusters: Any = None) -> Array:
    """(K, K) covariance of the coefficients; rows and columns of fixed ones are NaN.

    observed: inverse of minus the Hessian. robust: Huber-White sandwich with n/(n - 1). cluster:
    sandwich over sums of scores by cluster with G/(G - 1); ``clusters`` (n,) over the rows used,
    by default those of the game's `cluster` column.
    """
    if kind == "observed":
        return fit.covariance
    free = np.flatnonzero(fit.free)
    likelihood = fit.prepared.likelihood
    scores = likelihood.scores(fit.coef)[:, free]
    if likelihood.weights is not None:
        scores = scores * likelihood.weights[:, None]
    numbers = None
    if kind == "cluster":
        numbers = fit.prepared.clusters if clusters is None else cluster_numbers(clusters)
        if numbers is None:
            raise InputError("no clusters: the game names no `cluster` column")
        if len(numbers) != len(scores):
            raise InputError(f"{len(numbers)} clusters for {len(scores)} rows used")
    groups = len(scores) if numbers is None else int(numbers.max()) + 1
    if groups <= len(free):
        raise InputError(
            f"{groups} clusters cannot give a covariance of {len(free)} coefficients",
            hint="use fewer coefficients, or the observed or robust covariance",
        )
    out = np.full_like(fit.covariance, np.nan)
    out[np.ix_(free, free)] = sandwich(fit.covariance[np.ix_(free, free)], scores, numbers)
    return out


def standard_errors(fit: GameFit, kind: Kind = "observed", clusters: Any = None) -> Array:
    """(K,) square roots of the diagonal of `covariance`."""
    return np.sqrt(np.diag(covariance(fit, kind, clusters)))


def draws(fit: GameFit, count: int, seed: int = 0, cov: Array | None = None) -> Array:
    """(count, K) coefficients drawn from the normal approximation around the estimate."""
    free = np.flatnonzero(fit.free)
    V = (fit.covariance if cov is None else cov)[np.ix_(free, free)]
    if not np.isfinite(V).all():
        raise FitError("the fit has no covariance to draw from", hint="use a bootstrap")
    out = np.repeat(fit.coef[None], count, axis=0)
    out[:, free] += noise(V, count, seed)
    return out


@dataclass(frozen=True, slots=True)
class LikelihoodProfile:
    """Profile likelihood of one coefficient.

    at: (P,) values; loglik: (P,) best log-likelihood at each. low, high: the interval in which it
    falls by no more than the chi-squared bound (infinite where it never does within the search).
    higher: a log-likelihood above the fit's, if the profile met one, else None.
    """

    name: str
    level: float
    at: Array
    loglik: Array
    low: float
    high: float
    higher: float | None


def profile(
    fit: GameFit, name: str, *, level: float = 0.95, points: int = 11, reach: float = 3.0
) -> LikelihoodProfile:
    """Profile likelihood of a coefficient and the interval it implies.

    ``reach`` is how far to go, in standard errors, with ``points`` values; the ends of the interval
    are then found by bisection beyond the grid where need be.
    """
    from scipy.stats import chi2

    if name not in fit.names:
        raise UnknownNameError("coefficient", name, fit.names)
    position = fit.names.index(name)
    if not fit.free[position]:
        raise InputError(f"{name!r} is fixed; it has no profile")
    center, se = float(fit.coef[position]), float(fit.se[position])
    bound = fit.loglik - 0.5 * float(chi2.ppf(level, 1))
    walker = _Walker(fit, position)
    grid = center + se * np.linspace(-reach, reach, points)
    heights = np.empty(points)
    for side in (range(points // 2, -1, -1), range(points // 2, points)):
        walker.reset()
        for i in side:
            heights[i] = walker.at(float(grid[i]))
    ends = [walker.cross(center, sign * se, bound) for sign in (-1.0, 1.0)]
    best = float(np.nanmax(heights))
    higher = best if best > fit.loglik + 1e-6 else None
    return LikelihoodProfile(name, level, grid, heights, ends[0], ends[1], higher)


class _Walker:
    """Maximizes over the other coefficients, starting where it last ended."""

    def __init__(self, fit: GameFit, position: int) -> None:
        self._search = LikelihoodSearch(fit.prepared.likelihood, fit.prepared)
        free = np.flatnonzero(fit.free)
        self._place = int(np.flatnonzero(free == position)[0])
        self._start = fit.coef[free]
        self.reset()

    def reset(self) -> None:
        self._now = self._start.copy()

    def at(self, value: float) -> float:
        others = np.arange(len(self._start)) != self._place
        if not others.any():
            return self._search.loglik(np.array([value]))

        def full(theta: Array) -> Array:
            out = np.empty(len(self._start))
            out[others], out[self._place] = theta, value
            return out

        def second(theta: Array) -> Value:
            v = self._search.second(full(theta))
            return Value(v.loglik, v.gradient[others], v.hessian[np.ix_(others, others)])

        end: Maximum = maximize(
            second, self._now[others], loglik=lambda t: self._search.loglik(full(t)), most_steps=60
        )
        self._now = full(end.theta)
        return end.value.loglik

    def cross(self, center: float, step: float, bound: float) -> float:
        """Where the profile falls to ``bound``, going from ``center`` in the direction of step."""
        self.reset()
        inside, outside = center, center + 2.0 * step
        for _ in range(12):
            if self.at(outside) < bound:
                break
            inside, outside = outside, outside + 2.0 * (outside - center)
        else:
            return float(np.copysign(np.inf, step))
        for _ in range(40):
            middle = 0.5 * (inside + outside)
            if self.at(middle) < bound:
                outside = middle
            else:
                inside = middle
            if abs(outside - inside) < 1e-6 * abs(step):
                break
        return float(0.5 * (inside + outside))
