"""Forecasts of the yearly hazard to compare: rates, a plain logit, the lapse model, trees."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from foedus.estimate import Array
from foedus.history import boosting, logit
from foedus.history.covariates import Covariate
from foedus.history.ladder import era_of
from foedus.history.lapse.covariates import KEPT, TRIED, design
from foedus.history.lapse.fit import fit_rows, standards
from foedus.history.lapse.model import averaged
from foedus.history.lapse.rows import Years

#: Columns and calendar years of n member-years -> (n,) chances that each is broken that year.
Forecast = Callable[[Mapping[str, Array], NDArray[np.int64]], Array]
#: First ages of the groups of the rate by age, in years, and the rows' worth of the overall rate
#: that each group is drawn toward.
AGES, DRAWN = (0, 3, 8, 15, 30), 50.0
#: Years before the origin that the recent rate looks back on.
RECENT = 30
#: The reported forecasts, in order.
MODELS = ("base rate", "rate by age", "recent rate", "plain logit", "lapse", "boosted trees")
_EVERYTHING = KEPT + TRIED


def fit_all(before: Years) -> dict[str, Forecast]:
    """Every forecast, fitted on ``before``; rates are of commitments to defense alone."""
    owed = before.take(before.defense)
    return {
        "base rate": base_rate(owed),
        "rate by age": rate_by_age(owed),
        "recent rate": base_rate(owed.take(owed.year > before.year.max() - RECENT)),
        "plain logit": plain_logit(before),
        "lapse": lapse(before),
        "boosted trees": trees(before),
    }


def base_rate(before: Years) -> Forecast:
    """The share of member-years in which a commitment was broken."""
    rate = float(before.broken.mean())
    return lambda _, year: np.full(len(year), rate)


def rate_by_age(before: Years) -> Forecast:
    """That share by age, as a life table has it."""
    group = np.searchsorted(AGES, before.columns["age"], side="right") - 1
    rows = np.bincount(group, minlength=len(AGES))
    events = np.bincount(group, weights=before.broken, minlength=len(AGES))
    rates = (events + DRAWN * before.broken.mean()) / (rows + DRAWN)
    return lambda columns, _: rates[np.searchsorted(AGES, columns["age"], side="right") - 1]


def lapse(before: Years, covariates: tuple[Covariate, ...] = KEPT) -> Forecast:
    """The lapse model, with any covariates; averaged over changes of support where unknown."""
    X = design(before.columns, covariates)
    center, scale = standards(X)
    fit = fit_rows((X - center) / scale, before.broken, era_of(before.year))

    def forecast(columns: Mapping[str, Array], year: NDArray[np.int64]) -> Array:
        new, era = design(columns, covariates), era_of(year)
        chances = np.empty(len(year))
        for label in np.unique(era):
            mine = era == label
            beta = fit.coefficients(int(label))
            chances[mine] = expit(((new[mine] - center) / scale) @ beta)
            if covariates[-1] is KEPT[-1]:
                chances[mine] = averaged(new[mine], new[mine, -1], center, scale, beta[None])[0]
        return chances

    return forecast


def plain_logit(before: Years) -> Forecast:
    """A logit on every covariate considered: no priors to speak of, no eras."""
    X = design(before.columns, _EVERYTHING)
    center, scale = standards(X)
    k = X.shape[1]
    fit = logit.fit(
        (X - center) / scale, before.broken, np.zeros(len(X), dtype=np.int64),
        scale=np.full(k, 10.0), era_scale=np.full(k, 1e-3),
    )  # fmt: skip
    beta = fit.coefficients(0)
    return lambda columns, _: np.asarray(
        expit(((design(columns, _EVERYTHING) - center) / scale) @ beta)
    )


def trees(before: Years) -> Forecast:
    """Boosted trees on every covariate and the era: a yardstick of how much signal is left."""

    def inputs(columns: Mapping[str, Array], year: NDArray[np.int64]) -> Array:
        return np.column_stack([design(columns, _EVERYTHING)[:, 1:], era_of(year)])

    model = boosting.fit(
        inputs(before.columns, before.year), before.broken,
        learning_rate=0.05, max_iter=100, max_leaf_nodes=8, l2_regularization=10.0,
        min_samples_leaf=100,
    )  # fmt: skip
    return lambda columns, year: model.chances(inputs(columns, year))
