"""Rivalries that end and begin: made-up ones are counted right, and chances move as they should."""

from dataclasses import replace

import numpy as np
import pytest
from tests.histories import made_up

from foedus.history import rivalry
from foedus.history.covariates import logistic
from foedus.history.rivalry import WINDOW, Rivalry
from foedus.history.rows import Data

TRUTH = Rivalry(ends=0.08, begins=(-2.5, 0.8, 0.5), remote=0.01)
PAIRS, FIRST, LAST = 400, 1911, 2010


def lived(truth: Rivalry = TRUTH, early: float | None = None, seed: int = 1) -> Data:
    """Pairs whose rivalries began and ended by ``truth``; before the window, ended by ``early``.

    A row holds the rivalry of the year before, as the ladder's rows do.
    """
    rng = np.random.default_rng(seed)
    span = LAST - FIRST + 1
    data = made_up(PAIRS * span, seed)
    near = np.repeat(rng.random(PAIRS) < 0.6, span)
    land = np.repeat(rng.random(PAIRS) < 0.4, span)
    disputes = rng.exponential(0.5, (PAIRS, span)).astype(np.float32)
    rival = np.zeros((PAIRS, span))
    for year in range(1, span):
        at = slice(year, None, span)
        fixed = {"conttype": np.where(land[at], 1, 4), "relevant": near[at].astype(float)}
        rule = truth
        if early is not None and FIRST + year - 1 <= LAST - WINDOW:
            rule = replace(truth, ends=early)
        chance = rule.chance(rival[:, year - 1], fixed, {"mid_pair_h8": disputes[:, year]})
        rival[:, year] = rng.random(PAIRS) < chance
    columns = {
        **data.columns, "rivalry": rival.ravel().astype(np.float32),
        "mid_pair_h8": disputes.ravel(), "conttype": np.where(land, 1, 4).astype(np.float32),
        "relevant": near.astype(np.float32),
    }  # fmt: skip
    pair = np.repeat(np.arange(PAIRS), span)
    return replace(
        data, ccode1=(2 + pair // 20).astype(np.int16), ccode2=(200 + pair % 20).astype(np.int16),
        year=np.tile(np.arange(FIRST, LAST + 1), PAIRS).astype(np.int16),
        relevant=near, columns=columns,
    )  # fmt: skip


def test_made_up_rivalries_are_counted_right() -> None:
    found = rivalry.fit(lived())
    assert found.ends == pytest.approx(TRUTH.ends, abs=0.01)
    assert found.remote == pytest.approx(TRUTH.remote, abs=0.003)
    assert found.begins == pytest.approx(TRUTH.begins, abs=0.25)


def test_ends_are_counted_in_the_window_alone() -> None:
    found = rivalry.fit(lived(early=0.6))
    assert found.ends == pytest.approx(TRUTH.ends, abs=0.015)


def test_a_pair_counts_once_though_its_rows_stand_both_ways() -> None:
    data = lived()
    back = replace(data, ccode1=data.ccode2, ccode2=data.ccode1)
    both = Data(**{
        name: np.concatenate([getattr(data, name), getattr(back, name)])
        for name in ("ccode1", "ccode2", "year", "relevant", "onset", "force", "deadly", "war")
    }, columns={n: np.concatenate([v, v]) for n, v in data.columns.items()})  # fmt: skip
    once, twice = rivalry.fit(data), rivalry.fit(both)
    assert (twice.ends, twice.remote) == pytest.approx((once.ends, once.remote), rel=1e-9)
    assert twice.begins == pytest.approx(once.begins, rel=1e-6)


def test_the_chance_is_what_it_says() -> None:
    memory = {"mid_pair_h8": np.array([0.0, 2.0])}
    near = {"conttype": 1, "relevant": 1.0}
    np.testing.assert_allclose(TRUTH.chance(1.0, near, memory), 1 - TRUTH.ends)
    constant, land, slope = TRUTH.begins
    told = logistic(constant + land + slope * np.log(memory["mid_pair_h8"] + 0.02))
    np.testing.assert_allclose(TRUTH.chance(0.0, near, memory), told, rtol=1e-6)
    apart = {"conttype": 0, "relevant": 0.0}
    np.testing.assert_allclose(TRUTH.chance(0.0, apart, memory), TRUTH.remote)
    # What fades of a count can be a hair below zero; that is no dispute.
    low = TRUTH.chance(0.0, near, {"mid_pair_h8": np.array([-1e-9])})
    np.testing.assert_allclose(low, told[0], rtol=1e-6)
