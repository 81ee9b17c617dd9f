"""One of a pair as challenger: the chance of each rung, from what stays and what moves.

Arrays are (designs, paths, draws), as in ``foedus.history.pair``.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.evidence.spells import retained
from foedus.history.covariates import RUNGS, ColumnCache, Covariate, logistic
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE, advance
from foedus.history.setting import Setting

#: Counts that a dispute enters, by the rung that it must reach: those of the pair, and of one way.
#: Left out: the disputes of either side with others, a steady level.
SHARED = {
    "onset": ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25"),
    "force": ("force_pair_h25",), "deadly": ("deadly_pair_h25",),
}  # fmt: skip
OWN = {
    "onset": ("mid_past12_h8", "mid_past1_h25", "mid_past2_h25"),
    "force": ("force_past1_h25", "force_past2_h25"),
    "deadly": ("deadly_past1_h25", "deadly_past2_h25"),
}
COMMON = frozenset((*(name for names in SHARED.values() for name in names), *SINCE))
MOVING = frozenset((*COMMON, *(name for names in OWN.values() for name in names), "rivalry"))
#: Of what is simulated: twice as fast, and its rounding is a millionth of a chance at most.
SINGLE = np.float32
Memory = dict[str, Any]


class Direction:
    """One of the two as challenger: its fixed columns, its own counts, its coefficients."""

    def __init__(
        self,
        ladder: Ladder,
        setting: Setting,
        draws: Mapping[str, Array],
        states: Sequence[Mapping[str, Any]],
    ) -> None:
        """states: the guarantee's columns while it stands, then once it has lapsed."""
        start = all_turned(setting.memory)
        still = {n: v for n, v in start.items() if n not in MOVING}
        self.fixed = {**all_turned(setting.fixed), **states[0], **still}
        own = [name for names in OWN.values() for name in names]
        self.memory: Memory = {name: start[name] for name in own}
        # What fades of a side's disputes with others is replaced, so that they stay steady.
        self.refill = {
            name: turned(level) * (1.0 / retained(COUNTS[name]) - 1.0)
            for name, level in setting.steady.items()
        }
        moves_on = MOVING if ladder.rivalry is not None else MOVING - {"rivalry"}
        self.moving: dict[str, list[tuple[Covariate, Array]]] = {}
        self.reads: dict[str, set[str]] = {}  # moving columns, by rung
        self.still: dict[str, Array] = {}  # (states, D, 1, b); states: standing, and lapsed
        for rung, covariates in RUNGS.items():
            read = [reads(covariate) & moves_on for covariate in covariates]
            fitted, beta = ladder.rungs[rung], draws[rung].T.astype(SINGLE)
            self.reads[rung] = set().union(*read)
            self.moving[rung] = [
                (covariate, beta[place] / float(fitted.scale[place]))
                for place, covariate in enumerate(covariates)
                if read[place]
            ]
            moves = [bool(each) for each in read]
            # What is no guarantee's is the same in every state and, mostly, under every design.
            common = [place for place, each in enumerate(covariates) if not each.guarantee]
            rest = [place for place, each in enumerate(covariates) if each.guarantee]
            base = _sum(ladder, rung, common, moves, beta, self.fixed, np.zeros(1, SINGLE))
            parts = [
                _sum(ladder, rung, rest, moves, beta, {**self.fixed, **state}, base)
                for state in states
            ]
            self.still[rung] = np.stack(np.broadcast_arrays(*parts))

    def chances(
        self, rungs: Sequence[str], shared: ColumnCache, own: Mapping[str, Any]
    ) -> list[Array]:
        """(states, D, paths, b) unconditional chance of each rung."""
        columns = ColumnCache({**self.fixed, **shared, **own}, shared.kept)
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
            for rung, names in OWN.items()
            for name in names
            if name in memory
        }
        return dict(advance(memory, new))


def turned(value: Any) -> Array:
    """Numbers as they are; (b, 1, D) as (D, 1, b)."""
    return np.asarray(np.transpose(value), dtype=SINGLE, order="C")


def all_turned(columns: Mapping[str, Any]) -> dict[str, Array]:
    """Every column as ``turned`` has it."""
    return {name: turned(value) for name, value in columns.items()}


def _sum(
    ladder: Ladder, rung: str, places: list[int], moves: list[bool], beta: Any,
    fixed: Mapping[str, Any], total: Any,
) -> Array:  # fmt: skip
    """(D or 1, 1, b) ``total`` and coefficient times covariate, centered, of some covariates.

    Of those that move, the center alone.
    """
    fitted = ladder.rungs[rung]
    total = np.broadcast_to(total, (1, 1, beta.shape[-1])) if np.ndim(total) < 3 else total
    for place in places:
        value = 0.0 if moves[place] else np.asarray(RUNGS[rung][place].of(fixed), dtype=SINGLE)
        z = (value - float(fitted.center[place])) / float(fitted.scale[place])
        total = total + beta[place] * z
    return np.asarray(total)


@cache
def reads(covariate: Covariate) -> frozenset[str]:
    """The columns that a covariate is computed from, whatever they hold."""
    noted = _Probe()
    covariate.of(noted)
    return frozenset(noted)


class _Probe(dict[str, Any]):
    """A mapping that has every column, each a one, and keeps the names that were asked for."""

    def __missing__(self, name: str) -> Any:
        self[name] = np.ones(1)
        return self[name]
