"""What a pair of states remembers of its disputes, and how a year changes it.

Covariates that depend on past disputes are carried along a simulated path: each year the
disputes drawn enter the decaying counts and reset the years of quiet, as they do in the panel.
A dispute counts in the year it begins; that some last for years is left out, so paths understate
how one quarrel runs into the next.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.evidence.spells import retained

#: Columns that past disputes move: decayed counts (with their half-lives) and years since.
COUNTS: dict[str, float] = {
    "mid_pair_h2": 2.0, "mid_pair_h8": 8.0, "mid_pair_h25": 25.0, "force_pair_h25": 25.0,
    "mid_past12_h8": 8.0, "mid_past1_h25": 25.0, "mid_past2_h25": 25.0,
    "force_past1_h25": 25.0, "force_past2_h25": 25.0,
    "deadly_pair_h25": 25.0, "deadly_past1_h25": 25.0, "deadly_past2_h25": 25.0,
    "mid_others1_h2": 2.0, "mid_others2_h2": 2.0, "mid_others2_h25": 25.0,
}  # fmt: skip
SINCE = ("since_mid", "since_war")
Memory = Mapping[str, Any]


def advance(
    memory: Memory, new: Mapping[str, Any], *, met: Any = False, fought: Any = False
) -> dict[str, Array]:
    """The memory a year on, of the columns that it has.

    new: column of ``COUNTS`` -> disputes of the year that count in it (arrays that broadcast); a
        column left out stays as it is: what fades is taken to be replaced.
    met, fought: whether the two were in a dispute, at war, this year.
    """
    after: dict[str, Array] = {}
    for name, half_life in COUNTS.items():
        if name not in memory:
            continue
        if name in new:
            after[name] = (memory[name] + new[name]) * retained(half_life)
        else:
            after[name] = memory[name]
    for name, happened in zip(SINCE, (met, fought), strict=True):
        if name not in memory:
            continue
        after[name] = np.where(happened, 1.0, memory[name] + 1.0)  # NaN (never) stays NaN
    return after
