"""What would flip the ranking, on a real question."""

import pytest

from foedus.assess import assess
from foedus.assess.flips import variance
from foedus.assess.result import Assessment
from foedus.errors import InputError
from foedus.scenario import Scenario


def test_the_order_is_that_of_the_chances(answer: Assessment) -> None:
    study = answer.flips
    ranked = [study.now.war[group[0]] for group in study.now.order]
    assert ranked == sorted(ranked)
    assert ("none", "budapest-style") in study.now.order
    for swing in study.swings:
        assert swing.flips == (swing.answer.order != study.now.order)


def test_as_things_are_is_about_the_assessments_answer(answer: Assessment) -> None:
    for name, chance in answer.flips.now.war.items():
        assert chance == pytest.approx(answer.designs[name].risk.by["war"][-1].value, rel=0.15)


def test_every_input_is_moved_to_both_ends_or_is_a_choice(answer: Assessment) -> None:
    ends: dict[str, int] = {}
    for swing in answer.flips.swings:
        ends[swing.name] = ends.get(swing.name, 0) + 1
    assert {"rivalry", "lapse", "within", "practice"} <= {n for n, k in ends.items() if k == 1}
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
    found = variance(assess(ukraine, draws=1000, years=5))
    assert (found.best, found.other) == ("article-5-like-stationed", "article-5-like")
    level, gap = ({each.name: each for each in kind} for kind in (found.level, found.gap))
    assert set(level) == set(gap)
    # What history says of war, given force, is the least sure thing in the level.
    assert next(iter(level)) == "coefficients:war"
    # Facts of the two raise or lower the risk under every design alike.
    assert gap["democracy1"].total < 0.1
    assert gap["depth:article-5-like"].total > level["depth:article-5-like"].total


def test_shares_need_designs_that_differ(ukraine: Scenario) -> None:
    with pytest.raises(InputError, match="no two designs differ"):
        variance(assess(ukraine, draws=100, years=2, designs=["none"]))
