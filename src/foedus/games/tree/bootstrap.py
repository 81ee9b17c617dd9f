"""Bootstrap of rows or clusters, all replications at once.

A replication is a vector of row weights. The first Newton step of every replication needs only the
scores and Hessians of the rows at the estimate, already shared; later steps evaluate gradients
for all replications together and update each one's Hessian (BFGS). Replications that this does not
settle are fitted one by one; those without a proper maximum are counted and left out.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.errors import FitError
from foedus.estimate import Array
from foedus.games.tree.fit import GameFit
from foedus.games.tree.linear import BLOCK, LinearIndexLikelihood
from foedus.games.tree.search import LikelihoodSearch

DONE = 1e-8  # squared length of the next step, in standard errors
Positions = NDArray[np.intp]

AWAY = 100.0  # standard errors from the estimate at which a replication has run off to infinity


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Replicated estimates. ``coef`` (B, K); ``failed``: how many had no proper maximum."""

    names: tuple[str, ...]
    coef: Array
    failed: int
    unit: str
    seed: int

    @property
    def se(self) -> Array:
        """(K,) standard deviations over replications."""
        return np.asarray(self.coef.std(axis=0, ddof=1))

    def interval(self, level: float = 0.95) -> Array:
        """(2, K) percentile interval."""
        tail = 0.5 * (1.0 - level)
        return np.quantile(self.coef, [tail, 1.0 - tail], axis=0)


