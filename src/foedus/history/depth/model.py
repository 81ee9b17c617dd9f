"""Depth as it was fitted: items, their uncertainty, and the alliances' own scores."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.estimate import Array
from foedus.history.depth import response
from foedus.history.depth.items import CLUSTERS, ITEMS, categories, indicators
from foedus.history.depth.response import ItemLayout, ResponseChances

_PLACE = {item.name: place for place, item in enumerate(ITEMS)}
LAYOUT = ItemLayout(
    sizes=tuple(item.size for item in ITEMS),
    clusters=tuple(tuple(_PLACE[name] for name in members) for _, members in CLUSTERS),
)
_UNITS = range(len(LAYOUT.units))
_DRAWS = 200  # of the item parameters
_BLOCK = 64  # patterns measured at a time, to bound memory
LEVELS = (0.05, 0.95)


def _expected(density: Array, values: Array) -> Array:
    """(…,) sums of (…, q) masses by (q,) values, each row in the same order whatever is beside it:
    a product of matrices adds up a row as the others' number suits it.
    """
    return np.asarray(np.einsum("...q,q->...", density, values))


def _places(rows: Array) -> NDArray[np.intp]:
    """(n,) place of each row of categories, (n, 8), among all that there are."""
    found = np.ravel_multi_index(tuple(rows.T.astype(np.intp)), LAYOUT.sizes)
    return np.asarray(found, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class DepthMeasures:
    """Depth of n rows, in sds of ATOP's alliances, 0 for a promise without any military tie."""

    mean: Array  # (n,) posterior mean (EAP)
    sd: Array  # (n,) posterior sd
    low: Array  # (n,) 5% quantile
    high: Array  # (n,) 95% quantile
    item_sd: Array  # (n,) the part of the sd that comes from the items' own uncertainty


@dataclass(frozen=True, slots=True)
class AllianceDepths:
    """Every ATOP alliance's depth, as shipped: m rows."""

    atopid: NDArray[np.int64]
    mean: Array
    sd: Array
    low: Array
    high: Array


