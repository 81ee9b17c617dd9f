"""Bargains of the spatial model: what is offered, and which one each actor ends up with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.negotiation.methods.contest import Viewpoint
from foedus.negotiation.record import Array

_EPS = 1e-6


@dataclass(frozen=True, slots=True)
class Bargains:
    """m offers: who makes them to whom, (m,), and where the two would stand, (m, K) each."""

    initiator: NDArray[np.int64]
    receiver: NDArray[np.int64]
    to_initiator: Array
    to_receiver: Array


def bargains(
    theta: Array,
    sigma: Array,
    targets: NDArray[np.int64],
    P: Array,
    view: Viewpoint,
    vector: Literal["S1P1", "S2P2", "S2PMax"],
    interpolation: Literal["InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"],
) -> Bargains:
    """Every bargain on the table this turn, in the order of initiators."""
    i = np.flatnonzero(targets >= 0)
    j = targets[i]
    own = meet(theta[i], theta[j], sigma[i], sigma[j], P[i, j], vector)
    if interpolation == "InitOnlyInterp":
        return Bargains(i, j, *own)
    seen = np.array(
        [
            view.prevail(view.utilities(np.array([b])), np.array([a]))[0, b]
            for a, b in zip(i, j, strict=True)
        ]
    ).reshape(len(i))
    theirs = meet(theta[i], theta[j], sigma[i], sigma[j], seen, vector)
    if interpolation == "InitRcvrInterp":  # two offers, the initiator's first
        both = [
            np.stack([a, b], axis=1).reshape(2 * len(i), -1)
            for a, b in zip(own, theirs, strict=True)
        ]
        return Bargains(np.repeat(i, 2), np.repeat(j, 2), both[0], both[1])
    w_i, w_j = view.c[i] * view.s[i] + 1e-12, view.c[j] * view.s[j] + 1e-12
    share = (w_i / (w_i + w_j))[:, None]
    mixed = [share * a + (1 - share) * b for a, b in zip(own, theirs, strict=True)]
    return Bargains(i, j, mixed[0], mixed[1])


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
    elect: Callable[[Array, NDArray[np.bool_]], Array],
    rng: np.random.Generator | None,
) -> tuple[Array, tuple[tuple[int, int] | None, ...]]:
    """All actors elect where each one goes, among staying and the bargains that concern it.

    values: (1 + m, n) worth of the state to each voter as it is and after each bargain. elect:
    chances (g, o) from worths (g, o, n) of the options that stand, (g, o). rng: draws the
    winner; None takes the likeliest, the first on ties.
    """
    n = len(theta)
    options: list[list[int]] = [[0] for _ in range(n)]
    for side in (offers.initiator, offers.receiver):
        for number, k in enumerate(side.tolist(), 1):
            options[k].append(number)
    # Elections of like size go together, padded to 4, 8, 16, … options.
    by_size: dict[int, list[int]] = {}
    for k in range(n):
        if len(options[k]) > 1:
            by_size.setdefault(max(4, 1 << (len(options[k]) - 1).bit_length()), []).append(k)
    chosen = np.zeros(n, dtype=np.int64)
    for size, actors in by_size.items():
        padded = np.array([options[k] + [0] * (size - len(options[k])) for k in actors])
        stands = np.arange(size) < np.array([[len(options[k])] for k in actors])
        p = elect(values[padded], stands)
        best = np.argmax(p, axis=1)
        if rng is not None:
            best = np.array([rng.choice(size, p=chance) for chance in p])
        chosen[actors] = padded[np.arange(len(actors)), best]
    new = theta.copy()
    moves: list[tuple[int, int] | None] = []
    for k, number in enumerate(chosen.tolist()):
        if number == 0:
            moves.append(None)
            continue
        i, j = int(offers.initiator[number - 1]), int(offers.receiver[number - 1])
        new[k] = offers.to_initiator[number - 1] if i == k else offers.to_receiver[number - 1]
        moves.append((i, j))
    return new, tuple(moves)
