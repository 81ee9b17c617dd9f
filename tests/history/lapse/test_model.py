"""The hazard: shapes, directions, averages, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError, UnknownNameError
from foedus.history.lapse import Lapse
from foedus.history.lapse import shipped as load_shipped
from foedus.history.lapse.covariates import design
from foedus.history.lapse.model import averaged

PAIR = {"parties": 2, "democracy": 0.9, "democracy_others": 0.8, "ratified": 1}


def test_shapes(shipped: Lapse) -> None:
    draws = shipped.draws(50, np.random.default_rng(0))
    assert draws.shape == (50, len(shipped.names))
    assert shipped.hazard(PAIR, np.arange(7), draws).shape == (50, 7)
    many = {**PAIR, "democracy": np.array([0.1, 0.5, 0.9])}
    assert shipped.hazard(many, np.arange(7), draws).shape == (50, 7, 3)
    assert shipped.hazard(many, [0]).shape == (1, 1, 3)
    wide = {**PAIR, "democracy": np.full((4, 1), 0.5), "parties": np.array([2, 3, 9])}
    assert shipped.hazard(wide, [0, 1], draws).shape == (50, 2, 4, 3)


def test_each_design_is_as_if_alone(shipped: Lapse) -> None:
    draws = shipped.draws(5, np.random.default_rng(1))
    parties = np.array([2.0, 3.0, 33.0])
    together = shipped.hazard({**PAIR, "parties": parties}, [0, 1], draws)
    for place, count in enumerate(parties):
        alone = shipped.hazard({**PAIR, "parties": count}, [0, 1], draws)
        np.testing.assert_allclose(together[:, :, place], alone, rtol=1e-12)


def test_draws_are_of_the_posterior_and_of_their_seed(shipped: Lapse) -> None:
    one = shipped.draws(40_000, np.random.default_rng(2))
    np.testing.assert_array_equal(one, shipped.draws(40_000, np.random.default_rng(2)))
    np.testing.assert_allclose(one.mean(axis=0), shipped.mean, atol=4 * shipped.sd.max() / 200)
    np.testing.assert_allclose(np.cov(one, rowvar=False), shipped.cov, atol=0.003)


@given(own=st.floats(0, 0.95), parties=st.integers(2, 40))
def test_the_direction_of_each_feature(own: float, parties: int) -> None:
    model = load_shipped()

    def chance(**more: float) -> float:
        base = {"parties": parties, "democracy": own, "democracy_others": 1.0, "ratified": 0}
        return float(model.hazard(base | more, [0])[0, 0])

    assert chance() > chance(democracy=own + 0.05)
    assert chance() > chance(ratified=1)
    assert chance(support=0.0) < chance() < chance(support=1.0)
    assert chance(democracy_others=0.0) >= chance()
    if parties > 2:
        assert chance() > chance(parties=parties + 1)


def test_unknown_support_is_averaged_over(shipped: Lapse) -> None:
    rate = shipped.support_rates[0]
    never, always, usual = (
        shipped.hazard(PAIR | more, [0])[0, 0] for more in ({"support": 0}, {"support": 1}, {})
    )
    assert usual == pytest.approx((1 - rate) * never + rate * always, rel=1e-12)


def test_the_average_over_support_is_the_mean_of_simulated_changes(shipped: Lapse) -> None:
    columns = {name: np.full(1, float(value)) for name, value in PAIR.items()}
    columns |= {"support": np.full(1, 0.3), "support_others": np.zeros(1)}
    exact = averaged(design(columns), np.array([0.3]), shipped.center, shipped.scale,
                     shipped.mean[None])[0, 0]  # fmt: skip
    changed = np.random.default_rng(3).random(100_000) < 0.3
    columns = {name: np.full(len(changed), value[0]) for name, value in columns.items()}
    X = design(columns | {"support": changed.astype(float)})
    simulated = 1 / (1 + np.exp(-((X - shipped.center) / shipped.scale) @ shipped.mean))
    assert exact == pytest.approx(simulated.mean(), rel=0.02)


def test_unknown_others_are_taken_to_be_like_oneself(shipped: Lapse) -> None:
    alone = {"parties": 2, "democracy": 0.4}
    same = shipped.hazard(alone | {"democracy_others": 0.4}, [0])
    np.testing.assert_array_equal(shipped.hazard(alone, [0]), same)


def test_how_far_a_case_lies(shipped: Lapse) -> None:
    near = shipped.percentile({"parties": 12, "democracy": 0.3, "ratified": 1})
    far = shipped.percentile({"parties": 3, "democracy": 0.95, "ratified": 0})
    assert 0 <= near < 50
    assert 90 < far <= 100
    assert shipped.outside({"parties": 200}) == ("parties",)
    assert shipped.outside(PAIR) == ()


def test_what_is_not_a_feature_is_refused(shipped: Lapse) -> None:
    with pytest.raises(UnknownNameError, match="democracy"):
        shipped.hazard({"parties": 2, "democarcy": 1.0}, [0])
    with pytest.raises(InputError, match="number of parties"):
        shipped.hazard({"democracy": 1.0}, [0])
    assert set(shipped.features) == {
        "parties", "democracy", "democracy_others", "ratified", "support",
    }  # fmt: skip
