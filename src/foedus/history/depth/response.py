"""The graded response model (Samejima 1969): how a trait shows in ordered categories.

The chance that item i is at category k or above is ``logistic(a_i * trait - c_ik)`` with slope
``a_i > 0`` and rising thresholds ``c_i1 < c_i2 < ...``. So with more of the trait a higher
category is always likelier, and adding a tie never lowers the trait's posterior.

Parameters are one free vector, item after item: log slope, first threshold, logs of the steps
between thresholds. Integrals over the trait, standard normal in the population, are sums over an
even grid: for smooth integrands that die out this is as exact as Gauss–Hermite quadrature
(Trefethen & Weideman 2014), and it gives quantiles of the posterior too.
"""

import numpy as np

from foedus.history.depth.items import Array

#: (q,) values of the trait, and their share of the population.
NODES: Array = np.linspace(-6.0, 6.0, 121)
WEIGHTS: Array = np.exp(-(NODES**2) / 2)
WEIGHTS /= WEIGHTS.sum()


def spans(sizes: tuple[int, ...]) -> tuple[slice, ...]:
    """Where each item stands in a vector with ``sizes[i]`` places for item i.

    Serves the parameters (a slope and ``size - 1`` thresholds) and the categories alike.
    """
    ends = np.cumsum(sizes)
    return tuple(slice(int(end) - size, int(end)) for end, size in zip(ends, sizes, strict=True))


def natural(free: Array, sizes: tuple[int, ...]) -> Array:
    """(..., k) slopes and thresholds, item after item, from the free parameters."""
    result = np.empty_like(free)
    for span in spans(sizes):
        mine = free[..., span]
        result[..., span.start] = np.exp(mine[..., 0])
        steps = np.concatenate([mine[..., 1:2], np.exp(mine[..., 2:])], axis=-1)
        result[..., span.start + 1 : span.stop] = np.cumsum(steps, axis=-1)
    return result


def natural_slopes(free: Array, sizes: tuple[int, ...]) -> Array:
    """(k, k) derivative of :func:`natural`: row a natural parameter, column a free one."""
    result = np.zeros((len(free), len(free)))
    for span in spans(sizes):
        first, last = span.start, span.stop
        result[first, first] = np.exp(free[first])
        result[first + 1 : last, first + 1] = 1.0
        for place in range(first + 2, last):
            result[place:last, place] = np.exp(free[place])
    return result


def log_probabilities(free: Array, sizes: tuple[int, ...]) -> Array:
    """(..., categories, q) log chance of each category of each item at each node.

    free: (..., k). Written as a product of logistics, which loses no digits where two thresholds
    are close or the trait is extreme.
    """
    parts = []
    values = natural(free, sizes)
    for span in spans(sizes):
        slope, cuts = values[..., span.start, None, None], values[..., span.start + 1 : span.stop]
        u = slope * NODES - cuts[..., None]  # (..., size - 1, q)
        part = np.zeros((*u.shape[:-2], u.shape[-2] + 1, u.shape[-1]))
        part[..., 1:, :] += _log_logistic(u)
        part[..., :-1, :] += _log_logistic(-u)
        part[..., 1:-1, :] += np.log(-np.expm1(-np.diff(cuts, axis=-1)))[..., None]
        parts.append(part)
    return np.concatenate(parts, axis=-2)


def gradient(free: Array, sizes: tuple[int, ...], counts: Array) -> Array:
    """(k,) derivative of the log likelihood by the free parameters.

    counts: (categories, q) expected number of rows with a category at a node, given the data
    (Bock & Aitkin 1981).
    """
    values = natural(free, sizes)
    result = np.empty_like(free)
    for span in spans(sizes):
        slope, cuts = values[span.start], values[span.start + 1 : span.stop]
        R = counts[span]
        u = slope * NODES - cuts[:, None]
        above = R[1:] * _logistic(-u)  # from the logistic of the category that begins at a cut
        below = R[:-1] * _logistic(u)  # and of the one that ends there
        result[span.start] = ((above - below) * slope * NODES).sum()
        by_cut = (below - above).sum(axis=1)
        pull = R[1:-1].sum(axis=1) / np.expm1(np.diff(cuts))  # a wider step is likelier to be hit
        by_cut[:-1] -= pull
        by_cut[1:] += pull
        beyond = np.cumsum(by_cut[::-1])[::-1]  # a step moves every later threshold
        result[span.start + 1] = beyond[0]
        result[span.start + 2 : span.stop] = beyond[1:] * np.exp(free[span.start + 2 : span.stop])
    return result


def posterior(evidence: Array, table: Array) -> tuple[Array, Array]:
    """The trait's posterior of each row, (..., n, q), and the rows' log likelihood, (..., n).

    evidence: (n, categories) of 0 and 1; table: (..., categories, q) log chances.
    """
    log = evidence @ table
    most = log.max(axis=-1, keepdims=True)
    weighted = np.exp(log - most) * WEIGHTS
    total = weighted.sum(axis=-1, keepdims=True)
    return weighted / total, (most + np.log(total))[..., 0]


def _logistic(x: Array) -> Array:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)), dtype=np.float64)


def _log_logistic(x: Array) -> Array:
    return np.asarray(-np.logaddexp(0.0, -x), dtype=np.float64)
