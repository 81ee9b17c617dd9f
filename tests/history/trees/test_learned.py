"""What is learned of every pair: through which years, and that a file holds all of it."""

from dataclasses import replace

import numpy as np
import pytest
from tests.history.pairs.conftest import made_up

from foedus.errors import InputError
from foedus.history.covariates import RUNGS
from foedus.history.pairs import trees
from foedus.history.pairs.ahead import ahead
from foedus.history.pairs.eve import eve
from foedus.history.trees import posterior
from foedus.history.trees.learned import learn

THROUGH = 1995


@pytest.fixture(scope="module")
def data():
    return made_up()


@pytest.fixture(scope="module")
def learned(data):
    [found] = learn(data, [THROUGH])
    return found


def test_nothing_later_is_learned(data, learned):
    """Turn every outcome after the year round: what is learned stays the same."""
    later = data.year > THROUGH
    other = replace(data, onset=data.onset ^ later)
    [again] = learn(other, [THROUGH])
    for name, rung in learned.ladder.rungs.items():
        np.testing.assert_array_equal(again.ladder.rungs[name].mean, rung.mean)
    for event, model in learned.trees.models.items():
        np.testing.assert_array_equal(again.trees.models[event].value, model.value)


def test_it_survives_the_disk(data, learned, tmp_path):
    posterior.save(learned, tmp_path / "one.json")
    read = posterior.load(tmp_path / "one.json")
    assert (read.last, read.hashes) == (learned.last, learned.hashes)
    on = eve(data, THROUGH)
    for event, chances in learned.trees.walk(on, 3).items():
        np.testing.assert_allclose(read.trees.walk(on, 3)[event], chances, rtol=1e-5)
    for name, rung in learned.ladder.rungs.items():
        np.testing.assert_allclose(read.ladder.rungs[name].mean, rung.mean, rtol=1e-8)


@pytest.mark.parametrize("text", ["", "{}", '{"foedus_posterior": 1, "model": "trees"}'])
def test_a_file_that_is_none_is_refused(text, tmp_path):
    (tmp_path / "bad.json").write_text(text)
    with pytest.raises(InputError, match=r"bad\.json"):
        posterior.load(tmp_path / "bad.json")


@pytest.mark.parametrize("last", posterior.YEARS)
def test_what_ships_is_of_these_data_and_columns(last):
    found = posterior.kept(last)
    assert found is not None
    assert found.last == last == found.whole.last
    assert set(found.trees.models) == set(trees.EVENTS)
    assert set(found.whole.rungs) == set(RUNGS)


def test_a_year_of_which_nothing_ships_has_none():
    assert posterior.kept(1998) is None


def test_other_data_have_none(monkeypatch):
    from foedus.history.trees import learned as module

    real = module.card
    monkeypatch.setattr(
        module, "card", lambda name: replace(real(name), sha256="0" * 64)
        if name == "cow-nmc" else real(name),
    )  # fmt: skip
    assert posterior.kept(2010) is None


@pytest.mark.data
def test_two_years_of_rows_say_the_same_as_all(monkeypatch):
    """What ships needs no more rows than the last two years': the forecast is the same."""
    from foedus.history.pairs import ahead as module

    short = ahead(2010, 2, paths=4, seed=0)
    real = module.load
    monkeypatch.setattr(module, "load", lambda first, last, known: real(1990, last, known=known))
    long = ahead(2010, 2, paths=4, seed=0)
    for rung in RUNGS:
        np.testing.assert_array_equal(short.ladder[rung], long.ladder[rung])
    for event in trees.EVENTS:
        np.testing.assert_array_equal(short.trees[event], long.trees[event])
