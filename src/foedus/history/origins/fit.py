"""Fitting the origins: a ladder through each year, and pools from hindcasts that were over then."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedus.history.horizon.hindcast import EVENTS, Hindcast, before, hindcast
from foedus.history.horizon.learn import fit_horizon, weigh
from foedus.history.horizon.pool import HORIZONS, Pool
from foedus.history.horizon.score import LEAST, ORIGINS, prequential, spread
from foedus.history.ladder import Ladder
from foedus.history.ladder.fit import GENERAL_WARS, fit_ladder
from foedus.history.model import Report
from foedus.history.origins.store import STORE, YEARS
from foedus.history.rows import Data


def fit_origins(
    data: Data, years: Sequence[int] = YEARS, report: Report = lambda _: None
) -> Iterator[Ladder]:
    """A ladder with its pools for each of ``years``, all pools from one set of hindcasts.

    Raises FitError where a ladder cannot be fitted.
    """
    hindcasts = [
        hindcast(data, origin, report) for origin in ORIGINS if origin <= max(years)
    ]  # each fitted on the years before its own origin alone
    yield from fitted(data, hindcasts, years, report)


def fitted(
    data: Data, hindcasts: Sequence[Hindcast], years: Sequence[int] = YEARS,
    report: Report = lambda _: None,
) -> Iterator[Ladder]:  # fmt: skip
    """The same from hindcasts made already, in order of origin."""
    for last in years:
        report(f"through {last}")
        ladder = fit_ladder(before(data, last + 1), command=STORE.command)
        yield replace(ladder, pools=known_by(hindcasts, last))


def known_by(hindcasts: Sequence[Hindcast], last: int) -> dict[str, Pool]:
    """The pools as they could be fitted at the end of ``last``, from windows that were over.

    A horizon of which fewer than three windows were over has no pool; where none has, the result is
    empty. The weight of the arms and the spread come from windows at peace: those that hold a year
    of the general wars are learned from, but how far they lay from a pool is not what is forecast.
    """
    found = {}
    for event in EVENTS:
        made_of, apart = [], 0.0
        for years in HORIZONS:
            over = [each for each in hindcasts if each.origin + years - 1 <= last]
            if len(over) < LEAST:
                continue
            made = [each for each in prequential(over, event, years, since=0)
                    if _peaceful(each[1].origin, years)]  # fmt: skip
            if made:
                apart = spread(made, event, years)  # of the longest horizon that could be scored
            weight = weigh([(pool, each) for pool, each, _ in made], event, years)
            made_of.append(fit_horizon(over, event, years, weight))
        if made_of:
            seen = tuple(each.origin for each in hindcasts if each.origin <= last)
            found[event] = Pool(event, tuple(made_of), seen, apart)
    return found


def _peaceful(origin: int, years: int) -> bool:
    return all(origin > last or origin + years <= first for first, last in GENERAL_WARS)


__all__ = ["fit_origins", "fitted", "known_by"]
