"""Exact fronts, the knee, and who changed what: against brute force and by their properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.search.front import Array, front, knees, nearest, scaled, shapley, utility, weightings

GRID = arrays(
    np.float64, st.tuples(st.integers(1, 30), st.integers(1, 4)),
    elements=st.integers(0, 5).map(float),
)  # fmt: skip


def plainly(values: Array) -> list[int]:
    """The definition, row by row."""
    return [
        i
        for i, mine in enumerate(values)
        if not any((other <= mine).all() and (other < mine).any() for other in values)
    ]


@given(GRID)
def test_the_front_is_what_the_definition_says(values: Array) -> None:
    assert front(values).tolist() == plainly(values)


@given(GRID, st.integers(0, 99))
def test_the_front_does_not_hang_on_the_order_of_rows(values: Array, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(values))
    assert {tuple(values[i]) for i in front(values)} == {
        tuple(values[order][i]) for i in front(values[order])
    }


@given(GRID)
def test_a_monotone_rescaling_keeps_the_front(values: Array) -> None:
    assert front(values).tolist() == front(np.exp(values) * 3.0).tolist()


def test_a_missing_value_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        front(np.array([[0.0, np.nan]]))


def test_weightings_are_all_there_and_sum_to_one() -> None:
    found = weightings(3, 4)
    assert len(found) == 15  # (4 + 2 over 2)
    assert len(np.unique(found, axis=0)) == 15
    assert found.min() == 0.0
    assert np.allclose(found.sum(axis=1), 1.0)


def test_the_corner_of_an_l_is_its_knee_by_every_measure() -> None:
    corner = np.array([[0.0, 10.0], [0.1, 5.0], [1.0, 1.0], [5.0, 0.1], [10.0, 0.0]])
    assert set(nearest(corner).values()) == {2}
    worth, chosen = utility(corner)
    assert worth.argmax() == 2
    assert chosen.sum() == pytest.approx(1.0)
    assert chosen.argmax() == 2


def test_a_straight_front_has_no_bend_to_earn_from() -> None:
    line = np.linspace(0.0, 1.0, 5)
    worth, chosen = utility(np.stack([line, 1.0 - line], axis=1))
    assert np.allclose(worth[1:-1], 0.0)
    assert chosen[0] == pytest.approx(chosen[-1])


def test_one_point_is_chosen_always() -> None:
    worth, chosen = utility(np.array([[1.0, 2.0]]))
    assert worth.tolist() == [0.0]
    assert chosen.tolist() == [1.0]


def test_scales_run_from_best_to_worst_and_a_constant_counts_nothing() -> None:
    found = scaled(np.array([[2.0, 7.0], [4.0, 7.0], [3.0, 7.0]]))
    assert found.tolist() == [[0.0, 0.0], [1.0, 0.0], [0.5, 0.0]]


@given(st.lists(st.floats(-5, 5), min_size=8, max_size=8))
def test_parts_sum_to_the_whole(values: list[float]) -> None:
    names = ("a", "b", "c")

    def worth(made: frozenset[str]) -> Array:
        return np.array([values[sum(2**i for i, name in enumerate(names) if name in made)]])

    parts = shapley(names, worth)
    assert sum(part[0] for part in parts.values()) == pytest.approx(values[7] - values[0])


def test_a_change_that_does_nothing_gets_nothing_and_likes_share() -> None:
    parts = shapley(("a", "b", "idle"), lambda made: np.array([float({"a", "b"} <= made)]))
    assert parts["idle"][0] == 0.0
    assert parts["a"][0] == parts["b"][0] == pytest.approx(0.5)


def test_knees_are_counted_over_draws() -> None:
    corner = np.array([[0.0, 10.0], [1.0, 1.0], [10.0, 0.0]])
    moved = np.array([[0.0, 10.0], [9.0, 9.0], [10.0, 0.0]])  # the ends are nearer; the first wins
    assert knees(np.stack([corner, corner, corner, moved])).tolist() == [0.25, 0.75, 0.0]


@given(GRID)
def test_one_draw_has_the_knee_of_its_front(values: Array) -> None:
    assert knees(values[None]).argmax() == nearest(values)["euclidean"]
