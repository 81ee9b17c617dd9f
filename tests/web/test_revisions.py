"""A question asked again: to the digit what is answered at once, with what is kept."""

import json

import pytest

from foedus.assessment import assess
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.voice import Voice
from foedus.scenario import Fact, Scenario, load
from foedus.web.board.revisions import Revisions

DRAWS = 100
STUDIES = {"credit", "what_would_change_it", "second_lens"}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("ukraine-2025")


@pytest.fixture(scope="module")
def revisions(scenario: Scenario) -> Revisions:
    return Revisions(scenario, draws=DRAWS, years=20)


def poorer(scenario: Scenario) -> Scenario:
    """The scenario with a challenger of fewer capabilities."""
    states = dict(scenario.situation.states)
    states["RUS"] = states["RUS"].model_copy(update={"cinc": Fact(value=0.02, judgement="a test")})
    situation = scenario.situation.model_copy(update={"states": states})
    return scenario.model_copy(update={"situation": situation})


def fewer(scenario: Scenario) -> Scenario:
    """The scenario with a pledge that fewer give."""
    return scenario.with_design(scenario.design("article-5-like").without("USA", "GBR", "FRA"))


@pytest.mark.parametrize("change", [lambda one: one, fewer, poorer, lambda one: fewer(poorer(one))])
def test_an_answer_is_that_of_assess(
    scenario: Scenario, revisions: Revisions, change: object
) -> None:
    assert callable(change)
    asked = change(scenario)
    mine, whole = revisions.answer(asked), assess(asked, draws=DRAWS, years=20)
    one, two = mine.to_dict(), whole.to_dict()
    kept = {key: json.dumps(two[key], default=str) for key in two if key not in STUDIES}
    assert {key: json.dumps(one[key], default=str) for key in kept} == kept
    assert bottom_line(Voice(mine)) == bottom_line(Voice(whole))


def test_what_is_seen_as_before_is_not_simulated_again(
    scenario: Scenario, revisions: Revisions, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = revisions.answer(scenario)

    def none(*_: object, **__: object) -> None:
        raise AssertionError("simulated again")

    monkeypatch.setattr("foedus.assessment.run.simulate", none)
    monkeypatch.setattr("foedus.assessment.run.reached", none)
    again = revisions.answer(scenario.model_copy(update={"title": "Another title"}))
    assert again.designs["nato"].risk == before.designs["nato"].risk


def test_war_alone_is_the_war_of_the_whole(scenario: Scenario, revisions: Revisions) -> None:
    asked = fewer(poorer(scenario))
    few, whole = revisions.answer(asked, events=("war",)), revisions.answer(asked)
    assert bottom_line(Voice(few)) == bottom_line(Voice(whole))
    for name, design in whole.designs.items():
        assert few.designs[name].risk.by == {"war": design.risk.by["war"]}
        assert few.designs[name].versus.ratio["war"] == design.versus.ratio["war"]
        assert few.designs[name].reliability == design.reliability
