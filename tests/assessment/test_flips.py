"""What would flip the ranking, on a real question."""

import pytest
from tests.terminal import render

from foedus.assessment import assess
from foedus.assessment.result import Assessment
from foedus.assessment.sensitivity import BEYOND
from foedus.assessment.variance import variance
from foedus.errors import InputError
from foedus.report import words
from foedus.scenario import Scenario


def test_as_things_are_is_the_table_s_own(answer: Assessment) -> None:
    for name, chance in answer.flips.now.war.items():
        assert chance == answer.designs[name].risk.by["war"][-1].value
    text = " ".join(render(answer).split())
    least = [group[0] for group in answer.order.lowest(answer.reference)]
    now = words.listed(
        words.percent(answer.designs[name].risk.by["war"][-1].value) for name in least
    )
    titles = words.listed(answer.titles[name] for name in least)
    assert f"under {titles} ({now} as things are)" in text


def test_only_designs_told_apart_can_change_places(answer: Assessment) -> None:
    told = {(pair.low, pair.high) for pair in answer.order.told}
    for swing in answer.flips.swings:
        assert set(swing.reverses) <= told
        for low, high in swing.reverses:
            assert swing.answer.war[high] < swing.answer.war[low]


def test_what_is_listed_exceeds_its_noise(answer: Assessment) -> None:
    now = answer.flips.now.war
    for name in now:
        for swing in answer.flips.moving([name]):
            change = abs(swing.answer.war[name] - now[name])
            assert change > BEYOND * swing.answer.error[name]


def test_digits_are_those_of_the_fact(answer: Assessment) -> None:
    text = " ".join(render(answer).split())
    assert "electoral democracy were 0.01 (now 0.25)" in text
    assert "0.00913" not in text


def test_every_input_is_moved_to_both_ends_or_is_a_choice(answer: Assessment) -> None:
    ends: dict[str, int] = {}
    for swing in answer.flips.swings:
        ends[swing.name] = ends.get(swing.name, 0) + 1
    assert {"rivalry", "lapse", "within"} <= {n for n, k in ends.items() if k == 1}
    assert {"cinc1", "democracy2", "elsewhere1", "depth:nato"} <= {
        n for n, k in ends.items() if k == 2
    }


def test_end_of_rivalry_lowers_the_risk(answer: Assessment) -> None:
    calm = next(swing for swing in answer.flips.swings if swing.name == "rivalry")
    assert all(calm.answer.war[name] < answer.flips.now.war[name] for name in calm.answer.war)


def test_depth_moves_its_own_design_alone(answer: Assessment) -> None:
    for swing in answer.flips.swings:
        if swing.name == "depth:nato":
            for name, chance in swing.answer.war.items():
                same = chance == pytest.approx(answer.flips.now.war[name], rel=1e-9)
                assert same == (name != "nato")


def test_shares_of_variance_name_what_matters(ukraine: Scenario) -> None:
    asked = assess(ukraine, draws=1000, years=5)
    found = variance(asked)
    assert found.best in {name for group in asked.order.lowest("none") for name in group}
    assert asked.order.below(found.best, found.other)
    level, gap = ({each.name: each for each in kind} for kind in (found.level, found.gap))
    assert set(level) == set(gap)
    # What history says of war, given force, is the least sure thing in the level.
    assert next(iter(level)) == "coefficients:war"
    # Facts of the two raise or lower the risk under every design alike.
    assert gap["democracy1"].total < 0.1
    own = f"depth:{found.best}"
    assert gap[own].total > level[own].total


def test_shares_need_designs_that_differ(ukraine: Scenario) -> None:
    with pytest.raises(InputError, match="no two designs differ"):
        variance(assess(ukraine, draws=100, years=2, designs=["none"]))
