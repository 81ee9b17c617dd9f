"""Logrolling: give on what you care less about, get on what you care more about.

Stokman & van Oosten (1994), in Bueno de Mesquita & Stokman, European Community Decision Making.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError
from foedus.negotiation.record import Array, MethodResult, Status, input_hash


@dataclass(frozen=True, slots=True)
class Trade:
    """Actor ``giver_p`` moves on issue p and ``giver_q`` on issue q.

    move_p, move_q: how far their positions move; shift_p, shift_q: how far the compromises move,
    all with sign. gain: utility (salience × shift) that each of the two wins.
    """

    giver_p: int
    giver_q: int
    p: int
    q: int
    move_p: float
    move_q: float
    shift_p: float
    shift_q: float
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(MethodResult):
    """positions: (n, P) after all trades; before, after: (P,) compromises; trades in order."""

    positions: Array
    before: Array
    after: Array
    trades: tuple[Trade, ...]


def exchange(
    positions: ArrayLike, salience: ArrayLike, capability: ArrayLike, *, limit: int = 10_000
) -> Exchange:
    """Trade votes between issues until no pair gains.

    positions, salience: (n, P), NaN positions for actors absent from an issue; capability: (n,)
    or (n, P). Each step makes the trade with the largest joint gain; an actor moves once an
    issue, at most to its partner's position; both partners gain the same. The compromise is then
    taken anew. Third parties may lose: the gains count the two traders alone.

    Raises InputError for shapes that do not agree or negative weights.
    """
    x, s = np.array(positions, dtype=float), np.array(salience, dtype=float)
    c = np.array(capability, dtype=float)
    if x.ndim != 2 or s.shape != x.shape or c.shape not in ((len(x),), x.shape):
        raise InputError(
            f"shapes do not agree: positions {x.shape}, salience {s.shape}, capability {c.shape}",
            hint="give (n, P), (n, P), and (n,) or (n, P)",
        )
    here = np.isfinite(x)
    s, x = np.where(here, s, 0.0), np.where(here, x, 0.0)
    w = np.where(here, (c[:, None] if c.ndim == 1 else c) * s, 0.0)
    if not np.isfinite(w).all() or (w < 0).any() or (s < 0).any():
        raise InputError("salience and capability must be numbers, not negative")
    W = w.sum(axis=0)
    if (W <= 0).any():
        raise InputError(f"no actor has any weight on issue {int(np.argmin(W))}")
    hashed = input_hash("exchange", {"limit": limit}, x, s, w)
    free = here & (w > 0)
    before = (w * x).sum(axis=0) / W
    trades: list[Trade] = []
    status = Status.LIMIT
    for _ in range(limit):
        trade = _best(x, s, w, W, free)
        if trade is None:
            status = Status.CONVERGED
            break
        x[trade.giver_p, trade.p] += trade.move_p
        x[trade.giver_q, trade.q] += trade.move_q
        free[trade.giver_p, trade.p] = free[trade.giver_q, trade.q] = False
        trades.append(trade)
    return Exchange(
        method="logrolling exchange",
        settings={"limit": limit},
        status=(status,),
        rounds=np.array([len(trades)]),
        input_hash=hashed,
        positions=np.where(here, x, np.nan),
        before=before,
        after=(w * x).sum(axis=0) / W,
        trades=tuple(trades),
    )


def _best(x: Array, s: Array, w: Array, W: Array, free: Array) -> Trade | None:
    """The trade with the largest joint gain, or None where nobody gains."""
    P = x.shape[1]
    side = np.sign(x - (w * x).sum(axis=0) / W)
    best: Trade | None = None
    for p in range(P):
        for q in range(P):
            if p == q:
                continue
            # i gives on p, j gives on q: i cares less about p, relative to q, than j does.
            less = s[:, None, p] * s[None, :, q] < s[None, :, p] * s[:, None, q]
            apart = (side[:, None, p] * side[None, :, p] < 0) & (
                side[:, None, q] * side[None, :, q] < 0
            )
            able = less & apart & free[:, None, p] & free[None, :, q]
            if not able.any():
                continue
            most_p = w[:, None, p] * np.abs(x[None, :, p] - x[:, None, p]) / W[p]
            most_q = w[None, :, q] * np.abs(x[None, :, q] - x[:, None, q]) / W[q]
            rate = (s[:, None, p] + s[None, :, p]) / np.maximum(
                s[:, None, q] + s[None, :, q], 1e-300
            )
            shift_p = np.minimum(most_p, most_q / np.maximum(rate, 1e-300))
            gain = np.where(able, s[:, None, q] * shift_p * rate - s[:, None, p] * shift_p, 0.0)
            i, j = np.unravel_index(int(np.argmax(gain)), gain.shape)
            if gain[i, j] > 1e-9 and (best is None or gain[i, j] > best.gain + 1e-12):
                best = _trade(int(i), int(j), p, q, shift_p[i, j], rate[i, j], x, w, W, gain[i, j])
    return best


def _trade(
    i: int,
    j: int,
    p: int,
    q: int,
    dp: float,
    rate: float,
    x: Array,
    w: Array,
    W: Array,
    gain: float,
) -> Trade:
    to_p, to_q = np.sign(x[j, p] - x[i, p]), np.sign(x[i, q] - x[j, q])
    dq = dp * rate
    return Trade(
        giver_p=i,
        giver_q=j,
        p=p,
        q=q,
        move_p=float(to_p * dp * W[p] / w[i, p]),
        move_q=float(to_q * dq * W[q] / w[j, q]),
        shift_p=float(to_p * dp),
        shift_q=float(to_q * dq),
        gain=float(gain),
    )
