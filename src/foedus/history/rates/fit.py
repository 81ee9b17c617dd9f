"""The windows counted from the ladder's rows, and the logits fitted to them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.covariates import RUNGS
from foedus.history.horizon.hindcast import first_came
from foedus.history.horizon.learn import direct
from foedus.history.horizon.pool import HORIZONS, terms
from foedus.history.horizon.score import ORIGINS, SCORED, kinds
from foedus.history.keys import dyad
from foedus.history.model import Report
from foedus.history.rates.record import EventLogit, EventRate, Rates
from foedus.history.rows import Data
from foedus.history.span import LAST_YEAR


@dataclass(frozen=True, slots=True)
class RateWindows:
    """The windows that begin in ``origin``, one a pair in the system then; P pairs.

    rows: (P,) of the data. kinds: name -> (P,) which are of it. terms: (P, 6) of the logits. dyad:
    (P,) a number for each pair.
    """

    origin: int
    rows: NDArray[np.int64]
    kinds: dict[str, NDArray[np.bool_]]
    terms: Array
    dyad: NDArray[np.int64]


def count(data: Data, report: Report = lambda _: None) -> Rates:
    """Every event over every horizon: windows from each year since ``SCORED``, logits of those
    from ``ORIGINS``, as the pools have them.
    """
    report("counting windows")
    origins = sorted({*range(SCORED, LAST_YEAR + 1), *ORIGINS})
    windows = {origin: _windows(data, origin) for origin in origins}
    rates: list[EventRate] = []
    logits: list[EventLogit] = []
    for event in RUNGS:
        happened = _reached(data, event)
        first = {
            origin: first_came(data, each.rows, happened, origin)
            for origin, each in windows.items()
        }
        rates += _rates(event, windows, first)
        report(f"fitting logits of {event}")
        logits += [_logit(event, windows, first, years) for years in HORIZONS]
    return Rates(tuple(rates), tuple(logits), SCORED, LAST_YEAR)


def _windows(data: Data, origin: int) -> RateWindows:
    rows = np.flatnonzero(data.year == origin)
    columns = data.columns_of(rows)
    pairs = dyad(data.ccode1[rows], data.ccode2[rows])
    return RateWindows(origin, rows, kinds(columns), terms(columns), pairs)


def _reached(data: Data, event: str) -> NDArray[np.bool_]:
    """(n,) whether 1 began a dispute with 2 that reached a rung, or one above it."""
    rungs = list(RUNGS)
    reached = data.outcome(event).copy()
    for each in rungs[rungs.index(event) + 1 :]:
        reached |= data.outcome(each)
    return reached


def _rates(
    event: str, windows: Mapping[int, RateWindows], first: Mapping[int, NDArray[np.int64]]
) -> list[EventRate]:
    came: dict[tuple[int, str], int] = {}
    counted: dict[tuple[int, str], int] = {}
    for origin in range(SCORED, LAST_YEAR + 1):
        for years in (each for each in HORIZONS if origin + each - 1 <= LAST_YEAR):
            within = first[origin] <= years
            for kind, some in windows[origin].kinds.items():
                at = years, kind
                came[at] = came.get(at, 0) + int((within & some).sum())
                counted[at] = counted.get(at, 0) + int(some.sum())
    return [EventRate(event, *at, number, counted[at]) for at, number in came.items()]


def _logit(
    event: str,
    windows: Mapping[int, RateWindows],
    first: Mapping[int, NDArray[np.int64]],
    years: int,
) -> EventLogit:
    """Windows of origins closer than the horizon overlap: rows count by the share that is new."""
    some = [windows[each] for each in ORIGINS if each + years - 1 <= LAST_YEAR]
    x, pairs = (np.concatenate([getattr(each, n) for each in some]) for n in ("terms", "dyad"))
    y = np.concatenate([first[each.origin] <= years for each in some])
    share = min(1.0, (some[1].origin - some[0].origin) / years)
    return EventLogit(event, years, tuple(map(float, direct(x, y, pairs, share).mean)))
