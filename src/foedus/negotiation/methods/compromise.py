"""Where the weight lies: the weighted mean (the compromise) and the weighted median."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from foedus.negotiation.batch import positions_and_weights
from foedus.negotiation.record import Array, PointResult, closed_form, input_hash


def weighted_mean(x: Array, w: Array) -> Array:
    """Σ w x / Σ w over the last axis. It maximizes Σ_i w_i·(−(x_i − y)²)."""
    mean: Array = (w * x).sum(axis=-1) / w.sum(axis=-1)
    return mean


def weighted_median(x: Array, w: Array) -> Array:
    """First position, in order, at which the running weight reaches half of the total, (b,).

    Under linear loss it is the Condorcet winner. Actors without weight are never chosen.
    """
    order = np.argsort(x, axis=-1, kind="stable")
    share = np.cumsum(np.take_along_axis(w, order, axis=-1), axis=-1)
    # The slack keeps one half reached in spite of rounding (0.1 + 0.2 against 0.3).
    total = share[..., -1:]
    at = np.argmax(share >= 0.5 * total * (1 - 1e-12), axis=-1)
    best = np.take_along_axis(order, at[..., None], axis=-1)
    return np.take_along_axis(x, best, axis=-1)[..., 0]


def compromise(
    positions: ArrayLike, weights: ArrayLike, *, kind: Literal["mean", "median"] = "mean"
) -> PointResult:
    """Weighted mean or median of positions (b, n) or (n,), as a record.

    The mean is the limit of the Nash solution when disagreement is very costly to all (Achen
    2006, in Thomson et al., The European Union Decides). Raises InputError for missing values,
    negative weights, or a row without weight.
    """
    x, w = positions_and_weights(positions, weights)
    value = weighted_mean(x, w) if kind == "mean" else weighted_median(x, w)
    method = f"weighted {kind}"
    return PointResult(
        method=method,
        settings={},
        input_hash=input_hash(method, {}, x, w),
        value=value,
        **closed_form(len(x)),
    )
