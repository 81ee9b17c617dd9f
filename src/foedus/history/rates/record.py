"""Counts of windows in which an event came, by kind of pair, and logits of six columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import expit

from foedus.history.horizon.pool import terms


@dataclass(frozen=True, slots=True)
class EventRate:
    """In ``came`` of ``windows`` the challenger began the first such event between the two.

    A window is one directed pair and ``years`` years. event: a rung. pairs: the kind of pair.
    """

    event: str
    years: int
    pairs: str
    came: int
    windows: int


@dataclass(frozen=True, slots=True)
class EventLogit:
    """A logit of an event within ``years``: six coefficients, of ``horizon.pool.DIRECT``."""

    event: str
    years: int
    mean: tuple[float, ...]

    def chance(self, columns: Mapping[str, Any]) -> float:
        """The chance of one pair, by its columns."""
        x = terms({name: np.atleast_1d(value) for name, value in columns.items()})[0]
        return float(expit(x @ np.asarray(self.mean)))


@dataclass(frozen=True, slots=True)
class Rates:
    """Windows that begin in every year from ``first`` and end by ``last``; they overlap."""

    rows: tuple[EventRate, ...]
    logits: tuple[EventLogit, ...]
    first: int
    last: int

    def of(self, event: str, years: int, pairs: str) -> EventRate:
        """The count of an event, a horizon and a kind of pair. Raises KeyError."""
        for each in self.rows:
            if (each.event, each.years, each.pairs) == (event, years, pairs):
                return each
        raise KeyError((event, years, pairs))

    def logit(self, event: str, years: int) -> EventLogit:
        """The logit of an event and a horizon. Raises KeyError."""
        for each in self.logits:
            if (each.event, each.years) == (event, years):
                return each
        raise KeyError((event, years))
