"""The pool out of sample: at each origin fitted on hindcasts whose years were over by then."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.horizon.hindcast import EVENTS, Hindcast, hindcast
from foedus.history.horizon.learn import EVEN, fit_horizon, weigh
from foedus.history.horizon.pool import HORIZONS, Horizon, Pool
from foedus.history.horizon.record import HorizonScore, HorizonStudy
from foedus.history.measures import clustered_difference, losses
from foedus.history.model import Report
from foedus.history.rows import Data

#: Origins of hindcasts: the pool learns from all, and is scored from ``SCORED`` on.
ORIGINS = tuple(range(1905, 2011, 5))
SCORED = 1950
#: The fewest past origins from which a pool can be fitted.
LEAST = 3
#: Years since a war that count as lately.
LATELY = 20
MODELS = ("pool", "paths", "base rate")


def kinds(columns: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[np.bool_]]:
    """The kinds of pair that people ask about -> (P,) which pairs are of it; they overlap."""
    rival, relevant = columns["rivalry"] > 0, columns["relevant"] > 0
    fought = np.nan_to_num(columns["since_war"], nan=1e4) <= LATELY
    bound = (columns["minor"] > 0) | (columns["major"] > 0)
    large = (columns["cowmaj1"] > 0) & (columns["cowmaj2"] == 0) & relevant
    return {
        "all": np.ones(len(rival), dtype=np.bool_),
        "relevant": relevant,
        "rivals": rival,
        "at war lately": fought,
        "rivals at war lately": rival & fought,
        "major against minor": large,
        "under a guarantee": bound,
    }


def study(
    data: Data, origins: Sequence[int] = ORIGINS, report: Report = lambda _: None
) -> HorizonStudy:
    """Hindcast from every origin, fit the pools, and score them at rolling origins.

    Raises FitError where a ladder cannot be fitted.
    """
    return studied([hindcast(data, origin, report) for origin in origins])


def studied(hindcasts: Sequence[Hindcast]) -> HorizonStudy:
    """The study of hindcasts made already, in order of origin."""
    pools, rows = {}, []
    for event in EVENTS:
        made_of, apart = [], 0.0
        for years in HORIZONS:
            known = [each for each in hindcasts if each.known(years)]
            made = prequential(known, event, years)
            rows += _rows(made, event, years)
            apart = spread(made, event, years)  # of the longest horizon, which is asked for most
            weight = weigh([(pool, each) for pool, each, _ in made], event, years)
            made_of.append(fit_horizon(known, event, years, weight))
        pools[event] = Pool(event, tuple(made_of), tuple(each.origin for each in hindcasts), apart)
    scored = [each.origin for each in hindcasts if each.origin >= SCORED and each.known(1)]
    return HorizonStudy(pools, tuple(rows), min(scored), max(scored))


def prequential(
    known: Sequence[Hindcast], event: str, years: int, since: int = SCORED
) -> list[tuple[Horizon, Hindcast, float]]:
    """At each origin from ``since`` on: a pool from what was over by then, the hindcast, the base
    rate.
    """
    made: list[tuple[Horizon, Hindcast, float]] = []
    for each in known:
        over = [past for past in known if past.origin + years <= each.origin]
        if each.origin < since or len(over) < LEAST:
            continue
        earlier = [(pool, past) for pool, past, _ in made if past.origin + years <= each.origin]
        weight = weigh(earlier, event, years) if earlier else EVEN
        rate = np.concatenate([past.came[event] <= years for past in over]).mean()
        made.append((fit_horizon(over, event, years, weight), each, float(rate)))
    return made


def _rows(
    made: Sequence[tuple[Horizon, Hindcast, float]], event: str, years: int
) -> list[HorizonScore]:
    """Scores by kind of pair."""
    y = np.concatenate([each.came[event] <= years for _, each, _ in made])
    paths = [each.chance[event][:, years - 1] for _, each, _ in made]
    forecasts = {
        "pool": np.concatenate(
            [pool.chance(s, each.columns) for (pool, each, _), s in zip(made, paths, strict=True)]
        ),
        "paths": np.concatenate(paths),
        "base rate": np.concatenate([np.full(len(each.dyad), rate) for _, each, rate in made]),
    }
    dyad = np.concatenate([each.dyad for _, each, _ in made])
    of = [kinds(each.columns) for _, each, _ in made]
    found = []
    for kind in of[0]:
        some = np.concatenate([each[kind] for each in of])
        mine = {name: p[some] for name, p in forecasts.items()}
        lost = {name: losses(y[some], p) for name, p in mine.items()}
        found.append(
            HorizonScore(
                event, years, kind, int(some.sum()), int(y[some].sum()),
                {name: float(p.sum()) for name, p in mine.items()},
                _ratio(y[some], mine["pool"], dyad[some]),
                {name: float(loss.sum()) for name, loss in lost.items()},
                {name: float(((y[some] - p) ** 2).sum()) for name, p in mine.items()},
                {
                    name: clustered_difference(lost[name], lost["pool"], dyad[some])
                    for name in MODELS[1:]
                },
            )
        )  # fmt: skip
    return found


def _ratio(y: NDArray[np.bool_], p: Array, dyad: NDArray[np.int64]) -> tuple[float, float, float]:
    """Came over expected, and its 90% interval by a bootstrap over pairs."""
    _, place = np.unique(dyad, return_inverse=True)
    came, expected = np.bincount(place, weights=y), np.bincount(place, weights=p)
    weights = np.random.default_rng(0).poisson(1.0, (400, len(came)))
    drawn = (weights @ came) / np.maximum(weights @ expected, 1e-9)
    low, high = np.percentile(drawn, (5.0, 95.0))
    return float(came.sum() / expected.sum()), float(low), float(high)


def spread(made: Sequence[tuple[Horizon, Hindcast, float]], event: str, years: int) -> float:
    """How far what came lay from the pool, beyond chance: sd of the log of their ratio.

    Over scored windows and four kinds of pair that do not overlap, O_i came where E_i were
    expected. If each E_i is off by a factor of variance s², Var(O_i) = E_i + s² E_i²; s² by moments
    (as for overdispersed counts: McCullagh & Nelder 1989, ch. 6). A level that is wrong throughout
    counts too.
    """
    gaps, squares = 0.0, 0.0
    for pool, each, _ in made:
        p = pool.chance(each.chance[event][:, years - 1], each.columns)
        came, of = each.came[event] <= years, kinds(each.columns)
        rivals, lately, near = of["rivals"], of["rivals at war lately"], of["relevant"]
        for some in (lately, rivals & ~lately, near & ~rivals, ~near & ~rivals):
            expected = float(p[some].sum())
            gaps += (float(came[some].sum()) - expected) ** 2 - expected
            squares += expected**2
    return float(np.sqrt(max(gaps / squares, 0.0)))
