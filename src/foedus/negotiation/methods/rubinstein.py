"""Two actors who make offers in turn (Rubinstein 1982), over a pie and on a line."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError
from foedus.negotiation.methods.election import Loss
from foedus.negotiation.record import Array, MethodResult, closed_form, input_hash


def rubinstein_share(patience_1: ArrayLike, patience_2: ArrayLike) -> Array:
    """Share of the pie that the first proposer gets, (1 − δ₂)/(1 − δ₁δ₂); δ in [0, 1).

    As the time between offers shrinks with δ_i = exp(−r_i τ), it tends to r₂/(r₁ + r₂).
    """
    d1, d2 = _patience(patience_1), _patience(patience_2)
    share: Array = (1 - d2) / (1 - d1 * d2)
    return share


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferOutcome(MethodResult):
    """first, second: (b,) what is agreed when the actor at x₁ (x₂) makes the first offer."""

    first: Array
    second: Array


def alternating_offers(
    x1: ArrayLike,
    x2: ArrayLike,
    patience_1: ArrayLike,
    patience_2: ArrayLike,
    *,
    cost: float = 1.0,
    loss: Loss = "linear",
) -> OfferOutcome:
    """The stationary pair y₁, y₂ on the line between ideals x₁ and x₂, all (b,) or numbers.

    Solves u₂(y₁) = δ₂ u₂(y₂) and u₁(y₂) = δ₁ u₁(y₁), with u_i(y) = cost − (|y − x_i|/R)^e, so
    that disagreement is worth 0; e is 1 (linear) or 2 (quadratic), R = |x₂ − x₁|. An offer never
    passes the other's ideal.

    Raises InputError for patience outside [0, 1), or a cost below 1 (someone would rather not
    agree to the other's ideal).
    """
    a, z, d1, d2 = np.broadcast_arrays(
        np.atleast_1d(np.asarray(x1, dtype=float)),
        np.asarray(x2, dtype=float),
        _patience(patience_1),
        _patience(patience_2),
    )
    if not (np.isfinite(a).all() and np.isfinite(z).all()):
        raise InputError("ideal points are missing")
    if cost < 1:
        raise InputError(f"cost is {cost}: 1 or more keeps every point better than disagreement")
    e = 1.0 if loss == "linear" else 2.0

    # t in [0, 1] runs from x1 to x2: u1 = cost − t^e, u2 = cost − (1 − t)^e.
    def reply_1(t1: Array) -> Array:  # t2 that leaves actor 1 as well off as waiting
        return np.minimum((cost - d1 * (cost - t1**e)) ** (1 / e), 1.0)

    def reply_2(t2: Array) -> Array:
        return np.maximum(1 - (cost - d2 * (cost - (1 - t2) ** e)) ** (1 / e), 0.0)

    low, high = np.zeros(a.shape), np.ones(a.shape)
    for _ in range(100):  # t − reply_2(reply_1(t)) rises through zero
        t = (low + high) / 2
        above = t - reply_2(reply_1(t)) > 0
        low, high = np.where(above, low, t), np.where(above, t, high)
    t1 = (low + high) / 2
    settings = {"cost": cost, "loss": loss}
    return OfferOutcome(
        method="alternating offers",
        settings=settings,
        input_hash=input_hash("alternating offers", settings, a, z, d1, d2),
        first=a + t1 * (z - a),
        second=a + reply_1(t1) * (z - a),
        **closed_form(len(a)),
    )


def _patience(values: ArrayLike) -> Array:
    d = np.asarray(values, dtype=float)
    if not ((d >= 0) & (d < 1)).all():
        raise InputError("patience (a discount factor) must be 0 or more and below 1")
    return d
