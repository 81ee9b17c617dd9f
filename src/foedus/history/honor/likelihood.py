r"""A logistic regression whose rows share a war and a family: what is sampled.

Call :math:`i` in war :math:`w` on family :math:`f` is honored with chance
:math:`\mathrm{logit}^{-1}(x_i'\beta + \sigma z_w + \tau a_f)`, with :math:`z_w` and :math:`a_f`
:math:`\sim N(0, 1)`: calls in one war go together, and so do calls on one family, so that twenty
calls of one war do not count as twenty. Priors: :math:`\beta_j \sim N(0, s_j^2)`; :math:`\sigma`
and :math:`\tau` half-normal(1).

The sampler sees everything as standard normal a priori: :math:`\beta_j / s_j`, the :math:`z`, the
:math:`a`, and :math:`u` whose quantile is that of :math:`\sigma` or :math:`\tau`.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.honor.inference import Block

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

    def __post_init__(self) -> None:
        """Number the groups."""
        found = tuple(np.unique(labels, return_inverse=True)[1] for labels in self.groups)
        object.__setattr__(self, "_places", found)
        object.__setattr__(self, "_sign", np.where(self.y, 1.0, -1.0))

    @property
    def size(self) -> int:
        """How many coordinates there are."""
        return int(self.X.shape[1]) + sum(2 + int(place.max()) for place in self._places)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The coefficients with the sds; then the effects of each way that rows go together."""
        k, n = self.X.shape[1], len(self.y)
        sds, effects, start = [], [], k
        for place in self._places:
            count = int(place.max()) + 1
            sds.append(start)
            effects.append(Block(start + 1 + np.arange(count), np.arange(count), place))
            start += count + 1
        common = np.array([*range(k), *sds], dtype=np.intp)
        first = Block(common, np.zeros(len(common), np.intp), np.zeros(n, np.intp))
        return (*[first] * _REPEATS, *effects)

    def rows(self, raw: Array) -> Array:
        """(B, n) log likelihood of each row at (B, size) coordinates."""
        k = self.X.shape[1]
        eta = (raw[:, :k] * self.sd) @ self.X.T
        start = k
        for place, scale in zip(self._places, self.scales, strict=True):
            end = start + int(place.max()) + 2
            sigma = half_normal(raw[:, start], scale)
            eta += (sigma[:, None] * raw[:, start + 1 : end]).take(place, axis=1)
            start = end
        eta *= self._sign
        found = np.minimum(eta, 0.0)
        np.abs(eta, out=eta)
        np.negative(eta, out=eta)
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
        start = self.X.shape[1]
        for place, scale in zip(self._places, self.scales, strict=True):
            z = slice(start + 1, start + int(place.max()) + 2)
            sigma = half_normal(raw[:, start], scale)[:, None]
            effect = sigma * raw[:, z]
            spread = 1.0 / self.sd[0] ** 2 + effect.shape[1] / sigma[:, 0] ** 2
            pull = effect.sum(axis=1) / sigma[:, 0] ** 2 - raw[:, 0] / self.sd[0]
            shift = pull / spread + rng.standard_normal(len(raw)) / np.sqrt(spread)
            raw[:, 0] += shift / self.sd[0]
            effect = effect - shift[:, None]
            for _ in range(_TRIES):
                u = raw[:, start] + _STRIDE * rng.standard_normal(len(raw))
                now, new = half_normal(raw[:, start], scale), half_normal(u, scale)
                square, count = (effect**2).sum(axis=1), effect.shape[1]
                gain = 0.5 * (raw[:, start] ** 2 - u**2) + count * np.log(now / new)
                gain += 0.5 * square * (1.0 / now**2 - 1.0 / new**2)
                raw[:, start] = np.where(np.log1p(-rng.random(len(raw))) < gain, u, raw[:, start])
            raw[:, z] = effect / half_normal(raw[:, start], scale)[:, None]
            start = z.stop
        return raw

    def parameters(self, raw: Array) -> Array:
        """(B, k + g) coefficients, then the sd of each way that rows go together."""
        k = self.X.shape[1]
        columns, start = [raw[:, :k] * self.sd], k
        for place, scale in zip(self._places, self.scales, strict=True):
            columns.append(half_normal(raw[:, start], scale)[:, None])
            start += int(place.max()) + 2
        return np.concatenate(columns, axis=1)

    def effects(self, raw: Array, which: int) -> Array:
        """(B, m) effects on the logit of a grouping's m groups, in rising order of their labels."""
        start = self.X.shape[1]
        for place in self._places[:which]:
            start += int(place.max()) + 2
        end = start + int(self._places[which].max()) + 2
        sigma = half_normal(raw[:, start], self.scales[which])
        return np.asarray(sigma[:, None] * raw[:, start + 1 : end])


@cache
def _quantiles() -> tuple[Any, Any]:
    """The normal distribution and its quantiles: an import a call would cost more than they do."""
    from scipy.special import ndtr, ndtri

    return ndtr, ndtri


def half_normal(u: Array, scale: float) -> Array:
    """Half-normal numbers from standard normal ones, rising."""
    ndtr, ndtri = _quantiles()
    # from the upper tail, where the quantile would round to infinity
    return np.asarray(np.maximum(-scale * ndtri(0.5 * np.maximum(ndtr(-u), _TINY)), _LEAST))
