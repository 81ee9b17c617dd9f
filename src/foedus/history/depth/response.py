"""How a trait shows in ordered ties: graded responses, with clusters of ties that go together.

The chance that item i is at category k or above is ``logistic(a_i * x - c_ik)``, slope ``a_i > 0``
and thresholds ``c_i1 < c_i2 < ...`` (Samejima 1969). For most items x is the trait, standard normal
in the population. Items of a cluster share their own x, normal around the trait with standard
deviation ``sigma`` (a testlet: Bradlow, Wainer & Wang 1999), since they go together more than the
trait says; without it the trait would become the largest cluster. A higher category is always
likelier with more of the trait, so that adding a tie never lowers the trait's posterior.

Free parameters are one vector: item after item log slope, first threshold, logs of the steps
between thresholds; then the log of each cluster's sigma. Integrals are sums over an even grid: for
smooth integrands that die out this is as exact as Gauss–Hermite quadrature (Trefethen & Weideman
2014), and it gives the posterior's quantiles too.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array

#: (q,) values of the trait, and their share of the population.
NODES: Array = np.linspace(-8.0, 8.0, 81)
WEIGHTS: Array = np.exp(-(NODES**2) / 2)
WEIGHTS /= WEIGHTS.sum()
_TINY = 1e-300


@dataclass(frozen=True)
class ItemLayout:
    """Numbers of categories, and which items form a cluster (each item in one at most)."""

    sizes: tuple[int, ...]
    clusters: tuple[tuple[int, ...], ...] = ()

    @cached_property
    def spans(self) -> tuple[slice, ...]:
        """Each item's place among the categories, and among the parameters alike."""
        ends = np.cumsum(self.sizes)
        pairs = zip(ends, self.sizes, strict=True)
        return tuple(slice(int(end) - size, int(end)) for end, size in pairs)

    @cached_property
    def cuts(self) -> NDArray[np.intp]:
        """(c,) place of each threshold: also that of the category that begins at it."""
        starts = [span.start for span in self.spans]
        return np.setdiff1d(np.arange(sum(self.sizes)), starts)

    @cached_property
    def slopes(self) -> NDArray[np.intp]:
        """(c,) place of the slope that goes with each threshold."""
        starts = np.array([span.start for span in self.spans], dtype=np.intp)
        return np.repeat(starts, np.array(self.sizes) - 1)

    @cached_property
    def middle(self) -> NDArray[np.intp]:
        """(m,) of the thresholds: those at which a category begins that another one ends."""
        return np.flatnonzero(np.diff(self.slopes) == 0)

    @property
    def parameters(self) -> int:
        """k: number of free parameters."""
        return sum(self.sizes) + len(self.clusters)

    @cached_property
    def units(self) -> tuple[Array, ...]:
        """(categories,) 1 for the categories of items on the trait itself, then of each cluster."""
        masks = [self._mask(cluster) for cluster in self.clusters]
        alone = np.ones(sum(self.sizes)) - sum(masks, np.zeros(sum(self.sizes)))
        return (alone, *masks)

    def unit(self, item: int) -> int:
        """0 for an item on the trait itself, or 1 + its cluster."""
        found = [place for place, cluster in enumerate(self.clusters) if item in cluster]
        return found[0] + 1 if found else 0

    def _mask(self, members: tuple[int, ...]) -> Array:
        mask = np.zeros(sum(self.sizes))
        for item in members:
            mask[self.spans[item]] = 1.0
        return mask


@dataclass(frozen=True, slots=True)
class ResponseChances:
    """What a set of parameters says, at every node; leading axes are draws of the parameters."""

    table: Array  # (..., categories, q) log chance of each category
    sigmas: Array  # (clusters, ...): how far each one's level is from the trait

    @property
    def kernels(self) -> tuple[Array, ...]:
        """Each (..., q, q): a cluster's level (column) given the trait (row); rows sum to 1."""
        dense = (np.exp(-0.5 * (_GAPS / each[..., None, None]) ** 2) for each in self.sigmas)
        return tuple(each / each.sum(axis=-1, keepdims=True) for each in dense)


