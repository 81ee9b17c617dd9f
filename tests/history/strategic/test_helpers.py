"""What being bound adds, where it is known."""

import numpy as np
import pytest
from scipy.special import expit

from foedus.history.ladder import ERAS
from foedus.history.strategic.helpers import bound, design
from foedus.history.strategic.thirds import Thirds


def drawn(effect: float, rows: int = 20_000) -> Thirds:
    rng = np.random.default_rng(5)
    flags = {
        name: rng.random(rows) < 0.4 for name in ("guarantor", "in_reach", "rival", "neighbor")
    }
    chance = expit(-2.5 + effect * flags["guarantor"] + 0.8 * flags["in_reach"])
    return Thirds(
        third=rng.integers(1, 150, rows).astype(np.int16),
        target=rng.integers(200, 350, rows).astype(np.int16),
        year=rng.integers(1816, 2011, rows).astype(np.int16),
        members=rng.integers(20, 190, rows),
        joined=rng.random(rows) < chance,
        **flags,
    )


@pytest.mark.parametrize("effect", [0.0, 1.5])
def test_it_is_found_again(effect: float) -> None:
    found = bound(drawn(effect))
    assert [one.era for one in found] == ["pooled", *(name for _, name in ERAS)]
    for one in found[1:]:
        assert abs(one.mean - effect) < 4 * one.sd
        assert 0.02 < one.sd < 0.3


def test_rows_that_share_a_helper_tell_less() -> None:
    """Ten copies of every row say no more than the row."""
    few = drawn(1.0, 3000)
    many = Thirds(*(np.repeat(getattr(few, name), 10) for name in Thirds.__slots__))
    once, often = bound(few)[0], bound(many)[0]
    assert often.sd > 0.6 * once.sd


def test_the_number_of_third_states_is_centered_at_a_hundred() -> None:
    found = drawn(0.0, 50)
    assert design(found)[:, -1] == pytest.approx(np.log(found.members / 100.0))