@dataclass(frozen=True, eq=False)  # a model is itself alone, so that what it measured can be kept
class DepthModel:
    """Depth, fitted; measures any row of ties without the data it was fitted on.

    The trait is standard normal in the population. What is reported is *depth*: the trait less
    its posterior mean for a promise with no tie at all, so that such a promise is at 0.
    """

    mean: Array  # (k,) free item parameters: see history.depth.response
    cov: Array  # (k, k)
    loglik: float
    gradient_norm: float
    alliances: int  # fitted on
    incomplete: int  # of those, with some item missing
    first: int  # year of the first alliance's signing
    last: int
    ranks: Array  # (alliances,) depths of the population, sorted
    version: str
    command: str
    hashes: dict[str, str]
    scores: AllianceDepths | None = None
    record: dict[str, Any] = field(default_factory=dict)  # of `foedus score depth`
    table: Array | None = None  # ``tabled`` of this model: (rows of ties, 5)

    @cached_property
    def draws(self) -> ResponseChances:
        """What draws of the item parameters say at each node.

        Draws come in opposite pairs from a fixed seed, so they center on the estimate.
        """
        root = np.linalg.cholesky(self.cov)
        normals = np.random.default_rng(0).standard_normal((_DRAWS // 2, len(self.mean)))
        free = self.mean + np.concatenate([normals, -normals]) @ root.T
        return response.chances(free, LAYOUT)

    @cached_property
    def bare(self) -> float:
        """The trait's posterior mean for a promise without any military tie: below 0."""
        if self.table is not None:
            return float(self.table[0, 0])
        none = np.zeros((1, len(ITEMS)))
        return float(_expected(self._density(indicators(none, LAYOUT.sizes))[0], response.NODES)[0])

    def measure(self, codes: ArrayLike) -> DepthMeasures:
        """Depth of each row of ATOP codes, (n, 8) in the order of ``ITEMS``; NaN is missing.

        A missing item is integrated over. Raises DataError for a code that ATOP does not have.
        """
        rows = categories(np.atleast_2d(np.asarray(codes, dtype=np.float64)))
        if self.table is not None and not np.isnan(rows).any():
            mean, sd, low, high, item_sd = self.table[_places(rows)].T
        else:
            mean, sd, low, high, item_sd = self._traits(rows)
        depth = mean - self.bare
        depth[np.abs(depth) < 1e-12] = 0.0  # rounding: no tie is at 0 to the last digit
        return DepthMeasures(depth, sd, low - self.bare, high - self.bare, item_sd)

    def tabled(self) -> Array:
        """(rows, 5) the trait's mean, sd, ends and ``item_sd`` of every row of ties there is, in
        the order of ``_places``.
        """
        every = np.indices(LAYOUT.sizes).reshape(len(ITEMS), -1).T
        return np.ascontiguousarray(self._traits(every.astype(np.float64)).T)

    def percentile(self, depth: ArrayLike) -> Array:
        """Share of the population that is shallower, in percent; ties count half."""
        low = np.searchsorted(self.ranks, np.asarray(depth) - 1e-9)
        high = np.searchsorted(self.ranks, np.asarray(depth) + 1e-9)
        return np.asarray(100 * (low + high) / 2 / len(self.ranks), dtype=np.float64)

    def with_population(
        self, atopid: NDArray[np.int64], everyone: Array, fitted_on: Array
    ) -> "DepthModel":
        """The same model with its alliances measured: ids, their codes, the population's codes."""
        every = self.measure(everyone)
        scores = AllianceDepths(
            atopid.astype(np.int64), every.mean, every.sd, every.low, every.high
        )
        return replace(self, scores=scores, ranks=np.sort(self.measure(fitted_on).mean))

    def _density(self, evidence: Array) -> tuple[Array, Array]:
        """(n, q) posterior of the trait over draws, and (n,) sd of its mean from draw to draw."""
        by_draw = response.trait_given(
            sum((self._unit(evidence, unit) for unit in _UNITS), np.zeros(1))
        )
        means = _expected(by_draw, response.NODES)
        return by_draw.mean(axis=0), np.ascontiguousarray(means.T).std(axis=1)

    def _unit(self, evidence: Array, unit: int) -> Array:
        """(draws, n, q) log chance of what rows have of a unit; kept, since they are few."""
        kept, own = self._units[unit], evidence * LAYOUT.units[unit]
        rows = [row.tobytes() for row in own]
        for key, row in zip(rows, own, strict=True):
            if key not in kept:  # alone, so that no last digit hangs on what is asked beside it
                found = response.unit_given_trait(row[None], self.draws, LAYOUT, unit)
                kept[key] = found[..., 0, :]
        return np.stack([kept[key] for key in rows], axis=-2)

    @cached_property
    def _units(self) -> tuple[dict[bytes, Array], ...]:
        return tuple({} for _ in _UNITS)

    def _traits(self, rows: Array) -> Array:
        """(5, n) the columns of ``DepthMeasures`` on the trait's own scale."""
        patterns, place = np.unique(indicators(rows, LAYOUT.sizes), axis=0, return_inverse=True)
        found = [
            self._measured(patterns[start : start + _BLOCK])
            for start in range(0, len(patterns), _BLOCK)
        ]
        return np.concatenate([np.empty((5, 0)), *found], axis=1)[:, place.reshape(-1)]

    def _measured(self, evidence: Array) -> Array:
        density, item_sd = self._density(evidence)
        nodes = response.NODES
        mean = _expected(density, nodes)
        sd = np.sqrt(np.maximum(_expected(density, nodes**2) - mean**2, 0.0))
        below = np.cumsum(density, axis=1) - density / 2
        low, high = (np.array([np.interp(level, row, nodes) for row in below]) for level in LEVELS)
        return np.array([mean, sd, low, high, item_sd])
