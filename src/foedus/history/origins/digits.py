"""Numbers in few digits, and covariances that stay covariances whatever was rounded.

A covariance is kept as standard deviations and the Cholesky root of the correlations, its lower
triangle row by row in ten-thousandths.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.estimate import Array

#: Significant digits: of what chances rest on, and of what says how far a case lies from the data.
DIGITS, COARSE = 5, 4
_UNIT = 1e-4  # of a root of correlations


def short(values: Any, digits: int) -> list[float]:
    """The values to so many significant digits."""
    return [one(value, digits) for value in values]


def one(value: Any, digits: int = COARSE) -> float:
    """One value to so many significant digits."""
    return float(f"{float(value):.{digits}g}")


def covariance(cov: Array) -> dict[str, list[Any]]:
    """A (k, k) covariance as plain values."""
    sd = np.sqrt(np.diag(cov))
    root = np.linalg.cholesky(cov / np.outer(sd, sd))
    triangle = np.rint(root[np.tril_indices(len(root))] / _UNIT).astype(int)
    return {"sd": short(sd, DIGITS), "root": triangle.tolist()}


def read_covariance(told: Mapping[str, Any]) -> Array:
    """The covariance again. Raises KeyError or ValueError where the values are none."""
    sd = np.asarray(told["sd"], dtype=np.float64)
    root = np.zeros((len(sd), len(sd)))
    root[np.tril_indices(len(sd))] = np.asarray(told["root"]) * _UNIT
    root *= sd[:, None]
    return np.asarray(root @ root.T)
