"""A number with its interval over posterior draws, and the type of all arrays of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

#: Ends of the intervals, as percentiles: 90%.
ENDS = (5.0, 95.0)
#: Ranks that are sooner found one by one than by sorting.
_FEW = 20
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


def percentiles(draws: Any, at: Sequence[float] = ENDS) -> Array:
    """(q, …) percentiles of (n, …) draws over the first axis."""
    return quantiles(draws, np.asarray(at) / 100)


def quantiles(draws: Any, at: Array) -> Array:
    """(q, …) quantiles of (n, …) draws over the first axis, bit for bit those of NumPy.

    at: (q,) shares. NumPy's own loads masked arrays, which takes as long as all the quantiles of a
    short answer.
    """
    count = len(draws)
    place = (count - 1) * at
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, count - 1)
    lines = np.ascontiguousarray(np.moveaxis(draws, 0, -1))
    ranks = sorted({*below.tolist(), *above.tolist(), count - 1})
    lines = np.partition(lines, ranks) if len(ranks) < _FEW else np.sort(lines)
    weight, low, high = place - below, lines[..., below], lines[..., above]
    step = high - low
    found = np.where(weight < 0.5, low + step * weight, high - step * (1 - weight))
    found = np.where(np.isnan(lines[..., -1:]), np.nan, found)  # NaN sorts last
    return np.asarray(np.moveaxis(found, -1, 0))


def chance(draws: Array) -> Estimate:
    """Mean and interval of a chance over (n,) draws."""
    low, high = percentiles(draws)
    return Estimate(float(np.mean(draws, dtype=np.float64)), float(low), float(high))


def ratio(draws: Array, reference: Array) -> Estimate:
    """Median and interval of the ratio of two chances, draw by draw, (n,) each."""
    found = np.asarray(draws, np.float64) / np.asarray(reference, np.float64)
    low, middle, high = percentiles(found, (ENDS[0], 50.0, ENDS[1]))
    return Estimate(float(middle), float(low), float(high))


def by_year(draws: Array) -> tuple[Estimate, ...]:
    """Mean and interval of a chance in each of T years, over (n, T) draws."""
    low, high = percentiles(draws)
    mean = draws.mean(axis=0, dtype=np.float64)
    return tuple(
        Estimate(float(m), float(a), float(b)) for m, a, b in zip(mean, low, high, strict=True)
    )
