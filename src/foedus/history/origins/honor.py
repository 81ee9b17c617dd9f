"""Honor as an origin knows it: fitted on the calls that had come by then.

A feature that no call had shown yet, as the era since 1945 before it began, rests on its prior, and
the interval of a promise that has it is as wide. The draws are kept as a normal distribution in the
coordinates in which the prior is a standard normal one: coefficients by their prior sds, and of an
sd the normal number whose quantile it has.
"""

from collections.abc import Mapping
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.estimate import Array
from foedus.history.honor import AllianceFamily, Count, Honor, HonorRecord
from foedus.history.honor import family as families
from foedus.history.honor.features import CANDIDATES
from foedus.history.honor.model import SDS, CovariateSpace
from foedus.history.origins.digits import COARSE, DIGITS, covariance, one, read_covariance, short

if TYPE_CHECKING:
    from foedus.history.honor.calls import HonorCalls
    from foedus.history.model import Report

#: Draws of what is read again, in opposite pairs about the mean, and their seed.
DRAWS, SEED = 2_000, 1945
_NORMAL = NormalDist()
_LEAST, _TINY = 1e-6, 1e-300  # of an sd; of a probability
_GROUPS = ("by_era", "standing", "outside")
_FAMILY = ("ended", "called", "honored", "outside", "kept", "last")  # after its members


def fit(calls: "HonorCalls", last: int, command: str, report: "Report") -> Honor:
    """Honor on the calls to the end of ``last``. Raises FitError as the sampling does."""
    from foedus.history.honor.fit import fit_honor

    return fit_honor(calls.take(calls.year <= last), last=last, command=command, report=report)


def pack(model: Honor) -> dict[str, Any]:
    """What gives chances, the record, and how far a promise lies from it, as plain values."""
    point, space = _whitened(model), model.space
    return {
        "kept": list(model.kept),
        "mean": short(point.mean(axis=0), DIGITS), "cov": covariance(np.cov(point.T)),
        "prior_sd": short(model.prior_sd, DIGITS),
        "unknown": {name: one(model.unknown[name]) for name in model.kept},
        "record": {
            "wars": model.record.wars, "defense": _count(model.record.defense),
            **{name: {era: _count(each) for era, each in getattr(model.record, name).items()}
               for name in _GROUPS},
        },
        "families": {
            each.key: [list(each.members), *(getattr(each, name) for name in _FAMILY)]
            for each in model.families
        },
        "space": {
            "mean": short(space.mean, COARSE), "cov": covariance(space.cov),
            "low": short(space.low, COARSE), "high": short(space.high, COARSE),
            "distances": short(space.distances, COARSE),
        },
        "effective": one(model.effective), "rhat": one(model.rhat), "last": model.last,
    }  # fmt: skip


def unpack(told: Mapping[str, Any], about: Mapping[str, Any]) -> Honor:
    """The model again; about: its version, command and hashes.

    Raises KeyError, TypeError or ValueError where the values are none of it.
    """
    prior, space, counts = np.asarray(told["prior_sd"]), told["space"], told["record"]
    if len(space["mean"]) != len(CANDIDATES):
        raise ValueError(f"{len(space['mean'])} features of a promise, not {len(CANDIDATES)}")
    root = np.linalg.cholesky(read_covariance(told["cov"]))
    point = np.asarray(told["mean"]) + _normals(len(prior)) @ root.T
    return Honor(
        kept=tuple(told["kept"]),
        theta=_parameters(point, prior),
        prior_sd=prior,
        unknown=told["unknown"],
        typical={},
        record=HonorRecord(
            defense=Count(*counts["defense"]), wars=counts["wars"], by_obligation={},
            **{name: {era: Count(*each) for era, each in counts[name].items()}
               for name in _GROUPS},
        ),
        space=CovariateSpace(
            cov=read_covariance(space["cov"]),
            **{name: np.asarray(space[name], dtype=np.float64)
               for name in ("mean", "low", "high", "distances")},
        ),
        families=tuple(
            AllianceFamily(key, families.name(key), tuple(members), *counts)
            for key, (members, *counts) in told["families"].items()
        ),
        effective=told["effective"], rhat=told["rhat"], leeds_anac={}, last=told["last"], **about,
    )  # fmt: skip


def _normals(k: int) -> Array:
    """(DRAWS, k) normals in opposite pairs, whose covariance is exactly the unit matrix."""
    half = np.random.default_rng(SEED).standard_normal((DRAWS // 2, k))
    both = np.concatenate([half, -half])
    return np.asarray(np.linalg.solve(np.linalg.cholesky(np.cov(both.T)), both.T).T)


def _whitened(model: Honor) -> Array:
    """(B, k + 3) draws where the prior is standard normal."""
    point = model.theta / model.prior_sd
    for place in range(-len(SDS), 0):
        point[:, place] = [
            -_NORMAL.inv_cdf(min(max(2.0 * _NORMAL.cdf(-sd), _TINY), 1.0 - 1e-15))
            for sd in point[:, place]
        ]
    return np.asarray(point, dtype=np.float64)


def _parameters(point: Array, prior_sd: Array) -> Array:
    """The draws again: an sd is half-normal a priori."""
    theta = point * prior_sd
    for place in range(-len(SDS), 0):
        theta[:, place] = [
            max(-float(prior_sd[place]) * _NORMAL.inv_cdf(0.5 * _NORMAL.cdf(-u)), _LEAST)
            for u in point[:, place]
        ]
    return np.asarray(theta, dtype=np.float64)


def _count(found: Count) -> list[float]:
    return [found.called, found.honored, one(found.low), one(found.high)]
