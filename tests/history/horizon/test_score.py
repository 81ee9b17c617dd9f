"""The pools' record: what a forecast may have seen, and the sums of its rows."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from foedus.history.horizon import score
from foedus.history.horizon.hindcast import Hindcast
from foedus.history.horizon.learn import fit_horizon
from foedus.history.horizon.pool import HORIZONS
from foedus.history.horizon.record import HorizonScore, HorizonStudy
from foedus.history.horizon.score import LEAST, SCORED, kinds, studied

from .conftest import made, recalibrate

RULE = recalibrate(-0.5, 0.4, 1.0)
SIZE = 800


@pytest.fixture(scope="module")
def hindcasts() -> list[Hindcast]:
    return [made(origin, RULE, SIZE) for origin in range(1900, 2001, 10)]


@pytest.fixture(scope="module")
def found(hindcasts: list[Hindcast]) -> HorizonStudy:
    return studied(hindcasts)


def row(found: HorizonStudy, event: str, years: int, pairs: str) -> HorizonScore:
    (one,) = (
        each for each in found.rows
        if (each.event, each.years, each.pairs) == (event, years, pairs)
    )  # fmt: skip
    return one


def test_each_event_horizon_and_kind_has_one_row(
    found: HorizonStudy, hindcasts: Sequence[Hindcast]
) -> None:
    told = [(each.event, each.years, each.pairs) for each in found.rows]
    assert len(set(told)) == len(told) == 2 * len(HORIZONS) * len(kinds(hindcasts[0].columns))
    assert (found.first, found.last) == (1950, 2000)
    for event, pool in found.pools.items():
        assert pool.event == event
        assert tuple(each.years for each in pool.horizons) == HORIZONS
        assert pool.origins == tuple(range(1900, 2001, 10))


def test_a_forecast_has_seen_nothing_that_was_not_over(hindcasts: list[Hindcast]) -> None:
    """What came from an origin on, turned round, leaves every earlier forecast as it was."""
    years = 20
    known = [each for each in hindcasts if each.known(years)]
    turned = [
        each if each.origin < 1970
        else replace(each, came={e: np.where(c == 1, 9999, 1) for e, c in each.came.items()})
        for each in known
    ]  # fmt: skip
    for (pool, each, rate), (again, other, same) in zip(
        score.prequential(known, "war", years), score.prequential(turned, "war", years),
        strict=True,
    ):  # fmt: skip
        assert each.origin == other.origin >= SCORED
        over = [past for past in known if past.origin + years <= each.origin]
        assert len(over) >= LEAST
        y = np.concatenate([past.came["war"] <= years for past in over])
        assert rate == pytest.approx(y.mean())
        assert (rate, pool.weight) == (same, again.weight) or each.origin >= 1990
        if each.origin < 1990:
            np.testing.assert_array_equal(pool.recalibrated.mean, again.recalibrated.mean)
        plain = fit_horizon(over, "war", years, pool.weight)
        np.testing.assert_array_equal(pool.recalibrated.mean, plain.recalibrated.mean)


def test_a_rows_sums_are_those_of_its_forecasts(
    found: HorizonStudy, hindcasts: list[Hindcast]
) -> None:
    years = 10
    made_of = score.prequential([each for each in hindcasts if each.known(years)], "war", years)
    for kind in ("all", "rivals"):
        some = [kinds(each.columns)[kind] for _, each, _ in made_of]
        y = np.concatenate(
            [(each.came["war"] <= years)[k] for (_, each, _), k in zip(made_of, some, strict=True)]
        )
        p = {
            "pool": np.concatenate([
                pool.chance(each.chance["war"][:, years - 1], each.columns)[k]
                for (pool, each, _), k in zip(made_of, some, strict=True)
            ]),
            "paths": np.concatenate([
                each.chance["war"][:, years - 1][k]
                for (_, each, _), k in zip(made_of, some, strict=True)
            ]),
            "base rate": np.concatenate([
                np.full(k.sum(), rate) for (_, _, rate), k in zip(made_of, some, strict=True)
            ]),
        }  # fmt: skip
        told = row(found, "war", years, kind)
        assert (told.n, told.came) == (len(y), y.sum())
        for model, q in p.items():
            assert told.expected[model] == pytest.approx(q.sum())
            loss = -np.where(y, np.log(q), np.log1p(-q)).sum()
            assert told.log_loss[model] == pytest.approx(loss)
            assert told.brier[model] == pytest.approx(((y - q) ** 2).sum())
        for model in ("paths", "base rate"):
            gap = told.log_loss[model] - told.log_loss["pool"]
            assert told.gain[model][0] == pytest.approx(gap, rel=1e-6)
        low, ratio, high = told.ratio[1], told.ratio[0], told.ratio[2]
        assert ratio == pytest.approx(told.came / told.expected["pool"])
        assert low < ratio < high


def test_a_level_that_was_wrong_is_set_right(found: HorizonStudy) -> None:
    """The paths expect half as many again as came; the pool learns it, and beats both."""
    told = row(found, "war", 10, "all")
    assert told.expected["paths"] / told.came > 1.15
    assert told.ratio[1] < 1.0 < told.ratio[2]
    for model in ("paths", "base rate"):
        total, se = told.gain[model]
        assert total > 1.5 * se


def test_the_interval_goes_by_pairs() -> None:
    """Ten pairs that fought in every window are ten cases, however many the windows."""
    y = np.tile(np.arange(100) < 10, 20)
    p = np.full(len(y), 0.1)
    together = score._ratio(y, p, np.tile(np.arange(100), 20))
    apart = score._ratio(y, p, np.arange(len(y)))
    assert together[0] == pytest.approx(apart[0]) == pytest.approx(1.0)
    assert together[2] - together[1] > 3 * (apart[2] - apart[1])


def test_the_spread_is_what_chance_does_not_explain(hindcasts: list[Hindcast]) -> None:
    def spread(shift: Sequence[float]) -> float:
        some = [
            made(origin, recalibrate(-0.5 + s, 0.4, 1.0), 4000)
            for origin, s in zip(range(1950, 1990, 10), shift, strict=True)
        ]
        pool = fit_horizon([made(y, RULE, 4000) for y in range(1890, 1950, 20)], "war", 20, 1.0)
        return score.spread([(pool, each, 0.1) for each in some], "war", 20)

    assert spread([0, 0, 0, 0]) < 0.1
    assert 0.3 < spread([-0.8, 0.5, -0.6, 0.6]) < 0.9


def test_kinds_are_what_their_names_say(hindcasts: list[Hindcast]) -> None:
    columns = hindcasts[0].columns
    of = kinds(columns)
    assert of["all"].all()
    lately = of["at war lately"]
    assert (columns["since_war"][lately] <= 20).all()
    assert not lately[np.isnan(columns["since_war"])].any()
    assert (of["rivals at war lately"] == (of["rivals"] & lately)).all()
    major = of["major against minor"]
    assert (columns["cowmaj1"][major] > columns["cowmaj2"][major]).all()
    assert 0 < major.sum() < of["relevant"].sum()
