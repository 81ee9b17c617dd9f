"""Few digits change no forecast: what is read again is what was packed, near enough."""

import json

import numpy as np
import pytest

from foedus.history import horizon
from foedus.history.covariates import RUNGS
from foedus.history.ladder import posterior
from foedus.history.origins.packed import pack, pack_pool, unpack, unpack_pool


@pytest.mark.parametrize("name", RUNGS)
def test_a_rung_is_itself_again_to_a_thousandth_of_its_uncertainty(name):
    rung = posterior.shipped().rungs[name]
    again = unpack(name, json.loads(json.dumps(pack(rung))))
    sd = np.sqrt(np.diag(rung.cov))
    assert np.max(np.abs(again.mean - rung.mean) / sd) < 1e-3
    assert np.max(np.abs(again.cov - rung.cov) / np.outer(sd, sd)) < 1e-3
    assert again.names == rung.names
    assert (again.rows, again.events, again.dyads) == (rung.rows, rung.events, rung.dyads)
    np.linalg.cholesky(again.cov)


@pytest.mark.parametrize("name", RUNGS)
def test_how_far_a_case_lies_is_kept(name):
    rung = posterior.shipped().rungs[name]
    again = unpack(name, pack(rung))
    z = np.random.default_rng(0).standard_normal((50, len(rung.names)))
    np.testing.assert_allclose(again.distance(z), rung.distance(z), rtol=0.02)
    np.testing.assert_allclose(again.leverage, rung.leverage, rtol=1e-3)


@pytest.mark.parametrize("name", RUNGS)
def test_terms_of_change_within_pairs_are_kept(name):
    rung = posterior.shipped().rungs[name]
    told = {(each["name"], each["kind"]): each for each in unpack(name, pack(rung)).variants}
    assert len(told) == len(rung.variants) > 0
    for each in rung.variants:
        assert told[each["name"], each["kind"]]["mean"] == pytest.approx(each["mean"], rel=1e-3)
        assert told[each["name"], each["kind"]]["sd"] == pytest.approx(each["sd"], rel=1e-3)


@pytest.mark.parametrize("event", ["deadly", "war"])
def test_a_pool_is_itself_again(event):
    pool = horizon.shipped().pools[event]
    again = unpack_pool(event, json.loads(json.dumps(pack_pool(pool))))
    assert again.origins == pool.origins
    assert again.spread == pytest.approx(pool.spread, rel=1e-3)
    for mine, other in zip(again.horizons, pool.horizons, strict=True):
        for a, b in ((mine.recalibrated, other.recalibrated), (mine.direct, other.direct)):
            sd = np.sqrt(np.diag(b.cov))
            assert np.max(np.abs(a.mean - b.mean) / sd) < 1e-2
            assert np.max(np.abs(a.cov - b.cov) / np.outer(sd, sd)) < 1e-3
