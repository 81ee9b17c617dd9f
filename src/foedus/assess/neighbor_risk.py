"""The ladder run for many pairs at once: cases side by side, on the draws of one run.

A case is what the ladder sees of a pair and of the target's guarantors. Cases share coefficients
and uniform numbers, so that ratios between them are sharp.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.assess.designs import COLUMNS
from foedus.assess.run import Run
from foedus.history.covariates import Array
from foedus.history.paths import simulate, war
from foedus.history.setting import Setting

Key = tuple[str, str]  # neighbor, design
Case = tuple[Setting, dict[str, float]]


def _stacked(
    run: Run, cases: Mapping[Key, Case]
) -> tuple[dict[Key, int], Setting, dict[str, Array]]:
    """Cases side by side, as designs are in a run of one pair; those alike once."""
    places: dict[tuple[str, tuple[float, ...]], int] = {}
    unique: list[Case] = []
    where = {}
    for key, case in cases.items():
        kind = (key[0], tuple(case[1].values()))
        if kind not in places:
            places[kind] = len(unique)
            unique.append(case)
        where[key] = places[kind]

    def wide(part: str) -> dict[str, Any]:
        """Name -> (n, 1, cases), the same for every draw."""
        named = getattr(unique[0][0], part)
        return {
            name: np.broadcast_to(
                np.array([float(getattr(one, part)[name]) for one, _ in unique]),
                (run.draws, 1, len(unique)),
            )
            for name in named
        }

    both = Setting(unique[0][0].first, wide("fixed"), wide("memory"), wide("steady"), ongoing=False)
    columns = {what: np.array([each[what] for _, each in unique]) for what in COLUMNS}
    return where, both, columns


def chances(run: Run, cases: Mapping[Key, Case]) -> dict[Key, dict[str, Array]]:
    """Key -> dispute, force, war -> (n,) chance within the years."""
    where, both, columns = _stacked(run, cases)
    rng = np.random.default_rng(run.streams[1])
    found = simulate(run.ladder, run.coefficients, both, columns, run.years, rng)
    last = {event: np.asarray(each[:, -1], np.float64) for event, each in found.by.items()}
    return {key: {event: each[:, place] for event, each in last.items()}
            for key, place in where.items()}  # fmt: skip


def wars(run: Run, cases: Mapping[Key, Case]) -> dict[Key, Array]:
    """Key -> (n,) chance of war within the years."""
    if not cases:
        return {}
    where, both, columns = _stacked(run, cases)
    rng = np.random.default_rng(run.streams[1])
    found = war(run.ladder, run.coefficients, both, columns, run.years, rng)
    return {key: found[:, place] for key, place in where.items()}
