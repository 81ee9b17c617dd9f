"""Benchmark predictors for the score table: every method of this folder, as a point forecast."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import ndtr, ndtri

from foedus.negotiation.actors import Draws, Issue, central
from foedus.negotiation.distribution import Distribution
from foedus.negotiation.methods.challenge import DEFAULT, SCHOLZ, challenge
from foedus.negotiation.methods.compromise import weighted_mean, weighted_median
from foedus.negotiation.methods.election import elect
from foedus.negotiation.methods.solutions import kalai_smorodinsky, nash
from foedus.negotiation.methods.spatial import bargain_each
from foedus.negotiation.outcomes import folds
from foedus.negotiation.record import Array


@dataclass(frozen=True, slots=True)
class IssueScores:
    """Per-issue scores of one predictor, each (N,); crps and log_score None for a bare point.

    coverage: {nominal: share of outcomes inside} for central intervals.
    """

    name: str
    error: Array
    crps: Array | None = None
    log_score: Array | None = None
    coverage: dict[float, float] | None = None


Predictor = Callable[[Draws, float | None], float]


def predictors(issues: Sequence[Issue], outcome: Array) -> list[IssueScores]:
    """Absolute errors of every predictor, (N,) on a scale of 0 to 100; NaN where it is silent."""
    made: dict[str, list[float]] = {}
    asked = []
    for issue in issues:
        scale = issue.high - issue.low
        arrays = central(issue)
        on = Draws(100 * (arrays.x - issue.low) / scale, arrays.s, arrays.c)
        rest = None if issue.reference is None else 100 * (issue.reference - issue.low) / scale
        for name, predictor in PREDICTORS.items():
            made.setdefault(name, []).append(predictor(on, rest))
        asked.append((on.x[0] / 100, on.s[0], on.c[0]))
    paths = bargain_each(asked)
    for when, turn in (("before", 0), ("after", -1)):
        made[f"spatial model, {when} bargaining"] = [
            float(100 * path.mean(turn)[0]) for path in paths
        ]
    return [IssueScores(name, np.abs(np.array(values) - outcome)) for name, values in made.items()]


def _needs_reference(of: Callable[[Draws, float], float]) -> Predictor:
    return lambda a, d: float("nan") if d is None else of(a, d)


def _clipped(a: Draws, d: float) -> float:
    return float(nash(a.x, a.w, reference=d, infeasible="clip").value[0])


def _equal_shares(a: Draws, d: float) -> float:
    return float(kalai_smorodinsky(a.x, reference=d, best="ideal").value[0])


PREDICTORS: dict[str, Predictor] = {
    "mean, votes only": lambda a, _: float(weighted_mean(a.x, a.c)[0]),
    "mean, salience only": lambda a, _: (
        float(weighted_mean(a.x, a.s)[0]) if a.s.sum() > 0 else float(a.x.mean())
    ),
    "mean, unweighted": lambda a, _: float(a.x.mean()),
    "median, unweighted": lambda a, _: float(weighted_median(a.x, np.ones_like(a.x))[0]),
    "midrange": lambda a, _: float((a.x.min() + a.x.max()) / 2),
    "election, power 2": lambda a, _: float(elect(a.x, a.w, power=2).mean[0]),
    "election, linear loss": lambda a, _: float(elect(a.x, a.w, loss="linear").mean[0]),
    "Nash, quadratic, cost 1": lambda a, _: float(nash(a.x, a.w, cost=1.0).value[0]),
    "Nash, quadratic, cost 100": lambda a, _: float(nash(a.x, a.w, cost=100.0).value[0]),
    "challenge, default, mean of round 10": lambda a, _: float(
        challenge(a.x, a.c, a.s, settings=DEFAULT, rounds=10).mean[-1, 0]
    ),
    "challenge, scholz, median of round 10": lambda a, _: float(
        challenge(a.x, a.c, a.s, settings=SCHOLZ, rounds=10).median[-1, 0]
    ),
    "reference point": _needs_reference(lambda _, d: d),
    "Nash, reference point, clipped": _needs_reference(_clipped),
    "Kalai–Smorodinsky, reference point": _needs_reference(_equal_shares),
}


def compromise_scores(
    issues: Sequence[Issue], outcome: Array, group: NDArray[np.int64], *, k: int, seed: int
) -> IssueScores:
    """The compromise: error as a point, CRPS and log score as a normal around it.

    The normal's spread is fitted to the other folds, so that it is beaten at its best.
    """
    mean = np.array([_at(issue, weighted_mean) for issue in issues])
    fold = folds(group, k, seed)
    levels = (np.arange(1_000) + 0.5) / 1_000
    z = ndtri(levels)
    made: list[Distribution] = [Distribution.of([0.0], [1.0], 0, 100)] * len(issues)
    for f in range(k):
        train = fold != f
        sd = _spread(mean[train], outcome[train])
        for r in np.flatnonzero(~train):
            made[r] = Distribution.of(np.clip(mean[r] + sd * z, 0, 100), np.ones(1_000), 0, 100)
    scores = of_distributions("compromise", made, outcome)
    return IssueScores(
        "compromise", np.abs(mean - outcome), scores.crps, scores.log_score, scores.coverage
    )


def baselines(issues: Sequence[Issue], outcome: Array) -> list[IssueScores]:
    """Weight shares, the election alone, the median, and the middle of the scale."""
    arrays = [central(issue) for issue in issues]
    shares, elected = [], []
    for issue, a in zip(issues, arrays, strict=True):
        x = 100 * (a.x - issue.low) / (issue.high - issue.low)
        shares.append(Distribution.of(x, a.w, 0, 100))
        e = elect(x, a.w)
        elected.append(Distribution.of(e.options, e.p, 0, 100))
    election = of_distributions("election", elected, outcome)
    mean = np.array([shape.mean for shape in elected])
    median = np.array([_at(issue, weighted_median) for issue in issues])
    return [
        IssueScores(
            "election", np.abs(mean - outcome), election.crps, election.log_score, election.coverage
        ),
        of_distributions("weight shares", shares, outcome),
        IssueScores("weighted median", np.abs(median - outcome)),
        IssueScores("middle of the scale", np.abs(50 - outcome)),
    ]


def _at(issue: Issue, of: Any) -> float:
    arrays = central(issue)
    return float(100 * (of(arrays.x, arrays.w)[0] - issue.low) / (issue.high - issue.low))


def _spread(mean: Array, outcome: Array) -> float:
    """Maximum-likelihood spread of a normal cut to 0..100, in bins of 1."""
    low = np.where(outcome <= 0.5, -np.inf, outcome - 0.5)
    high = np.where(outcome >= 99.5, np.inf, outcome + 0.5)

    def loss(log_sd: float) -> float:
        sd = np.exp(log_sd)
        p = ndtr((high - mean) / sd) - ndtr((low - mean) / sd)
        return -float(np.log(np.maximum(p, 1e-12)).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(np.log(3), np.log(100)), method="bounded").x))


def of_distributions(name: str, shapes: Sequence[Distribution], outcome: Array) -> IssueScores:
    """Scores of a forecast an issue against outcomes (N,)."""
    pairs = list(zip(shapes, outcome, strict=True))
    coverage = {}
    for nominal in (0.5, 0.8, 0.9):
        ends = [shape.quantile([0.5 - nominal / 2, 0.5 + nominal / 2]) for shape in shapes]
        inside = [lo <= y <= hi for (lo, hi), y in zip(ends, outcome, strict=True)]
        coverage[nominal] = float(np.mean(inside))
    return IssueScores(
        name,
        np.array([abs(float(shape.quantile(0.5)) - y) for shape, y in pairs]),
        np.array([shape.crps(y) for shape, y in pairs]),
        np.array([shape.log_score(y) for shape, y in pairs]),
        coverage,
    )
