"""The ladder walked forward for all pairs at once, disputes of each path entering its history.

A year's disputes are themselves unknown when the next year is forecast, so histories are
simulated: each path has its own posterior draw; its disputes enter the decaying counts and years
of quiet of the years that follow, of the pair and of both states with everyone else; rivalries end
and begin. A forecast is the mean over paths.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.covariates import RUNGS, Covariate, logistic
from foedus.history.direction import reads
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE, advance
from foedus.history.model import Report
from foedus.history.pairs.eve import Eve

#: Paths simulated together: bounds memory to a few hundred megabytes.
CHUNK = 10
Memory = dict[str, Array]
#: Columns that change along a path.
_MOVING = frozenset((*COUNTS, *SINCE, "rivalry"))


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
    total = {rung: np.zeros((years, len(eve.one))) for rung in RUNGS}
    for start in range(0, paths, CHUNK):
        report(f"simulating paths {start + 1} to {min(start + CHUNK, paths)} of {paths}")
        some = {rung: beta[start : start + CHUNK] for rung, beta in draws.items()}
        for step, chances in enumerate(_years(ladder, eve, some, years, rng)):
            for rung, chance in chances.items():
                total[rung][step] += chance.sum(axis=1)
    return {rung: sums / paths for rung, sums in total.items()}


def _years(
    ladder: Ladder, eve: Eve, draws: dict[str, Array], years: int, rng: np.random.Generator
) -> Iterator[dict[str, Array]]:
    """Yield, year by year, each rung's unconditional chance: name -> (P, paths)."""
    fixed = {name: column.astype(np.float64)[:, None] for name, column in eve.columns.items()}
    memory: Memory = {name: fixed[name] for name in _MOVING}
    rungs = {name: _Rung(ladder, name, draws[name], fixed) for name in RUNGS}
    shape = (len(eve.one), len(draws["onset"]))
    lower = (eve.one < eve.two)[:, None]
    for step in range(years):
        reached, happened = np.ones(shape), np.ones(shape, dtype=np.bool_)
        chances, drawn = {}, {}
        for name, rung in rungs.items():
            chance = rung.chance({**fixed, **memory})
            reached = reached * chance
            happened = happened & (rng.random(shape) < chance)
            chances[name], drawn[name] = reached, happened
        yield chances
        if step + 1 == years:
            return
        after = _after(eve, memory, drawn)
        if ladder.rivalry is not None:
            u = rng.random(shape)
            u = np.where(lower, u, u[eve.back])  # a rivalry is the same both ways
            stays = ladder.rivalry.chance(memory["rivalry"], fixed, memory)
            after["rivalry"] = (u < stays).astype(np.float64)
        else:
            after["rivalry"] = memory["rivalry"]
        memory = after


class _Rung:
    """A rung for all pairs: what stays along a path is added up once."""

    def __init__(self, ladder: Ladder, name: str, beta: Array, columns: dict[str, Array]) -> None:
        """beta: (paths, k)."""
        fitted = ladder.rungs[name]
        self.moving: list[tuple[Covariate, Array]] = []
        self.still = np.zeros((1, len(beta)))
        slopes = beta / fitted.scale
        self.still = self.still - slopes @ fitted.center
        for place, covariate in enumerate(RUNGS[name]):
            if reads(covariate) & _MOVING:
                self.moving.append((covariate, slopes[:, place]))
            else:
                self.still = self.still + np.asarray(covariate.of(columns)) * slopes[:, place]

    def chance(self, columns: dict[str, Array]) -> Array:
        """(P, paths) given the rung before."""
        total = self.still
        for covariate, slope in self.moving:
            total = total + np.asarray(covariate.of(columns)) * slope
        return logistic(total)


def _after(eve: Eve, memory: Memory, drawn: dict[str, NDArray[np.bool_]]) -> Memory:
    """The memory on the eve of the next year, given what each path drew; rivalry apart."""
    own = {rung: came.astype(np.float64) for rung, came in drawn.items()}
    both = {rung: came + came[eve.back] for rung, came in own.items()}

    def total(rung: str, state: NDArray[np.int64]) -> Array:
        """(P, paths) what the state began (met) in all, few of many: only those are added."""
        pair, path = np.nonzero(drawn[rung])
        sums = np.zeros((len(eve.codes), drawn[rung].shape[1]))
        np.add.at(sums, (state[pair], path), 1.0)
        return sums[state]

    begun, met = total("onset", eve.one), total("onset", eve.two)
    new = {
        "mid_pair_h2": both["onset"], "mid_pair_h8": both["onset"], "mid_pair_h25": both["onset"],
        "force_pair_h25": both["force"], "deadly_pair_h25": both["deadly"],
        "mid_past12_h8": own["onset"], "mid_past1_h25": begun, "mid_past2_h25": met,
        "mid_others1_h2": begun - own["onset"], "mid_others2_h2": met - own["onset"],
        "mid_others2_h25": met - own["onset"],
    }  # fmt: skip
    for rung in ("force", "deadly"):
        new[f"{rung}_past1_h25"] = total(rung, eve.one)
        new[f"{rung}_past2_h25"] = total(rung, eve.two)
    return advance(memory, new, met=both["onset"] > 0, fought=both["war"] > 0)
