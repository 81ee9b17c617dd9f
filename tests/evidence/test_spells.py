import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.evidence.spells import decay, decayed_counts, rows_since

YEARS = st.integers(1816, 2050)
HALF_LIVES = st.floats(0.25, 200)


@given(st.lists(YEARS, max_size=30), st.lists(YEARS, max_size=20), HALF_LIVES)
def test_decayed_counts_equal_their_definition(
    events: list[int], years: list[int], half_life: float
) -> None:
    by_hand = [sum(2 ** (-(y - e) / half_life) for e in events if e < y) for y in years]
    np.testing.assert_allclose(
        decayed_counts(events, years, half_life), by_hand, rtol=1e-9, atol=1e-12
    )


@given(st.lists(YEARS, min_size=1), HALF_LIVES)
def test_an_event_counts_from_the_next_year_on(events: list[int], half_life: float) -> None:
    first = min(events)
    before, after = decayed_counts(events, [first, first + 1], half_life)
    assert before == 0
    assert after == pytest.approx(events.count(first) * 2 ** (-1 / half_life))


def test_the_weight_halves_in_a_half_life() -> None:
    at = decayed_counts([1990], [1994, 2002, 2010], 8)
    np.testing.assert_allclose(at[1:] / at[:-1], 0.5)


def test_decay_works_along_the_last_axis() -> None:
    counts = np.array([[1, 0, 2, 0], [0, 0, 0, 3]])
    np.testing.assert_allclose(decay(counts, (1,)), [[[0, 0.5, 0.25, 1.125], [0, 0, 0, 0]]])


@pytest.mark.parametrize("half_life", [0, -8, float("nan"), float("inf")])
def test_a_half_life_must_be_positive(half_life: float) -> None:
    with pytest.raises(InputError, match="half-life"):
        decayed_counts([], [2000], half_life)


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=12), min_size=1, max_size=6))
def test_rows_since_equals_its_definition(groups: list[list[bool]]) -> None:
    by_hand = []
    for group in groups:
        count = 0
        for event in group:
            by_hand.append(count)
            count = 0 if event else count + 1
    event = np.concatenate([np.array(group) for group in groups])
    starts = np.concatenate([np.arange(len(group)) == 0 for group in groups])
    np.testing.assert_array_equal(rows_since(event, starts), by_hand)
