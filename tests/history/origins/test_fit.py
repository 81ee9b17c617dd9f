"""Pools by what was over at an origin's end: nothing that came later moves them."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.history import depth
from foedus.history.horizon.hindcast import NEVER, before
from foedus.history.horizon.score import LEAST
from foedus.history.ladder import posterior
from foedus.history.ladder.fit import GENERAL_WARS, fit_ladder
from foedus.history.origins import YEARS, shipped
from foedus.history.origins.fit import _peaceful, known_by, measured
from foedus.history.rows import load, remeasured


def without(hindcasts, last):
    """The same hindcasts, all that came after ``last`` struck from them."""
    return [
        replace(each, came={
            event: np.where(each.origin + came - 1 <= last, came, NEVER)
            for event, came in each.came.items()
        })
        for each in hindcasts
    ]  # fmt: skip


@pytest.mark.parametrize("last", [1938, 1959, 1989])
def test_what_came_after_the_origin_moves_no_pool(hindcasts, last):
    one, two = known_by(hindcasts, last), known_by(without(hindcasts, last), last)
    assert one
    for event, pool in one.items():
        assert pool.spread == two[event].spread
        for mine, other in zip(pool.horizons, two[event].horizons, strict=True):
            assert (mine.weight, mine.years) == (other.weight, other.years)
            np.testing.assert_array_equal(mine.direct.mean, other.direct.mean)
            np.testing.assert_array_equal(mine.recalibrated.mean, other.recalibrated.mean)


def test_what_came_before_it_does(hindcasts):
    none = [replace(each, came={e: np.full_like(c, NEVER) for e, c in each.came.items()})
            for each in hindcasts]  # fmt: skip
    some, never = known_by(hindcasts, 1989)["war"], known_by(none, 1989)["war"]
    assert never.horizons[-1].direct.mean[0] < some.horizons[-1].direct.mean[0] - 1


@pytest.mark.parametrize(("last", "horizons"), [
    (1914, ()), (1915, (1,)), (1919, (1, 5)), (1924, (1, 5, 10)), (1934, (1, 5, 10, 20)),
])  # fmt: skip
def test_a_horizon_needs_three_windows_that_were_over(hindcasts, last, horizons):
    found = known_by(hindcasts, last)
    if not horizons:
        assert found == {}
        return
    assert tuple(each.years for each in found["war"].horizons) == horizons
    for years in horizons:
        assert sum(each.origin + years - 1 <= last for each in hindcasts) >= LEAST
    assert max(found["war"].origins) <= last


def test_a_window_is_at_peace_that_holds_no_year_of_a_general_war():
    for origin in range(1900, 1960):
        for years in (1, 5, 20):
            held = set(range(origin, origin + years))
            war = any(held & set(range(first, last + 1)) for first, last in GENERAL_WARS)
            assert _peaceful(origin, years) == (not war)


@pytest.mark.data
@pytest.mark.slow
def test_the_first_origin_is_fitted_again_from_the_data():
    """To promises as their depth was measured then."""
    last, data = YEARS[0], load()
    measure = measured([last])[last]
    own = remeasured(data, measure)
    assert not np.array_equal(own.columns["depth_major"], data.columns["depth_major"])
    ladder = fit_ladder(before(own, last + 1))
    assert (ladder.first, ladder.last, shipped(last).ladder.pools) == (1816, last, {})
    apart = posterior.apart(ladder, shipped(last).ladder)
    assert apart is not None
    assert apart < 0.01


@pytest.mark.data
def test_rows_measured_by_the_shipped_depth_are_those_that_were_loaded():
    data = load(1900, 1920)
    again = remeasured(data, depth.shipped())
    for name in ("depth_minor", "depth_major"):
        np.testing.assert_array_equal(again.columns[name], data.columns[name])
        assert data.columns[name].max() > 0
