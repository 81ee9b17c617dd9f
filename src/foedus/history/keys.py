"""A number for a pair of states, one way or both, of COW codes: all are below 1000."""

import numpy as np
from numpy.typing import NDArray


def directed(one: NDArray[np.integer], two: NDArray[np.integer]) -> NDArray[np.int64]:
    """(n,) a number for each pair in this order, rising with the first code, then the second."""
    return np.asarray(one, np.int64) * 1000 + two


def dyad(one: NDArray[np.integer], two: NDArray[np.integer]) -> NDArray[np.int64]:
    """(n,) a number for each pair of codes, the same both ways."""
    return directed(np.minimum(one, two), np.maximum(one, two))


def split(key: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The two codes of each directed pair again, (n,) each."""
    return key // 1000, key % 1000
