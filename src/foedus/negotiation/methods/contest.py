"""Challenges in the spatial model: who would prevail, and whom it pays most to challenge."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.negotiation.batch import CHUNK
from foedus.negotiation.methods.vote import Voting, vote
from foedus.negotiation.record import Array

#: A challenge must gain its initiator more than this.
WORTHWHILE = 1e-5
_TRACE = 1e-10  # strength of either side before anybody votes


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What is needed to judge a challenge as one actor sees it.

    delta: (n, n) distances; rho: (n,) attitudes to risk; alpha: how far others' attitudes are
    seen as they are; s: (n,) total salience, the chance to resist; c: (n,) capability.
    """

    delta: Array
    rho: Array
    alpha: float
    s: Array
    c: Array
    voting: Voting
    commitment: Literal["NoCommit", "SemiCommit", "FullCommit"]

    def utilities(self, h: NDArray[np.int64]) -> Array:
        """U[h, t, j]: utility to t of j's position as h estimates it."""
        seen = (1 - self.alpha) * self.rho[h][:, None] + self.alpha * self.rho[None, :]
        plain = 1 - self.delta
        curved = plain * np.minimum(self.delta, 1.0)
        U: Array = seen[:, :, None] * curved
        U += plain
        return U

    def prevail(self, U: Array, i: NDArray[np.int64]) -> Array:
        """P[h, j] that initiator i[h] prevails over j. U: (H, n, n) utilities seen by h."""
        n = len(self.c)
        at = np.arange(len(i))
        W = self.s * self.c
        u_ti = U[at, :, i]  # (H, t)
        u_tt = U[:, np.arange(n), np.arange(n)]  # (H, t)
        own = vote(W[i][:, None], u_ti[at, i][:, None] - U[at, i, :], self.voting)  # (H, j)
        target = vote(W[None, :], u_ti - u_tt, self.voting)  # (H, j): j's vote on i against j
        A = _TRACE + np.maximum(own, 0.0) + np.maximum(target, 0.0)
        B = _TRACE + np.maximum(-own, 0.0) + np.maximum(-target, 0.0)
        if self.commitment != "SemiCommit":
            # Whoever is backed, a third party ends in the same place: it has nothing to vote on.
            return A / (A + B)
        first = vote(W[None, :, None], u_ti[:, :, None] - U, self.voting)
        size = np.abs(first)
        pi = size + first
        pi *= 0.5
        pi += A[:, None, :]
        size += (A + B)[:, None, :]
        pi /= size
        # Value of backing i less that of backing j: π(u_tt − u_ti) + (1−π)(u_tj − u_tt).
        gain = pi * ((2 * u_tt - u_ti)[:, :, None] - U)
        gain += U
        gain -= u_tt[:, :, None]
        cast = vote(W[None, :, None], gain, self.voting)
        cast[at, i, :] = 0.0
        cast[:, np.arange(n), np.arange(n)] = 0.0  # t is j
        total = cast.sum(axis=1)
        backed = 0.5 * (np.abs(cast).sum(axis=1) + total)
        strength_i = A + backed
        strength_j = B + backed - total
        P: Array = strength_i / (strength_i + strength_j)
        return P


def best_targets(view: Viewpoint) -> tuple[NDArray[np.int64], Array]:
    """Whom each actor challenges (−1 for nobody), and its P of prevailing: (n,), (n, n).

    Each actor judges its own challenges only, which makes a turn O(n³) where judging every
    viewpoint would be O(n⁴).
    """
    n = len(view.c)
    P = np.empty((n, n))
    targets = np.empty(n, dtype=np.int64)
    step = max(1, CHUNK // (n * n))
    for start in range(0, n, step):
        h = np.arange(start, min(n, start + step))
        U = view.utilities(h)
        part = view.prevail(U, h)
        at = np.arange(len(h))
        u_ii, u_ij = U[at, h, h][:, None], U[at, h, :]
        resisted = part * 2 * u_ii + (1 - part) * 2 * u_ij
        gain = (1 - view.s) * 2 * u_ii + view.s * resisted - (u_ii + u_ij)
        gain[at, h] = -np.inf
        best = np.argmax(gain, axis=1)
        targets[h] = np.where(gain[at, best] > WORTHWHILE, best, -1)
        P[h] = part
    return targets, P
