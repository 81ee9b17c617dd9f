"""A covariate on trial: what a rung forecasts with it and without it, out of sample.

A covariate stays out of the ladder unless it helps on years that no one trained on. The trial is
kept beside what was decided, so that the decision can be read and run again.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.special import expit

from foedus.estimate import Array
from foedus.history.covariates import Covariate
from foedus.history.keys import dyad
from foedus.history.ladder.fit import covariance, fit_rung, terms, within_between
from foedus.history.ladder.model import era_of
from foedus.history.ladder.score import ROLLING
from foedus.history.measures import clustered_difference, losses, sums
from foedus.history.model import Report
from foedus.history.rows import Data
from foedus.report.plain import plain

#: From this year on the change is also told apart: the era that is forecast.
RECENT = 1990


@dataclass(frozen=True, slots=True)
class LadderTrial:
    """One rung with covariates that it has not. Changes are of log loss: below 0 is better."""

    rung: str
    change: tuple[float, float]  # sum over rolling origins and its standard error, by dyad
    recent: tuple[float, float]  # the same from 1990 on
    terms: tuple[dict[str, Any], ...]  # name, era, mean, sd, prior_sd: of the guarantee's kind
    variants: tuple[dict[str, Any], ...]  # name, kind (within, between), mean, sd

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "rung": self.rung,
            **sums({"change": self.change, "recent": self.recent}),
            "terms": self.terms,
            "variants": self.variants,
        })  # fmt: skip


def rolling(
    data: Data,
    rung: str,
    extra: tuple[Covariate, ...] = (),
    origins: tuple[int, ...] = ROLLING,
    report: Report = lambda _: None,
) -> Array:
    """(n,) chance of the rung by a fit on the years before each origin; NaN where none is due.

    Each origin's fit serves the years up to the next. Raises FitError as the fits.
    """
    rows = data.at_risk(rung)
    chances = np.full(len(data.year), np.nan)
    for start, stop in pairwise((*origins, int(data.year.max()) + 1)):
        report(f"{rung}: fitted before {start}, scored to {stop - 1}")
        year = data.year[rows]
        after = rows[(year >= start) & (year < stop)]
        fitted = fit_rung(data, rung, rows[year < start], extra)
        eta = fitted.eta(data.design(rung, after, extra), era_of(data.year[after]))
        chances[after] = expit(eta)
    return chances


def change(data: Data, rung: str, new: Array, old: Array, first: int = 0) -> tuple[float, float]:
    """Log loss of ``new`` less that of ``old`` from ``first`` on: sum, and its error by dyad."""
    some = np.isfinite(new) & np.isfinite(old) & (data.year >= first)
    y = data.outcome(rung)[some]
    cluster = dyad(data.ccode1[some], data.ccode2[some])
    return clustered_difference(losses(y, new[some]), losses(y, old[some]), cluster)


def trial(
    data: Data,
    rung: str,
    extra: tuple[Covariate, ...],
    without: Array,
    report: Report = lambda _: None,
) -> LadderTrial:
    """Put covariates on trial; ``without``: ``rolling`` of the rung as it is.

    The columns that ``extra`` read must be in ``data``.
    """
    new = rolling(data, rung, extra, report=report)
    fitted = fit_rung(data, rung, data.at_risk(rung), extra)
    names = {covariate.name for covariate in extra}
    return LadderTrial(
        rung=rung,
        change=change(data, rung, new, without),
        recent=change(data, rung, new, without, RECENT),
        terms=_named(names, terms(fitted, covariance(data, rung, fitted), rung)),
        variants=_named(names, within_between(data, rung, fitted)),
    )


def _named(names: set[str], all_: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    return tuple(each for each in all_ if each["name"] in names)
