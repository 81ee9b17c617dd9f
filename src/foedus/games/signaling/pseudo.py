"""Pseudo-likelihood (PL) and nested pseudo-likelihood (NPL), Crisman-Cox & Gibilisco (2021).

PL maximizes Q(theta; P), the likelihood of each side's best reply to first-stage beliefs P. NPL
alternates: beliefs move to the best replies at the current theta, theta re-maximizes Q, until
neither moves; its limit is an equilibrium in every game. A game's two beliefs touch no
other game, so the covariance needs one 2 x 2 system a game: its cost is linear in their number.
"""

from dataclasses import dataclass

import numpy as np

from foedus.estimate import Array
from foedus.games.newton import Maximum, Objective, Value, maximize
from foedus.games.signaling.design import DesignMatrix
from foedus.games.signaling.likelihood import (
    Beliefs,
    LikelihoodTerms,
    PayoffWeights,
    belief_slopes,
    indices,
    payoff_gradient,
    replies,
    reply_slopes,
    terms,
    weights,
)

FIRM = 1e-20  # NPL looks for where nothing moves any more: its steps end tighter than others
EDGE = 1e-4  # beliefs are kept this far from 0 and 1 while NPL iterates


@dataclass(frozen=True, slots=True)
class NestedFit:
    """The limit of NPL: the last maximum, the beliefs it answers, and how it went."""

    maximum: Maximum
    beliefs: Beliefs
    rounds: int
    change: float
    settled: bool
    at_edge: int  # games whose beliefs ended on EDGE: no equilibrium is claimed there


def pseudo_objective(design: DesignMatrix, counts: Array, beliefs: Beliefs) -> Objective:
    """Q, its gradient and its Hessian in theta, at fixed beliefs."""
    w = weights(beliefs)
    # u, v and t are linear in theta while beliefs stand still: their regressors, (n, k) each
    U, V, T = (design.scores(part) for part in (w.u, w.v, w.t))
    u0, v0, t0 = indices(design.offset, w)

    def objective(theta: Array) -> Value:
        d = terms(counts, u0 + U @ theta, v0 + V @ theta, t0 + T @ theta)
        gradient = U.T @ d.u + V.T @ d.v + T.T @ d.t
        cross = U.T @ (d.uv[:, None] * V)
        hessian = U.T @ (d.uu[:, None] * U) + V.T @ (d.vv[:, None] * V)
        hessian += T.T @ (d.tt[:, None] * T) + cross + cross.T
        return Value(float(d.value.sum()), gradient, hessian)

    return objective


def fit_pl(
    design: DesignMatrix, counts: Array, beliefs: Beliefs, start: Array | None = None
) -> Maximum:
    """Maximize Q(theta; beliefs) from ``start`` (zeros by default)."""
    begin = np.zeros(design.X.shape[1]) if start is None else start
    return maximize(pseudo_objective(design, counts, beliefs), begin, tolerance=FIRM)


def fit_npl(
    design: DesignMatrix,
    counts: Array,
    beliefs: Beliefs,
    start: Array | None = None,
    *,
    tolerance: float = 1e-10,
    rounds: int = 500,
) -> NestedFit:
    """Iterate beliefs and parameters until none of either moves by ``tolerance``."""
    beliefs = beliefs.clipped(EDGE)
    best = fit_pl(design, counts, beliefs, start)
    change, count = np.inf, 0
    for count in range(1, rounds + 1):  # noqa: B007
        answer = replies(design.index(best.theta), beliefs).clipped(EDGE)
        ahead = fit_pl(design, counts, answer, best.theta)
        change = max(float(np.abs(ahead.theta - best.theta).max()), answer.distance(beliefs))
        best, beliefs = ahead, answer
        if change < tolerance or ahead.status not in ("converged", "stalled"):
            break
    edge = sum((p <= EDGE) | (p >= 1 - EDGE) for p in (beliefs.resist, beliefs.firm))
    return NestedFit(best, beliefs, count, change, change < tolerance, int(np.count_nonzero(edge)))


def npl_covariance(design: DesignMatrix, counts: Array, beliefs: Beliefs, theta: Array) -> Array:
    """Covariance of NPL, shape (k, k): T^-1 A T'^-1 (Aguirregabiria & Mira 2007).

    A sums the outer products of the games' scores; T adds to A how the scores move when the
    beliefs follow theta through the equilibrium, one 2 x 2 inverse a game.
    """
    w, table = weights(beliefs), design.index(theta)
    d = terms(counts, *indices(table, w))
    r = reply_slopes(table, beliefs, w)
    q_resist, q_firm = _belief_scores(d, table, beliefs)
    # q' (I - J')^-1 with J = [[0, J_resist], [J_firm, 0]]
    whole = 1 - r.J_resist * r.J_firm
    a = (q_resist + q_firm * r.J_resist) / whole
    b = (q_resist * r.J_firm + q_firm) / whole
    s = design.scores(payoff_gradient(d, w))
    A = s.T @ s
    T = A + s.T @ design.scores(a[:, None] * r.K_resist + b[:, None] * r.K_firm)
    left = np.linalg.solve(T, A)
    V: Array = np.linalg.solve(T, left.T).T
    return 0.5 * (V + V.T)


def pl_covariance(
    design: DesignMatrix, counts: Array, beliefs: Beliefs, theta: Array, root: Array | None
) -> Array:
    """Covariance of PL, shape (k, k): A^-1 + A^-1 M S M' A^-1.

    S is the covariance of the first-stage beliefs (all of ``resist``, then all of ``firm``).
    root: shape (2n, r) with S = root root'; or shape (2n,), the standard errors of independent
    beliefs; or None where the first stage is held as known (S = 0). Linear in n in each case.
    """
    w, table = weights(beliefs), design.index(theta)
    d = terms(counts, *indices(table, w))
    s = design.scores(payoff_gradient(d, w))
    inverse = np.asarray(np.linalg.inv(s.T @ s), float)
    if root is None:
        return inverse
    q_resist, q_firm = _belief_scores(d, table, beliefs)
    n = len(table)
    if root.ndim == 1:
        noise = (q_resist * root[:n]) ** 2 + (q_firm * root[n:]) ** 2
        meat: Array = s.T @ (noise[:, None] * s)
        return np.asarray(inverse + inverse @ meat @ inverse, float)
    spread = s.T @ (q_resist[:, None] * root[:n] + q_firm[:, None] * root[n:])
    whole = inverse @ spread
    V: Array = inverse + whole @ whole.T
    return V


def _terms(design: DesignMatrix, counts: Array, w: PayoffWeights, theta: Array) -> LikelihoodTerms:
    return terms(counts, *indices(design.index(theta), w))


def _belief_scores(d: LikelihoodTerms, table: Array, beliefs: Beliefs) -> tuple[Array, Array]:
    """Derivatives of each game's log-likelihood in its two beliefs, (n,) each."""
    du, dt = belief_slopes(table, beliefs)
    return (d.u + d.v) * du, d.t * dt
