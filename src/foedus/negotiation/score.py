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

from foedus.negotiation.actors import Issue
from foedus.negotiation.fit import CrossValidated, choose, cross_validate, fit, stored
from foedus.negotiation.methods.benchmarks import (
    IssueScores,
    baselines,
    compromise_scores,
    of_distributions,
    predictors,
)
from foedus.negotiation.outcomes import evidence, scoreable
from foedus.negotiation.record import Array
from foedus.negotiation.tables import Tables, read_tables

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
    ladder: score every benchmark predictor too (``foedus.negotiation.methods.benchmarks``;
    seconds more).

    Raises InputError for unreadable tables or fewer than 20 proposals with outcomes.
    """
    tables = read_tables(issues, positions, power)
    return score_issues(tables.issues, sha256=tables.sha256, seed=seed, k=k, ladder=ladder)


def score_issues(
    issues: Sequence[Issue], *, sha256: str, seed: int = 0, k: int = 10, ladder: bool = False
) -> ScoreTable:
    """Cross-validated scores on issues with outcomes; see ``score_deu``."""
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


def headline_scores(validated: CrossValidated, outcome: Array) -> IssueScores:
    """Scores of the cross-validated headline."""
    return of_distributions("headline", validated.forecasts, outcome)


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


def _row(scores: IssueScores, base: IssueScores, group: NDArray[np.int64]) -> ScoreRow:
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


def parameters(tables: Tables, *, seed: int = 0, command: str) -> dict[str, Any]:
    """The parameter file of the family that scores best on the tables' issues with outcomes.

    command: which makes the file again. Raises InputError for too few issues, FitError.
    """
    kept = scoreable(tables.issues)
    data = evidence(kept)
    family, compared = choose(data, np.arange(len(kept)), k=10, seed=seed)
    table = score_issues(kept, sha256=tables.sha256, seed=seed)
    scores = {
        name: {
            "mae": round(row.mae, 3),
            "crps": round(row.crps or 0, 3),
            "log": round(row.log_score or 0, 3),
        }
        for name in ("headline", "compromise")
        for row in [table.row(name)]
    }
    return stored(
        fit(data, family),
        sha256=tables.sha256,
        scores={
            "nested cross-validation over proposals": scores, "families compared": len(compared),
        },
        command=command,
    )  # fmt: skip
