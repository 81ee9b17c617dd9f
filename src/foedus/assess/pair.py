"""One pair's years: the ladder run forward, its memory, and a guarantee that may have lapsed.

Whether a guarantee still stands is a hidden state, integrated out by the forward algorithm (Baum &
Petrie 1966): each path carries s_t, the chance that it stands in year t given what the path has
seen. With chances p(outcome | standing) and p(outcome | lapsed),

    p_t = s_t p(· | standing) + (1 - s_t) p(· | lapsed)
    s_{t+1} = (1 - h_t) s_t p(seen | standing) / p_t(seen)

so quiet years speak a little for a guarantee that stands, and nothing of the lapse is left to
chance. A lapse is taken to come with the end of a year, and to be known to the challenger.
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
#: Counts that a new dispute enters, and those that one with force enters. Left out: the disputes
#: of either side with others, a steady level.
_OF_DISPUTES = ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25", "mid_past12_h8", "mid_past1_h25",
                "mid_past2_h25")  # fmt: skip
_OF_FORCE = ("force_pair_h25", "force_past1_h25", "force_past2_h25")
_MOVING = frozenset((*_OF_DISPUTES, *_OF_FORCE, *SINCE))


@dataclass(frozen=True, slots=True)
class Year:
    """A year of all paths; b draws, D designs.

    chances: (b, paths, D) of a dispute, of force, of war. guarded: (b, paths, D) of the last of
    them while the guarantee stands.
    """

    chances: tuple[Array, ...]
    guarded: Array


class Pair:
    """The ladder for one setting: what stays is added up once, what moves each year."""

    def __init__(
        self,
        ladder: Ladder,
        setting: Setting,
        draws: Mapping[str, Array],
        designs: Mapping[str, Array],
        *,
        after: Mapping[str, Array] | None = None,
        hazard: Array | None = None,
    ) -> None:
        """Tell covariates that read moving columns from those that do not.

        draws: rung -> (b, k). designs: guarantee column -> (D,) or (b, D). after: the columns once
        a guarantee has lapsed. hazard: (b, T, D).
        """
        self.ladder = ladder
        self.memory = setting.memory
        self.hazard = hazard
        still = {n: v for n, v in setting.memory.items() if n not in _MOVING}
        wide = {n: np.reshape(v, (-1, 1, np.shape(v)[-1])) for n, v in designs.items()}
        self.fixed = {**setting.fixed, **wide, **still}
        # What fades of a side's disputes with others is replaced, so that they stay steady.
        self.refill = {
            name: level * (1.0 / retained(COUNTS[name]) - 1.0)
            for name, level in setting.steady.items()
        }
        start = {**self.fixed, **self.memory}
        self.moving: dict[str, list[tuple[Covariate, Array]]] = {}
        self.still: dict[str, Array] = {}  # (states, b, 1, D); states: standing, and lapsed
        columns = [self.fixed] if after is None else [self.fixed, {**self.fixed, **after}]
        for rung, covariates in RUNGS.items():
            moves = [bool(reads(covariate, start) & _MOVING) for covariate in covariates]
            fitted, beta = ladder.rungs[rung], draws[rung][:, :, None, None]
            self.moving[rung] = [
                (covariate, beta[:, place] / fitted.scale[place])
                for place, covariate in enumerate(covariates)
                if moves[place]
            ]
            parts = [self._still(rung, moves, beta, each) for each in columns]
            self.still[rung] = np.stack(np.broadcast_arrays(*parts))

    def _still(self, rung: str, moves: list[bool], beta: Array, fixed: Mapping[str, Any]) -> Array:
        """(b, 1, D) sum of coefficient times covariate over those that stay, centered."""
        fitted = self.ladder.rungs[rung]
        width = max((np.shape(value)[-1] for value in fixed.values() if np.ndim(value)), default=1)
        total: Any = np.zeros((len(beta), 1, width))
        for place, covariate in enumerate(RUNGS[rung]):
            value = 0.0 if moves[place] else np.asarray(covariate.of(fixed), dtype=np.float64)
            z = (value - fitted.center[place]) / fitted.scale[place]
            total = total + beta[:, place] * z
        return np.asarray(total)

    def run(self, uniforms: Array, without: str | None) -> Iterator[Year]:
        """Year after year; uniforms: (b, paths, 1, T).

        without: a rung that the paths are known not to have reached; None for all paths. Chances
        past that rung are not computed.
        """
        rungs = list(RUNGS) if without is None else list(RUNGS)[: list(RUNGS).index(without) + 1]
        memory: dict[str, Any] = {n: np.asarray(v, float) for n, v in self.memory.items()}
        standing: Any = np.float64(1.0)
        for year in range(uniforms.shape[-1]):
            columns = {**self.fixed, **memory}
            by_state: list[Array] = []
            reached: Any = 1.0
            for rung in rungs:
                moved: Any = 0.0
                for covariate, slope in self.moving[rung]:
                    moved = moved + slope * covariate.of(columns)
                reached = reached * logistic(self.still[rung] + moved)
                by_state.append(np.asarray(reached))
            chances = tuple(_mixed(each, standing) for each in by_state)
            yield Year(chances, np.asarray(standing * by_state[-1][0]))
            if year + 1 == uniforms.shape[-1]:
                return
            u = uniforms[..., year]
            if without is not None:  # given that the last rung was not reached
                u = chances[-1] + u * (1.0 - chances[-1])
            happened = [u < chance for chance in chances]  # the lower, the further a year goes
            if self.hazard is not None:
                seen = _seen(by_state, happened)
                held = standing * seen[0]
                either = held + (1.0 - standing) * seen[1]
                believed = np.divide(held, either, where=either > 0, out=standing + 0.0 * either)
                standing = believed * (1.0 - self.hazard[:, year][:, None, :])
            memory = self._after(memory, happened)

    def _after(self, memory: Mapping[str, Any], happened: list[Any]) -> dict[str, Array]:
        """The memory a year on."""
        never = np.zeros_like(happened[0])
        met, force, war = [*happened, never, never][:3]
        new: dict[str, Any] = {}
        for names, came in ((_OF_DISPUTES, met), (_OF_FORCE, force)):
            for name in names:
                new[name] = came + self.refill.get(name, 0.0)
        return advance(memory, new, met=met, fought=war)


def _mixed(by_state: Array, standing: Any) -> Array:
    """(b, paths, D) chance over both states."""
    if len(by_state) == 1:
        return np.asarray(by_state[0])
    return np.asarray(standing * by_state[0] + (1.0 - standing) * by_state[1])


def _seen(by_state: list[Array], happened: list[Any]) -> Array:
    """(states, b, paths, D) chance of what a year brought: nothing, or a dispute and how far."""
    seen = np.where(happened[0], by_state[0], 1.0 - by_state[0])
    for place in range(1, len(by_state)):
        before, chance = by_state[place - 1], by_state[place]
        further = np.where(happened[place], chance, before - chance)
        seen = np.where(happened[place - 1], further, seen)
    return np.asarray(seen)


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
