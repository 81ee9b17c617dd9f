"""Shapley values: the axioms, an example from the literature, and all orders counted."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from foedus.assessment.shapley import shapley

GAMES = st.integers(1, 4).flatmap(lambda k: hnp.arrays(float, (2**k, 2), elements=st.floats(-5, 5)))


def by_orders(worth: np.ndarray, players: int) -> np.ndarray:
    """The mean of what each adds, over every order of joining."""
    total = np.zeros((players, worth.shape[1]))
    orders = list(permutations(range(players)))
    for order in orders:
        joined = 0
        for player in order:
            total[player] += worth[joined | (1 << player)] - worth[joined]
            joined |= 1 << player
    return total / len(orders)


@given(GAMES)
def test_it_is_the_mean_over_orders(worth: np.ndarray) -> None:
    players = len(worth).bit_length() - 1
    np.testing.assert_allclose(shapley(worth), by_orders(worth, players), atol=1e-12)


@given(GAMES)
def test_shares_add_up(worth: np.ndarray) -> None:
    np.testing.assert_allclose(shapley(worth).sum(axis=0), worth[-1] - worth[0], atol=1e-12)


def test_the_glove_game() -> None:
    """Two left gloves, one right: the right one is worth four times a left one (Shapley 1953)."""
    worth = np.array([[0, 0, 0, 0, 0, 1, 1, 1]], dtype=float).T  # bits: left, left, right
    np.testing.assert_allclose(shapley(worth)[:, 0], [1 / 6, 1 / 6, 2 / 3])


def test_coalitions_must_be_complete() -> None:
    with pytest.raises(ValueError, match="power of two"):
        shapley(np.zeros((6, 1)))
