"""Fit the hazard of an early end: a discrete-time logit on member-years, pooled over eras."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.evidence.card import card
from foedus.history import logit, robust
from foedus.history.covariates import Covariate, logistic
from foedus.history.ladder import ERAS, era_of, eras_to
from foedus.history.lapse.covariates import KEPT, SUPPORT_SINCE, TRIED, UNSUPPORTED, design
from foedus.history.lapse.ends import LAST_YEAR, known_by, memberships
from foedus.history.lapse.model import Lapse
from foedus.history.lapse.renewal import renewal
from foedus.history.lapse.rows import SOURCES, Years, prepare
from foedus.history.model import Report
from foedus.version import __version__

if TYPE_CHECKING:
    import polars as pl

#: Prior sds: of a standardized covariate (a factor of 1.6 in the odds for one sd), of an era's
#: departure from it, of the constant, and of an era's level. Levels fell tenfold in two centuries,
#: so they may lie far apart.
PRIOR, PRIOR_ERA, CONSTANT, CONSTANT_ERA = 0.5, 0.07, 30.0, 1.0
COMMAND = "foedus fit lapse"


def standards(X: Array) -> tuple[Array, Array]:
    """(k,) center and scale of each covariate; the constant, in front, is left as it is."""
    center, scale = X.mean(axis=0), X.std(axis=0)
    center[0], scale[0] = 0.0, 1.0
    scale[scale < 1e-9] = 1.0
    return center, scale


def prior_scales(k: int) -> tuple[Array, Array]:
    """(k,) prior sds of the pooled coefficients, and of an era's departure from them."""
    return (
        np.concatenate([[CONSTANT], np.full(k - 1, PRIOR)]),
        np.concatenate([[CONSTANT_ERA], np.full(k - 1, PRIOR_ERA)]),
    )


def fit_rows(Z: Array, y: NDArray[np.bool_], era: NDArray[np.int64]) -> logit.PooledFit:
    """Fit standardized covariates (n, k). Raises FitError as ``logit.fit`` does."""
    pooled, by_era = prior_scales(Z.shape[1])
    return logit.fit(Z, y, era, scale=pooled, era_scale=by_era)


def fit_lapse(
    *, through: int = LAST_YEAR, command: str = COMMAND, report: Report = lambda _: None
) -> Lapse:
    """Fit on every member-year, whatever is owed; counts are of defense obligations.

    What breaks promises of neutrality or consultation says something of those of defense: learning
    from all forecasts the latter better (docs/lapse.md).
    through: the last year to learn from. Where it is not the data's last, ``terms`` are those kept
    alone: that others were tried is a later story.
    Raises FitError where there is nothing to learn from, DataError where data cannot be had.
    """
    report("building member-years")
    held, whole = memberships(), through >= LAST_YEAR
    if not whole:
        held = known_by(held, through)
    years = prepare(held)
    report("fitting")
    kept = KEPT if through >= SUPPORT_SINCE else UNSUPPORTED
    X, Z, fit, cov = _posterior(years, kept)
    S = fit.selector(int(fit.eras.max()))  # the era to be forecast is the latest seen
    expected = _expected(fit, Z, years)
    owed = years.take(years.defense)
    alike, near = X[years.defense], Z[years.defense]
    spread = np.cov(near, rowvar=False) + 1e-6 * np.eye(Z.shape[1])
    away = near[:, 1:] - near[:, 1:].mean(axis=0)
    reach = np.sqrt((away * np.linalg.solve(spread[1:, 1:], away.T).T).sum(axis=1))
    center, scale = standards(X)
    pooled, by_era = prior_scales(X.shape[1])
    eras = {place: name for place, (_, name) in enumerate(ERAS)} if whole else eras_to(through)
    return Lapse(
        names=tuple(c.name for c in kept),
        center=center,
        scale=scale,
        mean=S @ fit.theta,
        cov=S @ cov @ S.T,
        model_sd=np.sqrt(np.diag(S @ np.linalg.inv(fit.hessian) @ S.T)),
        prior_sd=np.hypot(pooled, by_era),
        terms=_terms(years, kept, TRIED if whole else (), report),
        support_rates=_support_rates(alike),
        # A year after the term that is due must be over: what stands at the end may still go on.
        renewal=renewal(held.filter("defense"), LAST_YEAR if whole else through - 1),
        record=_record(held.filter("defense"), owed, expected[years.defense], eras)
        | {"learned_from": _record(held, years, expected, eras)},
        middle=near.mean(axis=0),
        lowest=alike.min(axis=0),
        highest=alike.max(axis=0),
        spread=spread,
        leverage=np.percentile(reach, np.arange(101)),
        first=int(years.year.min()),
        last=int(years.year.max()),
        version=__version__,
        command=command,
        hashes={source: card(source).sha256 for source in SOURCES},
    )


