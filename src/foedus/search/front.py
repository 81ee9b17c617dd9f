"""Exact Pareto fronts: which alternatives nothing beats, where the knee is, and who changed what.

Every function takes objectives to be made small, as (n, m) floats.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations
from math import factorial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
T = TypeVar("T", bound=Hashable)
#: Steps of the grid of weights: 1,771 weightings of four objectives, 231 of three.
STEPS = 20


def front(values: Array) -> NDArray[np.intp]:
    """Rows that no other row dominates (no worse in all, better in one), in ascending order.

    values: (n, m). Equal rows do not dominate each other, so all of them are in or none is.
    In lexicographic order a row is dominated only by rows before it (Kung, Luccio & Preparata
    1975), so one pass over the distinct rows is exact. Raises ValueError where a value is NaN.
    """
    if np.isnan(values).any():
        raise ValueError("an objective is NaN")
    distinct, place = np.unique(values, axis=0, return_inverse=True)
    kept = np.empty_like(distinct)
    count, best = 0, np.zeros(len(distinct), dtype=np.bool_)
    for row, value in enumerate(distinct):
        if not (kept[:count] <= value).all(axis=1).any():
            kept[count] = value
            count += 1
            best[row] = True
    return np.flatnonzero(best[place.reshape(-1)])


def scaled(values: Array) -> Array:
    """(n, m) objectives from 0, the best of the rows, to 1, the worst; 0 where all are equal."""
    low, high = values.min(axis=0), values.max(axis=0)
    width = np.where(high > low, high - low, 1.0)
    out: Array = (values - low) / width
    return out


def weightings(objectives: int, steps: int = STEPS) -> Array:
    """(w, m) every weighting in multiples of 1/steps, each summing to 1."""
    bars = combinations(range(steps + objectives - 1), objectives - 1)
    rows = [np.diff((-1, *bar, steps + objectives - 1)) - 1 for bar in bars]  # stars and bars
    return np.asarray(rows, dtype=np.float64).reshape(len(rows), objectives) / steps


def utility(values: Array) -> tuple[Array, Array]:
    """Expected marginal utility of each row of a front, and the share of weightings that pick it.

    values: (n, m) distinct rows. For every weighting of the scaled objectives, the best row earns
    what one would lose by taking the second best; the mean over weightings is large where a front
    bends (Branke, Deb, Dierolf & Osswald 2004). Returns two (n,) arrays.
    """
    if len(values) == 1:
        return np.zeros(1), np.ones(1)
    weights = weightings(values.shape[1])
    costs = weights @ scaled(values).T
    order = np.argsort(costs, axis=1, kind="stable")[:, :2]
    ordered = np.take_along_axis(costs, order, axis=1)
    earned = np.bincount(order[:, 0], ordered[:, 1] - ordered[:, 0], minlength=len(values))
    tied = costs <= ordered[:, :1] + 1e-12  # rows that are best alike share the weighting
    chosen = (tied / tied.sum(axis=1, keepdims=True)).mean(axis=0)
    return earned / len(weights), np.asarray(chosen, dtype=np.float64)


def nearest(values: Array) -> dict[str, int]:
    """The row nearest to the ideal, by three distances: euclidean, sum, largest.

    The ideal is the best of every scaled objective at once (Zeleny 1973, compromise programming).
    A front that bends sharply has one row nearest by all three. Ties go to the first row.
    """
    gaps = scaled(values)
    far = {"euclidean": (gaps**2).sum(axis=1), "sum": gaps.sum(axis=1), "largest": gaps.max(axis=1)}
    return {name: int(np.argmin(np.round(distance, 12))) for name, distance in far.items()}


def knees(drawn: Array) -> Array:
    """(f,) share of draws in which each row of a front is nearest to the ideal (euclidean).

    drawn: (n, f, m) the objectives of the front's rows, draw by draw; each draw has its own scales.
    """
    low, high = drawn.min(axis=1, keepdims=True), drawn.max(axis=1, keepdims=True)
    gaps = (drawn - low) / np.where(high > low, high - low, 1.0)
    first = np.argmin(np.round((gaps**2).sum(axis=2), 12), axis=1)
    shares: Array = np.bincount(first, minlength=drawn.shape[1]) / len(drawn)
    return shares


def shapley(changes: Sequence[T], worth: Callable[[frozenset[T]], Array]) -> Mapping[T, Array]:
    """Each change's part in ``worth(all) - worth(none)``, exactly (Shapley 1953).

    worth: the changes made -> (m,) values. The mean over all orders in which the changes can be
    made; the parts sum to the whole difference.
    """
    every, size = tuple(changes), len(changes)
    known = {
        frozenset(made): worth(frozenset(made))
        for count in range(size + 1)
        for made in combinations(every, count)
    }
    parts = {}
    for change in every:
        total = np.zeros_like(known[frozenset()])
        for made, before in known.items():
            if change not in made:
                orders = factorial(len(made)) * factorial(size - len(made) - 1) / factorial(size)
                total = total + orders * (known[made | {change}] - before)
        parts[change] = total
    return parts
