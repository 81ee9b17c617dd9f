"""The mean of the ladder's chance and the trees', on the logit, weighed by its record.

    logit p = w · logit trees + (1 - w) · logit ladder

Averaging forecasts that err differently is rarely worse than either (Bates & Granger 1969); on the
logit it is a logarithmic pool (Genest & Zidek 1986), which on windows before 1980 left less log
loss than the plain mean of chances. The weight w is the one that left the least on windows that
were over when the forecast was made, drawn to even weights by a prior worth ``PRIOR`` windows. Of
war the trees say nothing: given deadly force, the ladder's word stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from foedus.estimate import Array
from foedus.history.covariates import RUNGS
from foedus.history.measures import EDGE, losses
from foedus.history.pairs.hindcast import PairHindcast
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


def window(told: PairHindcast) -> Window:
    """What each weight would have left in a hindcast."""
    there = told.there
    found = {}
    for event in EVENTS:
        y = told.came[event][there]
        ladder, trees = told.ladder[event][there], told.trees[event][there]
        found[event] = tuple(float(losses(y, pooled(ladder, trees, w)).sum()) for w in GRID)
    return Window(told.origin, found)


def pooled(ladder: Array, trees: Array, weight: float) -> Array:
    """The mean of two chances on the logit; weight: the trees'."""
    own, other = (logit(np.clip(p, EDGE, 1.0 - EDGE)) for p in (ladder, trees))
    return np.asarray(expit(weight * other + (1.0 - weight) * own))


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
            own = pooled(ladder[rung], trees[rung], weight[rung])
        else:  # the ladder's chance given the rung before
            last = list(found)[-1]
            own = found[last] * ladder[rung] / np.maximum(ladder[last], 1e-300)
        found[rung] = before = own if before is None else np.minimum(own, before)
    return found
