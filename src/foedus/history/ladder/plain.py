"""The plain logit: what a first look would put in, without pooling, histories or their shapes."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from foedus.estimate import Array
from foedus.history import logit
from foedus.history.covariates import RUNGS
from foedus.history.ladder.fit import standards

#: Rung -> the covariates of the ladder that it takes.
PLAIN = {
    "onset": ("constant", "capability_1", "capability_2", "share", "land", "sea_12", "sea_150",
              "sea_400", "distance", "major_2", "both_major", "democracy_1", "democracy_2",
              "rivalry", "allied", "quiet", "remote", "minor", "major"),
    "force": ("constant", "major_1", "major_2", "minor", "major", "depth_major"),
    "deadly": ("constant", "land", "rivalry", "democracy_1", "democracy_2", "major_1", "major_2",
               "minor", "major"),
    "war": ("constant", "minor", "major"),
}  # fmt: skip


def plain_logit(
    rung: str,
    X: NDArray[np.float32],
    y: NDArray[np.bool_],
    relevant: NDArray[np.bool_],
    new: NDArray[np.floating],
) -> Array:
    """(m,) chances of a rung given the one before it, for rows that it was not fitted on.

    X: (n, k) the ladder's covariates of the rung; y: (n,) whether it was reached; relevant: (n,)
    rows by which covariates are standardized; new: (m, k). Raises FitError as fits do.
    """
    names = [c.name for c in RUNGS[rung]]
    columns = [names.index(name) for name in PLAIN[rung]]
    center, scale = standards(X, relevant, RUNGS[rung])

    def standardized(rows: NDArray[np.floating]) -> NDArray[np.float32]:
        found = np.empty((len(rows), len(columns)), dtype=np.float32)
        for place, column in enumerate(columns):
            found[:, place] = (rows[:, column] - center[column]) / scale[column]
        return found

    wide = np.full(len(columns), 10.0)  # as good as no prior
    one_era = np.zeros(len(y), dtype=np.int64)
    fit = logit.fit(standardized(X), y, one_era, scale=wide, era_scale=np.full(len(columns), 1e-3))
    plain: Array = expit(standardized(new) @ fit.coefficients(0))
    return plain
