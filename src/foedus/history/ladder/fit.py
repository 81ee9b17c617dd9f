"""Fit the ladder: each rung pooled over eras, its uncertainty widened to states and dyads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.evidence.card import card
from foedus.history import depth, logit, rivalry, robust
from foedus.history.covariates import RUNGS, Covariate
from foedus.history.keys import directed
from foedus.history.ladder.model import ERAS, Ladder, Rung, era_of
from foedus.history.model import Report
from foedus.history.rows import SOURCES, Data
from foedus.version import __version__


@dataclass(frozen=True, slots=True)
class PriorScales:
    """Prior standard deviations. Coefficients are on standardized covariates, the guarantee's on
    the logit; ``*_era`` is how far an era may stand from the pooled value.
    """

    covariate: float
    covariate_era: float = 0.07
    constant: float = 30.0
    constant_era: float = 0.5
    guarantee: float = 0.5  # skeptical: the size of a known strong effect, centered at none
    guarantee_era: float = 0.25


#: Chosen by rolling-origin log loss over 1946–2010 (docs/ladder.md). Few events, tighter prior.
SCALES = {
    "onset": PriorScales(1.0), "force": PriorScales(0.3), "deadly": PriorScales(0.1),
    "war": PriorScales(0.2, constant_era=0.01),  # its rows are weighted by age instead
}  # fmt: skip
#: How fast war given deadly force changes: it fell from a third before 1914 to a twentieth since
#: 1990, so that a row counts half for every so many years before the last one.
WAR_HALF_LIFE = 15.0
#: Years of general war, left out where war given deadly force is learned: what drew states into
#: them is another process, and it is not what is forecast.
GENERAL_WARS = ((1914, 1918), (1939, 1945))
_ERA_OF_ITS_OWN = 1.5  # sd of an era's constant that is free to differ


def weights(data: Data, rung: str, rows: NDArray[np.int64]) -> Array | None:
    """(n,) how much each of a rung's rows counts; None where all count alike."""
    if rung != "war":
        return None
    year = data.year[rows].astype(np.float64)
    found = np.asarray(0.5 ** ((year.max() - year) / WAR_HALF_LIFE))
    for first, last in GENERAL_WARS:
        found[(year >= first) & (year <= last)] = 0.0
    return found


@dataclass(frozen=True, slots=True)
class RungFit:
    """A rung's fit with what is needed to apply it to other rows."""

    fit: logit.PooledFit
    center: Array
    scale: Array
    X: NDArray[np.float32]  # (n, k) standardized
    rows: NDArray[np.int64]  # (n,) places in the data
    covariates: tuple[Covariate, ...]  # (k,)

    def eta(self, X: NDArray[np.floating], era: NDArray[np.int64]) -> Array:
        """(n,) linear index of unstandardized covariates, by the era of each row."""
        out = np.empty(len(X))
        for label in np.unique(era):
            beta = self.fit.coefficients(int(label))
            mine = np.flatnonzero(era == label)
            for start in range(0, len(mine), logit.BLOCK):  # stays in the processor's cache
                some = mine[start : start + logit.BLOCK]
                out[some] = ((X[some] - self.center) / self.scale) @ beta
        return out


def fit_rung(
    data: Data,
    rung: str,
    rows: NDArray[np.int64],
    extra: tuple[Covariate, ...] = (),
    *,
    past: bool = False,
    X: NDArray[np.float32] | None = None,
) -> RungFit:
    """Fit a rung to some of its rows; ``extra`` covariates are on trial beside the rung's own.

    past: to tell what was to be expected in each era, not what is now: no row is weighted by age,
    and war has a constant of each era's own. X: the design of these rows where it is at hand; it is
    standardized in place.

    Raises FitError as ``logit.fit`` does.
    """
    covariates = (*RUNGS[rung], *extra)
    X = data.design(rung, rows, extra) if X is None else X
    center, scale = standards(X, data.relevant[rows], covariates)
    X -= center.astype(np.float32)
    X /= scale.astype(np.float32)
    mean_sd, era_sd = prior_scales(rung, covariates)
    if past:
        era_sd[0] = max(era_sd[0], _ERA_OF_ITS_OWN)
    era = era_of(data.year[rows])
    found = logit.fit(
        X, data.outcome(rung)[rows], era, scale=mean_sd, era_scale=era_sd,
        weights=None if past else weights(data, rung, rows),
    )  # fmt: skip
    return RungFit(found, center, scale, X, rows, covariates)


