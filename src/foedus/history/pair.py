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

Arrays are (designs, paths, draws): over draws, the longest, numbers lie side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.evidence.spells import retained
from foedus.history.covariates import RUNGS, Covariate, Remembered, logistic
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
_TINY = 1e-35  # what is divided by, where nothing could have been seen
#: Of what is simulated: twice as fast, and its rounding is a millionth of a chance at most.
SINGLE = np.float32
Memory = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Uniforms:
    """What chance decides, (T, 1, paths, b) each: disputes each way, and rivalry."""

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
        uniforms = ((strata + drawn[:, :, 1]) / paths).transpose(1, 3, 2, 0)
        return cls(*np.ascontiguousarray(uniforms, dtype=SINGLE)[:, :, None])


@dataclass(frozen=True, slots=True)
class PathYear:
    """A year of all paths; b draws, D designs.

    chances: (D, paths, b) that the challenger begins a dispute, one with force, …; against: the
    same that the protégé begins, empty where its side is not known. guarded: (D, paths, b) of the
    last of ``chances`` while the guarantee stands.
    """

    chances: tuple[Array, ...]
    against: tuple[Array, ...]
    guarded: Array


class PairLadder:
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
        self.hazard = (
            None if hazard is None else hazard.transpose(1, 2, 0)[:, :, None].astype(SINGLE)
        )
        self.rival = _turned(setting.fixed["rivalry"])
        wide = {n: np.reshape(v, (-1, 1, np.shape(v)[-1])) for n, v in designs.items()}
        states: list[Mapping[str, Any]] = [_all_turned(wide)]
        if after is not None:
            states.append(_all_turned({**wide, **after}))
        self.ahead = _Way(ladder, setting, draws, states)
        self.back = _Way(ladder, setting.back, draws, [{}]) if setting.back else None
        self.memory: Memory = {n: _turned(setting.memory[n]) for n in _COMMON}

    def run(self, uniforms: Uniforms, without: str | None) -> Iterator[PathYear]:
        """Year after year, as many as the uniforms have.

        without: a rung that neither side is known to have reached; None for all paths. Chances
        past that rung are not computed.
        """
        rungs = list(RUNGS) if without is None else list(RUNGS)[: list(RUNGS).index(without) + 1]
        ways = [self.ahead, self.back] if self.back else [self.ahead]
        wanted = {"mid_pair_h8"}.union(*(way.reads[rung] for way in ways for rung in rungs))
        memory, own, theirs = (
            {name: value for name, value in part.items() if name in wanted}
            for part in (self.memory, self.ahead.memory, self.back.memory if self.back else {})
        )
        rival: Any = self.rival
        standing: Any = np.ones(1, SINGLE)
        years = len(uniforms.ahead)
        for year in range(years):
            shared = Remembered({**memory, "rivalry": rival}, {})
            by_state = self.ahead.chances(rungs, shared, own)
            chances = tuple(_mixed(each, standing) for each in by_state)
            against = self.back.chances(rungs, shared, theirs) if self.back else []
            back = tuple(each[0] for each in against)
            yield PathYear(chances, back, standing * by_state[-1][0])
            if year + 1 == years:
                return
            given = without is not None
            happened = _drawn(chances, uniforms.ahead[year], given)
            if self.hazard is not None:
                seen = _seen(by_state, happened)
                held = standing * seen[0]
                either = np.maximum(held + (1.0 - standing) * seen[1], _TINY)
                standing = held / either * (1.0 - self.hazard[year])
            answered = _drawn(back, uniforms.back[year], given) if self.back else []
            own = self.ahead.later(own, happened)
            theirs = self.back.later(theirs, answered) if self.back else theirs
            memory = _later(memory, happened, answered)
            if self.ladder.rivalry is not None:
                stays = self.ladder.rivalry.chance(rival, self.ahead.fixed, memory)
                rival = (uniforms.rivalry[year] < stays).astype(SINGLE)


