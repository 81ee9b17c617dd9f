"""Fit the headline's parameters on issues with outcomes, and say how well they will do.

The parameters maximize the likelihood of outcomes in bins of a hundredth of the scale. Families
are compared, and scores are honest, by cross-validation over groups: issues of one proposal are
never split between fitting and scoring.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import ndtr

from foedus.errors import FitError
from foedus.negotiation.distribution import Distribution
from foedus.negotiation.mixture import NARROWEST, MixtureFamily, MixtureWeights, mix
from foedus.negotiation.outcomes import FAMILIES, GRID, Evidence, folds
from foedus.negotiation.record import Array
from foedus.storage import replacing, storing
from foedus.version import __version__

#: The first guess, and where a weak ridge pulls: shares 0.6, 0.35, 0.05, width 0.3 or 0.9.
_START = {
    "scale": np.array([0.54, -1.9, np.log(0.3)]),
    "spread": np.array([0.54, -1.9, np.log(0.9)]),
}
_RIDGE = 0.05


@dataclass(frozen=True, slots=True)
class FamilyFit:
    """Parameters of one family.

    theta: (3,) log-odds of election and of middle against the normal, log width; covariance:
    (3, 3), robust to clustering by group. loglik: mean log-likelihood an issue.
    """

    family: MixtureFamily
    weights: MixtureWeights
    theta: Array
    covariance: Array
    loglik: float
    issues: int
    groups: int


def fit(data: Evidence, family: MixtureFamily, rows: NDArray[np.int64] | None = None) -> FamilyFit:
    """Maximum likelihood, with a weak ridge towards the first guess, on ``rows`` (all).

    Raises FitError where the search fails or the optimum is flat.
    """
    at = np.arange(len(data.outcome)) if rows is None else rows
    y = data.outcome[at]
    hit, half = data.elected[family.power].hit[at], np.abs(data.middle[at] - y) < 0.5
    center, unit = _normal(data, family)
    center, unit = center[at], unit[at]
    low, high = np.where(y <= 0.5, -np.inf, y - 0.5), np.where(y >= 99.5, np.inf, y + 0.5)
    start = _START[family.width]

    def each(theta: Array) -> Array:
        weights = _weights(theta, family)
        sd = np.hypot(weights.width * unit, 100 * NARROWEST)
        near = ndtr((high - center) / sd) - ndtr((low - center) / sd)
        p = weights.election * hit + weights.middle * half + weights.normal * near
        loss: Array = -np.log(p + 1e-9)  # smooth, and finite where nothing explains an outcome
        return loss

    def total(theta: Array) -> float:
        return float(each(theta).sum() + _RIDGE * ((theta - start) ** 2).sum())

    # Where the surface is rough BFGS stops early: walk first, then polish.
    for walk in (False, True):
        first = minimize(total, start, method="Nelder-Mead").x if walk else start
        found = minimize(total, first, method="BFGS", options={"gtol": 1e-4})
        steep = float(np.abs(found.jac).max())
        if np.isfinite(found.fun) and steep <= 1e-3 * len(at):
            break
    else:
        raise FitError(
            f"the fit did not converge: {found.message} (slope {steep:.2g})",
            hint="check that outcomes lie on their scales",
        )
    theta = found.x
    gradients = np.stack([_slope(each, theta, k) for k in range(3)], axis=1)
    bread = np.linalg.inv(_hessian(total, theta))
    _, group = np.unique(data.group[at], return_inverse=True)
    meat = np.zeros((group.max() + 1, 3))
    np.add.at(meat, group, gradients)
    return FamilyFit(
        family=family,
        weights=_weights(theta, family),
        theta=theta,
        covariance=bread @ (meat.T @ meat) @ bread,
        loglik=-float(each(theta).mean()),
        issues=len(at),
        groups=int(group.max() + 1),
    )


def choose(
    data: Evidence, rows: NDArray[np.int64], *, k: int = 5, seed: int = 0
) -> tuple[MixtureFamily, dict[MixtureFamily, float]]:
    """The family with the lowest cross-validated CRPS on ``rows``, and the CRPS of all."""
    fold = folds(data.group[rows], k, seed)
    scores = {}
    for family in FAMILIES:
        held = [crps(data, fit(data, family, rows[fold != f]), rows[fold == f]) for f in range(k)]
        scores[family] = float(np.concatenate(held).mean())
    return min(scores, key=lambda family: scores[family]), scores


def crps(data: Evidence, fitted: FamilyFit, rows: NDArray[np.int64]) -> Array:
    """CRPS of each row on a grid of 1 (the choice of family needs no more), (len(rows),)."""
    w = fitted.weights
    center, unit = _normal(data, fitted.family)
    sd = np.hypot(w.width * unit[rows], 100 * NARROWEST)
    F = w.normal * ndtr((GRID - center[rows, None]) / sd[:, None])
    F += w.election * data.elected[fitted.family.power].cdf[rows]
    F += w.middle * (data.middle[rows, None] <= GRID)
    score: Array = ((F - (data.outcome[rows, None] <= GRID)) ** 2).sum(axis=1)
    return score


def distribution(data: Evidence, fitted: FamilyFit, row: int) -> Distribution:
    """Forecast of one issue, on the scale of 0 to 100."""
    part = data.elected[fitted.family.power].parts[row]
    return mix(part, fitted.family, fitted.weights, 0.0, 100.0, strata=1_000)


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """Forecast of each issue by a model that saw no issue of its group.

    forecasts: one an issue, 0 to 100. families: the family chosen in each fold. fold: (N,).
    """

    forecasts: tuple[Distribution, ...]
    families: tuple[MixtureFamily, ...]
    fold: NDArray[np.int64]


def cross_validate(data: Evidence, *, k: int = 10, seed: int = 0) -> CrossValidated:
    """Nested cross-validation over groups: family and parameters are chosen without the fold."""
    fold = folds(data.group, k, seed)
    rows = np.arange(len(data.outcome))
    made: dict[int, Distribution] = {}
    families = []
    for f in range(k):
        train = rows[fold != f]
        family, _ = choose(data, train, seed=seed)
        families.append(family)
        fitted = fit(data, family, train)
        for r in rows[fold == f]:
            made[int(r)] = distribution(data, fitted, int(r))
    return CrossValidated(tuple(made[r] for r in range(len(rows))), tuple(families), fold)


def stored(
    fitted: FamilyFit, *, sha256: str, scores: dict[str, Any], command: str
) -> dict[str, Any]:
    """The parameter file's content."""
    return {
        "what": "parameters of foedus.negotiation.forecast, fitted by maximum likelihood",
        "family": asdict(fitted.family),
        "weights": {key: round(value, 6) for key, value in asdict(fitted.weights).items()},
        "theta": {
            "names": ["log-odds election/normal", "log-odds middle/normal", "log width"],
            "mean": [round(float(v), 6) for v in fitted.theta],
            "covariance": [[round(float(v), 8) for v in row] for row in fitted.covariance],
            "covariance_is": "sandwich, clustered by proposal",
        },
        "data": {"sha256": sha256, "issues": fitted.issues, "proposals": fitted.groups},
        "scores": scores,
        "command": command,
        "version": __version__,
    }