def standards(
    X: NDArray[np.floating], relevant: NDArray[np.bool_], covariates: tuple[Covariate, ...]
) -> tuple[Array, Array]:
    """Center and scale of each covariate, (k,) each: over politically relevant rows.

    A covariate that is constant there keeps its center at 0 and is scaled over all rows; the
    constant and the guarantee's terms are left as they are.
    """
    near = X[relevant] if relevant.any() else X
    center, scale = near.mean(axis=0, dtype=np.float64), near.std(axis=0, dtype=np.float64)
    flat = scale < 1e-6
    center[flat] = 0.0
    scale[flat] = X[:, flat].std(axis=0, dtype=np.float64)
    scale[scale < 1e-6] = 1.0
    plain = [place for place, c in enumerate(covariates) if c.guarantee or c.name == "constant"]
    center[plain], scale[plain] = 0.0, 1.0
    return center, scale


def prior_scales(rung: str, covariates: tuple[Covariate, ...]) -> tuple[Array, Array]:
    """(k,) prior sds of the pooled coefficients, and of an era's departure from them."""
    scales = SCALES[rung]
    kinds = ["guarantee" if c.guarantee else "covariate" for c in covariates]
    kinds[0] = "constant"
    pooled = np.array([getattr(scales, kind) for kind in kinds])
    return pooled, np.array([getattr(scales, f"{kind}_era") for kind in kinds])


def fit_ladder(
    data: Data,
    *,
    command: str = "foedus fit ladder",
    report: Report = lambda _: None,
    variants: bool = True,
) -> Ladder:
    """Fit every rung on all of ``data``; ``report`` is told of each step.

    variants: also fit the within-between form, which takes as long again.
    Raises FitError where a rung cannot be fitted.
    """
    rungs = {}
    for name in RUNGS:
        report(f"fitting {name}")
        rungs[name] = _rung(data, name, variants)
    hashes = {source: card(source).sha256 for source in SOURCES}
    hashes |= depth.shipped().hashes  # what the depth of a promise was learned from
    first, last = int(data.year.min()), int(data.year.max())
    return Ladder(rungs, first, last, __version__, command, hashes, rivalry=rivalry.fit(data))


def _rung(data: Data, name: str, variants: bool) -> Rung:
    fitted = fit_rung(data, name, data.at_risk(name))
    rows, fit = fitted.rows, fitted.fit
    y, era = data.outcome(name)[rows], era_of(data.year[rows])
    one, two = data.ccode1[rows], data.ccode2[rows]
    cov = covariance(data, name, fitted)
    S = fit.selector(int(era.max()))  # the era to be forecast is the latest seen
    laplace = np.linalg.inv(fit.hessian)
    pooled_sd, era_sd = prior_scales(name, fitted.covariates)
    names = tuple(c.name for c in fitted.covariates)
    near = fitted.X[data.relevant[rows]].astype(np.float64)
    raw = near * fitted.scale + fitted.center
    spread = np.cov(near, rowvar=False) + 1e-6 * np.eye(len(names))
    solved = np.linalg.solve(spread[1:, 1:], near[:, 1:].T).T
    reach = np.sqrt((near[:, 1:] * solved).sum(axis=1))
    return Rung(
        name=name,
        names=names,
        center=fitted.center,
        scale=fitted.scale,
        mean=S @ fit.theta,
        cov=S @ cov @ S.T,
        model_sd=np.sqrt(np.diag(S @ laplace @ S.T)),
        prior_sd=np.hypot(pooled_sd, era_sd),
        terms=terms(fitted, cov, name),
        variants=within_between(data, name, fitted) if variants else (),
        rows=len(rows),
        events=int(y.sum()),
        dyads=len(np.unique(directed(one, two))),
        lowest=raw.min(axis=0),
        highest=raw.max(axis=0),
        spread=spread,
        leverage=np.percentile(reach, np.arange(101)),
    )


