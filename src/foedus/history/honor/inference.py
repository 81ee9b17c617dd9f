"""A posterior of a few dimensions by importance sampling, with a diagnosis that can fail it.

The proposal is a multivariate t, first around the mode and shaped by the curvature there (Laplace),
then around the mean and covariance so found (Cappé, Guillin, Marin & Robert 2004). Whether
its weights can be trusted is read from the effective sample size and from the shape of their
greatest: Pareto k (Vehtari, Simpson, Gelman, Yao & Gabry 2024). Nothing but NumPy and SciPy.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.errors import FitError

Array = NDArray[np.float64]
#: (B, p) parameters -> (B,) log density, up to a constant.
LogDensity = Callable[[Array], Array]
#: Degrees of freedom of the proposal: heavier tails than the posterior has.
FREEDOM = 4.0
#: Above this Pareto k importance sampling cannot be trusted; below this share neither.
WORST_K, LEAST_SHARE = 0.7, 0.1
#: How much wider the proposal is than the curvature at the mode.
WIDER = 1.2
_STEP = 1e-4  # of finite differences; parameters are of order one


@dataclass(frozen=True, slots=True)
class Sample:
    """Equally weighted posterior draws, and how well the importance sampling went."""

    draws: Array  # (B, p)
    effective: float  # effective sample size of the weighted draws
    pareto_k: float


def sample(density: LogDensity, start: Array, count: int, seed: int) -> Sample:
    """``count`` draws from the density. Deterministic for a seed.

    Raises FitError where no mode is found or the weights cannot be trusted.
    """
    rng = np.random.default_rng(seed)
    center, cov = laplace(density, start)
    points, weights = _weighted(density, center, cov, max(count // 4, 400), rng)
    # Once more, around the moments found: they see a skewness that the mode does not.
    share = weights / weights.sum()
    center = share @ points
    cov = (points - center).T @ ((points - center) * share[:, None])
    points, weights = _weighted(density, center, cov, count, rng)
    total = float(weights.sum())
    effective = total**2 / float((weights**2).sum())
    k = pareto_k(weights)
    if k > WORST_K or effective < LEAST_SHARE * count:
        raise FitError(
            f"importance sampling failed: Pareto k {k:.2f}, {effective:.0f} effective draws of "
            f"{count}",
            hint="fewer features, or tighter priors",
        )
    # Systematic resampling: as even as equally weighted draws can be.
    edges = np.cumsum(weights) / total
    places = np.searchsorted(edges, (np.arange(count) + rng.random()) / count)
    chosen = points[np.minimum(places, count - 1)]
    return Sample(chosen, effective, k)


def _weighted(
    density: LogDensity, center: Array, cov: Array, count: int, rng: np.random.Generator
) -> tuple[Array, Array]:
    """(B, p) draws from the proposal and their (B,) weights, the greatest 1."""
    p = len(center)
    offsets = rng.standard_normal((count, p))
    offsets /= np.sqrt(rng.chisquare(FREEDOM, count) / FREEDOM)[:, None]
    points = center + WIDER * offsets @ np.linalg.cholesky(cov).T
    log_proposal = -0.5 * (FREEDOM + p) * np.log1p((offsets**2).sum(axis=1) / FREEDOM)
    log_weights = density(points) - log_proposal
    if not np.isfinite(log_weights).all():
        raise FitError("the posterior is not finite everywhere", hint="look at the data")
    return points, np.exp(log_weights - log_weights.max())


def laplace(density: LogDensity, start: Array) -> tuple[Array, Array]:
    """(p,) mode and (p, p) inverse curvature there.

    Raises FitError where the search does not end at a maximum.
    """
    from scipy.optimize import minimize

    eye = np.eye(len(start))

    def value(theta: Array) -> float:
        return -float(density(theta[None])[0])

    def slope(theta: Array) -> Array:
        both = density(np.concatenate([theta + _STEP * eye, theta - _STEP * eye]))
        up, down = np.split(both, 2)
        return np.asarray(-(up - down) / (2 * _STEP))

    found = minimize(value, start, jac=slope, method="BFGS", options={"gtol": 1e-4})
    mode = np.asarray(found.x, dtype=np.float64)
    step = 10 * _STEP
    hessian = np.stack(
        [(slope(mode + step * each) - slope(mode - step * each)) / (2 * step) for each in eye]
    )
    hessian = (hessian + hessian.T) / 2
    values = np.linalg.eigvalsh(hessian)
    if not np.isfinite(values).all() or values[0] <= 0 or np.abs(slope(mode)).max() > 1e-2:
        raise FitError(
            f"no mode was found after {found.nit} steps", hint="fewer features, or tighter priors"
        )
    return mode, np.asarray(np.linalg.inv(hessian), dtype=np.float64)


def pareto_k(weights: Array) -> float:
    """Shape of a generalized Pareto distribution fitted to the greatest weights.

    weights: (B,), not negative. By the quasi-Bayesian estimate of Zhang & Stephens (2009) on the
    greatest min(B/5, 3 √B) of them, drawn to 0.5 as by ten observations (Vehtari et al. 2024).
    """
    tail = int(min(0.2 * len(weights), 3 * np.sqrt(len(weights))))
    ordered = np.sort(weights)
    excess = ordered[-tail:] - ordered[-tail - 1]
    if tail < 5 or excess[-1] <= 0:
        return 0.0  # flat weights: the proposal is the posterior
    excess = np.maximum(excess, np.finfo(np.float64).tiny)
    grid = 30 + int(np.sqrt(tail))
    scale = excess[int(tail / 4 + 0.5) - 1]
    b = 1 / excess[-1] + (1 - np.sqrt(grid / (np.arange(grid) + 0.5))) / (3 * scale)
    shape = np.log1p(-b[:, None] * excess).mean(axis=1)
    fit = tail * (np.log(-b / shape) - shape - 1)
    weight = np.exp(fit - fit.max())
    best = float((b * weight).sum() / weight.sum())
    k = float(np.log1p(-best * excess).mean())
    return (tail * k + 10 * 0.5) / (tail + 10)
