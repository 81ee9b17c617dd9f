"""The hazard out of sample: fitted before an origin, scored on commitments to defense after it.

Two forecasts are scored: that a commitment which stands is broken within the year, and within ten.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.ladder.score import ROLLING, refuse_outside
from foedus.history.lapse import decade
from foedus.history.lapse.decade import HORIZON, BreakScore, StandingCommitments
from foedus.history.lapse.ends import LAST_YEAR
from foedus.history.lapse.rivals import MODELS, fit_all
from foedus.history.lapse.rows import Years, load
from foedus.history.lapse.trials import LapseTrial, pooling, trials
from foedus.history.measures import Measures, bins, clustered_difference, losses, measure, sums
from foedus.history.model import Report
from foedus.report.plain import plain

#: What must lie before an origin, in years, to fit on.
LEAST_YEARS = 60
#: The last origin: a decade after it is known.
LATEST = LAST_YEAR - HORIZON + 1
#: The name of the model among ``MODELS``.
OWN = "lapse"


@dataclass(frozen=True, slots=True)
class LapseScore:
    """Both horizons by every model, every covariate's trial, and what pooling obligations gives.

    year_gain, decade_gain: model -> log loss it leaves over lapse's, sum and standard error
    (clustered by alliance). pooled: log loss that learning from every obligation takes away from
    learning from defense alone, and its standard error.
    """

    origins: tuple[int, ...]
    last: int  # last year scored
    year: dict[str, Measures]
    year_gain: dict[str, tuple[float, float]]
    year_bins: list[dict[str, float]]
    decade: dict[str, BreakScore]
    decade_gain: dict[str, tuple[float, float]]
    decade_bins: list[dict[str, float]]
    trials: tuple[LapseTrial, ...]
    pooled: tuple[float, float]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "origins": self.origins,
            "last": self.last,
            "year": {
                "models": self.year,
                "log_loss_over_lapse": sums(self.year_gain),
                "calibration": self.year_bins,
            },
            "decade": {
                "models": self.decade,
                "log_loss_over_lapse": sums(self.decade_gain),
                "calibration": self.decade_bins,
            },
            "trials": self.trials,
            "every_obligation": {"gain": self.pooled[0], "se": self.pooled[1]},
        })  # fmt: skip


def score(origins: tuple[int, ...] = ROLLING, *, report: Report = lambda _: None) -> LapseScore:
    """Scores on the public data. Origins rise; each model is fitted anew on the years before each.

    Raises InputError for origins that leave too little to fit on or to score, DataError where data
    cannot be had, FitError as the fits.
    """
    report("building member-years")
    return score_rows(load(), origins, report=report)


def score_rows(
    years: Years, origins: tuple[int, ...], *, report: Report = lambda _: None
) -> LapseScore:
    """As ``score``, of given rows: fitted on all, scored on those that owe defense."""
    refuse_outside(origins, int(years.year.min()) + LEAST_YEARS, LATEST)
    owed = years.take(years.defense)
    soon: dict[str, list[Array]] = {name: [] for name in MODELS}
    later: dict[str, list[tuple[StandingCommitments, Array]]] = {name: [] for name in MODELS}
    scored = []
    for start, stop in pairwise((*origins, LAST_YEAR + 1)):
        report(f"fitted before {start}, scored to {stop - 1}")
        new = owed.take((owed.year >= start) & (owed.year < stop))
        stands = decade.standing(owed, start)
        for name, forecast in fit_all(years.take(years.year < start)).items():
            soon[name].append(forecast(new.columns, new.year))
            later[name].append((stands, decade.survival(forecast, stands)))
        scored.append(new)
    y = np.concatenate([each.broken for each in scored])
    cluster = np.concatenate([each.alliance for each in scored])
    chances = {name: np.concatenate(parts) for name, parts in soon.items()}
    own = losses(y, chances[OWN])
    return LapseScore(
        origins=origins,
        last=int(max(each.year.max() for each in scored)),
        year={name: measure(y, p) for name, p in chances.items()},
        year_gain={
            name: clustered_difference(losses(y, p), own, cluster)
            for name, p in chances.items()
            if name != OWN
        },
        year_bins=bins(y, chances[OWN], 6),
        decade={name: decade.ahead(groups) for name, groups in later.items()},
        decade_gain={
            name: _gain(groups, later[OWN]) for name, groups in later.items() if name != OWN
        },
        decade_bins=decade.calibration(later[OWN]),
        trials=trials(years, origins, report=report),
        pooled=pooling(years, origins, report=report),
    )


def _gain(
    other: list[tuple[StandingCommitments, Array]], own: list[tuple[StandingCommitments, Array]]
) -> tuple[float, float]:
    """Weighted log loss of ten-year forecasts over the model's own, sum and standard error."""
    y, p, w, cluster = decade.gathered(other)
    mine = decade.gathered(own)[1]
    return clustered_difference(w * losses(y, p), w * losses(y, mine), cluster)
