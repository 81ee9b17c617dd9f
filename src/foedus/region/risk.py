"""The ladder run for many pairs at once: cases side by side, on the draws of one run.

A case is what the ladder sees of a pair and of the target's guarantors. Cases share coefficients
and uniform numbers, so that ratios between them are sharp. How high the chances of a neighbor are
over years is set as for any pair (``foedus.assessment.level``): by its own columns as things
stand, under the reference, with one factor a draw for all of its cases.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.assessment.designs import COLUMNS
from foedus.assessment.level import Level, level
from foedus.assessment.run import Run
from foedus.estimate import Array
from foedus.history import origins
from foedus.history.paths import last, simulate
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
    both = _wide([one for one, _ in unique], run.draws)
    columns = {what: np.array([each[what] for _, each in unique]) for what in COLUMNS}
    return where, both, columns


def _wide(settings: list[Setting], draws: int) -> Setting:
    """Settings side by side: values are (n, 1, cases), the same for every draw."""

    def part(name: str) -> dict[str, Any]:
        return {
            column: np.broadcast_to(
                np.array([float(getattr(one, name)[column]) for one in settings]),
                (draws, 1, len(settings)),
            )
            for column in getattr(settings[0], name)
        }

    backs = [one.back for one in settings if one.back is not None]
    back = _wide(backs, draws) if len(backs) == len(settings) else None
    return Setting(
        settings[0].first, part("fixed"), part("memory"), part("steady"), ongoing=False, back=back
    )


def chances(
    run: Run, cases: Mapping[Key, Case], reference: str
) -> tuple[dict[Key, dict[str, Array]], dict[str, Level]]:
    """Key -> dispute, force, deadly, war -> (n,) chance within the years; neighbor -> its level.

    reference: the design under which things stand as they are; every neighbor has a case of it.
    """
    where, both, columns = _stacked(run, cases)
    found = simulate(
        run.ladder,
        run.coefficients,
        both,
        columns,
        run.years,
        np.random.default_rng(run.streams[1]),
    )
    levels, by = {}, {}
    for state in dict.fromkeys(state for state, _ in cases):
        setting, stands = cases[state, reference]
        paths = found.of([where[state, reference]])
        at = levels[state] = level(
            origins.pools(run.ladder), setting, stands,
            {event: np.asarray(each[:, :, 0], np.float64) for event, each in paths.by.items()},
            {event: np.asarray(each[:, :, 0], np.float64) for event, each in paths.either.items()},
            np.random.default_rng(run.streams[6]),
        )  # fmt: skip
        own = [key for key in cases if key[0] == state]
        raised = at.apply(found.of([where[key] for key in own]))
        for place, key in enumerate(own):
            by[key] = {event: np.asarray(each[:, -1, place], np.float64)
                       for event, each in raised.by.items()}  # fmt: skip
    return by, levels


def wars(run: Run, cases: Mapping[Key, Case], levels: Mapping[str, Level]) -> dict[Key, Array]:
    """Key -> (n,) chance of war within the years, each at the level of its neighbor."""
    if not cases:
        return {}
    where, both, columns = _stacked(run, cases)
    rng = np.random.default_rng(run.streams[1])
    found, _ = last(run.ladder, run.coefficients, both, columns, run.years, rng)
    return {
        key: levels[key[0]].last("war", found[:, [place]])[:, 0] for key, place in where.items()
    }
