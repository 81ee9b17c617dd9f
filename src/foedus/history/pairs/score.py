"""Forecasts of every pair out of sample: at each origin everything is fitted on earlier years.

The weight of the trees too: each scored window is averaged by the record of windows over by then.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from foedus.estimate import Array
from foedus.evidence.mids5 import beside_gml
from foedus.history.covariates import RUNGS
from foedus.history.measures import clustered_difference, losses, measure
from foedus.history.model import Report
from foedus.history.pairs.hindcast import PairHindcast, hindcast
from foedus.history.pairs.later import later
from foedus.history.pairs.mean import mean, weights, window
from foedus.history.pairs.record import MODELS, PairRecord, PairScore
from foedus.history.pairs.trees import EVENTS
from foedus.history.rows import Data

#: First years of windows; those from ``SCORED`` on are scored, by weights of earlier ones.
ORIGINS = tuple(range(1960, 2006, 5))
SCORED = 1980


def record(data: Data, report: Report = lambda _: None) -> PairRecord:
    """Hindcast from every origin, score, and score 2011–2014 too.

    Raises FitError where a ladder cannot be fitted, DataError where data cannot be had.
    """
    return recorded([hindcast(data, origin, report=report) for origin in ORIGINS], report)


def recorded(hindcasts: Sequence[PairHindcast], report: Report = lambda _: None) -> PairRecord:
    """The record of hindcasts made already, in order of origin."""
    windows = tuple(window(each) for each in hindcasts)
    scored = [each for each in hindcasts if each.origin >= SCORED]
    forecasts = []
    for each in scored:
        by = weights(windows, each.origin - 1)
        base = {r: np.full(each.there.shape, rate) for r, rate in each.base.items()}
        found = {
            "base rate": base,
            "ladder": each.ladder,
            "mean": mean(each.ladder, each.trees, by),
        }
        forecasts.append({**found, "trees": each.trees})
    rows = tuple(
        _row(scored, forecasts, event, pairs) for event in RUNGS for pairs in ("all", "relevant")
    )
    return PairRecord(windows, SCORED, rows, later(windows, report), beside_gml())


def _row(
    scored: Sequence[PairHindcast],
    forecasts: Sequence[dict[str, dict[str, Array]]],
    event: str,
    pairs: str,
) -> PairScore:
    some = [each.there & each.relevant if pairs == "relevant" else each.there for each in scored]
    y = np.concatenate([each.came[event][s] for each, s in zip(scored, some, strict=True)])
    dyad = np.concatenate(
        [np.broadcast_to(each.dyad, s.shape)[s] for each, s in zip(scored, some, strict=True)]
    )
    models = [model for model in MODELS if model != "trees" or event in EVENTS]
    told = {
        model: np.concatenate(
            [each[model][event][s] for each, s in zip(forecasts, some, strict=True)]
        )
        for model in models
    }
    own = losses(y, told["ladder"])
    scores = {model: measure(y, p) for model, p in told.items()}
    # A base rate tells no pair from another; across windows it is not quite one number.
    scores["base rate"] = replace(scores["base rate"], auc=None, average_precision=None, slope=None)
    return PairScore(
        event=event,
        pairs=pairs,
        measures=scores,
        gain={
            model: clustered_difference(losses(y, p), own, dyad)
            for model, p in told.items()
            if model != "ladder"
        },
    )
