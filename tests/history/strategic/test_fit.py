"""Simulate and recover; the sample that the search starts on; refusals; the shipped estimate."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.games.tree.data import prepare
from foedus.history import store
from foedus.history.strategic import posterior, rows
from foedus.history.strategic.fit import QUIET, fit_game, fit_strategic, sample
from foedus.history.strategic.game import declare
from foedus.history.strategic.rows import Moves


def test_what_was_put_in_is_found_again(moves: Moves, truth: np.ndarray) -> None:
    found = fit_game(moves)
    assert found.status == "converged"
    assert found.gradient_norm < 1e-6
    distance = (found.coef - truth) / found.se
    assert np.abs(distance).max() < 3.7  # 23 coefficients: beyond it once in 200 worlds
    assert 0.4 < np.sqrt(np.mean(distance**2)) < 1.6
    place = found.names.index("helper(joined):reach")
    assert found.coef[place] > 3 * found.se[place]


def test_the_estimate_is_that_of_all_rows_not_of_the_sample(moves: Moves) -> None:
    found = fit_game(moves)
    whole = prepare(declare(), moves.frame()).likelihood
    assert found.n == len(moves.year)
    assert np.linalg.norm(whole.first(found.coef)[1]) < 1e-6


def test_the_sample_keeps_every_challenge_and_weighs_the_quiet_back(moves: Moves) -> None:
    quiet = np.zeros(5 * QUIET + 3, dtype=np.int64)
    ended = np.concatenate([moves.outcome, quiet])
    wide = replace(moves, outcome=ended)
    some, weight = sample(wide)
    challenged = int((ended > 0).sum())
    assert (ended[some] > 0).sum() == challenged
    assert (ended[some] == 0).sum() <= QUIET
    assert weight.sum() == pytest.approx(len(ended))
    assert (weight[ended[some] > 0] == 1).all()


def test_an_outcome_that_never_was_is_refused(moves: Moves) -> None:
    alone = moves.take(moves.outcome < 3)
    with pytest.raises(InputError, match="joined"):
        fit_game(alone)


@pytest.mark.data
def test_the_shipped_posterior_is_what_the_data_give() -> None:
    found = fit_strategic(rows.load())
    shipped = posterior.load()
    assert found.outcomes == shipped.outcomes
    assert found.helpers.kinds == shipped.helpers.kinds
    apart = store.apart(found, shipped, ("hashes", "names"))
    assert apart is not None
    assert apart < 1e-4
    np.testing.assert_allclose(found.sd, shipped.sd, rtol=1e-4)