def covariance(data: Data, rung: str, fitted: RungFit, *, past: bool = False) -> Array:
    """(p, p) covariance of a fit's parameters, widened to states and dyads."""
    rows, fit = fitted.rows, fitted.fit
    y, era = data.outcome(rung)[rows], era_of(data.year[rows])
    one, two = data.ccode1[rows], data.ccode2[rows]
    w = None if past else weights(data, rung, rows)
    return robust.widened(fit, robust.meat(fit, fitted.X, y, era, one, two, w))


def terms(fitted: RungFit, cov: Array, rung: str) -> tuple[dict[str, object], ...]:
    """Each guarantee term, pooled and by era, prior beside posterior."""
    fit = fitted.fit
    pooled_sd, era_sd = prior_scales(rung, fitted.covariates)
    found: list[dict[str, object]] = []
    labels = [("pooled", -1), *((name, place) for place, (_, name) in enumerate(ERAS))]
    for place, covariate in enumerate(fitted.covariates):
        if not covariate.guarantee:
            continue
        for label, era in labels:
            pick = fit.selector(era)[place]
            prior = pooled_sd[place] if era < 0 else np.hypot(pooled_sd[place], era_sd[place])
            found.append(
                {
                    "name": covariate.name, "era": label, "mean": float(pick @ fit.theta),
                    "sd": float(np.sqrt(pick @ cov @ pick)), "prior_sd": float(prior),
                }
            )  # fmt: skip
    return tuple(found)


def within_between(data: Data, rung: str, fitted: RungFit) -> tuple[dict[str, object], ...]:
    """The guarantee split into a dyad's mean and its deviations (Bell & Jones 2015).

    Deviations say what changed when a pair's guarantee changed, free of what makes some pairs
    more dangerous always; the means carry that selection. Both are pooled over all years.
    """
    rows = fitted.rows
    places = [place for place, c in enumerate(fitted.covariates) if c.guarantee]
    _, dyad = np.unique(directed(data.ccode1[rows], data.ccode2[rows]), return_inverse=True)
    size = np.bincount(dyad)
    between = np.column_stack(
        [np.bincount(dyad, weights=fitted.X[:, place])[dyad] / size[dyad] for place in places]
    )
    X = np.concatenate([fitted.X, between.astype(np.float32)], axis=1)
    X[:, places] -= between.astype(np.float32)
    pooled_sd, _ = prior_scales(rung, fitted.covariates)
    scale = np.concatenate([pooled_sd, pooled_sd[places]])
    y, era = data.outcome(rung)[rows], np.zeros(len(rows), dtype=np.int64)
    w = weights(data, rung, rows)
    fit = logit.fit(X, y, era, scale=scale, era_scale=np.full(len(scale), 1e-3), weights=w)
    meat = robust.meat(fit, X, y, era, data.ccode1[rows], data.ccode2[rows], w)
    S = fit.selector(-1)
    sd = np.sqrt(np.diag(S @ robust.widened(fit, meat) @ S.T))
    mean = S @ fit.theta
    k = len(pooled_sd)
    return tuple(
        {"name": fitted.covariates[place].name, "kind": kind, "mean": float(mean[at]),
         "sd": float(sd[at])}
        for order, place in enumerate(places)
        for kind, at in (("within", place), ("between", k + order))
    )  # fmt: skip
