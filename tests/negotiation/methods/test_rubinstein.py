"""Alternating offers: published formula, limits, and the line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.negotiation.methods.rubinstein import alternating_offers, rubinstein_share


def test_published_share() -> None:
    assert rubinstein_share(0.5, 0.5) == pytest.approx(2 / 3)
    assert rubinstein_share(0.9, 0.0) == pytest.approx(1.0)


@given(st.floats(0.05, 3), st.floats(0.05, 3))
def test_short_delays_tend_to_nash(r1: float, r2: float) -> None:
    tau = 1e-6
    share = rubinstein_share(np.exp(-r1 * tau), np.exp(-r2 * tau))
    assert share == pytest.approx(r2 / (r1 + r2), abs=1e-4)


@given(st.floats(0, 0.99), st.floats(0, 0.99))
def test_linear_line_is_the_pie(d1: float, d2: float) -> None:
    """Ideals 0 and 1, cost 1, linear loss: actor 1's utility is its share 1 − y."""
    found = alternating_offers(0, 1, d1, d2)
    assert 1 - found.first[0] == pytest.approx(rubinstein_share(d1, d2), abs=1e-9)
    assert found.second[0] == pytest.approx(rubinstein_share(d2, d1), abs=1e-9)


@pytest.mark.parametrize("loss", ["linear", "quadratic"])
def test_both_are_left_indifferent(loss: str) -> None:
    e = 1 if loss == "linear" else 2
    found = alternating_offers(20, 60, 0.8, 0.7, cost=1.2, loss=loss)  # type: ignore[arg-type]
    t1, t2 = (found.first[0] - 20) / 40, (found.second[0] - 20) / 40
    assert 0 < t1 < t2 < 1
    assert 1.2 - (1 - t1) ** e == pytest.approx(0.7 * (1.2 - (1 - t2) ** e))
    assert 1.2 - t2**e == pytest.approx(0.8 * (1.2 - t1**e))


def test_reversed_ideals_mirror() -> None:
    a = alternating_offers(0, 10, 0.9, 0.6)
    b = alternating_offers(10, 0, 0.9, 0.6)
    assert b.first == pytest.approx(10 - a.first)


def test_bad_input_is_refused() -> None:
    with pytest.raises(InputError, match="patience"):
        rubinstein_share(1.0, 0.5)
    with pytest.raises(InputError, match="cost"):
        alternating_offers(0, 1, 0.5, 0.5, cost=0.5)
