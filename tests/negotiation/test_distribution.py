"""Weighted points: quantiles and scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.negotiation.distribution import LEVELS, Distribution


def test_point_forecast_scores_its_absolute_error() -> None:
    point = Distribution.of([40], [1], 0, 100)
    assert point.crps(65) == pytest.approx(25)
    assert point.crps(10) == pytest.approx(30)
    assert point.quantile(LEVELS) == pytest.approx(40)
    assert point.chance_near(40.2) == 1
    assert point.log_score(60) == pytest.approx(-np.log(1e-9))


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), min_size=1, max_size=8),
    st.integers(0, 100),
)
def test_crps_equals_the_energy_form(rows: list[tuple[int, int]], y: int) -> None:
    """CRPS = E|X − y| − ½ E|X − X'| (Gneiting & Raftery 2007, eq. 21)."""
    shape = Distribution.of([r[0] for r in rows], [r[1] for r in rows], 0, 100)
    apart = np.abs(shape.value[:, None] - shape.value)
    energy = shape.p @ np.abs(shape.value - y) - 0.5 * shape.p @ apart @ shape.p
    assert shape.crps(y) == pytest.approx(energy, abs=1e-9)


def test_quantiles_cdf_and_density_agree() -> None:
    shape = Distribution.of([0, 50, 50, 100], [1, 1, 1, 1], 0, 100)
    assert shape.quantile([0.25, 0.26, 0.75, 0.76]) == pytest.approx([0, 50, 50, 100])
    assert shape.cdf([-1, 0, 50, 99, 100]) == pytest.approx([0, 0.25, 0.75, 0.75, 1])
    _, chance = shape.density(10)
    assert chance.sum() == pytest.approx(1)
    assert shape.mean == 50


def test_no_chance_is_refused() -> None:
    with pytest.raises(InputError):
        Distribution.of([1.0], [0.0], 0, 100)
