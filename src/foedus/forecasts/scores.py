"""Proper scores of sealed forecasts, beside simpler rules and other people, on the same questions.

Brier (mean squared error) and log score (mean log loss, natural logs), both the lower the better.
Questions that stand or fall together are one cluster; an interval is 90%, of Student's t over
clusters (Cameron & Miller 2015), and there is none where clusters are too few.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array, Estimate
from foedus.forecasts.standing import ForecastCase, PairYear, pair_rows
from foedus.history.keys import dyad
from foedus.history.measures import bins, losses

#: The fewest clusters that give an interval.
LEAST_CLUSTERS = 8
#: The fewest settled questions, of at least ``LEAST_CLUSTERS`` clusters, that give a calibration.
LEAST_SETTLED = 30
BASE, LOGIT, LAST = "base rate", "plain logit", "last sealed version"


@dataclass(frozen=True, slots=True)
class MeanScore:
    """A mean over n questions in some clusters, with its interval where there are enough."""

    n: int
    clusters: int
    value: float
    low: float | None
    high: float | None

    @property
    def estimate(self) -> Estimate | None:
        """The mean with its interval; None where it has none."""
        if self.low is None or self.high is None:
            return None
        return Estimate(self.value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class RivalScore:
    """One rival on the questions that both answered.

    brier, log: the rival's. own_brier, own_log: the seal's on the same questions. skill: 1 less the
    seal's Brier over the rival's; above 0 the seal was better. gain: the rival's log loss less the
    seal's, a question. after: of those questions, how many of the rival's chances came onto the
    record only with the outcome or later.
    """

    rival: str
    n: int
    brier: float
    log: float
    own_brier: float
    own_log: float
    skill: float | None
    gain: MeanScore
    after: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What was settled, scored. bins: calibration, empty where there is too little of it."""

    what: str
    n: int
    came: int
    expected: float
    brier: MeanScore
    log: MeanScore
    rivals: tuple[RivalScore, ...]
    bins: tuple[dict[str, float], ...]
    clusters: int


def mean(values: Array, cluster: NDArray[np.int64], least: float = -np.inf) -> MeanScore:
    """The mean of values, with a 90% interval by clusters. least: below which no value can lie."""
    from scipy.stats import t

    n, middle = len(values), float(values.mean())
    sums = np.bincount(cluster, weights=values - middle)
    count = len(sums)
    if count < LEAST_CLUSTERS:
        return MeanScore(n, count, middle, None, None)
    se = float(np.sqrt((sums**2).sum() * count / (count - 1))) / n
    half = float(t.ppf(0.95, count - 1)) * se
    return MeanScore(n, count, middle, max(middle - half, least), middle + half)


def brier(y: NDArray[np.bool_], p: Array) -> Array:
    """(n,) squared errors."""
    return np.asarray((p - y) ** 2, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Rows:
    """n settled forecasts. rivals: name -> (n,) chances, NaN where it has none; after: (n,)."""

    y: NDArray[np.bool_]
    p: Array
    cluster: NDArray[np.int64]
    rivals: dict[str, Array]
    after: dict[str, NDArray[np.bool_]]


def scorecard(what: str, cases: Sequence[ForecastCase]) -> Scorecard | None:
    """The scores of settled cases; None where there are none."""
    scored = [each for each in cases if each.scored]
    if not scored:
        return None
    places = {name: at for at, name in enumerate(dict.fromkeys(_cluster(e) for e in scored))}
    rivals: dict[str, list[float | None]] = {
        BASE: [e.question.base.chance if e.question.base else None for e in scored],
        LOGIT: [e.question.logit.chance if e.question.logit else None for e in scored],
        LAST: [e.previous for e in scored],
    }
    after: dict[str, list[bool]] = {}
    for by in dict.fromkeys(by for each in scored for by in each.outside):
        told = [e.outside[by] if _like(e, by) else None for e in scored]
        rivals[by] = [each.chance if each else None for each in told]
        after[by] = [
            bool(each and e.settlement and each.known_after(e.settlement.recorded.date()))
            for each, e in zip(told, scored, strict=True)
        ]
    return _card(what, _Rows(
        np.array([bool(each.came) for each in scored]),
        np.array([each.question.chance for each in scored]),
        np.array([places[_cluster(each)] for each in scored]),
        {name: np.array(v, dtype=np.float64) for name, v in rivals.items()},
        {name: np.array(v, dtype=np.bool_) for name, v in after.items()},
    ))  # fmt: skip


def _cluster(case: ForecastCase) -> str:
    """Seals of one subject ask about one course of things."""
    return case.question.cluster


def _like(case: ForecastCase, by: str) -> bool:
    return by in case.outside and case.outside[by].criteria == "same"


def pair_scorecards(years: Sequence[PairYear]) -> tuple[Scorecard, ...]:
    """Rung -> the scores of all pairs in settled years, one card each."""
    import polars as pl

    settled = [each for each in years if each.state == "settled" and each.outcome]
    frames = [pair_rows(each) for each in settled]
    found = []
    for rung in ("onset", "force", "deadly", "war"):
        mine = [(e, f) for e, f in zip(settled, frames, strict=True) if f"came_{rung}" in f.columns]
        if not mine:
            continue
        rows = pl.concat([frame.select(
            "ccode1", "ccode2", f"p_{rung}", f"l_{rung}", f"came_{rung}",
            pl.lit(each.seal.table.base[rung].chance if each.seal.table else None).alias("base"),
        ) for each, frame in mine])  # fmt: skip
        one, two = (rows[name].to_numpy() for name in ("ccode1", "ccode2"))
        _, cluster = np.unique(dyad(one, two), return_inverse=True)
        found.append(_card(rung, _Rows(
            rows[f"came_{rung}"].to_numpy(), rows[f"p_{rung}"].to_numpy(), cluster,
            {BASE: rows["base"].to_numpy(), LOGIT: rows[f"l_{rung}"].to_numpy()}, {},
        )))  # fmt: skip
    return tuple(found)


def _card(what: str, rows: _Rows) -> Scorecard:
    y, p = rows.y, rows.p
    clusters = len(np.unique(rows.cluster))
    enough = len(y) >= LEAST_SETTLED and clusters >= LEAST_CLUSTERS and bool(p.sum() > 0)
    return Scorecard(
        what=what, n=len(y), came=int(y.sum()), expected=float(p.sum()),
        brier=mean(brier(y, p), rows.cluster, 0.0), log=mean(losses(y, p), rows.cluster, 0.0),
        rivals=tuple(
            _rival(name, rows) for name, given in rows.rivals.items() if np.isfinite(given).any()
        ),
        bins=tuple(bins(y, p, min(10, len(y) // 10))) if enough else (),
        clusters=clusters,
    )  # fmt: skip


def _rival(name: str, rows: _Rows) -> RivalScore:
    given = rows.rivals[name]
    both = np.isfinite(given)
    y, p, q = rows.y[both], rows.p[both], given[both]
    _, cluster = np.unique(rows.cluster[both], return_inverse=True)
    theirs, own = float(brier(y, q).mean()), float(brier(y, p).mean())
    gap = losses(y, q) - losses(y, p)
    return RivalScore(
        rival=name, n=len(y), brier=theirs, log=float(losses(y, q).mean()), own_brier=own,
        own_log=float(losses(y, p).mean()), skill=1.0 - own / theirs if theirs > 0 else None,
        gain=mean(gap, cluster), after=int(rows.after[name][both].sum()) if name in rows.after
        else 0,
    )  # fmt: skip