class _Way:
    """One of the two as challenger: its fixed columns, its own counts, its coefficients."""

    def __init__(
        self,
        ladder: Ladder,
        setting: Setting,
        draws: Mapping[str, Array],
        states: Sequence[Mapping[str, Any]],
    ) -> None:
        start = _all_turned(setting.memory)
        still = {n: v for n, v in start.items() if n not in _MOVING}
        self.fixed = {**_all_turned(setting.fixed), **states[0], **still}
        own = [name for names in _OWN.values() for name in names]
        self.memory: Memory = {name: start[name] for name in own}
        # What fades of a side's disputes with others is replaced, so that they stay steady.
        self.refill = {
            name: _turned(level) * (1.0 / retained(COUNTS[name]) - 1.0)
            for name, level in setting.steady.items()
        }
        start = {**self.fixed, **start}
        moves_on = _MOVING if ladder.rivalry is not None else _MOVING - {"rivalry"}
        self.moving: dict[str, list[tuple[Covariate, Array]]] = {}
        self.reads: dict[str, set[str]] = {}  # moving columns, by rung
        self.still: dict[str, Array] = {}  # (states, D, 1, b); states: standing, and lapsed
        for rung, covariates in RUNGS.items():
            read = [reads(covariate, start) & moves_on for covariate in covariates]
            fitted, beta = ladder.rungs[rung], draws[rung].T.astype(SINGLE)
            self.reads[rung] = set().union(*read)
            self.moving[rung] = [
                (covariate, beta[place] / float(fitted.scale[place]))
                for place, covariate in enumerate(covariates)
                if read[place]
            ]
            moves = [bool(each) for each in read]
            parts = [_still(ladder, rung, moves, beta, {**self.fixed, **state}) for state in states]
            self.still[rung] = np.stack(np.broadcast_arrays(*parts))

    def chances(
        self, rungs: Sequence[str], shared: Remembered, own: Mapping[str, Any]
    ) -> list[Array]:
        """(states, D, paths, b) unconditional chance of each rung."""
        columns = Remembered({**self.fixed, **shared, **own}, shared.kept)
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
            if name in memory
        }
        return dict(advance(memory, new))


def _turned(value: Any) -> Array:
    """Numbers as they are; (b, 1, D) as (D, 1, b)."""
    return np.asarray(np.transpose(value), dtype=SINGLE, order="C")


def _all_turned(columns: Mapping[str, Any]) -> dict[str, Array]:
    return {name: _turned(value) for name, value in columns.items()}


def _still(
    ladder: Ladder, rung: str, moves: list[bool], beta: Any, fixed: Mapping[str, Any]
) -> Array:
    """(D, 1, b) sum of coefficient times covariate over those that stay, centered."""
    fitted = ladder.rungs[rung]
    width = max((len(value) for value in fixed.values() if np.ndim(value)), default=1)
    total: Any = np.zeros((width, 1, beta.shape[-1]), SINGLE)
    for place, covariate in enumerate(RUNGS[rung]):
        value = 0.0 if moves[place] else np.asarray(covariate.of(fixed), dtype=SINGLE)
        z = (value - float(fitted.center[place])) / float(fitted.scale[place])
        total = total + beta[place] * z
    return np.asarray(total)


def _drawn(chances: Sequence[Array], u: Array, given: bool) -> list[Array]:
    """(D, paths, b) whether each rung was reached; given: that the last one was not."""
    if not given:
        return [(u < chance).astype(SINGLE) for chance in chances]
    if len(chances) > 1:
        u = chances[-1] + u * (1.0 - chances[-1])
    happened: list[Any] = [(u < chance).astype(SINGLE) for chance in chances[:-1]]
    return [*happened, np.zeros(1, SINGLE)]


def _later(memory: Memory, ahead: Sequence[Array], back: Sequence[Array]) -> Memory:
    """The memory of the pair a year on."""
    reached = dict(zip(RUNGS, ahead, strict=False))
    for rung, came in zip(RUNGS, back, strict=False):
        reached[rung] = reached[rung] + came
    new = {name: reached.get(rung, 0.0) for rung, names in _SHARED.items() for name in names}
    met, fought = reached["onset"] > 0, reached.get("war", np.zeros(1, SINGLE)) > 0
    return dict(advance(memory, new, met=met, fought=fought))


def _mixed(by_state: Array, standing: Any) -> Array:
    """(D, paths, b) chance over both states."""
    if len(by_state) == 1:
        return np.asarray(by_state[0])
    return np.asarray(by_state[1] + standing * (by_state[0] - by_state[1]))


def _seen(by_state: list[Array], happened: list[Array]) -> Array:
    """(states, D, paths, b) chance of what a year brought: nothing, or a dispute and how far."""
    seen: Any = by_state[-1]
    for place in reversed(range(len(by_state))):
        before = by_state[place - 1] if place else 1.0
        seen = np.where(happened[place], seen, before - by_state[place])
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
