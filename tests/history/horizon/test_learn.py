"""What made hindcasts is learned from them again, and the weight goes to the arm that is right."""

from collections.abc import Sequence

import numpy as np
import pytest

from foedus.history.horizon.hindcast import Hindcast
from foedus.history.horizon.learn import EVEN, fit_horizon, weigh

from .conftest import direct, made, recalibrate

BETA = (-2.5, 0.8, 0.4, 0.5, 0.3, -0.4)
ORIGINS = range(1890, 1991, 20)


def test_the_paths_level_is_found_again(past: Sequence[Hindcast]) -> None:
    found = fit_horizon(past, "war", 20).recalibrated
    sd = np.sqrt(np.diag(found.cov))
    assert (np.abs(found.mean - [-0.5, 0.4, 1.0]) < 4 * sd).all()
    assert sd[1] < 0.1  # of 24,000 pairs: known closely
    assert abs(found.mean[0]) > 3 * sd[0]


def test_the_slope_is_held_near_the_paths_own(past: Sequence[Hindcast]) -> None:
    """A prior sd of 0.05: a slope of nothing is not taken up whole."""
    flat = [made(origin, recalibrate(-2.0, 0.0, 0.0), pairs=300) for origin in ORIGINS]
    found = fit_horizon(flat, "war", 20).recalibrated.mean[2]
    assert 0.3 < found < 1.0


def test_the_simple_model_is_found_again() -> None:
    some = [made(origin, direct(*BETA)) for origin in ORIGINS]
    found = fit_horizon(some, "deadly", 20).direct
    sd = np.sqrt(np.diag(found.cov))
    assert (np.abs(found.mean - BETA) < 4 * sd).all()
    assert sd.max() < 0.2


def test_origins_whose_years_are_not_over_are_left_out(past: Sequence[Hindcast]) -> None:
    late = made(2000, recalibrate(3.0, 0.0, 1.0))  # 20 years from 2000 are not in the record
    one, two = (fit_horizon(some, "war", 20) for some in (past, [*past, late]))
    np.testing.assert_array_equal(one.recalibrated.mean, two.recalibrated.mean)
    short = fit_horizon([*past, late], "war", 5)
    assert short.recalibrated.mean[0] > one.recalibrated.mean[0] + 0.1


def test_windows_that_overlap_count_by_what_is_new() -> None:
    """Origins 5 years apart, 20 years ahead: as sure as a quarter of the rows."""
    close = [made(origin, recalibrate(-0.5, 0.4, 1.0)) for origin in range(1965, 1990, 5)]
    apart = [made(origin, recalibrate(-0.5, 0.4, 1.0)) for origin in range(1890, 1990, 20)]
    sds = [np.sqrt(np.diag(fit_horizon(some, "war", 20).direct.cov)) for some in (close, apart)]
    assert (sds[0] > 1.5 * sds[1]).all()


@pytest.mark.parametrize(("rule", "better"), [
    (recalibrate(-0.5, 0.4, 1.0), "paths"), (direct(*BETA), "simple")
])  # fmt: skip
def test_the_weight_goes_to_the_arm_that_was_right(rule, better: str) -> None:
    some = [made(origin, rule) for origin in ORIGINS]
    made_of = [(fit_horizon(some[:place], "war", 20), some[place]) for place in range(3, 6)]
    found = weigh(made_of, "war", 20)
    # Three origins beside a prior worth two: from 0.2 to 0.8.
    assert found == pytest.approx(0.8 if better == "paths" else 0.2, abs=0.1)


def test_with_nothing_to_go_by_the_weight_is_even() -> None:
    assert weigh([], "war", 20) == EVEN
