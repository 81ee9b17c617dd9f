"""The ladder walked forward for all pairs at once, disputes of each path entering its history.

A year's disputes are themselves unknown when the next year is forecast, so histories are
simulated: each path has its own posterior draw; its disputes enter the decaying counts and years
of quiet of the years that follow, of the pair and of both states with everyone else; rivalries end
and begin. A forecast is the mean over paths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.evidence.spells import retained
from foedus.history.covariates import RUNGS, ColumnCache, Covariate, logistic
from foedus.history.direction import reads
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE
from foedus.history.model import Report
from foedus.history.pairs.eve import Eve

#: Paths simulated together: bounds memory to a few hundred megabytes.
CHUNK = 10
#: Pairs whose chances are computed together: so few that they stay in a processor's cache.
_PAIRS = 2048
Memory = dict[str, Array]
#: Columns that change along a path.
_MOVING = frozenset((*COUNTS, *SINCE, "rivalry"))
#: What two states remember of each other, either way; and each of everyone, or of all others.
_PAIR = tuple(name for name in COUNTS if name.split("_")[1] == "pair")
_RUNG = {"mid": "onset", "force": "force", "deadly": "deadly"}
_OF_STATES = {
    (word, side): tuple(
        name for name in COUNTS if name.startswith((f"{word}_past{side}_", f"{word}_others{side}_"))
    )
    for word in _RUNG
    for side in "12"
}


def walk(
    ladder: Ladder,
    eve: Eve,
    years: int,
    *,
    paths: int = 100,
    seed: int = 0,
    report: Report = lambda _: None,
) -> dict[str, Array]:
    """Rung -> (years, P): chances that 1 begins one with 2 in each year, unconditional.

    Same seed, same numbers.
    """
    rng = np.random.default_rng(seed)
    draws = ladder.draws(paths, rng)
    fixed = {name: column.astype(np.float64)[:, None] for name, column in eve.columns.items()}
    still = {name: _Still.of(name, fixed) for name in RUNGS}
    total = {rung: np.zeros((years, len(eve.one))) for rung in RUNGS}
    for start in range(0, paths, CHUNK):
        report(f"simulating paths {start + 1} to {min(start + CHUNK, paths)} of {paths}")
        some = {name: beta[start : start + CHUNK] for name, beta in draws.items()}
        rungs = {name: _Rung(ladder, name, some[name], still[name]) for name in RUNGS}
        count = len(some["onset"])
        for step, chances in enumerate(_years(rungs, ladder, eve, fixed, count, years, rng)):
            for name, chance in chances.items():
                total[name][step] += chance
    return {rung: sums / paths for rung, sums in total.items()}


def _years(
    rungs: Mapping[str, "_Rung"], ladder: Ladder, eve: Eve, fixed: Memory, paths: int, years: int,
    rng: np.random.Generator,
) -> Iterator[dict[str, Array]]:  # fmt: skip
    """Yield, year by year, each rung's unconditional chance, summed over paths: name -> (P,)."""
    memory: Memory = {name: fixed[name].copy() for name in _MOVING}
    shape = (len(eve.one), paths)
    lower = (eve.one < eve.two)[:, None]
    drawn = {name: np.empty(shape, dtype=np.bool_) for name in rungs}
    uniform = {name: np.empty(shape) for name in rungs}
    for step in range(years):
        for u in uniform.values():
            rng.random(out=u)
        sums = {name: np.empty(len(eve.one)) for name in rungs}
        columns = {**fixed, **memory}
        for start in range(0, len(eve.one), _PAIRS):
            some = slice(start, start + _PAIRS)
            here = ColumnCache({name: column[some] for name, column in columns.items()}, {})
            reached: Array | float = 1.0
            happened: Any = True
            for name, rung in rungs.items():
                chance = rung.chance(here, some)
                happened = happened & (uniform[name][some] < chance)
                reached = reached * chance
                sums[name][some] = reached.sum(axis=1)
                drawn[name][some] = happened
        yield sums
        if step + 1 == years:
            return
        rival = memory.pop("rivalry")
        _after(eve, memory, drawn)  # first: this year's disputes tell of rivalries that begin
        if ladder.rivalry is not None:
            u = rng.random(shape)
            u = np.where(lower, u, u[eve.back])  # a rivalry is the same both ways
            stays = ladder.rivalry.chance(rival, fixed, memory)
            rival = (u < stays).astype(np.float64)
        memory["rivalry"] = rival


