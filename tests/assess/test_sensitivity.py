"""What would change the answer: swings with a known sign, indices with a known share."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from foedus.assess import inputs, sensitivity
from foedus.assess.designs import COLUMNS
from foedus.assess.inputs import CAPABILITY_SD, DEMOCRACY_SD, Case
from foedus.assess.sensitivity import Study
from foedus.evidence.table import table
from foedus.history.ladder import Ladder
from foedus.history.setting import Setting

from .conftest import LIVELY, ladder_of

NAMES = ("none", "shallow", "deep")


def study(ladder: Ladder, here: Setting, draws: int = 200) -> Study:
    columns = {name: np.zeros(3) for name in COLUMNS}
    columns["major"] = np.array([0.0, 1.0, 1.0])
    columns["depth_major"] = np.array([0.0, 0.0, 6.0])
    drawn = ladder.draws(draws, np.random.default_rng(0))
    return Study(ladder, drawn, Case(here, columns, None), NAMES, 6, 1)


def test_a_swing_has_the_sign_of_its_coefficient(here: Setting) -> None:
    # Of capability, more of the challenger's raises the risk here, and nothing else counts.
    ladder = ladder_of(**{**LIVELY, "onset_capability_1": 0.8})
    asked = study(ladder, here)
    found = sensitivity.swings(asked, inputs.facts(here))
    before = asked.answer(asked.case)
    assert [swing.name for swing in found[:2]] == ["cinc1", "cinc1"]
    low, high = sorted(found[:2], key=lambda swing: swing.to or 0.0)
    assert low.answer.war["none"] < before.war["none"] < high.answer.war["none"]
    assert not low.flips
    assert not high.flips
    still = next(swing for swing in found if swing.name == "democracy1")
    assert still.answer.war == pytest.approx(before.war)
    assert not still.flips


def test_ends_are_the_ends_of_the_stated_range(here: Setting) -> None:
    for each in inputs.facts(here):
        assert each.low < each.value < each.high, each.name
    cinc = inputs.facts(here)[0]
    assert cinc.high / cinc.value == pytest.approx(np.exp(1.6449 * CAPABILITY_SD))
    case = Case(here, {}, None)
    moved = cinc.moved(case, np.array([inputs.END])).setting.fixed["cinc1"]
    assert float(moved.squeeze()) == pytest.approx(cinc.high)


def test_more_disputes_elsewhere_leave_those_between_the_two(here: Setting) -> None:
    """What a side's count owes to the other of the two is no part of its disputes elsewhere."""
    each = inputs.facts(here)[4]
    moved = each.moved(Case(here, {}, None), np.array([inputs.END])).setting
    name = "mid_past1_h25"
    owed = here.memory[name] - here.steady[name]
    assert float(moved.memory[name].squeeze()) == pytest.approx(owed + 2.0 * here.steady[name])
    assert float(moved.steady[name].squeeze()) == pytest.approx(2.0 * here.steady[name])


def test_a_choice_can_flip_the_order(here: Setting) -> None:
    ladder = ladder_of(**{**LIVELY, "onset_depth_major": 0.6, "onset_major": 0.0})
    asked = study(ladder, here)
    better = {rung: beta.copy() for rung, beta in asked.draws.items()}
    better["onset"][:, ladder.rungs["onset"].names.index("depth_major")] = -0.6
    found = sensitivity.other(asked, "within", "another sign", "a test", asked.case, better)
    assert found.flips
    assert found.answer.order[0] == ("deep",)
    assert asked.answer(asked.case).order[-1] == ("deep",)


def test_designs_alike_are_never_ranked(here: Setting) -> None:
    ladder = ladder_of(**{**LIVELY, "onset_major": 0.0, "onset_depth_major": -0.4})
    asked = study(ladder, here)
    assert asked.answer(asked.case).order == (("deep",), ("none", "shallow"))


def test_the_one_input_that_counts_has_all_the_variance(here: Setting) -> None:
    ladder = ladder_of(**{**LIVELY, "onset_capability_1": 0.8})
    found = sensitivity.shares(
        study(ladder, here, 64), inputs.facts(here), "deep", "none", samples=256
    )
    level = {share.name: share for share in found["level"]}
    assert level["cinc1"].total == pytest.approx(1.0, abs=0.15)
    assert all(abs(share.total) < 0.05 for name, share in level.items() if name != "cinc1")


def test_coefficients_are_inputs_too(here: Setting, lively: Ladder) -> None:
    found = sensitivity.shares(study(lively, here, 256), (), "deep", "none", samples=64)
    assert {share.name for share in found["gap"]} == {
        "coefficients:onset", "coefficients:force", "coefficients:war",
    }  # fmt: skip
    assert sum(share.first for share in found["level"]) > 0.5


@pytest.mark.data
def test_ranges_are_how_far_facts_move_in_ten_years() -> None:
    nmc = table("cow-nmc").select("ccode", "year", x=pl.col("cinc")).drop_nulls()
    poly = table("vdem-polyarchy").select(
        pl.col("COWcode").cast(pl.Int64).alias("ccode"), "year", x=pl.col("v2x_polyarchy")
    )
    for frame, least, logged, told in ((nmc, 0.002, True, CAPABILITY_SD),
                                       (poly.drop_nulls(), -1.0, False, DEMOCRACY_SD)):  # fmt: skip
        since = frame.filter(pl.col("year") >= 1946)
        later = since.with_columns(pl.col("year") - 10)
        both = since.join(later, on=["ccode", "year"], suffix="_later")
        both = both.filter((pl.col("x") > least) & (pl.col("x_later") > min(least, 0.0)))
        x, later_x = both["x"].to_numpy(), both["x_later"].to_numpy()
        change = np.log(later_x / x) if logged else later_x - x
        assert np.std(change) == pytest.approx(told, rel=0.01)


def test_a_study_answers_the_same_twice(here: Setting, lively: Ladder) -> None:
    asked = study(lively, here, 50)
    assert asked.answer(asked.case) == replace(asked).answer(asked.case)
