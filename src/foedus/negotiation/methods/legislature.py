"""Many actors who make proposals by chance (Baron & Ferejohn 1989; Banks & Duggan 2000)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError
from foedus.negotiation.batch import positions_and_weights, rows, span
from foedus.negotiation.methods.compromise import weighted_mean
from foedus.negotiation.methods.election import Loss
from foedus.negotiation.record import Array, MethodResult, Status, input_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Legislature(MethodResult):
    """proposals: (b, n) what each actor proposes; passes: (b, n) whether it passes; value: (b,)
    expected outcome (failed proposals leave the next draw); low, high: (b,) ends of the set of
    proposals that pass.
    """

    proposals: Array
    passes: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
    value: Array
    low: Array
    high: Array


def legislature(
    positions: ArrayLike,
    weights: ArrayLike,
    *,
    patience: ArrayLike = 0.9,
    recognition: ArrayLike | None = None,
    quota: float = 0.5,
    cost: float = 1.0,
    loss: Loss = "linear",
    limit: int = 5_000,
    tolerance: float = 1e-8,
) -> Legislature:
    """Stationary equilibrium on a line.

    positions, weights: (b, n) or (n,). recognition: chance to propose (by weight, unless given).
    A proposal passes with more than ``quota`` of the weight, or all of it for a quota of 1.
    patience: discount factors; cost: what a period without agreement costs, against a loss of 1
    for the whole range. v_i = Σ_j π_j u_i(y_j); i accepts y when u_i(y) ≥ −(1 − δ_i)·cost + δ_i
    v_i; each proposes what it likes best among what passes. Iterated with damping from v at the
    compromise; status ``limit`` where it has not settled.

    Raises InputError for values outside their meaning.
    """
    x, w = positions_and_weights(positions, weights)
    delta = np.broadcast_to(
        rows(np.atleast_1d(np.asarray(patience, dtype=float)), "patience"), x.shape
    )
    if ((delta < 0) | (delta >= 1)).any() or not 0 < quota <= 1 or cost <= 0:
        raise InputError("patience must be in [0, 1), quota in (0, 1], and cost above zero")
    pi = w if recognition is None else np.broadcast_to(rows(recognition, "recognition"), x.shape)
    if (pi < 0).any() or (pi.sum(axis=1) <= 0).any():
        raise InputError("recognition must not be negative, and somebody must propose")
    pi = pi / pi.sum(axis=1, keepdims=True)
    share = w / w.sum(axis=1, keepdims=True)
    R = np.where(span(x) > 0, span(x), 1.0)[:, None]
    z = (x - x.min(axis=1, keepdims=True)) / R
    e = 1.0 if loss == "linear" else 2.0
    y = np.broadcast_to(weighted_mean(z, w)[:, None], z.shape)
    v = -(np.abs(y - z) ** e)
    b = len(x)
    done, rounds = np.zeros(b, dtype=bool), np.zeros(b, dtype=np.int64)
    passed = np.ones(z.shape, dtype=bool)
    ends = np.zeros((b, 2))
    for _ in range(limit):
        wait = -(1 - delta) * cost + delta * v
        y, passed, ends = _propose(z, share, wait, e, quota)
        got = -(np.abs(y[:, None, :] - z[:, :, None]) ** e)  # [b, i, j]
        got = np.where(passed[:, None, :], got, wait[:, :, None])
        new = 0.5 * v + 0.5 * (got * pi[:, None, :]).sum(axis=2)
        change = np.abs(new - v).max(axis=1)
        v = np.where(done[:, None], v, new)
        rounds += ~done
        done |= change < tolerance
        if done.all():
            break
    chance = np.where(passed, pi, 0.0)
    total = chance.sum(axis=1)
    value = (chance * y).sum(axis=1) / np.where(total > 0, total, np.nan)
    low = x.min(axis=1)
    settings = {"quota": quota, "cost": cost, "loss": loss, "limit": limit}
    return Legislature(
        method="legislative bargaining",
        settings=settings,
        status=tuple(Status.CONVERGED if ok else Status.LIMIT for ok in done),
        rounds=rounds,
        input_hash=input_hash("legislature", settings, x, w, delta, pi),
        proposals=low[:, None] + y * R,
        passes=passed,
        value=low + value * R[:, 0],
        low=low + ends[:, 0] * R[:, 0],
        high=low + ends[:, 1] * R[:, 0],
    )


def _propose(
    z: Array, share: Array, wait: Array, e: float, quota: float
) -> tuple[Array, np.ndarray[tuple[int, int], np.dtype[np.bool_]], Array]:
    """Best passing proposal of each actor: candidates are its ideal and the ends of all A_i."""
    reach = np.maximum(-wait, 0.0) ** (1 / e)
    low, high = z - reach, z + reach
    options = np.concatenate([z, np.clip(low, 0, 1), np.clip(high, 0, 1)], axis=1)  # (b, m)
    inside = (options[:, :, None] >= low[:, None, :] - 1e-12) & (
        options[:, :, None] <= high[:, None, :] + 1e-12
    )
    votes = (inside * share[:, None, :]).sum(axis=2)
    ok = votes >= 1 - 1e-9 if quota >= 1 else votes > quota + 1e-12
    far = np.abs(options[:, None, :] - z[:, :, None])  # [b, j, option]
    far = np.where(ok[:, None, :], far, np.inf)
    best = np.argmin(far, axis=2)
    y = np.take_along_axis(options, best, axis=1)
    passed = np.broadcast_to(ok.any(axis=1)[:, None], z.shape)
    ends = np.stack(
        [np.where(ok, options, np.inf).min(axis=1), np.where(ok, options, -np.inf).max(axis=1)],
        axis=1,
    )
    return np.where(passed, y, z), passed, ends