@dataclass(frozen=True, slots=True)
class _Still:
    """Covariates of a rung that stay along a path, computed once for all paths.

    columns: (P, m), of those at ``places``; moving: the others, with their places.
    """

    places: list[int]
    columns: Array
    moving: tuple[tuple[int, Covariate], ...]

    @classmethod
    def of(cls, name: str, fixed: Memory) -> "_Still":
        """Of a rung, from (P, 1) columns."""
        moving = tuple(
            (place, each) for place, each in enumerate(RUNGS[name]) if reads(each) & _MOVING
        )
        places = sorted(set(range(len(RUNGS[name]))) - {place for place, _ in moving})
        every = [np.asarray(RUNGS[name][place].of(fixed)) for place in places]
        return cls(places, np.concatenate(np.broadcast_arrays(*every), axis=1), moving)


class _Rung:
    """A rung for all pairs over some paths: what stays along a path is added up once."""

    def __init__(self, ladder: Ladder, name: str, beta: Array, still: _Still) -> None:
        """beta: (paths, k)."""
        fitted = ladder.rungs[name]
        slopes = beta / fitted.scale
        self.moving = [(covariate, slopes[:, place]) for place, covariate in still.moving]
        self.still = still.columns @ slopes[:, still.places].T - slopes @ fitted.center

    def chance(self, columns: ColumnCache, some: slice) -> Array:
        """(p, paths) of some pairs, given the rung before. columns: theirs."""
        total = self.still[some].copy()
        for covariate, slope in self.moving:
            total += np.asarray(covariate.of(columns)) * slope
        return logistic(total)


def _after(eve: Eve, memory: Memory, drawn: Mapping[str, NDArray[np.bool_]]) -> None:
    """Take the memory to the eve of the next year, by what each path drew; rivalry apart.

    Few pairs of many draw anything. What a pair remembers of itself fades for all of them, and is
    written anew for those few; what a state remembers of everyone is summed by state first. The
    arrays are changed where they stand: there are gigabytes of them in a forecast.
    """
    shape = drawn["onset"].shape
    came = {rung: np.nonzero(each) for rung, each in drawn.items()}
    for name, each in memory.items():
        if each.shape != shape:  # still the same on every path
            memory[name] = np.broadcast_to(each, shape).copy()

    def either(rung: str) -> tuple[Any, Any]:
        """Pairs of which one side began it, and their paths, each twice where both did."""
        pair, path = came[rung]
        return np.concatenate([pair, eve.back[pair]]), np.concatenate([path, path])

    for name in (*_PAIR, "mid_past12_h8"):
        if name in memory:
            rung = _RUNG[name.partition("_")[0]]
            begun = either(rung) if name in _PAIR else came[rung]
            np.add.at(memory[name], begun, 1.0)
            memory[name] *= retained(COUNTS[name])
    for word, rung in _RUNG.items():
        for side, state in (("1", eve.one), ("2", eve.two)):
            pair, path = came[rung]
            sums = np.zeros((len(eve.codes), shape[1]))
            np.add.at(sums, (state[pair], path), 1.0)
            every = sums[state]  # what the state began (met) in all
            for name in _OF_STATES[word, side]:
                if name in memory:
                    memory[name] += every - drawn[rung] if "others" in name else every
                    memory[name] *= retained(COUNTS[name])
    for name, rung in zip(SINCE, ("onset", "war"), strict=True):
        if name in memory:
            memory[name] += 1.0  # NaN stays: never
            memory[name][either(rung)] = 1.0
