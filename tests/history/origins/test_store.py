"""Which origin answers when, and the files that ship."""

from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from foedus.errors import DataError, InputError
from foedus.history import depth, honor, horizon, lapse
from foedus.history.covariates import RUNGS
from foedus.history.ladder import posterior
from foedus.history.origins import (
    COMMAND,
    YEARS,
    before,
    load_posterior,
    main,
    measure,
    pools,
    shipped,
    store,
)
from foedus.history.strategic import posterior as strategic


@pytest.mark.parametrize(("year", "last"), [
    (1914, 1913), (1938, 1913), (1939, 1938), (1950, 1949), (1990, 1989), (1991, 1989),
    (2000, 1999), (2008, 2007), (2010, 2007), (2011, 2010), (2014, 2010), (2015, 2014),
    (2016, 2014), (2017, 2016), (2025, 2016),
])  # fmt: skip
def test_the_latest_answers_that_knows_nothing_later(year, last):
    found = before(year)
    assert found.last == last < year
    known = [found.ladder.last, found.depth.last, found.honor.last or 2003, found.lapse.last]
    assert max([*known, found.game.last if found.game else 0]) <= last


def test_before_the_first_the_first_answers():
    assert before(1890) is shipped(YEARS[0])


def test_once_all_data_are_over_the_main_posteriors_answer():
    found = before(2017)
    assert found is main()
    assert found.ladder is posterior.shipped()
    assert found.depth is depth.shipped()
    assert found.honor is honor.shipped()
    assert found.lapse is lapse.shipped()
    assert found.game is strategic.shipped()
    assert pools(found.ladder) is horizon.shipped().pools


@pytest.mark.parametrize("last", YEARS)
def test_every_file_is_small_and_of_this_version(last):
    place = files("foedus.history").joinpath(f"posteriors/origins/{last}.json")
    assert len(place.read_bytes()) < 45_000
    origin = shipped(last)
    ladder = origin.ladder
    assert (ladder.first, ladder.last) == (posterior.shipped().first, last)
    assert ladder.hashes == posterior.shipped().hashes
    for name, covariates in RUNGS.items():
        assert ladder.rungs[name].names == tuple(each.name for each in covariates)
        np.linalg.cholesky(ladder.rungs[name].cov)
    for part, whole in (("depth", main().depth), ("lapse", main().lapse), ("game", main().game)):
        mine = getattr(origin, part)
        if mine is not None:
            assert mine.hashes == whole.hashes
    assert origin.honor.hashes.items() <= main().honor.hashes.items()


def test_a_later_origin_has_seen_more():
    found = [*map(shipped, YEARS), main()]
    for seen in (
        [each.ladder.rungs["onset"].events for each in found],
        [each.depth.alliances for each in found],
        [each.honor.record.defense.called for each in found],
        [each.lapse.record["ends"]["broken"]["memberships"] for each in found],
        [each.game.rows for each in found if each.game],
    ):
        assert seen == sorted(seen)
        assert seen[0] < seen[-1]


def test_no_game_is_scored_on_years_that_it_was_fitted_on():
    assert shipped(YEARS[0]).game is None
    for last in YEARS[1:]:
        game = shipped(last).game
        assert game is not None
        for score in game.scores.values():
            assert score["last"] == game.last <= last
            assert [origin - 1 for origin in score["origins"]] == [
                each for each in YEARS if each < game.last
            ]


@pytest.mark.parametrize("last", YEARS)
def test_pools_learn_from_windows_that_were_over(last):
    found = pools(shipped(last).ladder)
    if last == YEARS[0]:
        assert found == {}
        return
    for pool in found.values():
        assert max(pool.origins) <= last
        assert min(pool.origins) + pool.horizons[-1].years - 1 <= last
        assert 0.0 < pool.spread < 1.0


def test_a_ladder_without_pools_gets_those_that_know_no_later_year():
    mine = replace(posterior.shipped(), last=1995)
    assert pools(mine) is shipped(1989).ladder.pools
    assert pools(replace(mine, last=1900)) == {}
    assert pools(replace(mine, pools={"war": horizon.shipped().pools["war"]})).keys() == {"war"}


def test_a_ladder_measures_depth_as_its_own_promises_were():
    assert measure(shipped(1989).ladder) is shipped(1989).depth
    assert measure(posterior.shipped()) is depth.shipped()
    assert measure(replace(posterior.shipped(), last=1989)) is depth.shipped()


def test_a_file_is_read_again_also_as_a_posterior(tmp_path):
    path = tmp_path / "1989.json"
    mine = shipped(1989)
    store.save(mine, path)
    whole = load_posterior(path)
    for found in (store.load(path).ladder, whole.ladder, posterior.load(path)):
        assert (found.last, found.command) == (1989, COMMAND)
        assert found.pools is not None
        assert found.pools.keys() == mine.ladder.pools.keys()
        np.testing.assert_allclose(
            found.rungs["war"].mean, mine.ladder.rungs["war"].mean, rtol=1e-6
        )
    np.testing.assert_allclose(whole.depth.mean, mine.depth.mean)
    np.testing.assert_allclose(whole.lapse.mean, mine.lapse.mean)
    np.testing.assert_allclose(whole.game.mean, mine.game.mean)
    np.testing.assert_allclose(whole.honor.theta, mine.honor.theta, rtol=1e-2, atol=1e-3)
    assert whole.honor.families == mine.honor.families


def test_a_ladder_file_is_given_as_a_ladder(tmp_path):
    path = tmp_path / "ladder.json"
    posterior.save(posterior.shipped(), path)
    assert load_posterior(path).last == posterior.shipped().last
    assert not hasattr(load_posterior(path), "ladder")


def test_a_file_of_a_ladder_and_pools_alone_is_of_an_older_format(tmp_path):
    path = tmp_path / "1989.json"
    store.save(shipped(1989), path)
    old = path.read_text("utf-8").replace('"foedus_posterior":2', '"foedus_posterior":1')
    path.write_text(old, "utf-8")
    with pytest.raises(InputError, match="no origin of this format"):
        load_posterior(path)


@pytest.mark.parametrize("text", ["{}", "not JSON", '{"foedus_posterior": 1, "model": "ladder"}'])
def test_another_file_is_refused(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="this is no origin"):
        store.load(path)
    with pytest.raises(DataError, match="cannot read"):
        store.load(tmp_path / "absent.json")
