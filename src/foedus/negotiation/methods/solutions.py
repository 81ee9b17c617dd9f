"""Cooperative solutions on a line: Nash's product, in several readings, and Kalai–Smorodinsky.

Actor i's utility from y is −((y − x_i)/R)² or −|y − x_i|/R. Without agreement it gets what the
reference point gives it, or a constant −κ.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.negotiation.batch import CHUNK, positions_and_weights, rows, span
from foedus.negotiation.methods.election import Loss
from foedus.negotiation.record import Array, PointResult, Settings, Status, input_hash

_GRID = 401
_GOLDEN = (np.sqrt(5) - 1) / 2


def nash(
    positions: ArrayLike,
    weights: ArrayLike,
    *,
    reference: ArrayLike | None = None,
    cost: float | None = None,
    loss: Loss = "quadratic",
    infeasible: Literal["none", "clip"] = "none",
) -> PointResult:
    """Asymmetric Nash solution, max_y Π_i gain_i(y)^w_i over y from which all gain.

    positions, weights: (b, n) or (n,). reference: (b,) or one number, where things stay without
    agreement; or cost: κ, the same to all (κ → ∞ gives the weighted mean under quadratic and the
    weighted median under linear loss). infeasible: where no y pleases everybody, ``none`` returns
    NaN with status ``no agreement``; ``clip`` counts a loss as a gain of 1e-6, which forecasts
    badly and is here to be compared.

    Raises InputError unless exactly one of reference and cost is given, and cost is above zero.
    """
    x, w = positions_and_weights(positions, weights)
    d = _reference(reference, cost, len(x))
    settings: Settings = {"cost": cost, "loss": loss, "infeasible": infeasible}

    def objective(y: Array, at: slice) -> Array:
        if d is None:  # in units of the cost, so that a large one does not swallow the digits
            less = -_apart(y, x[at], loss) / (cost or 1.0)
        else:
            less = _gain(y, x[at], d[at], loss) - 1
        if infeasible == "clip":
            less = np.maximum(less, 1e-6 - 1)
        gain = 1 + less
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(gain > 0, np.log1p(less), -np.inf)
            part = np.where(
                w[at][:, None] > 0, w[at][:, None] * logs, np.where(gain < 0, -np.inf, 0)
            )
        total: Array = part.sum(axis=2)
        return total

    value, best = _maximize(objective, x, d)
    return _point("Nash solution", settings, value, best > -np.inf, x, w, d)


def kalai_smorodinsky(
    positions: ArrayLike,
    *,
    reference: ArrayLike,
    loss: Loss = "linear",
    best: Literal["acceptable", "ideal"] = "acceptable",
) -> PointResult:
    """The y that gives all the same share of the most they could gain, as far as that can be.

    best: the most an actor could gain is among the points ``acceptable`` to all, or at its own
    ``ideal`` with no limit to what is acceptable. Actors who stand at the reference point have
    nothing to gain: under ``acceptable`` that leaves the reference point, under ``ideal`` they
    are passed over.

    Raises InputError for missing values.
    """
    x = rows(positions, "positions")
    d = _reference(reference, None, len(x))
    if d is None:
        raise InputError("Kalai–Smorodinsky needs a reference point")
    settings: Settings = {"loss": loss, "best": best}
    if best == "ideal":
        most = _gain(x, x, d, loss)[:, np.arange(x.shape[1]), np.arange(x.shape[1])]
        feasible = np.ones(len(x), dtype=bool)
    else:
        lo, hi = _acceptable(x, d)
        most = np.maximum(_diagonal(_gain(np.clip(x, lo[:, None], hi[:, None]), x, d, loss)), 0.0)
        feasible = np.ones(len(x), dtype=bool)

    def objective(y: Array, at: slice) -> Array:
        gain = _gain(y, x[at], d[at], loss)
        top = most[at][:, None]
        share = np.where(top > 1e-12, gain / np.where(top > 1e-12, top, 1.0), np.inf)
        worst: Array = share.min(axis=2)
        if best == "acceptable":
            worst = np.where((gain < -1e-9).any(axis=2), -np.inf, worst)
        return np.where(np.isposinf(worst), 0.0, worst)

    value, found = _maximize(objective, x, d)
    return _point("Kalai–Smorodinsky solution", settings, value, feasible & (found > -np.inf), x, d)


def _apart(y: Array, x: Array, loss: Loss) -> Array:
    """Loss of each actor from options y (b, m), in units of the range: (b, m, n)."""
    if loss not in ("quadratic", "linear"):
        raise InputError(f"unknown loss {loss!r}", hint="one of quadratic, linear")
    R = span(x)[:, None, None]
    away: Array = np.abs(y[:, :, None] - x[:, None, :]) / np.where(R > 0, R, 1.0)
    return away**2 if loss == "quadratic" else away


def _gain(y: Array, x: Array, d: Array, loss: Loss) -> Array:
    """u_i(y) − u_i(d): (b, m, n)."""
    gain: Array = _apart(d[:, None], x, loss) - _apart(y, x, loss)
    return gain


def _acceptable(x: Array, d: Array) -> tuple[Array, Array]:
    """Interval of points that nobody likes less than d: empty but for d where sides oppose."""
    mirror = 2 * x - d[:, None]
    up = np.where(x >= d[:, None], mirror, d[:, None]).min(axis=1)
    down = np.where(x <= d[:, None], mirror, d[:, None]).max(axis=1)
    above, below = (x >= d[:, None]).all(axis=1), (x <= d[:, None]).all(axis=1)
    return np.where(below, np.minimum(down, d), d), np.where(above, np.maximum(up, d), d)


def _maximize(objective, x: Array, d: Array | None) -> tuple[Array, Array]:  # type: ignore[no-untyped-def]
    """Best y of each row: a grid with every position and d on it, then golden sections."""
    b, n = x.shape
    low, high = x.min(axis=1), x.max(axis=1)
    if d is not None:
        low, high = np.minimum(low, d), np.maximum(high, d)
    value, best = np.empty(b), np.empty(b)
    step = max(1, CHUNK // (_GRID * n))
    share = np.linspace(0.0, 1.0, _GRID)
    for start in range(0, b, step):
        at = slice(start, start + step)
        y = low[at, None] + (high - low)[at, None] * share
        special = x[at] if d is None else np.concatenate([x[at], d[at, None]], axis=1)
        y = np.sort(np.concatenate([y, special], axis=1), axis=1)
        f = objective(y, at)
        k = np.argmax(f, axis=1)
        r = np.arange(len(y))
        a, c = y[r, np.maximum(k - 1, 0)], y[r, np.minimum(k + 1, y.shape[1] - 1)]
        top, peak = y[r, k], f[r, k]
        for _ in range(60):
            left, right = c - _GOLDEN * (c - a), a + _GOLDEN * (c - a)
            pair = objective(np.stack([left, right], axis=1), at)
            up = pair[:, 1] > pair[:, 0]
            a, c = np.where(up, left, a), np.where(up, c, right)
        middle = (a + c) / 2
        fm = objective(middle[:, None], at)[:, 0]
        value[at], best[at] = np.where(fm > peak, middle, top), np.maximum(fm, peak)
    return value, best


def _diagonal(gain: Array) -> Array:
    n = gain.shape[2]
    return gain[:, np.arange(n), np.arange(n)]


def _reference(reference: ArrayLike | None, cost: float | None, b: int) -> Array | None:
    if (reference is None) == (cost is None):
        raise InputError("give either a reference point or a cost of disagreement")
    if cost is not None:
        if not cost > 0 or not np.isfinite(cost):
            raise InputError(f"cost is {cost}: it must be above zero")
        return None
    d = np.asarray(reference, dtype=float)
    if not np.isfinite(d).all():
        raise InputError("the reference point is missing", hint="leave such issues out")
    return np.broadcast_to(d, (b,)).astype(float)


def _point(
    method: str, settings: Settings, value: Array, agreed: NDArray[np.bool_], *inputs: Array | None
) -> PointResult:
    return PointResult(
        method=method,
        settings=settings,
        status=tuple(Status.CONVERGED if ok else Status.NO_AGREEMENT for ok in agreed),
        rounds=np.zeros(len(value), dtype=np.int64),
        input_hash=input_hash(method, settings, *inputs),
        value=np.where(agreed, value, np.nan),
    )
