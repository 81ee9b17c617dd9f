"""Which variable moves the risk of a sweep, and how far: averages over all the others.

A sweep is a full factorial: every value of one variable meets every combination of the rest. A
value's chance is the mean over the cells that have it; the spread of those means is the variable's
own effect, and its share of the variance over all cells the first-order index of Sobol (1993) on
the grid. Cells share their random numbers, so ratios between values are by draw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.estimate import Array, Estimate, chance, ratio
from foedus.sweep.cell import Settings

#: The design is a variable like the others, where a sweep weighs several.
DESIGN = "design"
#: Differences below this, of chances, are rounding in single precision.
_NOTHING = 1e-7


@dataclass(frozen=True, slots=True)
class CellChance:
    """The chance of war by the last year where the variables are set so."""

    settings: Settings
    chance: Estimate


@dataclass(frozen=True, slots=True)
class VariableEffect:
    """One variable. levels: value -> chance, the mean over cells that have it, in their order.

    lowest, highest: values at which it is so. ratio: of the highest's chance to the lowest's.
    share: of the variance over cells that the variable explains alone; None where cells are missing
    or nothing varies. idle: every cell has, all else equal, the same chance whatever the value.
    """

    variable: str
    levels: Mapping[str, Estimate]
    lowest: str
    highest: str
    ratio: Estimate
    share: float | None
    idle: bool

    @property
    def span(self) -> float:
        """How far apart the lowest and the highest are."""
        return self.levels[self.highest].value - self.levels[self.lowest].value


def effects(
    cells: Sequence[Settings], draws: Array, *, whole: bool = True
) -> tuple[VariableEffect, ...]:
    """The effect of every variable, the one that moves the chance most first.

    cells: n settings with the same variables. draws: (n, m) chances over m common draws. whole:
    whether the n are the full grid; shares are told of no other.
    """
    mean = draws.mean(axis=1)
    total = float(mean.var())
    found = []
    for name in cells[0]:
        values = list(dict.fromkeys(cell[name] for cell in cells))
        if len(values) < 2:
            continue
        mine = np.array([values.index(cell[name]) for cell in cells])
        by = np.stack([draws[mine == at].mean(axis=0) for at in range(len(values))])
        order = np.argsort(by.mean(axis=1), kind="stable")
        between = float(np.average(
            (by.mean(axis=1) - mean.mean()) ** 2, weights=np.bincount(mine)
        ))  # fmt: skip
        found.append(VariableEffect(
            variable=name,
            levels={value: chance(by[at]) for at, value in enumerate(values)},
            lowest=values[order[0]],
            highest=values[order[-1]],
            ratio=_safe(by[order[-1]], by[order[0]]),
            share=between / total if whole and total > 0 else None,
            idle=_idle(cells, draws, name),
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda each: -each.span))


def _safe(high: Array, low: Array) -> Estimate:
    floor = np.finfo(np.float32).tiny
    return ratio(np.maximum(high, floor), np.maximum(low, floor))


def _idle(cells: Sequence[Settings], draws: Array, name: str) -> bool:
    """Whether cells that differ in one variable alone never differ in their chances."""
    groups: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for place, cell in enumerate(cells):
        rest = tuple((other, value) for other, value in cell.items() if other != name)
        groups.setdefault(rest, []).append(place)
    return all(float(np.ptp(draws[places], axis=0).max()) <= _NOTHING for places in groups.values())
