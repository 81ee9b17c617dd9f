"""One pair's years: the ladder run forward both ways, its memory, its rivalry, its guarantee.

Both states may begin disputes. What one begins enters the memory of both; each way has its own
counts of what its challenger began and its target met. Rivalry ends and begins along a path.

Whether a guarantee still stands is a hidden state, integrated out by the forward algorithm (Baum &
Petrie 1966): each path carries s_t, the chance that it stands in year t given what the path has
seen. With chances p(outcome | standing) and p(outcome | lapsed),

    p_t = s_t p(· | standing) + (1 - s_t) p(· | lapsed)
    s_{t+1} = (1 - h_t) s_t p(seen | standing) / p_t(seen)

so quiet years speak a little for a guarantee that stands, and nothing of the lapse is left to
chance. A lapse is taken to come with the end of a year, and to be known to the challenger.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.evidence.spells import retained
from foedus.history.covariates import RUNGS, Array, Covariate, logistic
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE, advance
from foedus.history.setting import Setting

#: The ladder's words, and those of what is reached.
EVENTS = {"onset": "dispute", "force": "force", "deadly": "deadly", "war": "war"}
#: Counts that a dispute enters, by the rung that it must reach: those of the pair, and of one way.
#: Left out: the disputes of either side with others, a steady level.
_SHARED = {
    "onset": ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25"),
    "force": ("force_pair_h25",), "deadly": ("deadly_pair_h25",),
}  # fmt: skip
_OWN = {
    "onset": ("mid_past12_h8", "mid_past1_h25", "mid_past2_h25"),
    "force": ("force_past1_h25", "force_past2_h25"),
    "deadly": ("deadly_past1_h25", "deadly_past2_h25"),
}
_COMMON = frozenset((*(name for names in _SHARED.values() for name in names), *SINCE))
_MOVING = frozenset((*_COMMON, *(name for names in _OWN.values() for name in names), "rivalry"))
Memory = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Uniforms:
    """What chance decides, (b, paths, 1, T) each: disputes each way, and rivalry."""

    ahead: Array
    back: Array
    rivalry: Array

    @classmethod
    def stratified(cls, rng: np.random.Generator, count: int, paths: int, years: int) -> "Uniforms":
        """Uniforms of which each year's fall into separate strata by path.

        A Latin hypercube (McKay, Beckman & Conover 1979): each path alone is plain uniform.
        """
        drawn = rng.random((count, 3, 2, paths, years))
        strata = np.argsort(drawn[:, :, 0], axis=2, kind="stable")
        uniforms = ((strata + drawn[:, :, 1]) / paths)[:, :, :, None, :]
        return cls(*(uniforms[:, place] for place in range(3)))

    def first_path(self) -> "Uniforms":
        """One path alone, where nothing is left to chance but rivalry."""
        return Uniforms(self.ahead[:, :1], self.back[:, :1], self.rivalry[:, :1])


@dataclass(frozen=True, slots=True)
class Year:
    """A year of all paths; b draws, D designs.

    chances: (b, paths, D) that the challenger begins a dispute, one with force, …; against: the
    same that the protégé begins, empty where its side is not known. guarded: (b, paths, D) of the
    last of ``chances`` while the guarantee stands.
    """

    chances: tuple[Array, ...]
    against: tuple[Array, ...]
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
        after: Mapping[str, Any] | None = None,
        hazard: Array | None = None,
    ) -> None:
        """Tell covariates that read moving columns from those that do not.

        draws: rung -> (b, k). designs: guarantee column -> (D,) or (b, D). after: the columns once
        a guarantee has lapsed. hazard: (b, T, D).
        """
        self.ladder = ladder
        self.hazard = hazard
        self.rival = np.asarray(setting.fixed["rivalry"], dtype=np.float64)
        wide = {n: np.reshape(v, (-1, 1, np.shape(v)[-1])) for n, v in designs.items()}
        states: list[Mapping[str, Any]] = [wide]
        if after is not None:
            states.append({**wide, **after})
        self.ahead = _Way(ladder, setting, draws, states)
        self.back = _Way(ladder, setting.back, draws, [{}]) if setting.back else None
        self.memory: Memory = {n: np.asarray(setting.memory[n], float) for n in _COMMON}

    def run(self, uniforms: Uniforms, without: str | None) -> Iterator[Year]:
        """Year after year, as many as the uniforms have.

        without: a rung that neither side is known to have reached; None for all paths. Chances
        past that rung are not computed.
        """
        rungs = list(RUNGS) if without is None else list(RUNGS)[: list(RUNGS).index(without) + 1]
        memory, rival = self.memory, self.rival
        own = self.ahead.memory
        theirs = self.back.memory if self.back else {}
        standing: Any = np.float64(1.0)
        years = uniforms.ahead.shape[-1]
        for year in range(years):
            shared = {**memory, "rivalry": rival}
            by_state = self.ahead.chances(rungs, {**shared, **own})
            chances = tuple(_mixed(each, standing) for each in by_state)
            against = self.back.chances(rungs, {**shared, **theirs}) if self.back else []
            back = tuple(each[0] for each in against)
            yield Year(chances, back, np.asarray(standing * by_state[-1][0]))
            if year + 1 == years:
                return
            given = without is not None
            happened = _drawn(chances, uniforms.ahead[..., year], given)
            if self.hazard is not None:
                seen = _seen(by_state, happened)
                held = standing * seen[0]
                either = held + (1.0 - standing) * seen[1]
                believed = np.divide(held, either, where=either > 0, out=standing + 0.0 * either)
                standing = believed * (1.0 - self.hazard[:, year][:, None, :])
            answered = _drawn(back, uniforms.back[..., year], given) if self.back else []
            if self.ladder.rivalry is not None:
                stays = self.ladder.rivalry.chance(rival, self.ahead.fixed, memory)
                rival = (uniforms.rivalry[..., year] < stays).astype(np.float64)
            own = self.ahead.later(own, happened)
            theirs = self.back.later(theirs, answered) if self.back else theirs
            memory = _later(memory, happened, answered)


class _Way:
    """One of the two as challenger: its fixed columns, its own counts, its coefficients."""

    def __init__(
        self,
        ladder: Ladder,
        setting: Setting,
        draws: Mapping[str, Array],
        states: Sequence[Mapping[str, Any]],
    ) -> None:
        still = {n: v for n, v in setting.memory.items() if n not in _MOVING}
        self.fixed = {**setting.fixed, **states[0], **still}
        own = [name for names in _OWN.values() for name in names]
        self.memory: Memory = {name: np.asarray(setting.memory[name], float) for name in own}
        # What fades of a side's disputes with others is replaced, so that they stay steady.
        self.refill = {
            name: level * (1.0 / retained(COUNTS[name]) - 1.0)
            for name, level in setting.steady.items()
        }
        start = {**self.fixed, **setting.memory}
        moves_on = _MOVING if ladder.rivalry is not None else _MOVING - {"rivalry"}
        self.moving: dict[str, list[tuple[Covariate, Array]]] = {}
        self.still: dict[str, Array] = {}  # (states, b, 1, D); states: standing, and lapsed
        for rung, covariates in RUNGS.items():
            moves = [bool(reads(covariate, start) & moves_on) for covariate in covariates]
            fitted, beta = ladder.rungs[rung], draws[rung][:, :, None, None]
            self.moving[rung] = [
                (covariate, beta[:, place] / fitted.scale[place])
                for place, covariate in enumerate(covariates)
                if moves[place]
            ]
            parts = [_still(ladder, rung, moves, beta, {**self.fixed, **state}) for state in states]
            self.still[rung] = np.stack(np.broadcast_arrays(*parts))

    def chances(self, rungs: Sequence[str], memory: Mapping[str, Any]) -> list[Array]:
        """(states, b, paths, D) unconditional chance of each rung."""
        columns = {**self.fixed, **memory}
        found: list[Array] = []
        reached: Any = 1.0
        for rung in rungs:
            moved: Any = 0.0
            for covariate, slope in self.moving[rung]:
                moved = moved + slope * covariate.of(columns)
            reached = reached * logistic(self.still[rung] + moved)
            found.append(np.asarray(reached))
        return found

    def later(self, memory: Memory, happened: Sequence[Array]) -> Memory:
        """The way's own counts a year on."""
        reached = dict(zip(RUNGS, happened, strict=False))
        new = {
            name: reached.get(rung, 0.0) + self.refill.get(name, 0.0)
            for rung, names in _OWN.items()
            for name in names
        }
        return dict(advance(memory, new))


