"""Estimated coefficients: their tests, sandwich covariances, draws around them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array


@dataclass(frozen=True, slots=True)
class Estimates:
    """Coefficients with their standard errors, (K,) each; an error is NaN where there is none.

    held: which coefficients were fixed.
    """

    names: Sequence[str]
    coef: Array
    errors: Array
    held: frozenset[str] = frozenset()

    @property
    def z(self) -> Array:
        """(K,) estimates in standard errors, NaN where there are none."""
        return self.coef / np.where(self.errors > 0, self.errors, np.nan)

    @property
    def p(self) -> Array:
        """(K,) two-sided p values of a normal test against zero."""
        from scipy.special import ndtr

        return np.asarray(2.0 * ndtr(-np.abs(self.z)))


def sandwich(bread: Array, scores: Array, clusters: NDArray[np.int64] | None = None) -> Array:
    """Covariance (k, k) of an estimate from its inverse information and the rows' scores (n, k).

    Scores are summed over each of G clusters, (n,) numbers from 0, or G = n rows; with G/(G - 1).
    """
    if clusters is not None:
        sums = np.zeros((int(clusters.max()) + 1, scores.shape[1]))
        np.add.at(sums, clusters, scores)
        scores = sums
    groups = len(scores)
    return np.asarray(bread @ (scores.T @ scores) @ bread * (groups / (groups - 1.0)))


def noise(covariance: Array, count: int, seed: int) -> Array:
    """(count, k) draws of a normal distribution around zero; a covariance of any rank will do."""
    values, vectors = np.linalg.eigh(covariance)
    standard = np.random.default_rng(seed).standard_normal((count, len(values)))
    return np.asarray((standard * np.sqrt(np.maximum(values, 0.0))) @ vectors.T)