@dataclass(frozen=True, slots=True)
class TraitPosterior:
    """What n rows say about the trait and the clusters' levels."""

    trait: Array  # (..., n, q)
    levels: tuple[Array, ...]  # each (..., n, q), a cluster's
    loglik: Array  # (..., n)
    joint: tuple[tuple[Array, Array], ...]  # of each cluster: (trait part, level part), (..., n, q)

    def of(self, unit: int) -> Array:
        """(..., n, q) of the trait (0) or of a cluster's level."""
        return self.trait if unit == 0 else self.levels[unit - 1]


def natural(free: Array, layout: ItemLayout) -> Array:
    """(..., k) slopes and thresholds, item after item, then sigmas, from the free parameters."""
    result = np.exp(free)
    for span in layout.spans:
        mine = result[..., span.start + 1 : span.stop]
        mine[..., 0] = free[..., span.start + 1]
        np.cumsum(mine, axis=-1, out=mine)
    return result


def natural_slopes(free: Array, layout: ItemLayout) -> Array:
    """(k, k) derivative of ``natural``: row a natural parameter, column a free one."""
    result = np.diag(np.exp(free))
    for span in layout.spans:
        result[span.start + 1 : span.stop, span.start + 1] = 1.0
        for place in range(span.start + 2, span.stop):
            result[place : span.stop, place] = np.exp(free[place])
    return result


def chances(free: Array, layout: ItemLayout) -> ResponseChances:
    """What the free parameters, (..., k), say at each node.

    Written as a product of logistics, which loses no digits where two thresholds are close.
    """
    return _chances(natural(free, layout), layout)


def _chances(values: Array, layout: ItemLayout) -> ResponseChances:
    cuts = values[..., layout.cuts]
    u = values[..., layout.slopes, None] * NODES - cuts[..., None]  # (..., c, q)
    table = np.zeros((*u.shape[:-2], sum(layout.sizes), u.shape[-1]))
    table[..., layout.cuts, :] += _log_logistic(u)
    table[..., layout.cuts - 1, :] += _log_logistic(-u)
    steps = cuts[..., layout.middle + 1] - cuts[..., layout.middle]
    table[..., layout.cuts[layout.middle], :] += np.log(-np.expm1(-steps))[..., None]
    sigmas = np.moveaxis(values[..., sum(layout.sizes) :], -1, 0)
    return ResponseChances(table, sigmas)


def unit_given_trait(
    evidence: Array, said: ResponseChances, layout: ItemLayout, unit: int
) -> Array:
    """(..., n, q) log chance, given the trait, of what rows have of one unit.

    unit: 0 for the items on the trait itself, else 1 + a cluster, its level integrated out: what
    ``posterior`` does with kernels, here by distance alone, which many draws have room for.
    """
    own = (evidence * layout.units[unit]) @ said.table
    if unit == 0:
        return np.asarray(own)
    most = own.max(axis=-1, keepdims=True)
    band = np.exp(-0.5 * (_DISTANCES / said.sigmas[unit - 1][..., None]) ** 2)
    around = np.lib.stride_tricks.sliding_window_view(band, len(NODES), axis=-1)[..., ::-1, :]
    seen = np.swapaxes(around @ np.swapaxes(np.exp(own - most), -1, -2), -1, -2)
    seen /= around.sum(axis=-1)[..., None, :]
    return np.asarray(np.log(np.maximum(seen, _TINY)) + most)


def trait_given(log: Array) -> Array:
    """(..., n, q) posterior of the trait, from the log chance of rows given it."""
    weighted = np.exp(log - log.max(axis=-1, keepdims=True)) * WEIGHTS
    return np.asarray(weighted / weighted.sum(axis=-1, keepdims=True))


