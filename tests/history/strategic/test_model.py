"""What the model says of itself: what is a forecast, what is not identified, what is outside."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.history.strategic.model import PARTS, Strategic


def scored(gains: dict[str, tuple[float, float]]) -> dict[str, object]:
    return {
        part: {"log_loss_over_game": {"base rate": {"sum": total, "se": se}}}
        for part, (total, se) in gains.items()
    }


def test_only_what_clearly_beats_the_base_rate_is_a_forecast(shipped: Strategic) -> None:
    gains = {"challenge": (50.0, 10.0), "resist": (15.0, 8.0), "help": (-3.0, 1.0)}
    model = replace(shipped, scores=scored(gains))
    assert [model.beats_base_rate(part) for part in PARTS] == [True, False, False, False]
    said = " ".join(model.cautions())
    assert "whether the target resists did not clearly beat" in said
    assert "whether a challenge is joined was not scored" in said
    assert "whether there is a challenge" not in said


def test_estimates_near_zero_are_named(shipped: Strategic) -> None:
    name = shipped.names[3]
    told = replace(shipped, cov=shipped.cov * 1e-9).cautions()
    assert not any("apart from zero" in said for said in told)
    wide = shipped.cov.copy()
    wide[3, 3] = 100 * shipped.mean[3] ** 2
    [line] = [s for s in replace(shipped, cov=wide).cautions() if "apart from zero" in s]
    assert name in line


def test_a_payoff_that_comes_out_backwards_is_told(shipped: Strategic) -> None:
    assert shipped.freed is not None
    assert any("not identified" in said for said in shipped.cautions())
    shunned = replace(shipped, freed=replace(shipped.freed, constant=-2.0))
    assert not any("not identified" in said for said in shunned.cautions())


def test_outside_is_beyond_what_was_seen(shipped: Strategic) -> None:
    low, high = shipped.spans["distance"]
    assert shipped.outside({"distance": high + 0.1}) == ("distance",)
    assert shipped.outside({"distance": low}) == ()


def test_draws_have_the_estimates_mean_and_covariance(shipped: Strategic) -> None:
    drawn = shipped.draws(40_000, np.random.default_rng(0))
    assert np.abs((drawn.mean(axis=0) - shipped.mean) / shipped.sd).max() < 0.03
    np.testing.assert_allclose(drawn.std(axis=0), shipped.sd, rtol=0.03)


def test_the_shipped_record_is_told_as_it_is(shipped: Strategic) -> None:
    assert shipped.beats_base_rate("challenge")
    ladder = shipped.scores["challenge"]["log_loss_over_game"]["ladder"]
    assert ladder["sum"] < 0  # the ladder forecasts challenges better
    assert not shipped.beats_base_rate("help")
    assert shipped.gradient_norm == pytest.approx(0, abs=1e-6)
