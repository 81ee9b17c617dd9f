"""Newton's method: where it ends, what it calls the end, and that a jump is no maximum."""

import numpy as np
import pytest

from foedus.games.newton import Value, maximize


def bowl(theta: np.ndarray) -> Value:
    """Concave, with its top at (1, -2)."""
    away = theta - np.array([1.0, -2.0])
    H = np.array([[-3.0, 1.0], [1.0, -2.0]])
    return Value(float(0.5 * away @ H @ away - 0.1 * (away**4).sum()), H @ away - 0.4 * away**3,
                 H - np.diag(1.2 * away**2))  # fmt: skip


@pytest.mark.parametrize("loglik", [None, lambda theta: bowl(theta).loglik])
def test_the_top_is_found_with_and_without_a_cheaper_value(loglik) -> None:
    found = maximize(bowl, np.array([9.0, 7.0]), loglik=loglik)
    assert found.status == "converged"
    np.testing.assert_allclose(found.theta, [1.0, -2.0], atol=1e-12)
    assert found.gradient_norm < 1e-9


def test_a_cheaper_value_changes_no_step() -> None:
    start = np.array([30.0, -40.0])
    one, two = maximize(bowl, start), maximize(bowl, start, loglik=lambda t: bowl(t).loglik)
    assert one.steps == two.steps
    assert np.array_equal(one.theta, two.theta)


def test_a_tighter_tolerance_moves_on() -> None:
    at = np.array([1.0 + 1e-9, -2.0])
    assert np.array_equal(maximize(bowl, at).theta, at)
    tight = maximize(bowl, at, tolerance=1e-24).theta
    assert np.abs(tight - [1.0, -2.0]).max() < 1e-12


def test_nothing_to_look_for_is_found_at_once() -> None:
    found = maximize(lambda _: Value(-3.0, np.zeros(0), np.zeros((0, 0))), np.zeros(0))
    assert (found.status, found.steps, found.value.loglik) == ("converged", 0, -3.0)


def test_a_ridge_is_flat_and_a_saddle_no_maximum() -> None:
    def ridge(theta: np.ndarray) -> Value:
        return Value(-0.5 * theta[0] ** 2, np.array([-theta[0], 0.0]), np.diag([-1.0, 0.0]))

    def saddle(theta: np.ndarray) -> Value:
        return Value(0.5 * (theta[1] ** 2 - theta[0] ** 2), np.array([-theta[0], theta[1]]),
                     np.diag([-1.0, 1.0]))  # fmt: skip

    assert maximize(ridge, np.array([2.0, 5.0])).status == "flat"
    assert maximize(saddle, np.array([2.0, 0.0])).status == "not a maximum"


def test_a_likelihood_that_rises_for_ever_does_not_converge() -> None:
    def separated(theta: np.ndarray) -> Value:
        p = 1 / (1 + np.exp(-theta[0]))
        return Value(float(-np.log1p(np.exp(-theta[0]))), np.array([1 - p]),
                     np.array([[-p * (1 - p)]]))  # fmt: skip

    assert maximize(separated, np.zeros(1)).status != "converged"


def test_inching_along_a_jump_is_stalled() -> None:
    def jump(theta: np.ndarray) -> Value:
        """A slope towards 1, where the value falls off a cliff."""
        height = theta[0] - 0.5e-3 * theta[0] ** 2 if theta[0] < 1 else -1.0
        return Value(float(height), np.array([1 - 1e-3 * theta[0]]), np.array([[-1e-3]]))

    found = maximize(jump, np.zeros(1), jumps=True)
    assert found.status == "stalled"
    assert 0.9 < found.theta[0] < 1
