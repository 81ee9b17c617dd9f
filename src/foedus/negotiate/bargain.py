"""Bargains of the spatial model: what is offered, and which one each actor ends up with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.negotiate.contest import Viewpoint
from foedus.negotiate.record import Array

_EPS = 1e-6


@dataclass(frozen=True, slots=True)
class Bargain:
    """Where initiator and receiver would stand, (K,) each."""

    initiator: int
    receiver: int
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
) -> list[Bargain]:
    """Every bargain on the table this turn, in the order of initiators."""
    offers = []
    for i in np.flatnonzero(targets >= 0):
        j = targets[i]
        terms = [meet(theta[i], theta[j], sigma[i], sigma[j], P[i, j], vector)]
        if interpolation != "InitOnlyInterp":
            seen = view.prevail(view.utilities(np.array([j])), np.array([i]))[0, j]
            terms.append(meet(theta[i], theta[j], sigma[i], sigma[j], seen, vector))
        if interpolation == "PWCompInterp":
            w = np.array([view.c[i] * view.s[i], view.c[j] * view.s[j]]) + 1e-12
            w = w / w.sum()
            terms = [tuple(w[0] * a + w[1] * b for a, b in zip(*terms, strict=True))]
        offers += [Bargain(int(i), int(j), to_i, to_j) for to_i, to_j in terms]
    return offers


def meet(
    x_i: Array, x_j: Array, s_i: Array, s_j: Array, P: float, vector: str
) -> tuple[Array, Array]:
    """Where i and j meet, dimension by dimension, when i would prevail with chance P.

    Who cares more and would prevail more surely gives less. Results are rounded to four decimals
    (``S2PMax`` is not), as KTAB's are.
    """
    if vector == "S2PMax":
        d_i, d_j = max(0.0, 1 - 2 * P), max(0.0, 2 * P - 1)
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
    offers: list[Bargain],
    values: Array,
    elect: Callable[[Array], Array],
    rng: np.random.Generator | None,
) -> tuple[Array, tuple[tuple[int, int] | None, ...]]:
    """All actors elect where each one goes, among staying and the bargains that concern it.

    values: (1 + offers, n) worth of the state to each voter as it is and after each bargain.
    elect: chances (g, m) from worths (g, m, n). rng: draws the winner; None takes the likeliest.
    """
    n = len(theta)
    options: list[list[int]] = [[0] for _ in range(n)]
    for number, offer in enumerate(offers, 1):
        options[offer.initiator].append(number)
    for number, offer in enumerate(offers, 1):
        options[offer.receiver].append(number)
    by_size: dict[int, list[int]] = {}
    for k in range(n):
        by_size.setdefault(len(options[k]), []).append(k)
    chosen = np.zeros(n, dtype=np.int64)
    for size, actors in by_size.items():
        if size == 1:
            continue
        p = elect(values[np.array([options[k] for k in actors])])
        for k, chance in zip(actors, p, strict=True):
            best = int(np.argmax(chance)) if rng is None else int(rng.choice(size, p=chance))
            chosen[k] = options[k][best]
    new = theta.copy()
    moves: list[tuple[int, int] | None] = []
    for k in range(n):
        if chosen[k] == 0:
            moves.append(None)
            continue
        offer = offers[chosen[k] - 1]
        new[k] = offer.to_initiator if offer.initiator == k else offer.to_receiver
        moves.append((offer.initiator, offer.receiver))
    return new, tuple(moves)
