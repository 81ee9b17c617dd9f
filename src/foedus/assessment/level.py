"""Chances over years at the level that the record bears out, for one pair.

The ladder's paths say how designs compare; how high the chances of deadly force and of war are over
many years is set by the pool of ``foedus.history.horizon``, for the pair as things stand. Every
design's cumulative hazard is multiplied by the same factor, draw by draw and year by year, so that
designs keep their ratios. Lesser events are never left less likely than the greater ones in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.horizon.pool import Pool
from foedus.history.paths import Chances
from foedus.history.setting import Setting

#: From the least event to the greatest.
_ORDER = ("dispute", "force", "deadly", "war")
#: Those whose chances over years have a level of their own.
GREATER = ("deadly", "war")


@dataclass(frozen=True, slots=True)
class Level:
    """event -> (n, T) factor of the cumulative hazard: of what the challenger begins, and of what
    the protégé begins (empty where its side is not known).
    """

    ahead: dict[str, Array]
    back: dict[str, Array]

    def first(self, draws: int, years: int) -> "Level":
        """The same for the first draws and years."""
        return Level(*(
            {event: each[:draws, :years] for event, each in way.items()}
            for way in (self.ahead, self.back)
        ))  # fmt: skip

    def apply(self, chances: Chances) -> Chances:
        """Chances at this level; (n, T, D) each."""
        own = {event: _raised(by, self.ahead.get(event)) for event, by in chances.by.items()}
        either: dict[str, Any] = dict(chances.either)
        for event, any_ in chances.either.items():
            answered = np.maximum(any_ - chances.by[event], 0.0)
            either[event] = np.minimum(own[event] + _raised(answered, self.back.get(event)), 1.0)
        order = [event for event in _ORDER if event in own]
        for less, more in zip(order[-2::-1], order[:0:-1], strict=True):
            own[less] = np.maximum(own[less], own[more])
            either[less] = np.maximum(either[less], either[more])
        share = _share(own["war"], chances.by["war"])
        rate = {
            event: _share(own[event][:, -1], chances.by[event][:, -1]) for event in chances.yearly
        }
        return Chances(
            {event: each * rate[event] for event, each in chances.yearly.items()},
            {event: each * _share(own[event][:, 0], chances.by[event][:, 0])
             for event, each in chances.first.items()},
            own, either,
            # where no lapse has come, exactly war itself: rounding is no chance of war after one
            np.where(chances.guarded < chances.by["war"], chances.guarded * share, own["war"]),
        )  # fmt: skip

    def end(self, event: str, chance: Any) -> Any:
        """A chance (n, D) by the last year as ``apply`` raises it, to the bit."""
        factor = self.ahead.get(event)
        return _raised(chance[:, None], None if factor is None else factor[:, -1:])[:, 0]

    def last(self, event: str, chance: Array) -> Array:
        """A chance (n, D) by the last year, at this level."""
        factor = self.ahead.get(event)
        return chance if factor is None else 1.0 - (1.0 - chance) ** factor[:, -1:]


def level(
    pools: Mapping[str, Pool],
    setting: Setting,
    stands: Mapping[str, float],
    by: Mapping[str, Array],
    either: Mapping[str, Array],
    rng: np.random.Generator,
) -> Level:
    """The level of a pair from what its paths give as things stand.

    stands: guarantee columns as things stand. by, either: event -> (n, T), as in
    ``foedus.history.paths.Chances``.
    """
    ahead = {**_plain(setting), **stands}
    back = None if setting.back is None else _plain(setting.back)
    found: tuple[dict[str, Array], dict[str, Array]] = {}, {}
    for event, pool in pools.items():
        found[0][event] = pool.factor(by[event], ahead, rng)
        if back is not None:
            found[1][event] = pool.factor(either[event] - by[event], back, rng)
    return Level(*found)


def _plain(setting: Setting) -> dict[str, Any]:
    return {**setting.fixed, **setting.memory}


def _raised(chance: Any, factor: Array | None) -> Any:
    """(n, T, D) chances with their hazards multiplied."""
    if factor is None:
        return chance
    return np.asarray(-np.expm1(np.log1p(-chance) * factor[:, :, None]), dtype=chance.dtype)


def _share(new: Array, old: Array) -> Array:
    return np.divide(new, old, where=old > 0, out=np.ones_like(old))
