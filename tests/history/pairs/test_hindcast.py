"""Forecasts from a past origin, beside what came."""

import numpy as np
import pytest

from foedus.history.covariates import RUNGS
from foedus.history.pairs.hindcast import hindcast
from foedus.history.pairs.trees import EVENTS

from .conftest import EARLY, ENDS, LATE

ORIGIN, YEARS = ENDS - 1, 3


@pytest.fixture(scope="module")
def told(data):
    return hindcast(data, ORIGIN, YEARS)


def test_every_model_speaks_of_every_pair_and_year(told):
    shape = (YEARS, len(told.dyad))
    assert list(told.ladder) == list(RUNGS)
    assert list(told.trees) == list(EVENTS)
    for chances in (told.ladder, told.trees):
        assert all(p.shape == shape and ((p > 0) & (p < 1)).all() for p in chances.values())


def test_what_came_is_what_the_rows_say(data, told):
    some = (data.year >= ORIGIN) & (data.year < ORIGIN + YEARS)
    for rung in RUNGS:
        assert told.came[rung].sum() == data.outcome(rung)[some].sum()


def test_a_pair_counts_while_both_states_are_there(told):
    early = (told.dyad // 1000 == EARLY) | (told.dyad % 1000 == EARLY)
    assert early.any()
    np.testing.assert_array_equal(told.there[:, early].all(axis=1), [True, True, False])
    assert not told.there[2, early].any()
    assert told.there[:, ~early].all()
    assert not (told.dyad % 1000 == LATE).any()


def test_the_base_rate_is_of_earlier_years(data, told):
    assert told.base["onset"] == pytest.approx(data.onset[data.year < ORIGIN].mean())
