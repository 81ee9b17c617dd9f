"""The log-likelihood of a game's coefficients over a tree: sweeps joined to regressors."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.games.tree.induction.curvature import curvature
from foedus.games.tree.induction.sweep import Reverse, Sweep
from foedus.games.tree.linear import BLOCK, LinearIndexLikelihood
from foedus.games.tree.structure import Structure


@dataclass(frozen=True)
class Likelihood(LinearIndexLikelihood):
    """Data laid out for a game on a tree.

    observed: (n,) label numbers. nature: node -> probabilities of its branches, numbers or (n,)
    arrays.
    """

    structure: Structure
    observed: NDArray[np.int64]
    nature: dict[int, tuple[float | Array, ...]] = field(default_factory=dict)

    def take(self, rows: Any) -> Self:
        """The same likelihood on some of the rows (a slice or positions)."""
        nature = {
            k: tuple(p if np.ndim(p) == 0 else np.asarray(p)[rows] for p in ps)
            for k, ps in self.nature.items()
        }
        return replace(super().take(rows), observed=self.observed[rows], nature=nature)

    def sweep(self, theta: Array) -> Sweep:
        """The game solved on all rows at once."""
        return Sweep(self.structure, self.index(theta), self.nature)

    def row_values(self, index: Array) -> Array:
        """Log probability of each row's observed label."""
        labels = Sweep(self.structure, index, self.nature).log_labels()
        return np.select([self.observed == i for i in range(len(labels))], labels)

    def row_slopes(self, index: Array) -> tuple[Array, Array]:
        """With derivatives with respect to the indices, by one reverse sweep."""
        reverse = Reverse(Sweep(self.structure, index, self.nature), self.observed)
        return reverse.loglik, reverse.gradient

    def row_curves(self, index: Array) -> tuple[Array, Array, Array]:
        """With second derivatives, by tangents through both sweeps."""
        reverse = Reverse(Sweep(self.structure, index, self.nature), self.observed)
        return reverse.loglik, reverse.gradient, curvature(reverse)

    def label_probabilities(self, theta: Array) -> Array:
        """(n, L) probability of each observable label."""
        parts = self._each(
            lambda block: np.exp(np.stack(block.sweep(theta).log_labels(), axis=1)), BLOCK // 2
        )
        return np.concatenate(parts)
