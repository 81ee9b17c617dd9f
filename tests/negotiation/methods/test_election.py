"""The probabilistic Condorcet election: definition, properties, limits."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.negotiation.methods.compromise import compromise
from foedus.negotiation.methods.election import chances, elect, support, victory

RULES = ["uniform", "conditional", "incentive"]
actors = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=9).map(
    lambda rows: (np.array([r[0] for r in rows], float), np.array([r[1] for r in rows], float))
)


@pytest.mark.parametrize("loss", ["quadratic", "linear"])
def test_coalitions_equal_their_definition(loss: Any) -> None:
    rng = np.random.default_rng(1)
    x, w = rng.uniform(-3, 9, (5, 8)), rng.uniform(0, 2, (5, 8))
    x[:, 3] = x[:, 6]
    z = (x - x.min(1, keepdims=True)) / (x.max(1) - x.min(1))[:, None]
    apart = np.abs(z[:, :, None] - z[:, None, :]) ** (2 if loss == "quadratic" else 1)
    gain = apart[:, :, None, :] - apart[:, :, :, None]  # [b, k, a, b']: k's gain from a over b'
    direct = (w[:, :, None, None] * np.maximum(gain, 0)).sum(axis=1)
    assert support(x, w, loss) == pytest.approx(direct, abs=1e-12)


@pytest.mark.parametrize("rule", RULES)
@given(group=actors, data=st.data())
def test_symmetry_scale_and_merging(rule: Any, group: Any, data: Any) -> None:
    x, w = group
    base = elect(x, w, rule=rule)
    assert base.p.sum() == pytest.approx(1.0)
    assert (base.p >= 0).all()
    mean = base.mean[0]
    order = np.array(data.draw(st.permutations(range(len(x)))))
    assert elect(x[order], w[order], rule=rule).mean[0] == pytest.approx(mean, abs=1e-4)
    assert elect(5 - 2 * x, 3 * w, rule=rule).mean[0] == pytest.approx(5 - 2 * mean, abs=1e-3)
    merged, at = np.unique(x, return_inverse=True)
    assert elect(merged, np.bincount(at, weights=w), rule=rule).mean[0] == pytest.approx(
        mean, abs=1e-4
    )


def test_two_options_win_by_their_weight() -> None:
    assert elect([0, 100], [3, 1]).p[0] == pytest.approx([0.75, 0.25])
    assert elect([0, 100], [3, 1], rule="conditional").p[0] == pytest.approx([0.75, 0.25])


def test_sharp_victory_picks_the_position_nearest_to_the_compromise() -> None:
    """Under quadratic loss that is the Condorcet winner."""
    rng = np.random.default_rng(2)
    x, w = rng.uniform(0, 100, (20, 7)), rng.uniform(0.1, 1, (20, 7))
    near = np.argmin(np.abs(x - compromise(x, w).value[:, None]), axis=1)
    assert elect(x, w, power=4_000).mode == pytest.approx(x[np.arange(20), near])


def test_direct_solution_equals_iteration() -> None:
    rng = np.random.default_rng(3)
    V = victory(support(rng.uniform(0, 1, (6, 9)), rng.uniform(0.1, 1, (6, 9))))
    direct, _, _ = chances(V)
    iterated, rounds, done = chances(V, tolerance=1e-12)
    assert done.all()
    assert (rounds > 0).all()
    assert direct == pytest.approx(iterated, abs=1e-9)


def test_iteration_that_runs_out_says_so() -> None:
    V = victory(support(np.array([[0.0, 3.0, 10.0]]), np.array([[1.0, 2.0, 1.5]])))
    _, rounds, done = chances(V, tolerance=1e-15, limit=3)
    assert not done.any()
    assert rounds[0] == 3


def test_agreement_is_certain() -> None:
    for rule in RULES:
        assert elect([7, 7, 7], [1, 2, 3], rule=rule).mean[0] == 7  # type: ignore[arg-type]
        assert elect([7], [1], rule=rule).p[0, 0] == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("settings", [{"power": 0}, {"rule": "approval"}, {"loss": "cubic"}])
def test_bad_settings_are_refused(settings: Any) -> None:
    with pytest.raises(InputError):
        elect([0, 1], [1, 1], **settings)


def test_a_cycle_of_sure_defeats_is_a_tie() -> None:
    V = np.array([[[0.5, 1.0, 0.0], [0.0, 0.5, 1.0], [1.0, 0.0, 0.5]]])
    p, _, _ = chances(V, "conditional")
    assert p[0] == pytest.approx([1 / 3] * 3)
    p, _, _ = chances(V, "conditional", active=np.array([[True, True, False]]))
    assert p[0] == pytest.approx([1, 0, 0])
