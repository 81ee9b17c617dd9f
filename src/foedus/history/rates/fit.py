"""The windows counted from the ladder's rows, and the logits fitted to them."""

import numpy as np
from numpy.typing import NDArray

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


def count(data: Data, report: Report = lambda _: None) -> Rates:
    """Every event over every horizon: windows from each year since ``SCORED``, logits of those
    from ``ORIGINS``, as the pools have them.
    """
    report("counting windows")
    rows = [each for event in RUNGS for each in _rates(data, event)]
    report("fitting logits")
    logits = [_logit(data, event, years) for event in RUNGS for years in HORIZONS]
    return Rates(tuple(rows), tuple(logits), SCORED, LAST_YEAR)


def _reached(data: Data, event: str) -> NDArray[np.bool_]:
    """(n,) whether 1 began a dispute with 2 that reached a rung, or one above it."""
    rungs = list(RUNGS)
    reached = data.outcome(event).copy()
    for each in rungs[rungs.index(event) + 1 :]:
        reached |= data.outcome(each)
    return reached


def _rates(data: Data, event: str) -> list[EventRate]:
    happened = _reached(data, event)
    came: dict[tuple[int, str], int] = {}
    windows: dict[tuple[int, str], int] = {}
    for origin in range(SCORED, LAST_YEAR + 1):
        rows = np.flatnonzero(data.year == origin)
        first = first_came(data, rows, happened, origin)
        of = kinds({name: column[rows] for name, column in data.columns.items()})
        for years in (each for each in HORIZONS if origin + each - 1 <= LAST_YEAR):
            for kind, some in of.items():
                at = years, kind
                came[at] = came.get(at, 0) + int((first[some] <= years).sum())
                windows[at] = windows.get(at, 0) + int(some.sum())
    return [EventRate(event, *at, number, windows[at]) for at, number in came.items()]


def _logit(data: Data, event: str, years: int) -> EventLogit:
    """Windows of origins closer than the horizon overlap: rows count by the share that is new."""
    happened = _reached(data, event)
    origins = [each for each in ORIGINS if each + years - 1 <= LAST_YEAR]
    x, y, pairs = [], [], []
    for origin in origins:
        rows = np.flatnonzero(data.year == origin)
        x.append(terms({name: column[rows] for name, column in data.columns.items()}))
        y.append(first_came(data, rows, happened, origin) <= years)
        pairs.append(dyad(data.ccode1[rows], data.ccode2[rows]))
    share = min(1.0, (origins[1] - origins[0]) / years)
    arm = direct(np.concatenate(x), np.concatenate(y), np.concatenate(pairs), share)
    return EventLogit(event, years, tuple(map(float, arm.mean)))
