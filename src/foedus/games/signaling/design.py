"""From parameters to payoffs and back: which column of the data bears on which utility."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from foedus.estimate import Array
from foedus.games.signaling.payoffs import UTILITIES, Ints, Payoffs


@dataclass(frozen=True, slots=True)
class DesignMatrix:
    """``k`` regressors over ``n`` games, each belonging to one utility.

    X: shape (n, k). owner: shape (k,), the place in ``UTILITIES`` of each column's utility, sorted.
    names: ``utility:regressor``. offset: shape (n, 7), payoffs fixed at a number.
    """

    X: Array
    owner: Ints
    names: tuple[str, ...]
    offset: Array
    _blocks: tuple[tuple[int, slice, Array], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Cut the columns into one contiguous block a utility."""
        blocks = []
        for j in range(self.width):
            first, last = np.searchsorted(self.owner, [j, j + 1])
            if last > first:
                part = slice(int(first), int(last))
                blocks.append((j, part, np.ascontiguousarray(self.X[:, part])))
        object.__setattr__(self, "_blocks", tuple(blocks))

    def __len__(self) -> int:
        """How many games."""
        return len(self.X)

    @property
    def width(self) -> int:
        """How many indices the parameters feed (seven, the utilities)."""
        return int(self.offset.shape[1])

    def index(self, theta: Array) -> Array:
        """Every index at ``theta`` (k,), shape (n, width)."""
        table = self.offset.copy()
        for j, part, block in self._blocks:
            table[:, j] += block @ theta[part]
        return table

    def payoffs(self, theta: Array) -> Payoffs:
        """The games' payoffs at ``theta`` (k,)."""
        return Payoffs(*np.ascontiguousarray(self.index(theta)[:, : len(UTILITIES)].T))

    def scores(self, G: Array) -> Array:
        """Derivatives in theta, shape (n, k), from derivatives in the indices, (n, width)."""
        scores: Array = self.X * G[:, self.owner]
        return scores

    def hessian(self, M: Array) -> Array:
        """Second derivatives summed over games, (k, k).

        M: those in the indices, shape (n, width, width).
        """
        out = np.zeros((self.X.shape[1],) * 2)
        for j, rows, left in self._blocks:
            for i, columns, right in self._blocks:
                if i < j:
                    continue
                out[rows, columns] = left.T @ (M[:, j, i, None] * right)
                out[columns, rows] = out[rows, columns].T
        return out

    def at(self, rows: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> "DesignMatrix":
        """The design of some games, repeated as often as a game is named."""
        return DesignMatrix(self.X[rows], self.owner, self.names, self.offset[rows])

    def extend(self, names: tuple[str, ...]) -> "DesignMatrix":
        """The design with further parameters, one a new index, the same in every game."""
        n, more = len(self.X), len(names)
        return DesignMatrix(
            np.column_stack([self.X, np.ones((n, more))]),
            np.concatenate([self.owner, self.width + np.arange(more)]),
            self.names + names,
            np.column_stack([self.offset, np.zeros((n, more))]),
        )
