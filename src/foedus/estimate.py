"""A number with its interval over posterior draws, and the type of all arrays of numbers."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

#: Ends of the intervals, as percentiles: 90%.
ENDS = (5.0, 95.0)
#: Half a 90% interval of a normal, in standard deviations: its 95th percentile.
Z90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 90% interval over posterior draws.

    value: of a chance the mean over draws (the chance that one should bet on), of a ratio the
    median.
    """

    value: float
    low: float
    high: float


def chance(draws: Array) -> Estimate:
    """Mean and interval of a chance over (n,) draws."""
    low, high = np.percentile(draws, ENDS)
    return Estimate(float(np.mean(draws, dtype=np.float64)), float(low), float(high))


def ratio(draws: Array, reference: Array) -> Estimate:
    """Median and interval of the ratio of two chances, draw by draw, (n,) each."""
    found = np.asarray(draws, np.float64) / np.asarray(reference, np.float64)
    low, middle, high = np.percentile(found, (ENDS[0], 50.0, ENDS[1]))
    return Estimate(float(middle), float(low), float(high))


def by_year(draws: Array) -> tuple[Estimate, ...]:
    """Mean and interval of a chance in each of T years, over (n, T) draws."""
    low, high = np.percentile(draws, ENDS, axis=0)
    mean = draws.mean(axis=0, dtype=np.float64)
    return tuple(
        Estimate(float(m), float(a), float(b)) for m, a, b in zip(mean, low, high, strict=True)
    )
