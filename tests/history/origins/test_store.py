"""Which origin answers when, and the files that ship."""

from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from foedus.errors import DataError, InputError
from foedus.history import horizon
from foedus.history.covariates import RUNGS
from foedus.history.ladder import posterior
from foedus.history.origins import YEARS, before, pools, shipped, store


@pytest.mark.parametrize(("year", "last"), [
    (1914, 1913), (1938, 1913), (1939, 1938), (1950, 1949), (1990, 1989), (1991, 1989),
    (2000, 1999), (2008, 2007), (2010, 2007), (2011, 2010), (2014, 2010), (2015, 2014),
    (2025, 2014),
])  # fmt: skip
def test_the_latest_answers_that_knows_nothing_later(year, last):
    assert before(year).last == last < year


def test_before_the_first_the_first_answers():
    assert before(1890) is shipped(YEARS[0])


def test_from_2015_on_the_main_posterior_answers():
    assert before(2015) is posterior.shipped()
    assert pools(before(2015)) is horizon.shipped().pools


@pytest.mark.parametrize("last", YEARS)
def test_every_file_is_small_and_of_this_version(last):
    place = files("foedus.history").joinpath(f"posteriors/origins/{last}.json")
    assert len(place.read_bytes()) < 24_000
    ladder = shipped(last)
    assert (ladder.first, ladder.last) == (posterior.shipped().first, last)
    assert ladder.hashes == posterior.shipped().hashes
    for name, covariates in RUNGS.items():
        assert ladder.rungs[name].names == tuple(each.name for each in covariates)
        np.linalg.cholesky(ladder.rungs[name].cov)


def test_a_later_origin_has_seen_more():
    seen = [shipped(last).rungs["onset"].events for last in YEARS]
    assert seen == sorted(seen)
    assert seen[-1] < posterior.shipped().rungs["onset"].events


@pytest.mark.parametrize("last", YEARS)
def test_pools_learn_from_windows_that_were_over(last):
    found = pools(shipped(last))
    if last == YEARS[0]:
        assert found == {}
        return
    for pool in found.values():
        assert max(pool.origins) <= last
        assert min(pool.origins) + pool.horizons[-1].years - 1 <= last
        assert 0.0 < pool.spread < 1.0


def test_a_ladder_without_pools_gets_those_that_know_no_later_year():
    mine = replace(posterior.shipped(), last=1995)
    assert pools(mine) is shipped(1989).pools
    assert pools(replace(mine, last=1900)) == {}
    assert pools(replace(mine, pools={"war": horizon.shipped().pools["war"]})).keys() == {"war"}


def test_a_file_is_read_again_also_as_a_posterior(tmp_path):
    path = tmp_path / "1989.json"
    store.save(shipped(1989), path)
    for found in (store.load(path), posterior.load(path)):
        assert (found.last, found.command) == (1989, store.STORE.command)
        assert found.pools is not None
        assert found.pools.keys() == shipped(1989).pools.keys()
        np.testing.assert_allclose(
            found.rungs["war"].mean, shipped(1989).rungs["war"].mean, rtol=1e-6
        )


@pytest.mark.parametrize("text", ["{}", "not JSON", '{"foedus_posterior": 1, "model": "ladder"}'])
def test_another_file_is_refused(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="no ladder of an origin"):
        store.load(path)
    with pytest.raises(DataError, match="cannot read"):
        store.load(tmp_path / "absent.json")
