"""Fit honor: priors to posterior, with the raw record and the second data set beside it."""

from collections.abc import Callable

import numpy as np

from foedus import __version__
from foedus.evidence.card import card
from foedus.history.covariates import Array
from foedus.history.honor import leeds_anac
from foedus.history.honor.calls import SOURCES, Calls
from foedus.history.honor.features import CANDIDATES, ERA, matrix
from foedus.history.honor.inference import Sample, sample
from foedus.history.honor.likelihood import WAR_SD, Target, parameters, prior_sd
from foedus.history.honor.model import Honor, Space, scaled_distance
from foedus.history.honor.record import record

COMMAND = "foedus fit honor"
#: Features of the shipped model: those that clearly help on wars not fitted on (docs/honor.md).
KEPT = ("since_1945",)
#: Draws sampled, draws shipped, and the seed.
DRAWS, SHIPPED, SEED = 8_000, 2_000, 1945


def posterior(
    calls: Calls, names: tuple[str, ...], *, count: int = DRAWS, seed: int = SEED
) -> tuple[Array, Sample]:
    """(count, k + 2) posterior draws (constant, features, sd between wars), and how it went.

    Raises FitError where the importance sampling cannot be trusted.
    """
    target = Target(
        matrix(calls.features, names, middle(calls)), calls.honored, calls.war, prior_sd(names)
    )
    found = sample(target, target.start, count, seed)
    return parameters(found.draws), found


def middle(calls: Calls) -> dict[str, float]:
    """Feature -> mean of the rows where it is known; 0 where it is known of none."""
    out = {}
    for name, values in calls.features.items():
        known = values[~np.isnan(values)]
        out[name] = float(known.mean()) if len(known) else 0.0
    return out


def fit_honor(calls: Calls, *, report: Callable[[str], None] = lambda _: None) -> Honor:
    """The model with all that is shipped of it but its scores; ``report`` is told of each step."""
    report("fitting honor")
    theta, found = posterior(calls, KEPT)
    report("fitting the data of Leeds and Anac")
    later = calls.take((calls.signed >= ERA) & (calls.year > calls.signed))
    sources = (*SOURCES, *leeds_anac.SOURCES)
    return Honor(
        kept=KEPT,
        theta=theta[:: DRAWS // SHIPPED],
        prior_sd=np.append(prior_sd(KEPT), WAR_SD),
        unknown=middle(calls),
        typical=middle(later),
        record=record(calls),
        space=space(calls),
        effective=found.effective,
        pareto_k=found.pareto_k,
        version=__version__,
        command=COMMAND,
        hashes={source: card(source).sha256 for source in sources},
        leeds_anac=leeds_anac.fit(),
    )


def space(calls: Calls) -> Space:
    """Where the rows lie. An unknown feature of a row takes the mean."""
    rows = np.column_stack([calls.features[name] for name in CANDIDATES])
    mean = np.array([middle(calls)[name] for name in CANDIDATES])
    filled = np.where(np.isnan(rows), mean, rows)
    cov = np.cov(filled.T) + 1e-6 * np.eye(len(mean))
    return Space(
        mean=mean,
        cov=np.asarray(cov, dtype=np.float64),
        low=filled.min(axis=0),
        high=filled.max(axis=0),
        distances=np.sort(scaled_distance(rows, mean, cov)),
    )
