"""Lapse by what had been broken: what ended later stands, and nothing after the origin counts."""

import json

import numpy as np
import polars as pl
import pytest

from foedus.history import lapse
from foedus.history.lapse import ends, rows
from foedus.history.origins import COMMAND, shipped
from foedus.history.origins.lapse import fit, pack, unpack

ABOUT = {"version": "", "command": "", "hashes": {}}
CASE = {"parties": 2.0, "democracy": 0.5, "ratified": 1.0}


def early(frame, last):
    """ATOP's members as they were known at the end of ``last``: what ended later is in force."""
    later = pl.col("yrexit") > last
    return frame.filter(pl.col("yrent") <= last).with_columns(
        yrexit=pl.when(later).then(0).otherwise("yrexit"),
        termmode=pl.when(later).then(0).otherwise("termmode"),
    )


@pytest.mark.data
@pytest.mark.parametrize("last", [1913, 1989])
def test_what_came_later_moves_nothing(last, monkeypatch):
    whole = fit(last, COMMAND, lambda _: None)
    read, states = rows.table, rows._states

    def known(name):
        frame = read(name)
        return early(frame, last) if name == "atop-members" else frame

    monkeypatch.setattr(rows, "table", known)
    monkeypatch.setattr(ends, "table", known)
    monkeypatch.setattr(rows, "_states", lambda: states().filter(pl.col("year") <= last))
    again = fit(last, COMMAND, lambda _: None)
    near = {"rtol": 1e-9, "atol": 1e-12}  # sums over rows in another order
    np.testing.assert_allclose(again.mean, whole.mean, **near)
    np.testing.assert_allclose(again.cov, whole.cov, **near)
    assert again.record["ends"] == whole.record["ends"]
    assert again.record["eras"].keys() == whole.record["eras"].keys()
    for era, counts in whole.record["eras"].items():
        assert again.record["eras"][era] == pytest.approx(counts)
    assert again.renewal == whole.renewal
    assert whole.last == last
    np.testing.assert_allclose(shipped(last).lapse.mean, whole.mean, rtol=1e-3, atol=1e-4)
    assert shipped(last).lapse.record["eras"].keys() == whole.record["eras"].keys()


@pytest.mark.data
def test_what_came_before_does_move_it(monkeypatch):
    read = rows.table
    whole = shipped(1989).lapse

    def never(name):
        frame = read(name)
        if name != "atop-members":
            return frame
        broken = (pl.col("termmode") == 3) & (pl.col("yrexit") > 1970)
        return frame.with_columns(termmode=pl.when(broken).then(1).otherwise("termmode"))

    monkeypatch.setattr(rows, "table", never)
    monkeypatch.setattr(ends, "table", never)
    fewer = fit(1989, COMMAND, lambda _: None)
    assert fewer.hazard(CASE, [0]).mean() < whole.hazard(CASE, [0]).mean()


def test_support_that_nobody_had_counted_tells_nothing():
    """Before 1919 no source of leaders' support is known: the coefficient is the prior's."""
    model = shipped(1913).lapse
    assert model.names[-1] == "support"
    assert model.mean[-1] == pytest.approx(0.0, abs=1e-6)
    assert model.sd[-1] == pytest.approx(model.prior_sd[-1], rel=0.01)
    chance = model.hazard(CASE, [0], model.draws(4_000, np.random.default_rng(0)))
    rate = model.record["ends"]["broken"]["memberships"] / model.record["member_years"]
    assert 0.2 * rate < chance.mean() < 2 * rate
    assert np.quantile(chance, 0.95) < 4 * rate


def test_an_end_that_is_not_known_yet_is_none():
    held = pl.DataFrame({
        "alliance": [1, 2, 3], "member": [2, 2, 2], "first": [1900, 1900, 1950],
        "last": [1910, 1960, 1960], "kind": ["broken", "broken", "broken"],
    })  # fmt: skip
    found = ends.known_by(held, 1913)
    assert found["alliance"].to_list() == [1, 2]
    assert found["kind"].to_list() == ["broken", "standing"]
    assert found["last"].to_list() == [1910, 1913]


def test_the_chance_is_that_of_what_was_packed():
    whole = lapse.shipped()
    again = unpack(json.loads(json.dumps(pack(whole), default=list)), ABOUT)
    one, two = (model.hazard(CASE, [0, 5]) for model in (whole, again))
    np.testing.assert_allclose(two, one, rtol=1e-3)
    np.testing.assert_allclose(again.cov, whole.cov, rtol=1e-2, atol=1e-5)
    assert again.percentile(CASE) == pytest.approx(whole.percentile(CASE), abs=1.0)
    assert again.renewal == whole.renewal


def test_other_covariates_are_refused():
    told = pack(lapse.shipped())
    with pytest.raises(ValueError, match="covariates of lapse"):
        unpack({**told, "names": ["constant"]}, ABOUT)