def _still(
    ladder: Ladder, rung: str, moves: list[bool], beta: Array, fixed: Mapping[str, Any]
) -> Array:
    """(b, 1, D) sum of coefficient times covariate over those that stay, centered."""
    fitted = ladder.rungs[rung]
    width = max((np.shape(value)[-1] for value in fixed.values() if np.ndim(value)), default=1)
    total: Any = np.zeros((len(beta), 1, width))
    for place, covariate in enumerate(RUNGS[rung]):
        value = 0.0 if moves[place] else np.asarray(covariate.of(fixed), dtype=np.float64)
        z = (value - fitted.center[place]) / fitted.scale[place]
        total = total + beta[:, place] * z
    return np.asarray(total)


def _drawn(chances: Sequence[Array], u: Array, given: bool) -> list[Array]:
    """(b, paths, D) whether each rung was reached; given: that the last one was not."""
    if given:
        u = chances[-1] + u * (1.0 - chances[-1])
    return [(u < chance).astype(np.float64) for chance in chances]


def _later(memory: Memory, ahead: Sequence[Array], back: Sequence[Array]) -> Memory:
    """The memory of the pair a year on."""
    reached = dict(zip(RUNGS, ahead, strict=False))
    for rung, came in zip(RUNGS, back, strict=False):
        reached[rung] = reached[rung] + came
    never = np.zeros_like(ahead[0])
    new = {name: reached.get(rung, never) for rung, names in _SHARED.items() for name in names}
    met, fought = reached["onset"] > 0, reached.get("war", never) > 0
    return dict(advance(memory, new, met=met, fought=fought))


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
