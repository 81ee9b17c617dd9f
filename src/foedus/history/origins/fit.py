"""Fitting the origins: every model through each year, and pools from hindcasts that were over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from foedus.evidence.table import table
from foedus.history.depth import DepthModel
from foedus.history.depth.fit import SOURCE as ALLIANCES
from foedus.history.honor import calls
from foedus.history.horizon.hindcast import EVENTS, Hindcast, before, hindcast
from foedus.history.horizon.learn import fit_horizon, weigh
from foedus.history.horizon.pool import HORIZONS, Pool
from foedus.history.horizon.score import LEAST, ORIGINS, prequential, spread
from foedus.history.ladder.fit import GENERAL_WARS, fit_ladder
from foedus.history.model import Report
from foedus.history.origins import depth, game, honor, lapse
from foedus.history.origins.origin import Origin
from foedus.history.origins.store import STORE, YEARS
from foedus.history.rows import Data, remeasured


def fit_origins(
    data: Data, years: Sequence[int] = YEARS, report: Report = lambda _: None
) -> Iterator[Origin]:
    """Every model of an answer for each of ``years``, all pools from one set of hindcasts.

    Raises FitError where a model cannot be fitted, DataError where data cannot be had.
    """
    measures = measured(sorted({*YEARS, *years}), report)
    hindcasts = list(_hindcasts(data, max(years), measures, report))
    games = dict(game.fits(data, sorted({*(y for y in YEARS if y < max(years)), *years}),
                           STORE.command, report))  # fmt: skip
    for last in years:
        report(f"through {last}")
        measure = measures[last]
        own = before(remeasured(data, measure), last + 1)
        ladder = fit_ladder(own, command=STORE.command)
        yield Origin(
            last,
            replace(ladder, pools=known_by(hindcasts, last)),
            measure,
            honor.fit(calls.load(measure), last, STORE.command, report),
            lapse.fit(last, STORE.command, report),
            games[last],
        )


def measured(years: Sequence[int], report: Report = lambda _: None) -> dict[int, DepthModel]:
    """Last year -> depth among the alliances signed by then. Raises FitError, DataError."""
    report("depth by what was signed")
    alliances = table(ALLIANCES)
    return {last: depth.fit(alliances, last, STORE.command) for last in years}


def _hindcasts(
    data: Data, last: int, measures: Mapping[int, DepthModel], report: Report
) -> Iterator[Hindcast]:
    """Hindcasts from past origins, each fitted on the years before its own alone, and to promises
    as they were measured then: by the latest measure that knows no later year, or the first.
    """
    known, rows = 0, data
    for origin in ORIGINS:
        if origin > last:
            return
        now = max((year for year in measures if year < origin), default=min(measures))
        if now != known:
            known, rows = now, remeasured(data, measures[now])
        yield hindcast(rows, origin, report)


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


__all__ = ["fit_origins", "known_by", "measured"]
