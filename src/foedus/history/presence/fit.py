"""Putting US forces in the target on trial, in two forms, beside all that the ladder has."""

from dataclasses import replace
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.evidence.card import card
from foedus.history import depth
from foedus.history.covariates import RUNGS, Covariate
from foedus.history.ladder.trial import rolling, trial
from foedus.history.model import Report
from foedus.history.presence.posterior import COMMAND, FIRST_YEAR, HOST, KINDS, USA, Presence
from foedus.history.rows import SOURCES, Data
from foedus.version import __version__


def personnel(data: Data) -> Array:
    """(n,) US personnel in the target the year before, log10 of one more; 0 before 1951.

    The United States' own disputes have 0: its forces deter others. Raises DataError without data.
    """
    from foedus.evidence.panel import panel

    last = int(data.year.max())
    found = panel("state-year", FIRST_YEAR, last, ["troops"]).drop_nulls()
    grid = np.zeros((1000, last + 1))
    grid[found["ccode"].to_numpy(), found["year"].to_numpy()] = found["us_troops"].to_numpy()
    held: Array = grid[data.ccode2.astype(np.int64), data.year.astype(np.int64)]
    return np.where(data.ccode1 == USA, 0.0, held)


def fit_presence(data: Data, report: Report = lambda _: None) -> Presence:
    """The trial of both forms on every rung. Raises FitError as the ladder does."""
    level = personnel(data)
    host = level >= np.log10(HOST + 1)
    hosting = np.unique(np.column_stack([data.ccode2[host], data.year[host]]), axis=0)
    trials: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for rung in RUNGS:
        without = rolling(data, rung, report=report)
        for kind, values in (("level", level), ("host", host)):
            report(f"{rung}: {kind} on trial")
            columns = {**data.columns, kind: values.astype(np.float32)}
            found = trial(replace(data, columns=columns), rung, (_covariate(kind),), without)
            trials[kind][rung] = found.to_dict()
    hashes = {name: card(name).sha256 for name in (*SOURCES, "us-troops")} | depth.shipped().hashes
    last = int(data.year.max())
    return Presence(trials, len(hosting), FIRST_YEAR, last, __version__, COMMAND, hashes)


def _covariate(kind: str) -> Covariate:
    """A form as a term of the guarantee: unscaled, with its skeptical prior."""
    return Covariate(
        kind, KINDS[kind], lambda c: np.asarray(c[kind], dtype=np.float64), guarantee=True
    )
