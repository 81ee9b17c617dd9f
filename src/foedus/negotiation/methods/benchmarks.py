"""Benchmark predictors for the score table: every method of this folder, as a point forecast."""

from collections.abc import Callable, Sequence

import numpy as np

from foedus.negotiation.actors import Draws, Issue, central
from foedus.negotiation.methods.challenge import DEFAULT, SCHOLZ, challenge
from foedus.negotiation.methods.compromise import weighted_mean, weighted_median
from foedus.negotiation.methods.election import elect
from foedus.negotiation.methods.solutions import kalai_smorodinsky, nash
from foedus.negotiation.methods.spatial import bargain_in_space
from foedus.negotiation.record import Array
from foedus.negotiation.scores import Scores

Predictor = Callable[[Draws, float | None], float]


def predictors(issues: Sequence[Issue], outcome: Array) -> list[Scores]:
    """Absolute errors of every predictor, (N,) on a scale of 0 to 100; NaN where it is silent."""
    made: dict[str, list[float]] = {}
    for issue in issues:
        scale = issue.high - issue.low
        arrays = central(issue)
        on = Draws(100 * (arrays.x - issue.low) / scale, arrays.s, arrays.c)
        rest = None if issue.reference is None else 100 * (issue.reference - issue.low) / scale
        for name, predictor in PREDICTORS.items():
            made.setdefault(name, []).append(predictor(on, rest))
        before, after = _spatial(on)
        made.setdefault("spatial model, before bargaining", []).append(before)
        made.setdefault("spatial model, after bargaining", []).append(after)
    return [Scores(name, np.abs(np.array(values) - outcome)) for name, values in made.items()]


def _spatial(a: Draws) -> tuple[float, float]:
    path = bargain_in_space(a.x[0] / 100, a.s[0], a.c[0])
    return float(100 * path.mean(0)[0]), float(100 * path.mean(-1)[0])


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
