"""The game by what had been fought: nothing later moves it, and earlier games score it."""

import json
from dataclasses import replace

import numpy as np
import pytest

from foedus.history.origins import COMMAND, shipped
from foedus.history.origins.game import fits, pack, scores, unpack
from foedus.history.rows import load
from foedus.history.strategic import outcomes, posterior
from foedus.history.strategic.rows import Moves

ABOUT = {"version": "", "command": "", "hashes": {}}


@pytest.mark.data
@pytest.mark.slow
def test_later_years_move_nothing(monkeypatch):
    """Neither what was done in them nor who came to whose help."""
    data = load()
    whole = dict(fits(data, (1913, 1938), COMMAND, lambda _: None))
    later = data.year > 1938
    other = replace(
        data,
        onset=np.where(later, ~data.onset, data.onset),
        columns={name: np.where(later, 1.0, each) for name, each in data.columns.items()},
    )
    begun = outcomes.initiations
    monkeypatch.setattr(outcomes, "initiations", lambda: begun().filter(begun()["year"] <= 1938))
    again = dict(fits(other, (1913, 1938), COMMAND, lambda _: None))
    assert whole[1913] is None
    assert again[1913] is None
    one, two = whole[1938], again[1938]
    assert one is not None
    assert two is not None
    np.testing.assert_array_equal(one.mean, two.mean)
    assert (one.scores, one.helpers, one.outcomes) == (two.scores, two.helpers, two.outcomes)
    mine = shipped(1938).game
    assert mine is not None
    assert np.max(np.abs(mine.mean - one.mean) / one.sd) < 0.01
    assert [bound.era for bound in mine.helpers.bound] == ["pooled", "1816–1938"]


def test_each_game_is_scored_on_the_years_after_its_own():
    """Made up: the first game is right, so that it beats the base rate; the last is never asked."""
    rng = np.random.default_rng(0)
    game, size = posterior.shipped(), 20_000
    regressors = {name: rng.uniform(low, high, size) for name, (low, high) in game.spans.items()}
    chance = game.chances(regressors)
    asks, resists, helps = (rng.random(size) < chance[move] for move in game_moves())
    outcome = np.where(asks, np.where(resists, np.where(helps, 3, 2), 1), 0)
    year = np.sort(rng.integers(1900, 1960, size)).astype(np.int16)
    codes = np.arange(size).astype(np.int16)
    moves = Moves(np.arange(size), codes, codes[::-1], year, regressors, outcome)
    found = scores(moves, {1919: game, 1939: game, 1959: replace(game, mean=game.mean * np.nan)})
    assert found["challenge"]["origins"] == [1920, 1940]
    assert found["challenge"]["last"] == 1959
    assert replace(game, scores=found).beats_base_rate("challenge")
    assert found["challenge"]["models"]["game"]["n"] == int((year >= 1920).sum())


def game_moves():
    return "challenge", "resist", "help"


def test_it_is_itself_again():
    whole = posterior.shipped()
    again = unpack(json.loads(json.dumps(pack(whole))), ABOUT)
    assert again is not None
    np.testing.assert_allclose(again.mean, whole.mean, rtol=1e-4)
    np.testing.assert_allclose(again.sd, whole.sd, rtol=1e-3)
    assert again.helpers.kinds == whole.helpers.kinds
    assert [each.era for each in again.helpers.bound] == [e.era for e in whole.helpers.bound]
    regressors = {name: np.array([low, high]) for name, (low, high) in whole.spans.items()}
    assert again.outside({name: low for name, (low, _) in whole.spans.items()}) == ()
    for part, chance in whole.chances(regressors).items():
        np.testing.assert_allclose(again.chances(regressors)[part], chance, rtol=1e-2, atol=1e-6)


def test_none_stays_none():
    assert pack(None) is None
    assert unpack(None, ABOUT) is None