def bootstrap(
    fit: GameFit,
    replications: int = 1000,
    *,
    seed: int = 0,
    on_step: Callable[[int], None] | None = None,
) -> Bootstrap:
    """Resample rows (or clusters, where the game names a `cluster` column) and refit.

    on_step: called with the number of replications done. Raises FitError if fewer than half of the
    replications have a proper maximum.
    """
    rng = np.random.default_rng(seed)
    batch = max(1, min(replications, 2_000_000 // max(1, fit.n)))
    found: list[Array] = []
    for start in range(0, replications, batch):
        weights = _weights(fit, min(batch, replications - start), rng)
        found.append(_refit(fit, weights))
        if on_step:
            on_step(start + len(weights))
    coef = np.concatenate(found)
    with np.errstate(invalid="ignore"):
        distance = np.abs(coef - fit.coef) / np.where(fit.free, fit.se, np.inf)
    kept = coef[np.isfinite(coef).all(axis=1) & ~(distance > AWAY).any(axis=1)]
    if len(kept) < max(2, replications // 2):
        raise FitError(
            f"only {len(kept)} of {replications} bootstrap samples have a proper maximum",
            hint="use a robust covariance or profile likelihood, or fewer regressors",
        )
    unit = "rows" if fit.prepared.clusters is None else "clusters"
    return Bootstrap(fit.names, kept, replications - len(kept), unit, seed)


def _weights(fit: GameFit, count: int, rng: np.random.Generator) -> Array:
    """(count, n) how often each row was drawn, times its own weight."""
    clusters = fit.prepared.clusters
    units = fit.n if clusters is None else int(clusters.max()) + 1
    times = rng.multinomial(units, np.full(units, 1.0 / units), size=count).astype(float)
    drawn = times if clusters is None else times[:, clusters]
    own = fit.prepared.likelihood.weights
    return drawn if own is None else drawn * own


def _refit(fit: GameFit, weights: Array) -> Array:
    """(B, K) maxima of the reweighted likelihoods; NaN where there is none."""
    likelihood = replace(fit.prepared.likelihood, weights=None)
    free = np.flatnonzero(fit.free)
    gradient, information = _shared(likelihood, fit.coef, free, weights)
    theta = np.repeat(fit.coef[None], len(weights), axis=0)
    inverse = _inverse(information)
    loglik = weights @ likelihood.row_loglik(fit.coef)
    active = np.flatnonzero(np.isfinite(inverse).all(axis=(1, 2)))
    settled = np.zeros(len(weights), dtype=bool)
    move = np.einsum("bij,bj->bi", inverse, gradient)
    for _ in range(25):
        trial = theta[active]
        trial[:, free] += move[active]
        height, slope = _together(likelihood, trial, free, weights[active])
        better = np.isfinite(height) & (height >= loglik[active] - 1e-9)
        kept = active[better]
        step, change = move[kept], slope[better] - gradient[kept]
        theta[kept], loglik[kept], gradient[kept] = trial[better], height[better], slope[better]
        inverse[kept] = _updated(inverse[kept], step, -change)
        move[kept] = np.einsum("bij,bj->bi", inverse[kept], gradient[kept])
        length = np.einsum("bi,bi->b", move[kept], gradient[kept])
        settled[kept[(length >= 0) & (length < DONE)]] = True
        active = kept[~settled[kept] & (length > 0)]
        if not len(active):
            break
    for b in np.flatnonzero(~settled):
        theta[b] = _alone(fit, likelihood, weights[b])
    return theta


def _shared(
    likelihood: LinearIndexLikelihood, theta: Array, free: Positions, weights: Array
) -> tuple[Array, Array]:
    """Gradients (B, k) and informations (B, k, k) of all replications at one point."""
    B, k = len(weights), len(free)
    gradient, information = np.zeros((B, k)), np.zeros((B, k * k))
    start, owner = 0, likelihood.owner[free]
    for block in likelihood.blocks(max(64, BLOCK // k)):
        rows = slice(start, start + block.rows)
        start += block.rows
        _, slopes, curves = block.row_curves(block.index(theta))
        X = block.X[:, free].T
        gradient += weights[:, rows] @ (slopes[owner] * X).T
        products = curves[owner][:, owner] * X[:, None] * X[None]
        information -= weights[:, rows] @ products.reshape(k * k, -1).T
    return gradient, information.reshape(B, k, k)


def _together(
    likelihood: LinearIndexLikelihood, theta: Array, free: Positions, weights: Array
) -> tuple[Array, Array]:
    """Log-likelihood (B,) and gradient (B, k), each replication at its own coefficients."""
    loglik, gradient = np.zeros(len(theta)), np.zeros(theta.shape)
    start = 0
    for block in likelihood.blocks(max(16, BLOCK // (2 * len(theta)))):
        W = weights[:, start : start + block.rows]
        start += block.rows
        heights, slopes = block.row_slopes(block.index(theta))
        loglik += np.einsum("bn,bn->b", W, heights)
        for m, (i, j) in enumerate(block.pairs):
            gradient[:, i:j] += (slopes[m] * W) @ block.X[:, i:j]
    return loglik, gradient[:, free]


def _inverse(information: Array) -> Array:
    """Inverses of the positive definite ones; NaN for the others."""
    values = np.linalg.eigvalsh(information)
    good = values[:, 0] > 1e-12 * values[:, -1]
    out = np.full_like(information, np.nan)
    out[good] = np.linalg.inv(information[good])
    return out


def _updated(inverse: Array, step: Array, change: Array) -> Array:
    """BFGS update of inverse informations, skipped where the curvature is not positive."""
    product = np.einsum("bi,bi->b", step, change)
    good = product > 1e-12
    rho = np.where(good, 1.0 / np.where(good, product, 1.0), 0.0)
    pressed = np.einsum("bij,bj->bi", inverse, change)
    height = (1.0 + rho * np.einsum("bi,bi->b", change, pressed)) * rho
    cross = step[:, :, None] * pressed[:, None, :]
    return np.asarray(
        inverse
        + height[:, None, None] * step[:, :, None] * step[:, None, :]
        - rho[:, None, None] * (cross + cross.swapaxes(1, 2))
    )


def _alone(fit: GameFit, likelihood: LinearIndexLikelihood, weights: Array) -> Array:
    drawn = weights > 0
    part = replace(likelihood.take(drawn), weights=weights[drawn])
    search = LikelihoodSearch(part, fit.prepared)
    end = search.run(fit.coef[fit.free])
    return search.full(end.theta) if end.status == "converged" else np.full_like(fit.coef, np.nan)
