"""Histogram gradient boosting, the yardstick of every score: scikit-learn's, with bins made here.

scikit-learn sorts a weighted column anew for each of its 254 quantiles, most of the time that these
fits take. Here a column is sorted once, and the trees are given the number of a value's bin: the
same bins, the same splits, the same chances.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array

#: Bins of a column beside the one for missing values, scikit-learn's default.
BINS = 255
#: Of more rows than these scikit-learn finds bins on a sample without weights, fast enough.
SAMPLED_ABOVE = 200_000

Columns = NDArray[np.float32] | Array
Edges = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """A fitted classifier; ``edges`` are the upper ends of each column's bins, none if unbinned."""

    model: Any
    edges: tuple[Edges, ...]

    def chances(self, X: Columns) -> Array:
        """(n,) chance of the event in each row of the (n, k) columns."""
        chances: Array = self.model.predict_proba(_binned(X, self.edges))[:, 1]
        return chances


def fit(
    X: Columns, y: NDArray[np.bool_], weight: Array | None = None, **settings: Any
) -> BoostedTrees:
    """Learn ``y`` (n,) from the (n, k) columns, rows counting by ``weight`` (n,).

    ``settings`` are those of scikit-learn's ``HistGradientBoostingClassifier`` (Friedman 2001;
    Ke et al. 2017). The fit is the same each time.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    edges: tuple[Edges, ...] = ()
    if weight is not None and len(X) <= SAMPLED_ABOVE:
        edges = tuple(thresholds(column, weight) for column in X.T)
    model = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **settings)
    return BoostedTrees(model.fit(_binned(X, edges), y, sample_weight=weight), edges)


def thresholds(column: NDArray[Any], weight: Array) -> Edges:
    """Upper ends of at most 255 bins of (n,) values that hold about equal (n,) weights, ascending.

    Midpoints where there are few values; else quantiles, averaged where one falls between two
    values (Hyndman & Fan 1996, their second). Missing values (NaN) and weights of 0 do not count.
    """
    use = ~np.isnan(column) & (weight != 0)
    values = column[use].astype(np.float64)
    order = np.argsort(values)
    values, mass = values[order], np.cumsum(weight[use][order])
    distinct = np.unique(values)
    if len(distinct) <= BINS:
        return np.asarray((distinct[:-1] + distinct[1:]) / 2)
    asked = np.linspace(0, 100, BINS + 1)[1:-1] / 100 * mass[-1]
    last = len(values) - 1
    below = np.minimum(np.searchsorted(mass, asked), last)
    within = mass[below] - asked > np.finfo(np.float64).eps  # of one value, not between two
    above = np.where(within, below, np.minimum(below + 1, last))
    ends: Edges = np.unique((values[below] + values[above]) / 2)
    return ends


def _binned(X: Columns, edges: Sequence[Edges]) -> Columns:
    """Each value replaced by the number of its bin; NaN stays."""
    if not edges:
        return X
    found = np.empty_like(X, order="F")
    for place, ends in enumerate(edges):
        found[:, place] = np.searchsorted(ends, X[:, place])
    found[np.isnan(X)] = np.nan
    return found
