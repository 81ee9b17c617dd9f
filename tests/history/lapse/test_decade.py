"""Ten years ahead: weights, pairs and groups, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.history.lapse.decade import (
    HORIZON,
    ahead,
    calibration,
    concordance,
    standing,
    survival,
    weights,
)  # fmt: skip
from foedus.history.lapse.rivals import base_rate
from foedus.history.lapse.rows import Years


def test_weights_by_hand() -> None:
    stood = np.array([2, 4, 10, 10, 10])
    broken = np.array([False, True, False, True, False])
    # One of five ended otherwise in year 2: whoever went on stands for 5/4.
    np.testing.assert_allclose(weights(stood, broken), [0, 1.25, 1.25, 1.25, 1.25])


@given(st.lists(st.tuples(st.integers(1, HORIZON), st.booleans()), min_size=1, max_size=40))
def test_weights_make_up_for_those_that_ended_otherwise(cases: list[tuple[int, bool]]) -> None:
    stood, broken = (np.array(column) for column in zip(*cases, strict=True))
    w = weights(stood, broken)
    otherwise = ~broken & (stood < HORIZON)
    assert (w[otherwise] == 0).all()
    assert (w[~otherwise] >= 1).all()
    if (~broken & (stood == HORIZON)).any():  # someone is left to stand for the rest
        assert w.sum() == pytest.approx(len(cases))


def test_what_stood_at_an_origin_is_followed(years: Years) -> None:
    found = standing(years, 1950)
    assert (found.rows.year == 1950).all()
    assert (found.rows.columns["age"] >= 1).all()
    for place in range(len(found.stood)):
        mine = (
            (years.alliance == found.rows.alliance[place])
            & (years.member == found.rows.member[place])
            & (years.year - years.columns["age"] == 1950 - found.rows.columns["age"][place])
            & (years.year >= 1950) & (years.year < 1960)
        )  # fmt: skip
        assert found.stood[place] == mine.sum()
        assert found.broken[place] == years.broken[mine].any()


def test_a_constant_hazard_survives_geometrically(years: Years) -> None:
    stands = standing(years, 1950)
    rate = years.broken.mean()
    left = survival(base_rate(years), stands)
    np.testing.assert_allclose(left[0], (1 - rate) ** np.arange(1, HORIZON + 1))
    scored = ahead([(stands, left)])
    assert scored.concordance == 0.5  # it tells nothing apart
    assert scored.mean == pytest.approx(1 - (1 - rate) ** HORIZON)


def test_concordance_of_perfect_and_of_reversed_foresight(years: Years) -> None:
    stands = standing(years, 1950)
    time = stands.stood + 100.0 * ~stands.broken
    left = np.repeat(time[:, None] / 1000.0, HORIZON, axis=1)
    assert concordance([(stands, left)]) == 1.0
    assert concordance([(stands, 1.0 - left)]) == 0.0
    assert concordance([]) is None


def test_groups_of_the_calibration_hold_every_commitment(years: Years) -> None:
    stands = standing(years, 1950)
    left = np.random.default_rng(0).uniform(0, 1, (len(stands.stood), HORIZON))
    groups = calibration([(stands, left)])
    assert sum(each["n"] for each in groups) == len(stands.stood)
    assert sum(each["events"] for each in groups) == stands.broken.sum()
    forecasts = [each["forecast"] for each in groups]
    assert forecasts == sorted(forecasts)
