"""Bargains of the spatial model: what is offered, and which one each actor ends up with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.negotiation.batch import CHUNK
from foedus.negotiation.methods.contest import Viewpoint
from foedus.negotiation.record import Array

_EPS = 1e-6
Whole = NDArray[np.int64]
#: Of each actor, the (initiator, receiver) of the bargain that it accepted, or None.
Moves = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Bargains:
    """m offers on b issues: on which, who makes them to whom, (m,), and where the two would stand,
    (m, K) each. They stand issue by issue, in the order of initiators.
    """

    issue: Whole
    initiator: Whole
    receiver: Whole
    to_initiator: Array
    to_receiver: Array


def bargains(
    theta: Array,
    sigma: Array,
    targets: Whole,
    P: Array,
    view: Viewpoint,
    vector: Literal["S1P1", "S2P2", "S2PMax"],
    interpolation: Literal["InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"],
) -> Bargains:
    """Every bargain on the table this turn. theta, sigma: (b, n, K); targets: (b, n)."""
    b, i = np.nonzero(targets >= 0)
    j = targets[b, i]
    stand = theta[b, i], theta[b, j], sigma[b, i], sigma[b, j]
    own = meet(*stand, P[b, i, j], vector)
    if interpolation == "InitOnlyInterp":
        return Bargains(b, i, j, *own)
    seen = np.empty(len(i))
    step = max(1, CHUNK // theta.shape[1] ** 2)
    for start in range(0, len(i), step):
        some = slice(start, start + step)
        at = np.arange(len(i[some]))
        seen[some] = view.prevail(view.utilities(b[some], j[some]), b[some], i[some])[at, j[some]]
    theirs = meet(*stand, seen, vector)
    if interpolation == "InitRcvrInterp":  # two offers, the initiator's first
        both = [
            np.stack([one, two], axis=1).reshape(2 * len(i), theta.shape[2])
            for one, two in zip(own, theirs, strict=True)
        ]
        return Bargains(np.repeat(b, 2), np.repeat(i, 2), np.repeat(j, 2), both[0], both[1])
    w_i = view.c[b, i] * view.s[b, i] + 1e-12
    w_j = view.c[b, j] * view.s[b, j] + 1e-12
    share = (w_i / (w_i + w_j))[:, None]
    mixed = [share * one + (1 - share) * two for one, two in zip(own, theirs, strict=True)]
    return Bargains(b, i, j, mixed[0], mixed[1])


def meet(
    x_i: Array, x_j: Array, s_i: Array, s_j: Array, P: Array, vector: str
) -> tuple[Array, Array]:
    """Where i and j meet, dimension by dimension, when i would prevail with chance P.

    x_i, x_j, s_i, s_j: (m, K); P: (m,). Who cares more and would prevail more surely gives less.
    Results are rounded to four decimals (``S2PMax`` is not), as KTAB's are.
    """
    P = P[:, None]
    if vector == "S2PMax":
        d_i, d_j = np.maximum(0.0, 1 - 2 * P), np.maximum(0.0, 2 * P - 1)
        step_i = d_i * s_j**2 / (d_i * s_j**2 + _EPS + (1 - d_i) * s_i**2)
        step_j = d_j * s_i**2 / (d_j * s_i**2 + _EPS + (1 - d_j) * s_j**2)
        return x_i + step_i * (x_j - x_i), x_j + step_j * (x_i - x_j)
    e = 2 if vector == "S2P2" else 1
    a, b = s_i**e * P**e, s_j**e * (1 - P) ** e
    to_i = ((a + _EPS) * x_i + b * x_j) / (a + b + _EPS)
    to_j = (a * x_i + (b + _EPS) * x_j) / (a + b + _EPS)
    return np.floor(1e4 * to_i + 0.5) / 1e4, np.floor(1e4 * to_j + 0.5) / 1e4


def resolve(
    theta: Array,
    offers: Bargains,
    values: Array,
    elect: Callable[[Array, NDArray[np.bool_], Whole], Array],
    rng: np.random.Generator | None,
) -> tuple[Array, list[Moves]]:
    """All actors elect where each one goes, among staying and the bargains that concern it.

    theta: (b, n, K). values: (b + m, n) worth of the state to each voter: of each issue as it is,
    then after each bargain. elect: chances (g, o) from worths (g, o, n) of the options that stand,
    (g, o), and the issue of each, (g,). rng: draws the winner; None takes the likeliest, the first
    on ties.
    """
    b, n, _ = theta.shape
    count = len(offers.issue)
    # An actor's options: to stay, the bargains that it offers, those that it is offered.
    actor = offers.issue * n
    owner = np.concatenate([actor + offers.initiator, actor + offers.receiver])
    order = np.argsort(owner, kind="stable")
    owner, row = owner[order], b + np.tile(np.arange(count), 2)[order]
    many = np.bincount(owner, minlength=b * n)
    place = np.arange(len(owner)) - (np.cumsum(many) - many)[owner] + 1
    # Elections of like size go together, padded to 4, 8, 16, … options.
    size = np.maximum(4, 2 ** np.ceil(np.log2(many + 1)).astype(np.int64))
    chosen = np.repeat(np.arange(b), n)
    asked = np.flatnonzero(many)
    for wide in dict.fromkeys(size[asked].tolist()):
        some = asked[size[asked] == wide]
        padded = np.repeat(some[:, None] // n, wide, axis=1)
        mine = np.isin(owner, some)
        padded[np.searchsorted(some, owner[mine]), place[mine]] = row[mine]
        stands = np.arange(wide) <= many[some][:, None]
        p = elect(values[padded], stands, some // n)
        best = np.argmax(p, axis=1)
        if rng is not None:
            best = np.array([rng.choice(wide, p=chance) for chance in p])
        chosen[some] = padded[np.arange(len(some)), best]
    new = theta.reshape(b * n, -1).copy()
    moved = np.flatnonzero(chosen >= b)
    offer = chosen[moved] - b
    first = (offers.initiator[offer] == moved % n)[:, None]
    new[moved] = np.where(first, offers.to_initiator[offer], offers.to_receiver[offer])
    moves: list[list[tuple[int, int] | None]] = [[None] * n for _ in range(b)]
    told = zip(moved.tolist(), offers.initiator[offer].tolist(), offers.receiver[offer].tolist(),
               strict=True)  # fmt: skip
    for k, i, j in told:
        moves[k // n][k % n] = i, j
    return new.reshape(theta.shape), [tuple(each) for each in moves]
