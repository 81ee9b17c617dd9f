r"""A logistic regression whose rows share a war and a family: what is sampled.

Call :math:`i` in war :math:`w` on family :math:`f` is honored with chance
:math:`\mathrm{logit}^{-1}(x_i'\beta + \sigma z_w + \tau a_f)`, with :math:`z_w` and :math:`a_f`
:math:`\sim N(0, 1)`: calls in one war go together, and so do calls on one family, so that twenty
calls of one war do not count as twenty. Priors: :math:`\beta_j \sim N(0, s_j^2)`; :math:`\sigma`
and :math:`\tau` half-normal(1).

The sampler sees everything as standard normal a priori: :math:`\beta_j / s_j`, the :math:`z`, the
:math:`a`, and :math:`u` whose quantile is that of :math:`\sigma` or :math:`\tau`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.honor.compiled import BlockRows, turned
from foedus.history.honor.inference import Block
from foedus.history.kernel.library import library

#: Prior sds on the logit: the constant; the era and the attacker; any other feature (skeptical).
CONSTANT_SD, WIDE_SD, FEATURE_SD = 1.5, 1.5, 0.5
#: The features whose prior is wide: the era, and whether a member attacked another.
WIDE = frozenset({"since_1945", "trend", "inside"})
#: Scales of the half-normal priors of the sds between wars and between families.
WAR_SD, FAMILY_SD = 1.0, 1.0
_TINY = np.finfo(np.float64).tiny
_LEAST = 1e-6  # an sd of zero would divide
#: Moves of the coefficients a sweep: they mix more slowly than effects, and cost less.
_REPEATS = 4
#: Metropolis steps of an sd in a sweep, and their length.
_TRIES, _STRIDE = 3, 0.8


def prior_sd(names: tuple[str, ...]) -> Array:
    """(1 + k,) prior sds of the constant and of the features."""
    sds = [WIDE_SD if name in WIDE else FEATURE_SD for name in names]
    return np.array([CONSTANT_SD, *sds])


@dataclass(frozen=True)
class Target:
    """The log likelihood over whitened coordinates; n rows, k columns with the constant.

    groups: the ways in which rows go together, (n,) labels each, with the scales of the priors of
    their sds in ``scales``. Coordinates: k coefficients, then an sd and its group effects each.
    """

    X: Array  # (n, k)
    y: NDArray[np.bool_]  # (n,)
    groups: tuple[NDArray[np.generic], ...]
    sd: Array  # (k,) prior sds
    scales: tuple[float, ...]
    _places: tuple[NDArray[np.intp], ...] = field(init=False)
    _sign: Array = field(init=False)  # (n,) what turns a logit into that of what happened
    #: Of each way that rows go together, where its sd stands, its first effect, and what follows.
    _spans: tuple[tuple[int, int, int], ...] = field(init=False)
    #: The coefficients with the sds; then the effects of each way that rows go together.
    blocks: tuple[Block, ...] = field(init=False)
    _made: tuple[BlockRows, ...] = field(init=False)  # of each block, as compiled code reads it

    def __post_init__(self) -> None:
        """Number the groups and the coordinates."""
        places = tuple(np.unique(labels, return_inverse=True)[1] for labels in self.groups)
        n, k = self.X.shape
        spans, start = [], k
        for place in places:
            spans.append((start, start + 1, start + 2 + int(place.max())))
            start = spans[-1][-1]
        common = np.array([[*range(k), *(sd for sd, _, _ in spans)]], dtype=np.intp)
        effects = [
            Block(np.arange(first, end)[:, None], place)
            for place, (_, first, end) in zip(places, spans, strict=True)
        ]
        blocks = (*[Block(common, np.zeros(n, np.intp))] * _REPEATS, *effects)
        for name, value in (
            ("_places", places), ("_sign", np.where(self.y, 1.0, -1.0)),
            ("_spans", tuple(spans)), ("blocks", blocks),
        ):  # fmt: skip
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_made", tuple(map(self._rows_of, range(len(blocks)))))

    def _rows_of(self, block: int) -> BlockRows:
        """The rows of a block; what a point changes in them is added by ``turned``."""
        rows, groups = self.blocks[block].rows, len(self.blocks[block].columns)
        start = np.searchsorted(np.sort(rows), np.arange(groups + 1)).astype(np.int32)
        if block >= _REPEATS:
            return BlockRows(start, self._sign[self._order(block)])
        first = np.array([each for _, each, _ in self._spans], dtype=np.int32)
        X = (self.X * self.sd).T * self._sign
        place = np.array(self._places, dtype=np.int32)
        return BlockRows(start, self._sign, X, np.array(self.scales), first, place)

    def _order(self, block: int) -> NDArray[np.intp]:
        """(n,) the rows by their group in a block."""
        return np.argsort(self.blocks[block].rows, kind="stable")

    @property
    def size(self) -> int:
        """How many coordinates there are."""
        return self._spans[-1][-1] if self._spans else int(self.X.shape[1])

    def rows(self, raw: Array) -> Array:
        """(B, n) log likelihood of each row at (B, size) coordinates."""
        return self._likelihood(self._logits(raw))

    def near(self, point: Array, block: int) -> Callable[[NDArray[np.intp], Array], Array]:
        """``rows`` of some chains at points that differ from ``point`` in a block alone."""
        which = block - _REPEATS
        if which < 0:
            return lambda _, raw: self.rows(raw)
        (sd, first, end), place = self._spans[which], self._places[which]
        rest = self._logits(point, without=which)
        sigma = half_normal(point[:, sd], self.scales[which])[:, None]

        def rows(chains: NDArray[np.intp], raw: Array) -> Array:
            eta = (sigma[chains] * raw[:, first:end]).take(place, axis=1)
            eta += rest[chains]
            return self._likelihood(eta)

        return rows

    def turned(
        self, point: Array, block: int, own: Array, other: Array, floor: Array, angle: Array,
        rng: np.random.Generator,
    ) -> Array | None:  # fmt: skip
        """All of a block's turns at once, where that is compiled."""
        if library() is None:
            return None
        rows, which = self._made[block], block - _REPEATS
        if which >= 0:
            sigma = half_normal(point[:, self._spans[which][0]], self.scales[which])
            rest = (self._logits(point, without=which) * self._sign)[:, self._order(block)]
            rows = replace(rows, rest=rest, sigma=sigma)
        return turned(rows, point, own, other, floor, angle, rng)

    def _logits(self, raw: Array, without: int | None = None) -> Array:
        """(B, n) logits; ``without`` the effects of one way that rows go together."""
        eta: Array = (raw[:, : self.X.shape[1]] * self.sd) @ self.X.T
        sigma = half_normal(raw[:, [sd for sd, _, _ in self._spans]], np.array(self.scales))
        for which, (_, first, end) in enumerate(self._spans):
            if which != without:
                effect = sigma[:, which, None] * raw[:, first:end]
                eta += effect.take(self._places[which], axis=1)
        return eta

    def _likelihood(self, eta: Array) -> Array:
        """(B, n) log chances of what happened, by the logits, which are lost."""
        eta *= self._sign
        found = np.minimum(eta, 0.0)
        np.copysign(eta, -1.0, out=eta)
        np.exp(eta, out=eta)
        np.log1p(eta, out=eta)
        found -= eta
        return found

    def shuffled(self, raw: Array, rng: np.random.Generator) -> Array:
        """(B, size) coordinates moved along what leaves every row's chance as it is.

        The constant may rise where all effects of a grouping fall (drawn exactly), and an sd may
        change where the effects themselves stay (Metropolis): both mix slowly otherwise (Yu & Meng
        2011).
        """
        raw = raw.copy()
        for (sd, first, end), scale in zip(self._spans, self.scales, strict=True):
            sigma = half_normal(raw[:, sd], scale)[:, None]
            effect = sigma * raw[:, first:end]
            spread = 1.0 / self.sd[0] ** 2 + effect.shape[1] / sigma[:, 0] ** 2
            pull = effect.sum(axis=1) / sigma[:, 0] ** 2 - raw[:, 0] / self.sd[0]
            shift = pull / spread + rng.standard_normal(len(raw)) / np.sqrt(spread)
            raw[:, 0] += shift / self.sd[0]
            effect = effect - shift[:, None]
            square, count = (effect**2).sum(axis=1), effect.shape[1]
            own, now = raw[:, sd], half_normal(raw[:, sd], scale)
            for _ in range(_TRIES):
                u = own + _STRIDE * rng.standard_normal(len(raw))
                new = half_normal(u, scale)
                gain = 0.5 * (own**2 - u**2) + count * np.log(now / new)
                gain += 0.5 * square * (1.0 / now**2 - 1.0 / new**2)
                moves = np.log1p(-rng.random(len(raw))) < gain
                own, now = np.where(moves, u, own), np.where(moves, new, now)
            raw[:, sd], raw[:, first:end] = own, effect / now[:, None]
        return raw

    def parameters(self, raw: Array) -> Array:
        """(B, k + g) coefficients, then the sd of each way that rows go together."""
        sds = (
            half_normal(raw[:, sd], scale)[:, None]
            for (sd, _, _), scale in zip(self._spans, self.scales, strict=True)
        )
        return np.concatenate([raw[:, : self.X.shape[1]] * self.sd, *sds], axis=1)

    def effects(self, raw: Array, which: int) -> Array:
        """(B, m) effects on the logit of a grouping's m groups, in rising order of their labels."""
        sd, first, end = self._spans[which]
        return np.asarray(half_normal(raw[:, sd], self.scales[which])[:, None] * raw[:, first:end])


@cache
def _quantiles() -> tuple[Any, Any]:
    """The normal distribution and its quantiles: an import a call would cost more than they do."""
    from scipy.special import ndtr, ndtri

    return ndtr, ndtri


def half_normal(u: Array, scale: float | Array) -> Array:
    """Half-normal numbers from standard normal ones, rising."""
    ndtr, ndtri = _quantiles()
    # from the upper tail, where the quantile would round to infinity
    return np.asarray(np.maximum(-scale * ndtri(0.5 * np.maximum(ndtr(-u), _TINY)), _LEAST))
