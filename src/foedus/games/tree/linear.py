"""Likelihoods whose rows depend on the coefficients through a few linear indices.

A model gives each row's log-likelihood with derivatives with respect to its M indices; products
with the regressors turn them into derivatives with respect to the K coefficients. Rows are worked
through in blocks small enough for the processor's cache (threads were tried: the blocks are so
short that they only wait for one another). Work grows linearly with rows; memory beyond the
regressors does not grow.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.games.newton import Value

BLOCK = 32_768  # numbers in one temporary of the Hessian sweep: 256 kB


@dataclass(frozen=True)
class LinearIndexLikelihood(ABC):
    """Regressors, weights, and the sums over rows that every such model needs.

    X: (n, K) regressors of all equations side by side; columns ``cut[m]:cut[m + 1]`` belong to
    equation m. weights: (n,) or None for ones.
    """

    X: Array
    cut: tuple[int, ...]
    weights: Array | None

    @abstractmethod
    def row_values(self, index: Array) -> Array:
        """Log-likelihoods (...) from linear indices (M, ...)."""

    @abstractmethod
    def row_slopes(self, index: Array) -> tuple[Array, Array]:
        """Log-likelihoods (...) and their gradients (M, ...)."""

    @abstractmethod
    def row_curves(self, index: Array) -> tuple[Array, Array, Array]:
        """Log-likelihoods (...), gradients (M, ...) and Hessians (M, M, ...)."""

    @property
    def rows(self) -> int:
        """Number of rows."""
        return int(self.X.shape[0])

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """First and past-the-last column of each equation."""
        return list(zip(self.cut, self.cut[1:], strict=False))

    @cached_property
    def owner(self) -> NDArray[np.intp]:
        """(K,) the equation of each coefficient."""
        return np.repeat(np.arange(len(self.cut) - 1), np.diff(self.cut))

    def take(self, rows: Any) -> Self:
        """The same likelihood on some of the rows (a slice or positions)."""
        weights = None if self.weights is None else self.weights[rows]
        return replace(self, X=self.X[rows], weights=weights)

    def index(self, theta: Array) -> Array:
        """Linear indices: (M, n) at coefficients (K,), or (M, B, n) at (B, K)."""
        out = np.empty((len(self.cut) - 1, *theta.shape[:-1], self.rows))
        for m, (i, j) in enumerate(self.pairs):
            out[m] = theta[..., i:j] @ self.X[:, i:j].T
        return out

    def value(self, theta: Array) -> float:
        """Log-likelihood alone."""
        return float(sum(self._each(lambda b: b._total(b.row_values(b.index(theta))), BLOCK // 2)))

    def first(self, theta: Array) -> tuple[float, Array]:
        """Log-likelihood and gradient (K,)."""

        def part(block: Self) -> tuple[float, Array]:
            loglik, slopes = block.row_slopes(block.index(theta))
            return block._total(loglik), block._gradient(slopes)

        parts = self._each(part, BLOCK // 2)
        return float(sum(p[0] for p in parts)), np.sum([p[1] for p in parts], axis=0)

    def second(self, theta: Array) -> Value:
        """Log-likelihood, gradient and exact Hessian."""

        def part(block: Self) -> tuple[float, Array, Array]:
            loglik, slopes, curves = block.row_curves(block.index(theta))
            return block._total(loglik), block._gradient(slopes), block._products(curves)

        parts = self._each(part, max(256, BLOCK // max(1, len(self.cut) - 1)))
        return Value(
            float(sum(p[0] for p in parts)),
            np.sum([p[1] for p in parts], axis=0),
            np.sum([p[2] for p in parts], axis=0),
        )

    def scores(self, theta: Array) -> Array:
        """(n, K) gradient of each row, not weighted."""

        def part(block: Self) -> Array:
            slopes = block.row_slopes(block.index(theta))[1]
            return np.asarray(slopes.T[:, self.owner] * block.X)

        return np.concatenate(self._each(part, BLOCK // 2))

    def row_loglik(self, theta: Array) -> Array:
        """(n,) log-likelihood of each row, not weighted."""
        return np.concatenate(
            self._each(lambda block: block.row_values(block.index(theta)), BLOCK // 2)
        )

    def _total(self, loglik: Array) -> float:
        return float(loglik.sum() if self.weights is None else loglik @ self.weights)

    def _gradient(self, slopes: Array) -> Array:
        weighted = slopes if self.weights is None else slopes * self.weights
        return np.concatenate([weighted[m] @ self.X[:, i:j] for m, (i, j) in enumerate(self.pairs)])

    def _products(self, curves: Array) -> Array:
        """Blocks X_m' diag(w h_mm') X_m' of the Hessian of one block of rows."""
        weighted = curves if self.weights is None else curves * self.weights
        out = np.empty((self.X.shape[1],) * 2)
        for m, (i, j) in enumerate(self.pairs):
            out[i:j] = self.X[:, i:j].T @ (weighted[m][self.owner].T * self.X)
        return out

    def _each(self, part: Callable[[Self], Any], size: int) -> list[Any]:
        return [part(block) for block in self.blocks(size)]

    def blocks(self, size: int) -> Iterator[Self]:
        """Consecutive runs of at most ``size`` rows."""
        for start in range(0, self.rows, size):
            yield self.take(slice(start, start + size))
