"""The probabilistic Condorcet election (PCE): a distribution over the positions on the table.

Every pair of options meets; an option wins in proportion to the coalition behind it. Wise &
Bankes (2015), Non-spatial Probabilistic Condorcet Election Methodology; Efird, Lester & Wise
(2016), J. East Asian Studies 16:117–145.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.negotiation.batch import CHUNK, first_of_kind, positions_and_weights
from foedus.negotiation.record import Array, MethodResult, Status, input_hash

Loss = Literal["quadratic", "linear"]
Rule = Literal["conditional", "uniform", "incentive"]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Election(MethodResult):
    """options: (b, m) points on the line; p: (b, m), rows sum to 1; repeated options carry 0."""

    options: Array
    p: Array

    @property
    def mean(self) -> Array:
        """Expected winner, (b,)."""
        total: Array = (self.p * self.options).sum(axis=1)
        return total

    @property
    def mode(self) -> Array:
        """Most probable winner, (b,); the first one on ties."""
        best = np.argmax(self.p, axis=1)[:, None]
        return np.take_along_axis(self.options, best, axis=1)[:, 0]

    @property
    def median(self) -> Array:
        """Median winner, (b,)."""
        order = np.argsort(self.options, axis=1)
        ordered = np.take_along_axis(self.options, order, axis=1)
        share = np.cumsum(np.take_along_axis(self.p, order, axis=1), axis=1)
        at = np.argmax(share >= 0.5 * share[:, -1:] - 1e-12, axis=1)[:, None]
        return np.take_along_axis(ordered, at, axis=1)[:, 0]


def elect(
    positions: ArrayLike,
    weights: ArrayLike,
    *,
    loss: Loss = "quadratic",
    power: float = 1.0,
    rule: Rule = "uniform",
    distinct: bool = True,
) -> Election:
    """Elect among the positions held; voters are the actors, with their weights.

    positions, weights: (b, n) or (n,). loss: voter k's loss from option y is (x_k − y)² or
    |x_k − y|. power: exponent of the coalitions in the chance of victory. rule: ``uniform``
    (Markov chain in which any option may challenge the one that stands), ``incentive`` (those
    with more to gain challenge more often), ``conditional`` (beats all others). distinct: an
    option held by several actors stands once, so that merging them changes nothing.

    Raises InputError for missing values, negative weights, or a row without weight.
    """
    x, w = positions_and_weights(positions, weights)
    if power <= 0:
        raise InputError(f"power is {power}: it must be above zero")
    settings = {"loss": loss, "power": power, "rule": rule, "distinct": distinct}
    active = first_of_kind(x) if distinct else np.ones(x.shape, dtype=bool)
    b, n = x.shape
    p = np.empty(x.shape)
    done = np.ones(b, dtype=bool)
    rounds = np.zeros(b, dtype=np.int64)
    step = max(1, CHUNK // (n * n))
    for start in range(0, b, step):
        part = slice(start, start + step)
        C = support(x[part], w[part], loss)
        V = victory(C, power)
        p[part], rounds[part], done[part] = chances(V, rule, C=C, active=active[part])
    return Election(
        method="probabilistic Condorcet election",
        settings=settings,
        status=tuple(Status.CONVERGED if ok else Status.LIMIT for ok in done),
        rounds=rounds,
        input_hash=input_hash("elect", settings, x, w),
        options=x,
        p=p,
    )


def support(x: Array, w: Array, loss: Loss = "quadratic") -> Array:
    """Coalition C[r, a, b] that prefers the position of a to that of b: (b, n, n).

    Sorting and running sums make it O(n²) memory and O(n² log n) work: all who stand on a's
    side of the midpoint back a.
    """
    b, n = x.shape
    order = np.argsort(x, axis=1, kind="stable")
    low, reach = (
        x.min(axis=1, keepdims=True),
        x.max(axis=1, keepdims=True) - x.min(axis=1, keepdims=True),
    )
    z = np.take_along_axis((x - low) / np.where(reach > 0, reach, 1.0), order, axis=1)
    v = np.take_along_axis(w, order, axis=1)
    W = np.concatenate([np.zeros((b, 1)), np.cumsum(v, axis=1)], axis=1)  # W[:, k]: first k actors
    M = np.concatenate([np.zeros((b, 1)), np.cumsum(v * z, axis=1)], axis=1)
    i, j = np.triu_indices(n, 1)
    left, right = z[:, i], z[:, j]
    # One search for all rows: row r occupies [2r, 2r + 1]. Who stands exactly at the midpoint
    # is indifferent, so rounding there changes nothing.
    lift = 2.0 * np.arange(b)[:, None]
    at = np.searchsorted((z + lift).ravel(), ((left + right) / 2 + lift).ravel(), side="right")
    at = at.reshape(b, -1) - n * np.arange(b)[:, None]
    Wm, Mm = np.take_along_axis(W, at, axis=1), np.take_along_axis(M, at, axis=1)
    gap, both = right - left, left + right
    Wn, Mn = W[:, -1:], M[:, -1:]
    if loss == "quadratic":
        for_left = gap * (both * Wm - 2 * Mm)
        for_right = gap * (2 * (Mn - Mm) - both * (Wn - Wm))
    elif loss == "linear":
        Wi, Mi, Wj, Mj = W[:, i + 1], M[:, i + 1], W[:, j], M[:, j]
        for_left = gap * Wi + both * (Wm - Wi) - 2 * (Mm - Mi)
        for_right = gap * (Wn - Wj) + 2 * (Mj - Mm) - both * (Wj - Wm)
    else:
        raise InputError(f"unknown loss {loss!r}", hint="one of quadratic, linear")
    ordered = np.zeros((b, n, n))
    ordered[:, i, j] = np.maximum(for_left, 0.0)
    ordered[:, j, i] = np.maximum(for_right, 0.0)
    back = np.empty_like(order)
    np.put_along_axis(back, order, np.broadcast_to(np.arange(n), (b, n)), axis=1)
    r = np.arange(b)[:, None, None]
    C: Array = ordered[r, back[:, :, None], back[:, None, :]]
    return C


def victory(C: Array, power: float = 1.0, *, floor: float = 0.0) -> Array:
    """Chance V[r, a, b] = C_ab^p / (C_ab^p + C_ba^p) that a beats b; ½ where neither has backers.

    floor is added to every coalition (KTAB adds 1e-8).
    """
    A = C + floor
    if power != 1.0:
        top = np.maximum(A, np.swapaxes(A, -1, -2))
        A = (A / np.where(top > 0, top, 1.0)) ** power  # scaled first: no overflow
    total = A + np.swapaxes(A, -1, -2)
    V: Array = np.where(total > 0, A / np.where(total > 0, total, 1.0), 0.5)
    n = C.shape[-1]
    V[..., np.arange(n), np.arange(n)] = 0.5
    return V


def chances(
    V: Array,
    rule: Rule = "uniform",
    *,
    C: Array | None = None,
    active: Bools | None = None,
    tolerance: float | None = None,
    limit: int = 10_000,
) -> tuple[Array, NDArray[np.int64], Bools]:
    """Distribution over options from pairwise chances V (b, m, m): p, iterations, converged.

    C: coalitions (needed by ``incentive``). active: (b, m) options that stand. tolerance: where
    given, ``uniform`` iterates from equal chances to it, as KTAB does; otherwise its stationary
    distribution is solved for directly.
    """
    b, m, _ = V.shape
    on = np.ones((b, m), dtype=bool) if active is None else active
    pair = on[:, :, None] & on[:, None, :]
    rounds, done = np.zeros(b, dtype=np.int64), np.ones(b, dtype=bool)
    if rule == "conditional":
        with np.errstate(divide="ignore"):
            score = np.log(V if active is None else np.where(pair, V, 1.0)).sum(axis=2)
        score[~on] = -np.inf
        peak = score.max(axis=1, keepdims=True)
        sure = np.isneginf(peak)
        if sure.any():  # a cycle of sure defeats: its options are equal
            score, peak = np.where(sure & on, 0.0, score), np.where(sure, 0.0, peak)
        score -= peak
        p = np.exp(score)
        return p / p.sum(axis=1, keepdims=True), rounds, done
    if rule == "uniform" and tolerance is None:
        count = on.sum(axis=1)
        share = on / count[:, None]
        T = np.where(pair, V, 0.0) / count[:, None, None]
        T[:, np.arange(m), np.arange(m)] += T.sum(axis=2)
        A = np.eye(m) - T + share[:, :, None] * on[:, None, :]
        p = np.linalg.solve(A, share[:, :, None])[:, :, 0]
        p = np.where(on, np.maximum(p, 0.0), 0.0)
        return p / p.sum(axis=1, keepdims=True), rounds, done
    if rule not in ("uniform", "incentive"):
        raise InputError(f"unknown rule {rule!r}", hint="one of conditional, uniform, incentive")
    if rule == "incentive" and C is None:
        raise InputError("the incentive rule needs the coalitions C")
    return _iterate(V, rule, C, on, pair, tolerance or (1e-6 if rule == "uniform" else 1e-8), limit)


def _iterate(
    V: Array, rule: Rule, C: Array | None, on: Bools, pair: Bools, tolerance: float, limit: int
) -> tuple[Array, NDArray[np.int64], Bools]:
    """Average old and new chances until the largest change is below ``tolerance``."""
    b, m, _ = V.shape
    count = on.sum(axis=1)[:, None]
    p = on / count
    W = np.where(pair, V, 0.0)
    H = np.where(pair, 1.0, 0.0) / count[:, :, None]  # H[a, c]: chance that a challenges c's win
    if C is not None and rule == "incentive":
        scale = np.maximum(C.max(axis=(1, 2), keepdims=True), 1e-300)
        N = np.where(pair, C / scale * V, 0.0)
        N[:, np.arange(m), np.arange(m)] += 1e-10
        H = N / N.sum(axis=1, keepdims=True)
    rounds, done = np.zeros(b, dtype=np.int64), np.zeros(b, dtype=bool)
    for _ in range(limit):
        flow = p[:, :, None] * np.swapaxes(H, 1, 2)  # f[a, c] = p_a H[c, a]
        new = (W * (flow + np.swapaxes(flow, 1, 2))).sum(axis=2)
        new = 0.5 * (p + new)
        change = np.abs(new - p).max(axis=1)
        p = np.where(done[:, None], p, new)
        rounds += ~done
        done |= change < tolerance
        if done.all():
            break
    return p / p.sum(axis=1, keepdims=True), rounds, done
