"""Logrolling: hand-worked trade, equal gains, who may trade."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.methods.exchange import exchange


def test_hand_worked_trade() -> None:
    """Two actors, two issues, mirrored saliences: each gives in on what it cares less about."""
    found = exchange([[0, 0], [100, 100]], [[0.2, 0.8], [0.8, 0.2]], [1, 1])
    assert found.converged
    assert found.before == pytest.approx([80, 20])
    (trade,) = found.trades
    assert (trade.giver_p, trade.giver_q) in ((0, 1), (1, 0))
    # Actor 0 moves on issue 0 to 100: shift 0.2·100/1 = 20; gain 0.8·20 − 0.2·20 = 12 each.
    assert found.after == pytest.approx([100, 0])
    assert trade.gain == pytest.approx(12.0)


def test_gains_are_equal_and_bounded_by_the_partner() -> None:
    rng = np.random.default_rng(8)
    x, s, c = rng.uniform(0, 100, (7, 3)), rng.uniform(0.1, 1, (7, 3)), rng.uniform(1, 5, 7)
    found = exchange(x, s, c)
    assert found.converged
    assert found.trades
    moved: set[tuple[int, int]] = set()
    for t in found.trades:
        i, j, p, q = t.giver_p, t.giver_q, t.p, t.q
        gain_i = s[i, q] * abs(t.shift_q) - s[i, p] * abs(t.shift_p)
        gain_j = s[j, p] * abs(t.shift_p) - s[j, q] * abs(t.shift_q)
        assert gain_i == pytest.approx(gain_j)
        assert gain_i == pytest.approx(t.gain)
        assert t.gain > 0
        for key in ((i, p), (j, q)):
            assert key not in moved
            moved.add(key)
    assert np.nanmin(found.positions) >= x.min() - 1e-9
    assert np.nanmax(found.positions) <= x.max() + 1e-9


def test_no_trade_without_difference_or_opposition() -> None:
    assert not exchange([[0, 0], [100, 100]], [[0.5, 0.5], [0.5, 0.5]], [1, 1]).trades
    assert not exchange([[0, 0], [0, 100]], [[0.2, 0.8], [0.8, 0.2]], [1, 1]).trades


def test_absent_actors_do_not_trade() -> None:
    nan = np.nan
    found = exchange([[0, nan], [100, 100]], [[0.2, nan], [0.8, 0.2]], [1, 1])
    assert not found.trades
    assert np.isnan(found.positions[0, 1])


def test_bad_input_is_refused() -> None:
    with pytest.raises(InputError, match="shapes"):
        exchange([[0, 1]], [[0.5]], [1])
    with pytest.raises(InputError, match="any weight"):
        exchange([[0, 1], [1, 0]], [[0.5, 0], [0.5, 0]], [1, 1])
