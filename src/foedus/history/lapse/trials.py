"""Covariates on trial: what one-year forecasts lose without each, or gain with it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import Covariate
from foedus.history.lapse.covariates import KEPT, TRIED
from foedus.history.lapse.ends import LAST_YEAR
from foedus.history.lapse.rivals import lapse
from foedus.history.lapse.rows import Years
from foedus.history.measures import clustered_difference, losses
from foedus.history.model import Report


@dataclass(frozen=True, slots=True)
class LapseTrial:
    """Log loss that a covariate takes away, summed over rows, and its standard error.

    Of a kept one: against leaving it out; of another: against not adding it.
    """

    name: str
    meaning: str
    kept: bool
    gain: float
    se: float

    @property
    def helps(self) -> bool:
        """Whether it takes away more than its standard error: what is kept must."""
        return self.gain > self.se


def trials(
    years: Years, origins: tuple[int, ...], *, report: Report = lambda _: None
) -> tuple[LapseTrial, ...]:
    """Each covariate's trial: the kept ones left out in turn, the others added in turn."""
    base = _losses(years, years, origins, KEPT)
    found = []
    for each in (*KEPT[1:], *TRIED):
        report(f"trial of {each.name}")
        kept = each in KEPT
        # Support, if in, stays last: the model averages over what is not known of it.
        chosen = tuple(c for c in KEPT if c is not each) if kept else (*KEPT[:-1], each, KEPT[-1])
        other = _losses(years, years, origins, chosen)
        without, with_ = (other, base) if kept else (base, other)
        gain, se = _difference(years, origins, without, with_)
        found.append(LapseTrial(each.name, each.meaning, kept, gain, se))
    return tuple(found)


def pooling(
    years: Years, origins: tuple[int, ...], *, report: Report = lambda _: None
) -> tuple[float, float]:
    """Log loss that learning from every obligation takes away from learning from defense alone."""
    report("trial of every obligation")
    alone = _losses(years.take(years.defense), years, origins, KEPT)
    return _difference(years, origins, alone, _losses(years, years, origins, KEPT))


def _scored(years: Years, start: int, stop: int) -> Years:
    return years.take(years.defense & (years.year >= start) & (years.year < stop))


def _losses(
    learn: Years, years: Years, origins: tuple[int, ...], covariates: tuple[Covariate, ...]
) -> Array:
    """Log losses of one-year forecasts for commitments to defense, by origin."""
    found = []
    for start, stop in pairwise((*origins, LAST_YEAR + 1)):
        new = _scored(years, start, stop)
        forecast = lapse(learn.take(learn.year < start), covariates)
        found.append(losses(new.broken, forecast(new.columns, new.year)))
    return np.concatenate(found)


def _difference(
    years: Years, origins: tuple[int, ...], without: Array, with_: Array
) -> tuple[float, float]:
    cluster = [
        _scored(years, start, stop).alliance for start, stop in pairwise((*origins, LAST_YEAR + 1))
    ]
    return clustered_difference(without, with_, np.concatenate(cluster))
