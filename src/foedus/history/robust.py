"""Uncertainty that allows for rows sharing a state (Aronow, Samii & Assenova 2015).

A state sits in many dyads, so the errors of two rows that share one are not independent. Their
estimator sums the products of scores over all such pairs of rows. Written with sums by state
(S_s) and by dyad (D_d), the sum over pairs needs no n × n work: a pair of rows that shares one
state is counted once in Σ S_s S_s', a pair of the same dyad twice, so

    meat = Σ_s S_s S_s' - Σ_d D_d D_d'.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit

from foedus.estimate import Array
from foedus.history.logit import BLOCK, PooledFit


def meat(
    fit: PooledFit,
    X: NDArray[np.floating],
    y: NDArray[np.bool_],
    era: NDArray[np.int64],
    one: NDArray[np.integer],
    two: NDArray[np.integer],
    weights: Array | None = None,
) -> Array:
    """(p, p) dyadic-cluster-robust covariance of the score. one, two: (n,) codes of the states.

    weights: (n,) how much each row counted in the fit; None: all alike.
    """
    codes, ends = np.unique(np.concatenate([one, two]), return_inverse=True)
    first, second = ends[: len(one)], ends[len(one) :]
    low, high = np.minimum(first, second), np.maximum(first, second)
    dyads, dyad = np.unique(low * len(codes) + high, return_inverse=True)
    by_state = np.zeros((len(codes), len(fit.theta)))
    by_dyad = np.zeros((len(dyads), len(fit.theta)))
    k = fit.k
    for place, label in enumerate(fit.eras):
        own = slice(k * (place + 1), k * (place + 2))
        beta = fit.coefficients(int(label))
        rows = np.flatnonzero(era == label)
        for start in range(0, len(rows), 10 * BLOCK):
            some = rows[start : start + 10 * BLOCK]
            x = X[some].astype(np.float64)
            scores = x * (y[some] - expit(x @ beta))[:, None]
            if weights is not None:
                scores *= weights[some][:, None]
            by_state[:, own] += _sums(first[some], scores, len(codes))
            by_state[:, own] += _sums(second[some], scores, len(codes))
            by_dyad[:, own] += _sums(dyad[some], scores, len(dyads))
    for sums in (by_state, by_dyad):  # the pooled part is the sum over eras
        sums[:, :k] = sums[:, k:].reshape(len(sums), -1, k).sum(axis=1)
    total: Array = by_state.T @ by_state - by_dyad.T @ by_dyad
    return total


def _sums(group: NDArray[np.int64], scores: Array, groups: int) -> Array:
    """(groups, k) sums of scores by group."""
    rows = np.arange(len(group) + 1)
    chosen = csr_array(
        (np.ones(len(group)), group, rows), shape=(len(group), groups), dtype=np.float64
    )
    return np.asarray(chosen.T @ scores)


def widened(fit: PooledFit, score_covariance: Array) -> Array:
    """(p, p) posterior covariance, widened to the clusters, never narrower than Laplace's.

    With Hessian H = J + P (data, prior), the sandwich H^-1 (meat + P) H^-1 is H^-1 where the
    meat equals J. Directions in which it would be narrower (or, as the estimator is not
    positive definite in small samples, negative) keep Laplace's variance.
    """
    return widen(fit.hessian, score_covariance + np.diag(fit.prior))


def widen(hessian: Array, meat: Array) -> Array:
    """(p, p) sandwich H^-1 meat H^-1, kept at H^-1 in directions in which it would be narrower."""
    root = np.linalg.cholesky(hessian)
    inner = np.linalg.solve(root, meat)
    inner = np.linalg.solve(root, inner.T)
    values, vectors = np.linalg.eigh((inner + inner.T) / 2)
    half = np.linalg.solve(root.T, vectors * np.sqrt(np.maximum(values, 1.0)))
    covariance: Array = half @ half.T
    return covariance


def dyadic(scores: Array, one: NDArray[np.integer], two: NDArray[np.integer]) -> Array:
    """(p, p) covariance of summed scores (n, p) when rows that share a state go together."""
    codes, ends = np.unique(np.concatenate([one, two]), return_inverse=True)
    first, second = ends[: len(one)], ends[len(one) :]
    pair = np.minimum(first, second) * len(codes) + np.maximum(first, second)
    dyads, dyad = np.unique(pair, return_inverse=True)
    by_state = _sums(first, scores, len(codes)) + _sums(second, scores, len(codes))
    by_dyad = _sums(dyad, scores, len(dyads))
    total: Array = by_state.T @ by_state - by_dyad.T @ by_dyad
    return total