def save(content: dict[str, Any], path: Path) -> None:
    """Write a parameter file, whole or not at all. Raises DataError where it cannot be stored."""
    with storing(path, "another file"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            part.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _weights(theta: Array, family: MixtureFamily) -> MixtureWeights:
    odds = np.array([theta[0], 0.0, theta[1] if family.middle else -np.inf])
    share = np.exp(odds - odds.max())
    share /= share.sum()
    return MixtureWeights(
        float(share[0]), float(share[1]), float(share[2]), float(np.exp(theta[2]))
    )


def _normal(data: Evidence, family: MixtureFamily) -> tuple[Array, Array]:
    """Center of the normal, and the unit of its width, each (N,)."""
    center = data.compromise if family.center == "compromise" else data.elected[family.power].mean
    return center, data.spread if family.width == "spread" else np.full_like(data.spread, 100.0)


def _slope(each: Callable[[Array], Array], theta: Array, k: int) -> Array:
    step = np.zeros(3)
    step[k] = 1e-5
    slope: Array = (each(theta + step) - each(theta - step)) / 2e-5
    return slope


def _hessian(total: Callable[[Array], float], theta: Array) -> Array:
    h, eye = 1e-3, np.eye(3)
    H = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            a, b = h * eye[i], h * eye[j]
            H[i, j] = (
                total(theta + a + b)
                - total(theta + a - b)
                - total(theta - a + b)
                + total(theta - a - b)
            ) / (4 * h * h)
    return H
