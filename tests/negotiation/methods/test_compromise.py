"""Weighted mean and median: definitions, properties, bad input."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.negotiation.methods.compromise import compromise

actors = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=12).map(
    lambda rows: (np.array([r[0] for r in rows], float), np.array([r[1] for r in rows], float))
)


def test_hand_worked() -> None:
    assert compromise([0, 50, 100], [1, 1, 2]).value == pytest.approx([62.5])
    assert compromise([0, 50, 100], [1, 1, 2], kind="median").value == pytest.approx([50.0])
    assert compromise([0, 50, 100], [1, 1, 2.1], kind="median").value == pytest.approx([100.0])


def test_half_the_weight_is_reached_in_spite_of_rounding() -> None:
    assert compromise([1, 2, 3], [0.1, 0.2, 0.3], kind="median").value == pytest.approx([2.0])


@pytest.mark.parametrize("kind", ["mean", "median"])
@given(group=actors, data=st.data())
def test_merging_renaming_rescaling(kind: Any, group: Any, data: Any) -> None:
    x, w = group
    base = compromise(x, w, kind=kind).value[0]
    order = np.array(data.draw(st.permutations(range(len(x)))))
    assert compromise(x[order], w[order], kind=kind).value[0] == pytest.approx(base)
    merged_x, at = np.unique(x, return_inverse=True)
    merged = compromise(merged_x, np.bincount(at, weights=w), kind=kind).value[0]
    assert merged == pytest.approx(base)
    assert compromise(3 * x - 7, 5 * w, kind=kind).value[0] == pytest.approx(3 * base - 7)
    assert x.min() <= base <= x.max()


def test_a_weightless_actor_is_never_the_median() -> None:
    assert compromise([0, 10, 20], [0, 1, 1], kind="median").value == pytest.approx([10.0])


def test_equal_questions_have_equal_hashes() -> None:
    a, b = compromise([0, 1], [1, 2]), compromise([0, 1], [1, 2])
    assert a.input_hash == b.input_hash != compromise([0, 1], [1, 3]).input_hash
    assert a.converged


@pytest.mark.parametrize(
    ("x", "w", "says"),
    [
        ([0, np.nan], [1, 1], "actor 1"),
        ([0, 1], [0, 0], "any weight"),
        ([0, 1], [1, -1], "negative"),
        ([], [], "no actor"),
        ([0, 1], [1, 1, 1], "shape"),
        (["a"], [1], "numbers"),
    ],
)
def test_bad_input_is_refused(x: Any, w: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        compromise(x, w)