def _posterior(
    years: Years, covariates: tuple[Covariate, ...]
) -> tuple[Array, Array, logit.PooledFit, Array]:
    """Covariates, standardized ones, the fit, and its covariance clustered two ways.

    Members of an alliance go together, and so do a state's commitments: with alliances and states
    as the two "states" of a row, the dyadic sum is that of two-way clustering (Cameron, Gelbach &
    Miller 2011).
    """
    X = design(years.columns, covariates)
    center, scale = standards(X)
    Z = (X - center) / scale
    era = era_of(years.year)
    fit = fit_rows(Z, years.broken, era)
    meat = robust.meat(fit, Z, years.broken, era, years.alliance + 1000, years.member)
    return X, Z, fit, robust.widened(fit, meat)


def _terms(
    years: Years, kept: tuple[Covariate, ...], tried: tuple[Covariate, ...], report: Report
) -> tuple[dict[str, Any], ...]:
    """Prior and posterior for one sd of what is ``kept``, and of each ``tried`` beside it."""
    found: list[dict[str, Any]] = []
    for extra in ((), *((each,) for each in tried)):
        report("prior and posterior of " + (extra[0].name if extra else "what is kept"))
        covariates = kept + extra
        X, _, fit, cov = _posterior(years, covariates)
        scale = standards(X)[1]
        S = fit.selector(int(fit.eras.max()))
        sd = np.sqrt(np.diag(S @ cov @ S.T))
        for place in range(len(kept), len(covariates)) if extra else range(1, len(kept)):
            found.append(
                {
                    "name": covariates[place].name, "meaning": covariates[place].meaning,
                    "kept": not extra, "mean": float((S @ fit.theta)[place]),
                    "sd": float(sd[place]), "prior_sd": float(np.hypot(PRIOR, PRIOR_ERA)),
                    "one_sd": float(scale[place]),
                }
            )  # fmt: skip
    return tuple(found)


def _support_rates(X: Array) -> tuple[float, float]:
    """Mean chance of a change of support a year, in pacts of two parties and of more."""
    names = [c.name for c in KEPT]
    many, support = X[:, names.index("multilateral")] > 0, X[:, names.index("support")]
    return float(support[~many].mean()), float(support[many].mean())


def _expected(fit: logit.PooledFit, Z: Array, years: Years) -> Array:
    """(n,) fitted chances, each row by its era's coefficients."""
    era = era_of(years.year)
    beta = np.stack([fit.coefficients(label) for label in range(len(ERAS))])
    return np.asarray(logistic((Z * beta[era]).sum(axis=1)))


def _record(
    held: "pl.DataFrame", years: Years, expected: Array, eras: Mapping[int, str]
) -> dict[str, Any]:
    """Raw counts: commitments and alliances by how they ended, and breaks by era beside the fit.

    eras: place in ``ERAS`` -> name, of those counted.
    """
    import polars as pl

    counts = held.group_by("kind").agg(
        memberships=pl.len(), alliances=pl.col("alliance").n_unique()
    )
    era = era_of(years.year)
    return {
        "member_years": len(years.year),
        "memberships": len(held),
        "alliances": held["alliance"].n_unique(),
        "ends": {
            row.pop("kind"): row
            for row in counts.sort("memberships", "kind", descending=True).iter_rows(named=True)
        },
        "eras": {
            name: {
                "member_years": int((era == place).sum()),
                "broken": int(years.broken[era == place].sum()),
                "fitted": float(expected[era == place].sum()),
                "alliances": len(np.unique(years.alliance[(era == place) & years.broken])),
            }
            for place, name in eras.items()
        },
    }
