"""The mean of the ladder's chance and the trees'."""

from itertools import pairwise

import numpy as np
import pytest

from foedus.history.covariates import RUNGS
from foedus.history.pairs.hindcast import PairHindcast
from foedus.history.pairs.mean import EVEN, GRID, Window, mean, weights, window
from foedus.history.pairs.trees import EVENTS, LEADS


def cast(origin, ladder, trees, came):
    """A window of one year in which the models give every event these chances, pair by pair."""
    shape = (1, len(came))
    flags = np.array(came, dtype=bool).reshape(shape)
    return PairHindcast(
        origin=origin, dyad=np.arange(len(came)), relevant=np.ones(len(came), dtype=bool),
        ladder={rung: np.full(shape, ladder) for rung in RUNGS},
        trees={event: np.full(shape, trees) for event in EVENTS},
        came=dict.fromkeys(RUNGS, flags), there=np.ones(shape, dtype=bool),
        base=dict.fromkeys(RUNGS, 0.1),
    )  # fmt: skip


def test_without_a_record_weights_are_even():
    assert weights([], 2000) == dict.fromkeys(EVENTS, EVEN)


def test_the_better_model_gains_weight_and_never_all():
    right = [
        window(cast(origin, 0.5, 0.1, [True] + [False] * 9)) for origin in range(1950, 1990, 5)
    ]
    wrong = [
        window(cast(origin, 0.1, 0.5, [True] + [False] * 9)) for origin in range(1950, 1990, 5)
    ]
    assert 0.8 < weights(right, 2000)["onset"] < 1.0
    assert 0.0 < weights(wrong, 2000)["onset"] < 0.2


def test_a_window_counts_once_its_years_are_over():
    last = window(cast(1990, 0.5, 0.1, [True] + [False] * 9))
    assert weights([last], 1990 + LEADS - 2)["onset"] == EVEN
    assert weights([last], 1990 + LEADS - 1)["onset"] > EVEN


def test_a_windows_losses_are_those_of_the_mean():
    told = cast(1990, 0.3, 0.1, [True, False, False])
    losses = window(told).losses["force"]
    assert len(losses) == len(GRID)
    for w, loss in zip(GRID, losses, strict=True):
        odds = (0.1 / 0.9) ** w * (0.3 / 0.7) ** (1 - w)
        p = odds / (1 + odds)
        assert loss == pytest.approx(-np.log(p) - 2 * np.log(1 - p))


def test_a_pair_that_is_gone_does_not_count():
    told = cast(1990, 0.3, 0.1, [True, False, False])
    told.there[0, 0] = False
    assert window(told).losses["onset"][0] == pytest.approx(-2 * np.log(0.7))


def test_the_mean_lies_between_and_no_rung_above_the_one_before():
    rng = np.random.default_rng(0)
    ladder = dict(zip(RUNGS, np.cumprod(rng.uniform(0.01, 0.9, (4, 2, 50)), axis=0), strict=True))
    trees = dict(zip(EVENTS, np.cumprod(rng.uniform(0.01, 0.9, (3, 2, 50)), axis=0), strict=True))
    told = mean(ladder, trees, {"onset": 0.3, "force": 0.9, "deadly": 0.1})
    one, two = (
        np.minimum(ladder["onset"], trees["onset"]),
        np.maximum(ladder["onset"], trees["onset"]),
    )
    assert ((one - 1e-12 <= told["onset"]) & (told["onset"] <= two + 1e-12)).all()
    order = [told[rung] for rung in RUNGS]
    for more, less in pairwise(order):
        assert (less <= more).all()
    ratio = told["war"] / told["deadly"]
    np.testing.assert_allclose(ratio, ladder["war"] / ladder["deadly"])


def test_all_weight_on_the_ladder_is_the_ladder():
    ladder = {rung: np.full((1, 3), 0.1 / (place + 1)) for place, rung in enumerate(RUNGS)}
    trees = {event: np.full((1, 3), 0.05) for event in EVENTS}
    told = mean(ladder, trees, dict.fromkeys(EVENTS, 0.0))
    for rung in RUNGS:
        np.testing.assert_allclose(told[rung], ladder[rung])


def test_weights_are_by_the_sum_of_windows():
    """One window says all, a larger one none: the larger wins."""
    small = Window(1950, {event: tuple((1 - GRID).tolist()) for event in EVENTS})
    large = Window(1960, {event: tuple((3 * GRID).tolist()) for event in EVENTS})
    assert weights([small, large], 2000)["onset"] == pytest.approx((0 * 2 + EVEN * 2) / 4)
