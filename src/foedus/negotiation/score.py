"""Score forecasts against outcomes, always beside the compromise.

MAE: mean absolute error of the point. CRPS: of the whole distribution. Log score: −ln of the
chance of the hundredth of the scale that the outcome fell in. All on a scale of 0 to 100, lower is
better. Intervals are for the paired difference from the compromise, by resampling whole
proposals: issues of one proposal are not independent.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from foedus.negotiation.actors import Issue, central
from foedus.negotiation.distribution import Distribution
from foedus.negotiation.fit import CrossValidated, cross_validate
from foedus.negotiation.methods.benchmarks import predictors
from foedus.negotiation.methods.compromise import weighted_mean, weighted_median
from foedus.negotiation.methods.election import elect
from foedus.negotiation.outcomes import evidence, folds, scoreable
from foedus.negotiation.record import Array
from foedus.negotiation.scores import Scores
from foedus.negotiation.tables import read_tables

RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean paired difference from the compromise and its 95% interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of the score table, with differences from the compromise's own scores."""

    name: str
    mae: float
    within_10: float
    mae_difference: Difference
    crps: float | None
    crps_difference: Difference | None
    log_score: float | None
    log_difference: Difference | None
    coverage: dict[float, float] | None


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Scores of several predictors on the same issues."""

    rows: tuple[ScoreRow, ...]
    issues: int
    proposals: int
    data_sha256: str
    families: tuple[str, ...]
    folds: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    def row(self, name: str) -> ScoreRow:
        """The line of one predictor."""
        return next(row for row in self.rows if row.name == name)


def score_deu(
    issues: Path,
    positions: Path,
    power: Path | None = None,
    *,
    seed: int = 0,
    k: int = 10,
    ladder: bool = False,
) -> ScoreTable:
    """Cross-validated scores on the tables' issues with outcomes (DEU III or of that form).

    The headline's family and parameters are chosen without the proposals that are scored.
    ladder: score every benchmark predictor too (:mod:`foedus.negotiation.methods.benchmarks`;
    seconds more).

    Raises InputError for unreadable tables or fewer than 20 proposals with outcomes.
    """
    tables = read_tables(issues, positions, power)
    return score_issues(tables.issues, sha256=tables.sha256, seed=seed, k=k, ladder=ladder)


def score_issues(
    issues: Sequence[Issue], *, sha256: str, seed: int = 0, k: int = 10, ladder: bool = False
) -> ScoreTable:
    """Cross-validated scores on issues with outcomes; see :func:`score_deu`."""
    kept = scoreable(issues)
    data = evidence(kept)
    validated = cross_validate(data, k=k, seed=seed)
    compromise = compromise_scores(kept, data.outcome, data.group, k=k, seed=seed)
    scored = [headline_scores(validated, data.outcome), compromise, *baselines(kept, data.outcome)]
    if ladder:
        scored += predictors(kept, data.outcome)
    return ScoreTable(
        rows=tuple(_row(scores, compromise, data.group) for scores in scored),
        issues=len(kept),
        proposals=len(np.unique(data.group)),
        data_sha256=sha256,
        families=tuple(str(asdict(family)) for family in validated.families),
        folds=k,
        seed=seed,
    )


def headline_scores(validated: CrossValidated, outcome: Array) -> Scores:
    """Scores of the cross-validated headline."""
    return _of_distributions("headline", validated.forecasts, outcome)


def compromise_scores(
    issues: Sequence[Issue], outcome: Array, group: NDArray[np.int64], *, k: int, seed: int
) -> Scores:
    """The compromise: error as a point, CRPS and log score as a normal around it.

    The normal's spread is fitted to the other folds, so that it is beaten at its best.
    """
    mean = np.array([_at(issue, weighted_mean) for issue in issues])
    fold = folds(group, k, seed)
    levels = (np.arange(1_000) + 0.5) / 1_000
    from scipy.special import ndtri

    z = ndtri(levels)
    made: list[Distribution] = [Distribution.of([0.0], [1.0], 0, 100)] * len(issues)
    for f in range(k):
        train = fold != f
        sd = _spread(mean[train], outcome[train])
        for r in np.flatnonzero(~train):
            made[r] = Distribution.of(np.clip(mean[r] + sd * z, 0, 100), np.ones(1_000), 0, 100)
    scores = _of_distributions("compromise", made, outcome)
    return Scores(
        "compromise", np.abs(mean - outcome), scores.crps, scores.log_score, scores.coverage
    )


def baselines(issues: Sequence[Issue], outcome: Array) -> list[Scores]:
    """Weight shares, the election alone, the median, and the middle of the scale."""
    arrays = [central(issue) for issue in issues]
    shares, elected = [], []
    for issue, a in zip(issues, arrays, strict=True):
        x = 100 * (a.x - issue.low) / (issue.high - issue.low)
        shares.append(Distribution.of(x, a.w, 0, 100))
        e = elect(x, a.w)
        elected.append(Distribution.of(e.options, e.p, 0, 100))
    election = _of_distributions("election", elected, outcome)
    mean = np.array([shape.mean for shape in elected])
    median = np.array([_at(issue, weighted_median) for issue in issues])
    return [
        Scores(
            "election", np.abs(mean - outcome), election.crps, election.log_score, election.coverage
        ),
        _of_distributions("weight shares", shares, outcome),
        Scores("weighted median", np.abs(median - outcome)),
        Scores("middle of the scale", np.abs(50 - outcome)),
    ]


def difference(
    a: Array, b: Array, group: NDArray[np.int64], *, resamples: int = RESAMPLES, seed: int = 0
) -> Difference:
    """Mean of a − b and its 95% bootstrap interval, resampling whole groups."""
    d = a - b
    _, at = np.unique(group, return_inverse=True)
    n = int(at.max()) + 1
    total, count = np.bincount(at, weights=d, minlength=n), np.bincount(at, minlength=n)
    picked = np.random.default_rng(seed).integers(n, size=(resamples, n))
    means = total[picked].sum(axis=1) / count[picked].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Difference(float(d.mean()), float(low), float(high))


def _at(issue: Issue, of: Any) -> float:
    arrays = central(issue)
    return float(100 * (of(arrays.x, arrays.w)[0] - issue.low) / (issue.high - issue.low))


def _spread(mean: Array, outcome: Array) -> float:
    """Maximum-likelihood spread of a normal cut to 0..100, in bins of 1."""
    from scipy.special import ndtr

    low = np.where(outcome <= 0.5, -np.inf, outcome - 0.5)
    high = np.where(outcome >= 99.5, np.inf, outcome + 0.5)

    def loss(log_sd: float) -> float:
        sd = np.exp(log_sd)
        p = ndtr((high - mean) / sd) - ndtr((low - mean) / sd)
        return -float(np.log(np.maximum(p, 1e-12)).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(np.log(3), np.log(100)), method="bounded").x))


def _of_distributions(name: str, shapes: Sequence[Distribution], outcome: Array) -> Scores:
    pairs = list(zip(shapes, outcome, strict=True))
    coverage = {}
    for nominal in (0.5, 0.8, 0.9):
        ends = [shape.quantile([0.5 - nominal / 2, 0.5 + nominal / 2]) for shape in shapes]
        inside = [lo <= y <= hi for (lo, hi), y in zip(ends, outcome, strict=True)]
        coverage[nominal] = float(np.mean(inside))
    return Scores(
        name,
        np.array([abs(float(shape.quantile(0.5)) - y) for shape, y in pairs]),
        np.array([shape.crps(y) for shape, y in pairs]),
        np.array([shape.log_score(y) for shape, y in pairs]),
        coverage,
    )


def _row(scores: Scores, base: Scores, group: NDArray[np.int64]) -> ScoreRow:
    def against(mine: Array | None, theirs: Array | None) -> Difference | None:
        return None if mine is None or theirs is None else difference(mine, theirs, group)

    # A predictor that is silent on some issues (no reference point) is compared on the others.
    said = np.isfinite(scores.error)
    return ScoreRow(
        name=scores.name,
        mae=float(scores.error[said].mean()),
        within_10=float((scores.error[said] <= 10).mean()),
        mae_difference=difference(scores.error[said], base.error[said], group[said]),
        crps=None if scores.crps is None else float(scores.crps.mean()),
        crps_difference=against(scores.crps, base.crps),
        log_score=None if scores.log_score is None else float(scores.log_score.mean()),
        log_difference=against(scores.log_score, base.log_score),
        coverage=scores.coverage,
    )
