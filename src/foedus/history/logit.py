r"""Logistic regression with coefficients pooled over eras.

In era :math:`e` the coefficients are :math:`\beta + \delta_e`, with
:math:`\beta_j \sim N(0, s_j^2)` and :math:`\delta_{ej} \sim N(0, t_j^2)`: eras borrow from one
another, the more the smaller :math:`t` is (Gelman & Hill 2007, ch. 12). With the scales given the
posterior mode is a ridge regression; Newton's method finds it, and the Hessian there gives the
covariance (Laplace's approximation).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from foedus.errors import FitError
from foedus.estimate import Array

#: Rows a block: bounds memory, and keeps a block in the processor's cache.
BLOCK = 20_000
#: With more rows than this, Newton's method starts from the mode of a thinned sample: every
#: event, and every eighth row without one, weighing eight.
THIN_ABOVE, THIN = 200_000, 8


@dataclass(frozen=True, slots=True)
class PooledFit:
    """The posterior mode and its curvature; k covariates, m eras, parameters (β, δ_1 … δ_m)."""

    theta: Array  # (k (m + 1),) mode
    hessian: Array  # (k (m + 1), k (m + 1)) of the negative log posterior, at the mode
    prior: Array  # (k (m + 1),) prior precisions
    eras: NDArray[np.int64]  # (m,) the eras seen, rising
    steps: int
    decrement: float  # Newton's decrement at the end: twice the distance to the maximum

    @property
    def k(self) -> int:
        """Number of covariates."""
        return len(self.theta) // (len(self.eras) + 1)

    def selector(self, era: int) -> Array:
        """(k, k (m + 1)) matrix that takes the parameters to an era's coefficients.

        An era that was not seen has the pooled coefficients alone.
        """
        eye = np.eye(self.k)
        blocks = [eye, *(eye * float(seen == era) for seen in self.eras)]
        return np.concatenate(blocks, axis=1)

    def coefficients(self, era: int) -> Array:
        """(k,) coefficients of an era."""
        coefficients: Array = self.selector(era) @ self.theta
        return coefficients


def fit(
    X: NDArray[np.floating],
    y: NDArray[np.bool_],
    era: NDArray[np.int64],
    *,
    scale: Array,
    era_scale: Array,
    weights: Array | None = None,
    most_steps: int = 60,
) -> PooledFit:
    """Fit. X: (n, k); y: (n,); era: (n,) labels; scale, era_scale: (k,) prior sds of β and δ.

    weights: (n,) how much each row counts; None: all alike.

    Raises FitError where there is nothing to learn from (no rows, or one outcome only) or where
    Newton's method does not converge.
    """
    if len(y) == 0 or y.all() or not y.any():
        raise FitError(
            f"{len(y)} rows with {int(y.sum())} events: both outcomes are needed to fit",
            hint="a longer span of training years",
        )
    X = np.ascontiguousarray(X)  # rows are taken again and again
    eras = np.unique(era)
    k = X.shape[1]
    prior = np.concatenate([scale**-2.0, *([era_scale**-2.0] * len(eras))])
    theta = np.zeros(k * (len(eras) + 1))
    theta[0] = np.log(y.mean() / (1 - y.mean()))  # the first covariate is the constant
    everything = np.arange(len(y))
    if len(y) > THIN_ABOVE and weights is None:
        events = np.flatnonzero(y)
        others = np.flatnonzero(~y)[::THIN]
        thinned = np.repeat([1.0, THIN], [len(events), len(others)])
        some = np.concatenate([events, others])
        theta = _newton(X, y, era, eras, some, thinned, prior, theta, most_steps).theta
    return _newton(X, y, era, eras, everything, weights, prior, theta, most_steps)


def _newton(
    X: NDArray[np.floating],
    y: NDArray[np.bool_],
    era: NDArray[np.int64],
    eras: NDArray[np.int64],
    rows: NDArray[np.int64],
    weights: Array | None,
    prior: Array,
    theta: Array,
    most_steps: int,
) -> PooledFit:
    """Newton's method over ``rows``, halted where a step no longer changes the objective."""
    k = X.shape[1]
    blocks = [
        (place, block)
        for place, label in enumerate(eras)
        for block in _blocks(np.flatnonzero(era[rows] == label))
    ]
    data = FitRows(X, y, rows, weights, blocks)
    best, origin, move, length, decrement = np.inf, theta, np.zeros_like(theta), 1.0, np.inf
    for step in range(1, most_steps + 1):
        value, gradient, hessian = _derivatives(data, theta, k)
        value += float(prior @ theta**2) / 2
        if value > best + 1e-9 * abs(best):  # overshot: the logit's curvature vanishes far out
            length /= 4
            theta = np.asarray(origin - length * move, dtype=np.float64)
            continue
        gradient += prior * theta
        hessian[np.diag_indices_from(hessian)] += prior
        move = np.asarray(np.linalg.solve(hessian, gradient), dtype=np.float64)
        decrement = float(gradient @ move)
        if decrement < 1e-9:
            return PooledFit(theta, hessian, prior, eras, step, decrement)
        best, origin, length = value, theta, 1.0
        theta = np.asarray(theta - move, dtype=np.float64)
    raise FitError(
        f"Newton's method did not converge in {most_steps} steps (decrement {decrement:.2g})",
        hint="fewer covariates, or tighter priors",
    )


def _blocks(rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    return [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]


@dataclass(frozen=True, slots=True)
class FitRows:
    """What a fit is of, by blocks of rows of one era; and room for a block, used again and again.

    chosen: (n,) rows of X and y. weights: (n,). blocks: place of an era, and (b,) of ``chosen``.
    """

    X: NDArray[np.floating]
    y: NDArray[np.bool_]
    chosen: NDArray[np.int64]
    weights: Array | None
    blocks: list[tuple[int, NDArray[np.int64]]]
    raw: NDArray[np.floating] = field(init=False)
    room: Array = field(init=False)  # (2, b, k)

    def __post_init__(self) -> None:
        """Make room for the largest block."""
        shape = max(len(block) for _, block in self.blocks), self.X.shape[1]
        object.__setattr__(self, "raw", np.empty(shape, self.X.dtype))
        object.__setattr__(self, "room", np.empty((2, *shape)))


def _derivatives(data: FitRows, theta: Array, k: int) -> tuple[float, Array, Array]:
    """Negative log likelihood, its gradient and Hessian, summed over blocks of rows."""
    value = 0.0
    gradient = np.zeros_like(theta)
    hessian = np.zeros((len(theta), len(theta)))
    for place, block in data.blocks:
        own = slice(k * (place + 1), k * (place + 2))
        some = data.chosen[block]
        y = data.y[some]
        w = 1.0 if data.weights is None else data.weights[block]
        x, scaled = data.room[:, : len(some)]
        x[:] = data.X.take(some, axis=0, out=data.raw[: len(some)], mode="clip")
        eta = x @ (theta[:k] + theta[own])
        p = expit(eta)
        loss = np.log1p(np.exp(-np.abs(eta))) + np.maximum(eta, 0.0) - eta * y
        value += float((w * loss).sum())
        slope = x.T @ (w * (p - y))
        np.multiply(x, (w * p * (1 - p))[:, None], out=scaled)
        bend = scaled.T @ x
        for one in (slice(0, k), own):
            gradient[one] += slope
            for two in (slice(0, k), own):
                hessian[one, two] += bend
    return value, gradient, hessian
