"""Honor by the calls that had come: later ones move nothing; what is not known stays as wide."""

import json
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from foedus.history import honor
from foedus.history.honor import calls, describe
from foedus.history.honor import fit as fits
from foedus.history.origins import COMMAND, YEARS, shipped
from foedus.history.origins.honor import fit, pack, unpack

ABOUT = {"version": "", "command": "", "hashes": {}}
DRAWS = 20_000


def chances(model, **about):
    return model.chance(describe(**about), model.draws(DRAWS, np.random.default_rng(0)))


@pytest.fixture(scope="module")
def every():
    return calls.load()


@pytest.mark.data
@pytest.mark.parametrize("last", [1913, 1959])
def test_later_calls_move_nothing(every, last, monkeypatch):
    """Whether they were honored, and whether there were any. Few draws: they need not mix here."""
    monkeypatch.setattr(fits, "sample", partial(fits.sample, worst=9.0))
    monkeypatch.setattr(fits, "posterior", partial(fits.posterior, count=1_280, thin=2))
    later = every.year > last
    flipped = replace(every, honored=np.where(later, ~every.honored, every.honored))
    one, two, three = (
        fit(each, last, COMMAND, lambda _: None) for each in (every, flipped, every.take(~later))
    )
    np.testing.assert_array_equal(one.theta, two.theta)
    np.testing.assert_array_equal(one.theta, three.theta)
    assert one.record == two.record == three.record
    assert one.families == two.families
    assert one.record.defense.called == int((~later).sum())
    assert all(each.last <= last for each in one.families)


@pytest.mark.data
@pytest.mark.parametrize("last", YEARS)
def test_the_counts_of_each_file_are_those_of_the_calls_by_then(every, last):
    found, some = shipped(last).honor, every.take(every.year <= last)
    assert (found.record.defense.called, found.record.defense.honored) == (
        len(some.year), int(some.honored.sum())
    )  # fmt: skip
    assert found.record.wars == len(set(some.war.tolist()))
    assert found.last == last
    for family in found.families:
        assert family.last <= last
        assert family.ended is None or family.ended <= last
    ended = {family.key: family.ended for family in found.families}
    for family in honor.shipped().families:
        if family.key in ended and family.ended and family.ended <= last:
            assert ended[family.key] == family.ended


def test_the_chance_is_that_of_what_was_packed():
    """As near as draws tell: a hundredth, of the mean and of the ends of the interval."""
    whole = honor.shipped()
    again = unpack(json.loads(json.dumps(pack(replace(whole, last=2003)))), ABOUT)
    for about in ({"signed": 1900}, {"signed": 1960}):
        one, two = (chances(model, **about, inside=0.0) for model in (whole, again))
        assert two.mean() == pytest.approx(one.mean(), abs=0.01)
        for end in (0.05, 0.95):
            assert np.quantile(two, end) == pytest.approx(np.quantile(one, end), abs=0.02)
    about = describe(signed=1960, inside=0.0, depth=1.0, major=1.0)
    assert again.reach(about).percentile == pytest.approx(whole.reach(about).percentile, abs=0.05)


def test_an_era_that_had_not_begun_rests_on_its_prior():
    era = next(c for c in shipped(1938).honor.coefficients if c.name == "since_1945")
    assert era.mean == pytest.approx(0.0, abs=0.05)
    assert era.sd == pytest.approx(era.prior_sd, rel=0.05)
    assert list(shipped(1938).honor.record.by_era) == ["before 1945"]


def test_nineteen_calls_say_less_than_ninety():
    def width(last, signed):
        low, high = np.quantile(chances(shipped(last).honor, signed=signed, inside=0.0), (0.1, 0.9))
        return high - low

    assert shipped(1913).honor.record.defense.called == 19
    assert width(1938, 1946) > width(1959, 1960) > width(1989, 1990)
