"""The compiled kernel called: arrays in, arrays out, nothing of its own."""

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import RUNGS
from foedus.history.direction import SINGLE
from foedus.history.kernel.layout import rows
from foedus.history.kernel.library import library
from foedus.history.pair import PairLadder

#: The logit of what a side that is not known begins: as good as never.
_NEVER = -80.0


@dataclass(frozen=True, slots=True)
class KernelResult:
    """own, any, stood: (events, b, T or 1, D) float32, as ``foedus.history.outcome.Outcome`` has
    them. mean, first: (rungs, b, D), of whatever comes; zeros where not asked for.
    """

    own: Any
    any: Any
    stood: Any
    mean: Array
    first: Array


def ready() -> bool:
    """Whether there is a kernel here."""
    return library() is not None


def run(
    pair: PairLadder, random: Array, rungs: tuple[str, ...], *, whatever: bool, every: bool
) -> KernelResult | None:
    """The paths of a block of draws; None where this kernel cannot say, and arrays must.

    random: (b, 3, 2, paths, T) uniforms. rungs: those whose coming is asked for, each on paths
    that have not reached it. whatever: also paths of whatever comes. every: all years, or the last
    alone. Raises MemoryError where there is no room for a block's years.
    """
    kernel = library()
    if kernel is None:
        return None
    count, _, _, paths, years = random.shape
    table = rows(pair, count)
    if table is None:
        return None
    still = np.stack([np.broadcast_to(pair.ahead.still[rung], _shape(pair, count))
                      for rung in RUNGS])  # fmt: skip
    still = np.ascontiguousarray(still[:, :, :, 0].transpose(2, 1, 0, 3), SINGLE)
    designs, states = still.shape[:2]
    behind = np.zeros((1, len(RUNGS), count), SINGLE)
    behind[:, 0] = _NEVER
    if pair.back:
        lines = [pair.back.still[rung][0, :, 0] for rung in RUNGS]
        behind = np.stack(np.broadcast_arrays(*lines), axis=1)
    behind = np.ascontiguousarray(np.broadcast_to(behind, (len(behind), len(RUNGS), count)))
    ends: Any = np.zeros((designs, years, count) if states == 2 else 1, SINGLE)
    if states == 2 and pair.hazard is not None:
        ends[:] = pair.hazard[:, :, 0].transpose(1, 0, 2)
    shape = len(rungs), count, years if every else 1, designs
    own, any_, stood = (np.empty(shape, SINGLE) for _ in range(3))
    mean, first = (np.zeros((len(RUNGS), count, designs)) for _ in range(2))
    asked = sum(1 << place for place, rung in enumerate(RUNGS) if rung in rungs) + 16 * whatever
    full = kernel.foedus_paths(
        count, designs, len(table) > 1, len(behind) > 1, states, paths, years, asked, every,
        *(_at(each) for each in (table, still, behind, ends, np.ascontiguousarray(random))),
        *(_at(each) for each in (own, any_, stood, mean, first)),
    )  # fmt: skip
    if full:
        raise MemoryError(f"no room for {years} years of {paths} paths")
    return KernelResult(own, any_, stood, mean, first)


def _shape(pair: PairLadder, count: int) -> tuple[int, int, int, int]:
    """(states, D, 1, b) of every rung's sum over what stays."""
    states, width = pair.ahead.still["onset"].shape[:2]
    return states, max(width, pair.width), 1, count


def _at(array: Any) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)
