"""What would change the answer: swings with a known sign, indices with a known share."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from tests.ladders import LIVELY, ladder_of

from foedus.assessment import inputs, sensitivity
from foedus.assessment.designs import COLUMNS
from foedus.assessment.inputs import CAPABILITY_SD, DEMOCRACY_SD, Case
from foedus.assessment.sensitivity import SensitivityStudy, Swing
from foedus.evidence.table import table
from foedus.history.ladder import Ladder
from foedus.history.setting import Setting

#: What an assessment, of more draws than the study's, may have said.
NOW = {"none": 0.4, "shallow": 0.3, "deep": 0.2}


def study(
    ladder: Ladder, here: Setting, draws: int = 200, told: tuple[tuple[str, str], ...] = ()
) -> SensitivityStudy:
    columns = {name: np.zeros(3) for name in COLUMNS}
    columns["major"] = np.array([0.0, 1.0, 1.0])
    columns["depth_major"] = np.array([0.0, 0.0, 6.0])
    drawn = ladder.draws(draws, np.random.default_rng(0))
    return SensitivityStudy.of(ladder, drawn, Case(here, columns, None), NOW, told, 6, 1)


def test_a_swing_has_the_sign_of_its_coefficient(here: Setting) -> None:
    # Of capability, more of the challenger's raises the risk here, and nothing else counts.
    ladder = ladder_of(**{**LIVELY, "onset_capability_1": 0.8})
    asked = study(ladder, here)
    ends = (end for each in inputs.facts(here) for end in asked.ends(each))
    found = sensitivity.widest_first(asked, ends)
    before = asked.answer
    assert [swing.name for swing in found[:2]] == ["cinc1", "cinc1"]
    low, high = sorted(found[:2], key=lambda swing: swing.to or 0.0)
    assert low.answer.war["none"] < before.war["none"] < high.answer.war["none"]
    assert not low.flips
    assert not high.flips
    still = next(swing for swing in found if swing.name == "democracy1")
    assert still.answer.war == pytest.approx(before.war)
    assert not still.flips
    assert not still.moved


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


def other_sign(asked: SensitivityStudy, ladder: Ladder, slope: float) -> Swing:
    """The study's answer with another coefficient of depth."""
    changed = {rung: beta.copy() for rung, beta in asked.draws.items()}
    changed["onset"][:, ladder.rungs["onset"].names.index("depth_major")] = slope
    return asked.swing(
        "within", "another sign", None, None, "choice", "a test", asked.case, changed
    )


def test_a_choice_flips_a_pair_that_is_told_apart_and_no_other(here: Setting) -> None:
    ladder = ladder_of(**{**LIVELY, "onset_depth_major": -0.6, "onset_major": 0.0})
    asked = study(ladder, here, told=(("deep", "none"),))
    found = other_sign(asked, ladder, 0.6)
    assert found.flips
    assert found.reverses == (("deep", "none"),)  # "shallow" would change places, but is not told
    assert not other_sign(asked, ladder, -0.7).flips
    assert not other_sign(study(ladder, here), ladder, 0.6).flips


def test_what_moves_is_the_assessment_s_number_by_the_study_s_ratio(here: Setting) -> None:
    ladder = ladder_of(0.3, **{**LIVELY, "onset_depth_major": -0.6})
    asked = study(ladder, here)
    found = other_sign(asked, ladder, -0.3)
    assert asked.answer.war == NOW
    moved = asked.chances(asked.case, {
        **asked.draws, "onset": _with_slope(asked, ladder, -0.3),
    }).mean(axis=0)  # fmt: skip
    for place, (name, now) in enumerate(NOW.items()):
        factor = moved[place] / asked.base.mean(axis=0)[place]
        assert found.answer.war[name] == pytest.approx(now * factor)
    assert found.moved == ("deep",)
    assert found.answer.error["none"] == 0.0 < found.answer.error["deep"]


def _with_slope(asked: SensitivityStudy, ladder: Ladder, slope: float) -> np.ndarray:
    beta = asked.draws["onset"].copy()
    beta[:, ladder.rungs["onset"].names.index("depth_major")] = slope
    return beta


def test_the_error_is_that_of_repeated_studies(here: Setting) -> None:
    """Over many studies of few draws each, changes scatter by about the error that each tells."""
    ladder = ladder_of(0.3, **{**LIVELY, "onset_depth_major": -0.6})
    asked = study(ladder, here, 3000)
    size, found, errors = 60, [], []
    for start in range(0, 3000, size):
        few = {rung: beta[start : start + size] for rung, beta in asked.draws.items()}
        one = SensitivityStudy.of(ladder, few, asked.case, NOW, (), 6, start)
        swing = other_sign(one, ladder, 0.0)
        found.append(swing.answer.war["deep"])
        errors.append(swing.answer.error["deep"])
    assert np.std(found) == pytest.approx(np.mean(errors), rel=0.35)


def test_noise_flips_nothing(here: Setting) -> None:
    """Two designs that an input brings level by noise alone do not change places."""
    ladder = ladder_of(0.3, **{**LIVELY, "onset_depth_major": 0.0})
    level = {"none": 0.3, "shallow": 0.3 - 1e-9, "deep": 0.3}
    asked = study(ladder, here, 40, told=(("shallow", "deep"),))
    asked = replace(asked, now=level)
    assert not other_sign(asked, ladder, 0.001).flips
    assert other_sign(asked, ladder, -0.5).flips


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [("index", 0.009134, "0.01"), ("share", 0.0381970, "3.8%"), ("times", 0.5, "×0.5"),
     ("times", 2.0, "×2"), ("depth", -0.41220, "−0.4 sd"), ("depth", 0.754, "+0.8 sd")],
)  # fmt: skip
def test_values_are_told_to_the_digits_that_matter(unit: str, value: float, said: str) -> None:
    assert inputs.UNITS[unit](value) == said


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
        "coefficients:onset", "coefficients:force", "coefficients:deadly", "coefficients:war",
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
    again = study(lively, here, 50)
    assert other_sign(asked, lively, 0.1) == other_sign(again, lively, 0.1)
