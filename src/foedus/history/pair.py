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
from foedus.history.covariates import RUNGS, ColumnCache
from foedus.history.direction import COMMON, SHARED, SINGLE, Direction, Memory, all_turned, turned
from foedus.history.ladder import Ladder
from foedus.history.memory import advance
from foedus.history.setting import Setting

#: The ladder's words, and those of what is reached.
EVENTS = {"onset": "dispute", "force": "force", "deadly": "deadly", "war": "war"}
_TINY = 1e-35  # what is divided by, where nothing could have been seen


@dataclass(frozen=True, slots=True)
class Uniforms:
    """What chance decides, (T, 1, paths, b) each: disputes each way, and rivalry."""

    ahead: Array
    back: Array
    rivalry: Array

    @classmethod
    def of(cls, random: Array) -> "Uniforms":
        """Uniforms of which each year's fall into separate strata by path, from (b, 3, 2, paths, T)
        uniform numbers: an order of the strata, and where in each.

        A Latin hypercube (McKay, Beckman & Conover 1979): each path alone is plain uniform.
        """
        strata = np.argsort(random[:, :, 0], axis=2, kind="stable")
        uniforms = ((strata + random[:, :, 1]) / random.shape[3]).transpose(1, 3, 2, 0)
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
        self.rival = turned(setting.fixed["rivalry"])
        wide = {n: np.reshape(v, (-1, 1, np.shape(v)[-1])) for n, v in designs.items()}
        self.width = max(each.shape[-1] for each in wide.values())  # D
        states: list[Mapping[str, Any]] = [all_turned(wide)]
        if after is not None:
            states.append(all_turned({**wide, **after}))
        self.ahead = Direction(ladder, setting, draws, states)
        self.back = Direction(ladder, setting.back, draws, [{}]) if setting.back else None
        self.memory: Memory = {n: turned(setting.memory[n]) for n in COMMON}

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
            shared = ColumnCache({**memory, "rivalry": rival}, {})
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
    new = {name: reached.get(rung, 0.0) for rung, names in SHARED.items() for name in names}
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
