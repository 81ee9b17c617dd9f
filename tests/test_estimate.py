"""Percentiles of draws are NumPy's own, to the bit."""

import numpy as np
import pytest

from foedus.estimate import ENDS, by_year, chance, percentiles, quantiles

THREE = (ENDS[0], 50.0, ENDS[1])


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("count", [1, 2, 20, 21, 100, 137, 1001])
@pytest.mark.parametrize("more", [(), (3,), (3, 2)])
def test_percentiles_are_those_of_numpy(kind: type, count: int, more: tuple[int, ...]) -> None:
    draws = np.random.default_rng(count).normal(size=(count, *more)).astype(kind)
    rough = np.round(draws, 1)  # with ties
    for each in (draws, rough, draws[::-1]):
        np.testing.assert_array_equal(percentiles(each, THREE), np.percentile(each, THREE, axis=0))


def test_many_quantiles_are_those_of_numpy() -> None:
    rng = np.random.default_rng(2)
    draws, at = rng.normal(size=300), rng.random(500)
    np.testing.assert_array_equal(quantiles(draws, at), np.quantile(draws, at))


def test_a_draw_that_is_no_number_makes_its_percentiles_none() -> None:
    draws = np.random.default_rng(0).random((50, 3))
    draws[7, 1] = np.nan
    np.testing.assert_array_equal(percentiles(draws), np.percentile(draws, ENDS, axis=0))
    assert np.isnan(percentiles(draws)[:, 1]).all()


def test_a_chance_of_each_year_is_the_chance_of_that_year() -> None:
    draws = np.random.default_rng(1).random((400, 5))
    each = by_year(draws)
    for place, one in enumerate(each):
        alone = chance(draws[:, place])
        assert (one.low, one.high) == (alone.low, alone.high)
        assert one.value == pytest.approx(alone.value, abs=1e-12)
