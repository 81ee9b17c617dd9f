"""Fit honor: priors to posterior, with the raw record and the second data set beside it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.evidence.card import card
from foedus.history.honor import leeds_anac
from foedus.history.honor.calls import SOURCES, HonorCalls
from foedus.history.honor.features import CANDIDATES, ERA, matrix
from foedus.history.honor.inference import PosteriorSample, sample
from foedus.history.honor.likelihood import FAMILY_SD, WAR_SD, Target, prior_sd
from foedus.history.honor.model import CovariateSpace, Honor, scaled_distance
from foedus.history.honor.record import families, record
from foedus.history.model import Report
from foedus.version import __version__

COMMAND = "foedus fit honor"
#: Features of the shipped model: those that clearly help on wars not fitted on (docs/honor.md).
KEPT = ("since_1945", "inside")
#: Draws sampled, draws shipped, sweeps between two kept, and the seed.
DRAWS, SHIPPED, THIN, SEED = 8_000, 2_000, 10, 1945


@dataclass(frozen=True, slots=True)
class Priors:
    """Scales of the priors, on the logit. sd: (k + 1,) of the constant and the features."""

    sd: Array
    war: float = WAR_SD
    family: float = FAMILY_SD


def target(calls: HonorCalls, names: tuple[str, ...], priors: Priors | None = None) -> Target:
    """What is sampled: calls that share a war, and calls that share a family."""
    X = matrix(calls.features, names, middle(calls))
    own = priors or Priors(prior_sd(names))
    groups = (calls.war, calls.family)
    return Target(X, calls.honored, groups, own.sd, (own.war, own.family))


def posterior(
    calls: HonorCalls,
    names: tuple[str, ...],
    *,
    count: int = DRAWS,
    thin: int = THIN,
    seed: int = SEED,
    priors: Priors | None = None,
) -> tuple[Array, PosteriorSample]:
    """(count, k + 3) posterior draws (constant, features, sds), and how the sampling went.

    Raises FitError where the chains cannot be trusted.
    """
    what = target(calls, names, priors)
    found = sample(what, count, seed, watch=what.parameters, thin=thin)
    return what.parameters(found.draws), found


def middle(calls: HonorCalls) -> dict[str, float]:
    """Feature -> mean of the rows where it is known; 0 where it is known of none."""
    out = {}
    for name, values in calls.features.items():
        known = values[~np.isnan(values)]
        out[name] = float(known.mean()) if len(known) else 0.0
    return out


def fit_honor(
    calls: HonorCalls, *, last: int | None = None, command: str = COMMAND,
    report: Report = lambda _: None,
) -> Honor:  # fmt: skip
    """The model with all that is shipped of it but its scores; ``report`` is told of each step.

    last: the last year of the calls, where they are not all. The second data set, which knows no
    year but 1816–1944, is then left out.
    """
    report("fitting honor")
    theta, found = posterior(calls, KEPT)
    later = calls.take((calls.signed >= ERA) & (calls.year > calls.signed))
    sources: tuple[str, ...] = SOURCES
    second: dict[str, Any] = {}
    if last is None:
        report("fitting the data of Leeds and Anac")
        sources, second = (*SOURCES, *leeds_anac.SOURCES), leeds_anac.fit()
    return Honor(
        kept=KEPT,
        theta=theta[:: DRAWS // SHIPPED],
        prior_sd=np.append(prior_sd(KEPT), (WAR_SD, FAMILY_SD)),
        unknown=middle(calls),
        typical=middle(later),
        record=record(calls, last),
        space=space(calls),
        families=families(calls, last),
        effective=found.effective,
        rhat=found.rhat,
        version=__version__,
        command=command,
        hashes={source: card(source).sha256 for source in sources},
        leeds_anac=second,
        last=last,
    )


def space(calls: HonorCalls) -> CovariateSpace:
    """Where the rows lie. An unknown feature of a row takes the mean."""
    rows = np.column_stack([calls.features[name] for name in CANDIDATES])
    mean = np.array([middle(calls)[name] for name in CANDIDATES])
    filled = np.where(np.isnan(rows), mean, rows)
    cov = np.cov(filled.T) + 1e-6 * np.eye(len(mean))
    return CovariateSpace(
        mean=mean,
        cov=np.asarray(cov, dtype=np.float64),
        low=filled.min(axis=0),
        high=filled.max(axis=0),
        distances=np.sort(scaled_distance(rows, mean, cov)),
    )
