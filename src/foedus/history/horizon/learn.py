"""How a pool is learned: both arms fitted on hindcasts, and their weight chosen on earlier ones."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from foedus.estimate import Array
from foedus.history.horizon.hindcast import Hindcast
from foedus.history.horizon.pool import Arm, Horizon, recalibrated, terms
from foedus.history.robust import widen

#: Prior sds about the paths as they are (slope 1, nothing added), and about nothing.
_RECALIBRATED_SD = np.array([10.0, 1.0, 0.05])
_DIRECT_SD = np.array([10.0, 1.0, 1.0, 1.0, 1.0, 1.0])
#: Where no earlier origin can say: the weight of the recalibrated paths.
EVEN = 0.5


def fit_horizon(past: Sequence[Hindcast], event: str, years: int, weight: float = EVEN) -> Horizon:
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
    return Horizon(years, own, direct(x, y, dyad, share), weight)


def direct(x: Array, y: NDArray[np.bool_], dyad: NDArray[np.int64], share: float) -> Arm:
    """The small model alone: ``terms`` of n windows, what came, their pairs, what a row counts."""
    return _arm(x, y, dyad, share, np.zeros(x.shape[1]), _DIRECT_SD)


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


def weigh(past: Sequence[tuple[Horizon, Hindcast]], event: str, years: int) -> float:
    """The weight of the recalibrated paths that did best on earlier origins, held near even.

    past: pools fitted before each origin, and the hindcast from it. The log loss of the pool, with
    a prior worth of two origins for even weights, over a grid.
    """
    if not past:
        return EVEN
    grid = np.linspace(0.0, 1.0, 21)
    losses = np.zeros(len(grid))
    for pool, each in past:
        x = terms(each.columns)
        r = recalibrated(x, each.chance[event][:, years - 1]) @ pool.recalibrated.mean
        d = x @ pool.direct.mean
        y = each.came[event] <= years
        for place, w in enumerate(grid):
            eta = w * r + (1.0 - w) * d
            losses[place] += float((np.logaddexp(0.0, eta) - y * eta).sum())
    best = float(grid[int(np.argmin(losses))])
    return (best * len(past) + EVEN * 2) / (len(past) + 2)
