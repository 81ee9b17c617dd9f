"""Bargaining with random proposers on a line."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.methods.compromise import compromise
from foedus.negotiation.methods.legislature import legislature
from foedus.negotiation.record import Status


def test_patience_drives_majority_rule_to_the_median() -> None:
    """Banks & Duggan (2000): in one dimension outcomes tend to the median as δ tends to 1."""
    x, w = np.array([0.0, 30.0, 35.0, 80.0, 100.0]), np.ones(5)
    middle = compromise(x, w, kind="median").value
    away = [abs(legislature(x, w, patience=d).value - middle)[0] for d in (0.5, 0.9, 0.99)]
    assert away[0] > away[1] > away[2]
    spread = [float(np.ptp(legislature(x, w, patience=d).proposals)) for d in (0.5, 0.9, 0.99)]
    assert spread[0] > spread[1] > spread[2]


def test_two_actors_under_unanimity_solve_their_indifference() -> None:
    """With ideals 0 and 1 and equal chances, y = (1 − δ)·(…) follows from indifference."""
    found = legislature([0, 1], [1, 1], patience=0.6, quota=1.0)
    assert found.converged
    y0, y1 = found.proposals[0]
    v0, v1 = -(y0 + y1) / 2, -((1 - y0) + (1 - y1)) / 2
    assert -(1 - y0) == pytest.approx(max(-1.0, -0.4 + 0.6 * v1), abs=1e-6)
    assert -y1 == pytest.approx(max(-1.0, -0.4 + 0.6 * v0), abs=1e-6)
    assert y0 + y1 == pytest.approx(1.0, abs=1e-6)


def test_impatience_lets_proposers_have_their_way() -> None:
    found = legislature([0, 50, 100], [1, 1, 1], patience=0.0)
    assert found.proposals[0] == pytest.approx([0, 50, 100])
    assert found.value == pytest.approx([50])


def test_symmetry_and_scale() -> None:
    rng = np.random.default_rng(4)
    x, w = rng.uniform(0, 1, (3, 6)), rng.uniform(0.5, 1, (3, 6))
    base = legislature(x, w)
    mirrored = legislature(10 - 5 * x, 2 * w)
    assert mirrored.value == pytest.approx(10 - 5 * base.value, abs=1e-4)
    assert (base.low <= base.high).all()
    assert (base.proposals >= base.low[:, None] - 1e-9).all()


def test_limit_is_reported() -> None:
    assert legislature([0, 40, 100], [1, 1, 1], limit=2).status == (Status.LIMIT,)


def test_bad_input_is_refused() -> None:
    for settings in ({"patience": 1.0}, {"quota": 0.0}, {"cost": 0.0}, {"recognition": [-1, 1]}):
        with pytest.raises(InputError):
            legislature([0, 1], [1, 1], **settings)  # type: ignore[arg-type]
