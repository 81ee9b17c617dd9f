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
    """What is needed to judge challenges as each actor of b issues sees them.

    delta: (b, n, n) distances; rho: (b, n) attitudes to risk; alpha: how far others' attitudes are
    seen as they are; s: (b, n) total salience, the chance to resist; c: (b, n) capability.
    """

    delta: Array
    rho: Array
    alpha: float
    s: Array
    c: Array
    voting: Voting
    commitment: Literal["NoCommit", "SemiCommit", "FullCommit"]

    def utilities(self, issue: NDArray[np.int64], h: NDArray[np.int64]) -> Array:
        """U[r, t, j]: utility to t of j's position as h[r] estimates it, on an issue."""
        seen = (1 - self.alpha) * self.rho[issue, h][:, None] + self.alpha * self.rho[issue]
        delta = self.delta[issue]
        plain = 1 - delta
        curved = plain * np.minimum(delta, 1.0)
        U: Array = seen[:, :, None] * curved
        U += plain
        return U

    def prevail(self, U: Array, issue: NDArray[np.int64], i: NDArray[np.int64]) -> Array:
        """P[r, j] that initiator i[r] prevails over j. U: (R, n, n), what each viewpoint sees."""
        n = self.c.shape[1]
        at = np.arange(len(i))
        W = (self.s * self.c)[issue]
        u_ti = U[at, :, i]  # (R, t)
        u_tt = U[:, np.arange(n), np.arange(n)]  # (R, t)
        own = vote(W[at, i][:, None], u_ti[at, i][:, None] - U[at, i, :], self.voting)  # (R, j)
        target = vote(W, u_ti - u_tt, self.voting)  # (R, j): j's vote on i against j
        A = _TRACE + np.maximum(own, 0.0) + np.maximum(target, 0.0)
        B = _TRACE + np.maximum(-own, 0.0) + np.maximum(-target, 0.0)
        if self.commitment != "SemiCommit":
            # Whoever is backed, a third party ends in the same place: it has nothing to vote on.
            return A / (A + B)
        first = vote(W[:, :, None], u_ti[:, :, None] - U, self.voting)
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
        cast = vote(W[:, :, None], gain, self.voting)
        cast[at, i, :] = 0.0
        cast[:, np.arange(n), np.arange(n)] = 0.0  # t is j
        total = cast.sum(axis=1)
        backed = 0.5 * (np.abs(cast).sum(axis=1) + total)
        strength_i = A + backed
        strength_j = B + backed - total
        P: Array = strength_i / (strength_i + strength_j)
        return P


def best_targets(view: Viewpoint) -> tuple[NDArray[np.int64], Array]:
    """Whom each actor challenges (−1 for nobody), and its P of prevailing: (b, n), (b, n, n).

    Each actor judges its own challenges only, which makes a turn O(n³) where judging every
    viewpoint would be O(n⁴).
    """
    b, n = view.c.shape
    P = np.empty((b, n, n))
    targets = np.empty((b, n), dtype=np.int64)
    step = max(1, CHUNK // (n * n))
    for start in range(0, b * n, step):
        issue, h = np.divmod(np.arange(start, min(b * n, start + step)), n)
        U = view.utilities(issue, h)
        part = view.prevail(U, issue, h)
        at = np.arange(len(h))
        u_ii, u_ij = U[at, h, h][:, None], U[at, h, :]
        s = view.s[issue]
        resisted = part * 2 * u_ii + (1 - part) * 2 * u_ij
        gain = (1 - s) * 2 * u_ii + s * resisted - (u_ii + u_ij)
        gain[at, h] = -np.inf
        best = np.argmax(gain, axis=1)
        targets[issue, h] = np.where(gain[at, best] > WORTHWHILE, best, -1)
        P[issue, h] = part
    return targets, P
