"""Pathways: a pair's disputes simulated year by year, from posterior draws, under each design.

Chances that hang on a whole history (no war for 20 years) are not counted from zeros and ones.
Given a draw of the coefficients, paths are drawn under the condition that the event has not come
yet, and the path's chance that it indeed has not, the product of the yearly ones, is averaged:

    P(no war by year T) = E[Π_t (1 - p_t)],  paths drawn given no war

which is exact, since that product is the density of unconditional paths over conditional ones.
(Rao–Blackwell: the coin of each year's war is integrated out; what is left to chance is which
lesser disputes a path has.) With a few stratified paths a draw, what varies between draws is the
posterior's uncertainty about the chance, and hardly the simulation's noise. For disputes of any
kind nothing is left to chance: a pair without one has one history.

All designs share the same coefficients and the same uniform numbers, so ratios between them are
sharp. Memory is bounded by simulating draws in blocks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assess.columns import Setting
from foedus.evidence.spells import retained
from foedus.history.covariates import RUNGS, Array, Covariate, logistic
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE, advance

#: The ladder's words, and those of what is reached.
EVENTS = {"onset": "dispute", "force": "force", "war": "war"}
#: Paths a draw. What they leave of noise is a small share of the posterior's (benchmarks).
PATHS = 4
_CELLS = 20_000  # of one array in a block: fits a processor's cache
#: Counts that a new dispute enters, and those that one with force enters. Left out: the disputes
#: of either side with others, a steady level.
_OF_DISPUTES = ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25", "mid_past12_h8", "mid_past1_h25",
                "mid_past2_h25")  # fmt: skip
_OF_FORCE = ("force_pair_h25", "force_past1_h25", "force_past2_h25")
_MOVING = frozenset((*_OF_DISPUTES, *_OF_FORCE, *SINCE))


@dataclass(frozen=True, slots=True)
class Chances:
    """For n draws, T years and D designs; all chances are between 0 and 1.

    yearly: dispute, force, war -> (n, D) mean over the years of the unconditional yearly chance.
    first: the same for the first year alone. by: -> (n, T, D) float32, at least once by the end of
    each year.
    """

    yearly: dict[str, Array]
    first: dict[str, Array]
    by: dict[str, Any]


def simulate(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    years: int,
    rng: np.random.Generator,
    *,
    paths: int = PATHS,
) -> Chances:
    """Chances of a dispute, of force and of war over ``years``, for every draw and design.

    draws: rung -> (n, k) coefficients. designs: guarantee column -> (D,) values.
    The numbers do not depend on how draws fall into blocks.
    """
    count = len(draws["onset"])
    width = len(next(iter(designs.values())))
    yearly = {event: np.empty((count, width)) for event in EVENTS.values()}
    first = {event: np.empty((count, width)) for event in EVENTS.values()}
    by = {event: np.empty((count, years, width), np.float32) for event in EVENTS.values()}
    model = _Model(ladder, {**setting.fixed, **designs}, setting)
    size = max(1, _CELLS // (paths * width))
    for start in range(0, count, size):
        here = slice(start, min(start + size, count))
        block = {rung: values[here] for rung, values in draws.items()}
        uniforms = _stratified(rng, here.stop - start, paths, years)
        indices = model.fixed_part(block)
        mean = dict.fromkeys(EVENTS.values(), 0.0)
        for year, chances in enumerate(model.run(block, indices, uniforms, None)):
            for event, chance in zip(EVENTS.values(), chances, strict=True):
                expected = chance.mean(axis=1)
                mean[event] += expected / years
                if year == 0:
                    first[event][here] = expected
        for event in EVENTS.values():
            yearly[event][here] = mean[event]
        for place, (rung, event) in enumerate(EVENTS.items()):
            enough = uniforms[:, :1] if rung == "onset" else uniforms
            none_yet: Any = 1.0
            for year, chances in enumerate(model.run(block, indices, enough, rung)):
                none_yet = none_yet * (1.0 - chances[place])
                by[event][here, year] = 1.0 - none_yet.mean(axis=1)
    return Chances(yearly, first, by)


def _stratified(rng: np.random.Generator, count: int, paths: int, years: int) -> Array:
    """(count, paths, 1, years) uniforms, of which each year's fall into separate strata by path.

    A Latin hypercube (McKay, Beckman & Conover 1979): each path alone is plain uniform.
    """
    drawn = rng.random((count, 2, paths, years))
    strata = np.argsort(drawn[:, 0], axis=1, kind="stable")
    uniforms: Array = (strata + drawn[:, 1])[:, :, None, :] / paths
    return uniforms


class _Model:
    """The ladder for one setting: what stays is added up once, what moves each year."""

    def __init__(self, ladder: Ladder, fixed: Mapping[str, Any], setting: Setting) -> None:
        """Tell covariates that read moving columns from those that do not."""
        self.ladder = ladder
        self.memory = setting.memory
        self.fixed = {**fixed, **{n: v for n, v in setting.memory.items() if n not in _MOVING}}
        # What fades of a side's disputes with others is replaced, so that they stay steady.
        self.refill = {
            name: level * (1.0 / retained(COUNTS[name]) - 1.0)
            for name, level in setting.steady.items()
        }
        self.moving: dict[str, list[int]] = {}
        self.still: dict[str, list[int]] = {}
        for rung, covariates in RUNGS.items():
            places = range(len(covariates))
            moves = [bool(reads(covariates[p], self._start()) & _MOVING) for p in places]
            self.moving[rung] = [p for p in places if moves[p]]
            self.still[rung] = [p for p in places if not moves[p]]

    def _start(self) -> dict[str, Any]:
        return {**self.fixed, **self.memory}

    def fixed_part(self, draws: Mapping[str, Array]) -> dict[str, Array]:
        """Rung -> (b, 1, D) sum of coefficient times covariate over those that stay, centered."""
        parts = {}
        for rung, beta in draws.items():
            fitted = self.ladder.rungs[rung]
            total: Any = np.zeros((len(beta), 1, 1))
            for place in self.still[rung]:
                value = np.asarray(RUNGS[rung][place].of(self.fixed), dtype=np.float64)
                z = (value - fitted.center[place]) / fitted.scale[place]
                total = total + beta[:, place, None, None] * z
            for place in self.moving[rung]:
                shift = fitted.center[place] / fitted.scale[place]
                total = total - beta[:, place, None, None] * shift
            parts[rung] = total
        return parts

    def run(
        self,
        draws: Mapping[str, Array],
        indices: Mapping[str, Array],
        uniforms: Array,
        without: str | None,
    ) -> Iterator[tuple[Array, ...]]:
        """Yearly chances of a dispute, of force, of war: each (b, paths, D), year after year.

        without: a rung that the paths are known not to have reached; None for all paths. Chances
        past that rung are not computed. uniforms: (b, paths, 1, T).
        """
        rungs = list(RUNGS) if without is None else list(RUNGS)[: list(RUNGS).index(without) + 1]
        steps = {
            rung: [
                (
                    RUNGS[rung][place],
                    (draws[rung][:, place] / self.ladder.rungs[rung].scale[place])[:, None, None],
                )
                for place in self.moving[rung]
            ]
            for rung in rungs
        }
        memory: dict[str, Any] = {name: np.float64(value) for name, value in self.memory.items()}
        for year in range(uniforms.shape[-1]):
            columns = {**self.fixed, **memory}
            chances: list[Array] = []
            reached: Any = 1.0
            for rung in rungs:
                eta = indices[rung]
                for covariate, slope in steps[rung]:
                    eta = eta + slope * covariate.of(columns)
                reached = reached * logistic(eta)
                chances.append(np.asarray(reached))
            yield tuple(chances)
            if year + 1 < uniforms.shape[-1]:
                memory = self._after(memory, chances, uniforms[..., year], without)

    def _after(
        self, memory: Mapping[str, Any], chances: list[Array], u: Array, without: str | None
    ) -> dict[str, Array]:
        """The memory a year on. One uniform decides how far a year goes: the lower, the further."""
        if without is not None:
            u = chances[-1] + u * (1.0 - chances[-1])  # given that the last rung was not reached
        met = u < chances[0]
        force = u < chances[1] if len(chances) > 1 else np.zeros_like(met)
        war = u < chances[2] if len(chances) > 2 else np.zeros_like(met)
        new: dict[str, Any] = {}
        for names, happened in ((_OF_DISPUTES, met), (_OF_FORCE, force)):
            for name in names:
                new[name] = happened + self.refill.get(name, 0.0)
        return advance(memory, new, met=met, fought=war)


def reads(covariate: Covariate, columns: Mapping[str, Any]) -> set[str]:
    """The columns that a covariate is computed from."""
    noted = _Noted(columns)
    covariate.of(noted)
    return noted.read


class _Noted(dict[str, Any]):
    """A mapping that notes what was asked of it."""

    def __init__(self, columns: Mapping[str, Any]) -> None:
        super().__init__(columns)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)