def posterior(evidence: Array, said: ResponseChances, layout: ItemLayout) -> TraitPosterior:
    """What rows say, by Bayes' rule. evidence: (n, categories) of 0 and 1."""
    alone, *masks = ((evidence * unit) @ said.table for unit in layout.units)
    log, parts, kernels = alone, [], said.kernels
    for own, kernel in zip(masks, kernels, strict=True):
        most = own.max(axis=-1, keepdims=True)
        level = np.exp(own - most)
        seen = np.maximum(level @ np.swapaxes(kernel, -1, -2), _TINY)  # given the trait
        log = log + np.log(seen) + most
        parts.append((level, seen))
    most = log.max(axis=-1, keepdims=True)
    weighted = np.exp(log - most) * WEIGHTS
    total = weighted.sum(axis=-1, keepdims=True)
    trait = weighted / total
    joint = tuple((trait / seen, level) for level, seen in parts)
    levels = tuple(
        level * (outer @ kernel) for (outer, level), kernel in zip(joint, kernels, strict=True)
    )
    return TraitPosterior(trait, levels, (most + np.log(total))[..., 0], joint)


def gradient(
    free: Array, layout: ItemLayout, evidence: Array, weight: Array
) -> tuple[float, Array]:
    """The marginal log likelihood of weighted rows, and its (k,) derivative.

    evidence: (n, categories), weight: (n,). An item's part needs only the expected number of rows
    with each category at each node (Bock & Aitkin 1981).
    """
    values = natural(free, layout)
    said = _chances(values, layout)
    found = posterior(evidence, said, layout)
    R = np.empty((evidence.shape[1], len(NODES)))  # rows with each category at each node
    for unit, mask in enumerate(layout.units):
        counts = evidence.T @ (weight[:, None] * found.of(unit))
        R[mask > 0] = counts[mask > 0]
    cuts, slopes = values[layout.cuts], values[layout.slopes][:, None]
    u = slopes * NODES - cuts[:, None]
    above = R[layout.cuts] * _logistic(-u)  # from the logistic of the category that begins at a cut
    below = R[layout.cuts - 1] * _logistic(u)  # and of the one that ends there
    by_slope = (above - below) * slopes * NODES
    by_cut = (below - above).sum(axis=1)
    # a wider step is likelier to be hit
    middle = layout.middle
    pull = R[layout.cuts[middle]].sum(axis=1) / np.expm1(cuts[middle + 1] - cuts[middle])
    by_cut[middle] -= pull
    by_cut[middle + 1] += pull
    result, steps, first = np.empty_like(free), np.exp(free), 0
    for span, size in zip(layout.spans, layout.sizes, strict=True):
        mine = slice(first, first + size - 1)
        result[span.start] = by_slope[mine].sum()
        beyond = np.cumsum(by_cut[mine][::-1])[::-1]  # a step moves every later threshold
        result[span.start + 1] = beyond[0]
        result[span.start + 2 : span.stop] = beyond[1:] * steps[span.start + 2 : span.stop]
        first = mine.stop
    for place, ((outer, level), kernel) in enumerate(zip(found.joint, said.kernels, strict=True)):
        far = (_GAPS / values[sum(layout.sizes) + place]) ** 2
        expected = kernel * ((weight[:, None] * outer).T @ level)  # rows by trait and level
        by_sigma = expected * (far - (kernel * far).sum(axis=1, keepdims=True))
        result[sum(layout.sizes) + place] = by_sigma.sum()
    return float(weight @ found.loglik), result


_GAPS: Array = NODES[None, :] - NODES[:, None]
#: (2q - 1,) all that there are, since the grid is even.
_DISTANCES: Array = np.linspace(-16.0, 16.0, 2 * len(NODES) - 1)


def _logistic(x: Array) -> Array:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)), dtype=np.float64)


def _log_logistic(x: Array) -> Array:
    return np.asarray(-np.logaddexp(0.0, -x), dtype=np.float64)
