"""Time since the last event, and decaying memories of past ones; pure functions of arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError


def rows_since(event: NDArray[np.bool_], starts: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Rows since the last event of a group, counted from the row after it.

    event (n,) whether the row has an event; starts (n,) whether a new group begins in the row.
    Returns (n,): 0 in a group's first row and in the row after an event; a row with an event
    holds the length of the spell that the event ends (Beck, Katz & Tucker 1998).
    """
    at = np.arange(len(event))
    begins = starts.copy()
    begins[1:] |= event[:-1]  # a new count in the row after an event
    return (at - np.maximum.accumulate(np.where(begins, at, 0))).astype(np.int32)


def decayed_counts(events: ArrayLike, years: ArrayLike, half_life: float) -> NDArray[np.float64]:
    """Σ 2^{-(y - e) / half_life} over the events e strictly before each year y.

    events (k,) years of events, repeated where several fall in one year; years (m,), in any
    order; half_life in years. An event of last year weighs 2^{-1/half_life}. Returns (m,).
    Raises InputError unless the half-life is positive.
    """
    happened = np.asarray(events, dtype=np.int64)
    asked = np.asarray(years, dtype=np.int64)
    if asked.size == 0 or happened.size == 0:
        retained(half_life)
        return np.zeros(asked.shape)
    first, last = min(happened.min(), asked.min()), asked.max()
    counts = np.bincount(happened[happened <= last] - first, minlength=last - first + 1)
    memory: NDArray[np.float64] = decay(counts, (half_life,))[0, asked - first]
    return memory


def decay(counts: NDArray[np.number], half_lives: Sequence[float]) -> NDArray[np.float64]:
    """The decayed counts before each year, from counts by year; one for each of H half-lives.

    counts (..., T) events in each of T successive years. Returns (H, ..., T): the sum of earlier
    counts, each weighed 2^{-age / half_life}, age in years. Linear in T, by the recurrence
    c[t] = (c[t-1] + n[t-1]) 2^{-1/half_life}.
    """
    shape = (len(half_lives), *(1,) * (counts.ndim - 1))
    kept = np.array([retained(each) for each in half_lives]).reshape(shape)
    memory = np.zeros((len(half_lives), *counts.shape))
    for t in range(1, counts.shape[-1]):
        memory[..., t] = (memory[..., t - 1] + counts[..., t - 1]) * kept
    return memory


def retained(half_life: float) -> float:
    """The share of a memory that is left after a year. Raises InputError unless it is positive."""
    if not (np.isfinite(half_life) and half_life > 0):
        raise InputError(
            f"a half-life of {half_life} years makes no sense",
            where="half_life",
            hint="a positive number of years, such as 8",
        )
    return float(2.0 ** (-1.0 / half_life))
