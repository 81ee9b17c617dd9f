"""Simpler rules beside the forecast of every pair: they know the past alone, and less of it."""

import itertools

import numpy as np
import pytest

from foedus.history.covariates import RUNGS
from foedus.history.horizon.hindcast import before
from foedus.history.pairs.baselines import Baselines, baselines
from foedus.history.pairs.eve import eve

from .conftest import RIVALS

LAST = 1980


@pytest.fixture(scope="module")
def found(data) -> Baselines:
    return baselines(before(data, LAST + 1), eve(data, LAST))


def test_rates_count_the_past_alone(data, found):
    past = data.year <= LAST
    for rung in RUNGS:
        came = data.outcome(rung)[past]
        assert found.rates[rung] == (int(came.sum()), int(past.sum()))


def test_the_plain_logit_tells_rivals_from_others(data, found):
    on = eve(data, LAST)
    one, two = on.codes[on.one], on.codes[on.two]
    rival = np.isin(np.minimum(one, two) * 100 + np.maximum(one, two),
                    [a * 100 + b for a, b in RIVALS])  # fmt: skip
    p = found.logit["onset"]
    assert 0.2 < p[rival].mean() < 0.45  # 0.3 was put in
    assert p[~rival].mean() < 0.05  # and 0.01


def test_a_greater_event_is_never_likelier_than_the_lesser_in_it(found):
    chances = [found.logit[rung] for rung in RUNGS]
    for less, more in itertools.pairwise(chances):
        assert (more <= less).all()
