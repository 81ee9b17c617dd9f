"""Nash and Kalai–Smorodinsky on a line."""

from typing import Any

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.methods.compromise import compromise
from foedus.negotiation.methods.solutions import kalai_smorodinsky, nash
from foedus.negotiation.record import Status

RNG = np.random.default_rng(11)
X, W = RNG.uniform(0, 100, (12, 6)), RNG.uniform(0.1, 1, (12, 6))


def test_costly_disagreement_gives_the_mean() -> None:
    value = nash(X, W, cost=1e7).value
    assert value == pytest.approx(compromise(X, W).value, abs=1e-3)


def test_costly_disagreement_under_linear_loss_gives_the_median() -> None:
    value = nash(X, W, cost=1e7, loss="linear").value
    assert value == pytest.approx(compromise(X, W, kind="median").value, abs=1e-3)


def test_split_of_two_equals_algebra() -> None:
    """Linear loss, disagreement at 0: max (1+y)... with x = (2, 6): gains y (y ≤ 2), then 4 − y."""
    found = nash([2, 6], [1, 1], reference=0.0, loss="linear")
    # On [2, 4]: (4 − y)·y has its peak at y = 2.
    assert found.value == pytest.approx([2.0], abs=1e-6)
    tilted = nash([2, 6], [1, 3], reference=0.0, loss="linear")
    # (4 − y)·y³ peaks at y = 3.
    assert tilted.value == pytest.approx([3.0], abs=1e-6)


def test_opposed_sides_have_no_agreement() -> None:
    found = nash([0, 100], [1, 1], reference=50.0)
    assert found.status == (Status.NO_AGREEMENT,)
    assert np.isnan(found.value).all()
    clipped = nash([0, 40, 100], [1, 1, 1], reference=50.0, infeasible="clip")
    assert np.isfinite(clipped.value).all()
    assert clipped.settings["infeasible"] == "clip"


@pytest.mark.parametrize("loss", ["quadratic", "linear"])
def test_affine_and_order(loss: Any) -> None:
    base = nash(X, W, cost=2.0, loss=loss).value
    assert nash(7 - 3 * X, W, cost=2.0, loss=loss).value == pytest.approx(7 - 3 * base, abs=1e-2)
    order = RNG.permutation(6)
    assert nash(X[:, order], W[:, order], cost=2.0, loss=loss).value == pytest.approx(
        base, abs=1e-4
    )


def test_equal_shares_of_the_possible_gain() -> None:
    """x = (2, 6), from 0: acceptable to both is [0, 4]; best 2 and 4; shares (4 − y)/2 = y/4."""
    found = kalai_smorodinsky([2, 6], reference=0.0)
    assert found.value == pytest.approx([8 / 3], abs=1e-6)
    # At own ideals: gains of at most 2 and 6; (4 − y)/2 = y/6 on [2, 6].
    ideal = kalai_smorodinsky([2, 6], reference=0.0, best="ideal")
    assert ideal.value == pytest.approx([3.0], abs=1e-6)


def test_equal_shares_respects_symmetry_and_opposition() -> None:
    found = kalai_smorodinsky([10, 20, 30], reference=0.0)
    mirrored = kalai_smorodinsky([-10, -20, -30], reference=0.0)
    assert mirrored.value == pytest.approx(-found.value, abs=1e-6)
    stuck = kalai_smorodinsky([0, 100], reference=40.0)
    assert stuck.value == pytest.approx([40.0], abs=1e-6)


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"reference": 1.0, "cost": 1.0},
        {"cost": 0},
        {"reference": np.nan},
        {"cost": 1, "loss": "x"},
    ],
)
def test_bad_input_is_refused(arguments: Any) -> None:
    with pytest.raises(InputError):
        nash([0, 1], [1, 1], **arguments)
