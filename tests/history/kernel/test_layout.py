"""What the kernel is told of a pair; what it does not know goes to the arrays."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.history import direction
from foedus.history.covariates import RUNGS, Covariate
from foedus.history.guarantors import COLUMNS
from foedus.history.kernel import call
from foedus.history.kernel.layout import ROWS, rows
from foedus.history.ladder import Ladder
from foedus.history.outcome import by_arrays, outcome
from foedus.history.pair import PairLadder
from foedus.history.setting import Setting

NONE = {name: np.zeros(1) for name in COLUMNS}


def pair_of(ladder: Ladder, here: Setting) -> PairLadder:
    return PairLadder(ladder, here, ladder.draws(5, np.random.default_rng(0)), NONE)


def test_every_covariate_of_the_ladder_is_known(lively: Ladder, here: Setting) -> None:
    table = rows(pair_of(lively, here), 5)
    assert table.shape == (1, ROWS, 5)
    assert np.isfinite(table).all()


def test_a_covariate_it_does_not_know_goes_to_the_arrays(
    lively: Ladder, here: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Covariate("squared", "disputes, squared", lambda c: np.square(c["mid_pair_h8"]))
    old = RUNGS["onset"]
    at = [each.name for each in old].index("dyad_decade")
    changed = {**RUNGS, "onset": (*old[:at], new, *old[at + 1 :])}
    monkeypatch.setattr(direction, "RUNGS", changed)
    pair = pair_of(lively, here)
    assert rows(pair, 5) is None
    random = np.random.default_rng(1).random((5, 3, 2, 4, 6))
    assert call.run(pair, random, ("war",), whatever=False, every=True) is None
    assert np.array_equal(outcome(pair, random).own["war"], by_arrays(pair, random).own["war"])


def test_half_a_rivalry_that_stays_goes_to_the_arrays(lively: Ladder, here: Setting) -> None:
    half = replace(here, fixed={**here.fixed, "rivalry": 0.5})
    assert rows(pair_of(replace(lively, rivalry=None), half), 5) is None
    assert rows(pair_of(lively, half), 5) is not None
