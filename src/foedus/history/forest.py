"""BoostedTrees trees that ship: what each splits on and what its leaves say, without scikit-learn.

A row's leaf is found without walking down: each split that the row fails rules out the leaves on
its left, and the first that is left over is the row's (Lucchese et al. 2015, QuickScorer). All rows
are put to one split together, so that a forest takes a few array operations a split.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.boosting import BoostedTrees
from foedus.history.covariates import logistic

#: Leaves that one tree may have: as many as bits are kept of those ruled out.
MOST_LEAVES = 16


@dataclass(frozen=True, slots=True)
class Forest:
    """m trees of one event; s splits and s + m leaves in all, tree after tree.

    A row passes a split where its value is at most the threshold, or is missing and ``missing`` is
    set; it then goes left. Leaves are numbered from left to right in each tree.
    """

    base: float  # logit of a row before any tree
    splits: NDArray[np.int64]  # (m,) how many each tree has
    column: NDArray[np.int64]  # (s,)
    threshold: NDArray[np.float32]  # (s,)
    missing: NDArray[np.bool_]  # (s,)
    first: NDArray[np.int64]  # (s,) first leaf on a split's left
    leaves: NDArray[np.int64]  # (s,) how many there are
    value: Array  # (s + m,) what each leaf adds to the logit

    def chances(self, X: NDArray[np.float32]) -> Array:
        """(n,) chance of the event in each row of the (n, k) columns."""
        columns = np.ascontiguousarray(X.T, dtype=np.float32)
        total = np.full(len(X), self.base)
        failed, bits = np.empty(len(X), np.bool_), np.empty(len(X), np.uint16)
        left = ((1 << self.leaves) - 1 << self.first).astype(np.uint16)
        split = leaf = 0
        for count in self.splits:
            out = np.zeros(len(X), np.uint16)
            for at in range(split, split + count):
                values, most = columns[self.column[at]], self.threshold[at]
                if self.missing[at]:
                    np.greater(values, most, out=failed)
                else:  # a missing value is not at most anything
                    np.logical_not(np.less_equal(values, most, out=failed), out=failed)
                np.multiply(failed, left[at], out=bits)
                np.bitwise_or(out, bits, out=out)
            total += self.value[leaf : leaf + count + 1][_first_zero()[out]]
            split, leaf = split + count, leaf + count + 1
        return logistic(total)


@cache
def _first_zero() -> NDArray[np.uint8]:
    """(65536,) place of the lowest bit that is not set in a number."""
    number = np.arange(1 << MOST_LEAVES, dtype=np.int64)
    lowest = ~number & (number + 1)
    return np.asarray(np.log2(lowest), dtype=np.uint8)


def forest(fitted: BoostedTrees) -> Forest:
    """The trees of a fit. Raises ValueError where one has more leaves than ``MOST_LEAVES``."""
    splits: list[tuple[int, np.float32, bool, int, int]] = []
    value: list[float] = []
    counts: list[int] = []
    for [predictor] in fitted.model._predictors:
        before, leaves = len(splits), len(value)
        for each in _left_to_right(predictor.nodes, 0, value):
            place, most, missing, first = each
            if fitted.edges and np.isfinite(most):  # infinite where what is missing stands alone
                most = float(fitted.edges[place][int(most)])
            splits.append((place, _below(most), missing, first - leaves, len(value) - first))
        counts.append(len(splits) - before)
        if len(value) - leaves > MOST_LEAVES:
            raise ValueError(f"a tree of {len(value) - leaves} leaves, more than {MOST_LEAVES}")
    columns = list(zip(*splits, strict=True)) if splits else [()] * 5
    return Forest(
        float(np.ravel(fitted.model._baseline_prediction)[0]), np.array(counts, np.int64),
        np.array(columns[0], np.int64), np.array(columns[1], np.float32),
        np.array(columns[2], np.bool_), np.array(columns[3], np.int64),
        np.array(columns[4], np.int64), np.array(value),
    )  # fmt: skip


def _left_to_right(
    nodes: NDArray[np.void], at: int, value: list[float]
) -> Iterator[tuple[int, float, bool, int]]:
    """Each split once the leaves on its left stand in ``value``: column, threshold, whether what is
    missing goes left, and the first of those leaves.
    """
    node = nodes[at]
    if node["is_leaf"]:
        value.append(float(node["value"]))
        return
    first = len(value)
    yield from _left_to_right(nodes, int(node["left"]), value)
    yield (
        int(node["feature_idx"]), float(node["num_threshold"]), bool(node["missing_go_to_left"]),
        first,
    )  # fmt: skip
    yield from _left_to_right(nodes, int(node["right"]), value)


def _below(most: float) -> np.float32:
    """The largest number of 32 bits that is at most ``most``: values of 32 bits compare alike."""
    near = np.float32(most)
    return near if float(near) <= most else np.nextafter(near, np.float32(-np.inf))
