"""The mean of the ladder's chance and the trees': a linear pool, weighed by its record.

Averaging forecasts that err differently is rarely worse than either (Bates & Granger 1969). The
weight of the trees is the one that left the least log loss on windows that were over when the
forecast was made, drawn to even weights by a prior worth ``PRIOR`` windows. Of war the trees say
nothing: given deadly force, the ladder's word stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.history.covariates import RUNGS, Array
from foedus.history.measures import losses
from foedus.history.pairs.hindcast import Hindcast
from foedus.history.pairs.trees import EVENTS, LEADS

#: Weights of the trees that are looked at.
GRID = np.linspace(0.0, 1.0, 21)
EVEN, PRIOR = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Window:
    """A past forecast of ``LEADS`` years from ``origin`` on.

    losses: event -> log loss, summed over pairs and years, at each weight in ``GRID``.
    """

    origin: int
    losses: dict[str, tuple[float, ...]]


def window(told: Hindcast) -> Window:
    """What each weight would have left in a hindcast."""
    there = told.there
    found = {}
    for event in EVENTS:
        y = told.came[event][there]
        ladder, trees = told.ladder[event][there], told.trees[event][there]
        found[event] = tuple(
            float(losses(y, w * trees + (1.0 - w) * ladder).sum()) for w in GRID.tolist()
        )
    return Window(told.origin, found)


def weights(windows: Sequence[Window], through: int) -> dict[str, float]:
    """Event -> the trees' weight, by windows that were over at the end of ``through``."""
    over = [each for each in windows if each.origin + LEADS - 1 <= through]
    found = {}
    for event in EVENTS:
        total = np.sum([each.losses[event] for each in over], axis=0) if over else np.zeros(1)
        best = float(GRID[int(np.argmin(total))]) if over else EVEN
        found[event] = (best * len(over) + EVEN * PRIOR) / (len(over) + PRIOR)
    return found


def mean(
    ladder: Mapping[str, Array], trees: Mapping[str, Array], weight: Mapping[str, float]
) -> dict[str, Array]:
    """Rung -> (T, P): mean chances, none above that of the rung before.

    ladder, trees: rung or event -> (T, P) unconditional chances; weight: event -> the trees'.
    """
    found: dict[str, Array] = {}
    before: Array | None = None
    for rung in RUNGS:
        if rung in EVENTS:
            w = weight[rung]
            own = w * trees[rung] + (1.0 - w) * ladder[rung]
        else:  # the ladder's chance given the rung before
            last = list(found)[-1]
            own = found[last] * ladder[rung] / np.maximum(ladder[last], 1e-300)
        found[rung] = before = own if before is None else np.minimum(own, before)
    return found
