"""The pool's arithmetic: chances, the factor of a pair's hazard, and what lies between horizons."""

import numpy as np
import pytest

from foedus.history.covariates import logistic
from foedus.history.horizon.pool import Arm, Horizon, Pool, recalibrated, terms

PAIR = {
    "rivalry": 1.0, "conttype": 1.0, "relevant": 1.0, "mid_pair_h25": 0.8, "minor": 0.0,
    "major": 1.0,
}  # fmt: skip
SURE = Arm(np.array([0.0, 0.0, 1.0]), np.zeros((3, 3)))
NOTHING = Arm(np.zeros(6), np.zeros((6, 6)))


def arm(*mean: float) -> Arm:
    return Arm(np.array(mean), np.zeros((len(mean), len(mean))))


def pool(*horizons: Horizon, spread: float = 0.0) -> Pool:
    return Pool("war", horizons, (1950,), spread)


def paths(draws: int = 50, years: int = 20) -> np.ndarray:
    """(n, T) chances that rise with the years."""
    rate = np.random.default_rng(0).uniform(0.002, 0.05, (draws, 1))
    return 1 - (1 - rate) ** np.arange(1, years + 1)


def test_terms_are_those_named() -> None:
    found = terms({name: np.array([value, 0.0]) for name, value in PAIR.items()})
    np.testing.assert_allclose(found[0], [1, 1, 1, 1, np.log(0.85), 1])
    np.testing.assert_allclose(found[1], [1, 0, 0, 0, np.log(0.05), 0])
    x = recalibrated(found, np.array([0.5, 0.1]))
    np.testing.assert_allclose(x, [[1, 1, 0], [1, 0, np.log(1 / 9)]], atol=1e-12)


def test_the_pool_is_the_weighted_mean_of_the_logits() -> None:
    columns = {name: np.array([value]) for name, value in PAIR.items()}
    each = Horizon(20, arm(-0.3, 0.2, 0.9), arm(-2.0, 0.5, 0.0, 0.0, 0.3, -0.1), 0.7)
    r = -0.3 + 0.2 + 0.9 * np.log(0.2 / 0.8)
    d = -2.0 + 0.5 + 0.3 * np.log(0.85) - 0.1
    np.testing.assert_allclose(each.chance(np.array([0.2]), columns), logistic(0.7 * r + 0.3 * d))


def test_the_factor_is_one_where_the_pool_agrees_with_the_paths() -> None:
    agrees = pool(*(Horizon(years, SURE, NOTHING, 1.0) for years in (1, 5, 20)))
    found = agrees.factor(paths(), PAIR, np.random.default_rng(0))
    assert found.shape == (50, 20)
    np.testing.assert_allclose(found, 1.0, rtol=1e-4)


def test_the_factor_brings_the_paths_to_the_pools_chance() -> None:
    """1 - (1 - s)^f is what the pool says of s, at each of its horizons."""
    own, simple = arm(-0.7, 0.3, 1.1), arm(-2.0, 0.5, 0.2, 0.1, 0.3, -0.1)
    given = paths()
    horizons = [Horizon(years, own, simple, 0.6) for years in (1, 5, 20)]
    found = pool(*horizons).factor(given, PAIR, np.random.default_rng(0))
    for each in horizons:
        s = given[:, each.years - 1]
        columns = {name: np.full(len(s), value) for name, value in PAIR.items()}
        raised = 1 - (1 - s) ** found[:, each.years - 1]
        np.testing.assert_allclose(raised, each.chance(s, columns), rtol=1e-4)


def test_between_horizons_the_factor_is_geometric_in_the_years() -> None:
    low, high = arm(0.0, 0.0, 1.0), arm(0.8, 0.0, 1.0)
    given = np.full((3, 32), 0.01)
    horizons = (Horizon(1, low, NOTHING, 1.0), Horizon(4, high, NOTHING, 1.0),
                Horizon(16, low, NOTHING, 1.0))  # fmt: skip
    logs = np.log(pool(*horizons).factor(given, PAIR, np.random.default_rng(0)))
    np.testing.assert_allclose(logs[:, 1], logs[:, 3] / 2, rtol=1e-5)
    np.testing.assert_allclose(logs[:, 7], (logs[:, 3] + logs[:, 15]) / 2, atol=1e-5)
    np.testing.assert_allclose(logs[:, 31], logs[:, 15], atol=1e-9)  # past the last: as there
    assert logs[0, 3] > 0.5


def test_years_short_of_a_horizon_stand_in_for_it() -> None:
    horizons = (Horizon(1, SURE, NOTHING, 1.0), Horizon(20, arm(0.5, 0.0, 1.0), NOTHING, 1.0))
    found = pool(*horizons).factor(paths(years=3), PAIR, np.random.default_rng(0))
    assert found.shape == (50, 3)
    assert np.isfinite(found).all()


def test_the_spread_moves_a_draw_as_a_whole() -> None:
    wide = pool(Horizon(1, SURE, NOTHING, 1.0), Horizon(20, SURE, NOTHING, 1.0), spread=0.4)
    logs = np.log(wide.factor(paths(4000), PAIR, np.random.default_rng(3)))
    assert logs[:, 0].std() == pytest.approx(0.4, rel=0.05)
    np.testing.assert_allclose(logs, logs[:, :1] + 0 * logs, atol=1e-4)


def test_what_the_parameters_leave_open_is_in_the_factor() -> None:
    open_ = Arm(np.array([0.0, 0.0, 1.0]), np.diag([0.09, 0.0, 0.0]))
    found = pool(Horizon(20, open_, NOTHING, 1.0)).factor(
        np.full((4000, 20), 0.01), PAIR, np.random.default_rng(3)
    )
    assert np.log(found[:, -1]).std() == pytest.approx(0.3, rel=0.06)
    again = pool(Horizon(20, open_, NOTHING, 1.0)).factor(
        np.full((4000, 20), 0.01), PAIR, np.random.default_rng(3)
    )
    np.testing.assert_array_equal(found, again)
