"""Whether a design is honored: one chance for all that asks, its spread, and what was tested."""

from dataclasses import replace

import numpy as np
import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.reliability import family, features, reliability
from foedus.assessment.result import Assessment
from foedus.assessment.sections import honor
from foedus.assessment.sections.voice import Voice
from foedus.history.honor import describe, shipped
from foedus.report import words
from foedus.report.text import text
from foedus.scenario import Scenario
from foedus.search.entrapment import honored
from foedus.signing.stakes import ground

ABOUT = describe(signed=2025, inside=0.0)


@pytest.fixture(scope="module")
def taiwan() -> Assessment:
    return assess("taiwan-2025", draws=400)


def test_a_war_is_helped_as_often_as_the_promise_is_honored_draw_by_draw() -> None:
    model = shipped()
    draws = model.draws(2_000, np.random.default_rng(0))
    war, guarded = np.full((2_000, 3), 0.10), np.full((2_000, 3), 0.08)
    found = reliability(model, draws, ABOUT, None, war, guarded)
    for year in range(3):
        assert found.helped[year].value == pytest.approx(0.08 * found.honored.value)
        assert found.helped[year].low == pytest.approx(0.08 * found.honored.low)
        assert found.helped[year].high == pytest.approx(0.08 * found.honored.high)
        assert found.abandoned[year].low == pytest.approx(0.08 * (1 - found.honored.high))
        assert found.lapsed[year].value == pytest.approx(0.02)


def test_the_interval_is_that_of_a_kind_of_guarantor_and_not_of_the_rate() -> None:
    model = shipped()
    draws = model.draws(4_000, np.random.default_rng(0))
    nothing = np.zeros((4_000, 1))
    found = reliability(model, draws, ABOUT, None, nothing, nothing)
    assert found.honored.low < found.rate.low
    assert found.honored.high > found.rate.high
    assert found.honored.value == pytest.approx(found.rate.value, abs=0.02)


def test_assess_accept_and_design_draw_from_one_chance(
    answer: Assessment, ukraine: Scenario
) -> None:
    [shown] = {d.reliability.honored for d in answer.designs.values() if d.reliability}
    drawn = honored(answer)  # what a search of designs takes for entrapment
    assert drawn.mean() == pytest.approx(shown.value)
    assert np.quantile(drawn, (0.05, 0.95)) == pytest.approx([shown.low, shown.high])
    weighed = ground(ukraine, draws=20_000, seed=0).weight("honor")  # what a signature weighs
    whole = answer.honor.chance(ABOUT, answer.honor.draws(20_000, np.random.default_rng(1)))
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    assert np.quantile(weighed, levels) == pytest.approx(np.quantile(whole, levels), abs=0.03)


def test_a_challenger_among_the_guarantors_attacks_from_within(
    answer: Assessment, ukraine: Scenario
) -> None:
    reading = answer.designs["nato"].reading
    held = answer.designs["nato"].durability
    assert held is not None
    outside = features(reading, held.holding, ukraine)
    assert outside["inside"] == 0.0
    both = replace(reading, left_out={**reading.left_out, "RUS": "a party itself"})
    within = features(both, held.holding, ukraine)
    assert within["inside"] == 1.0
    model = shipped()
    draws = model.draws(2_000, np.random.default_rng(0))
    kept = [model.chance(about, draws).mean() for about in (within, outside)]
    assert kept[0] < kept[1] / 2


def said_of_honor(found: Assessment) -> str:
    section = honor.section(Voice(found))
    assert section is not None
    return " ".join(text([section]).split())


def test_what_was_never_called_on_is_said_to_be_untested(
    answer: Assessment, taiwan: Assessment
) -> None:
    for name, design in answer.designs.items():
        if design.reliability:
            assert not design.reliability.tested, name
            assert design.to_dict()["reliability"]["never_tested"]
            assert design.to_dict()["reliability"]["family"] is None
    told = said_of_honor(answer)
    untested = ("article-5-like", "article-5-like-stationed", "nato")
    assert f"Never tested: {words.listed(answer.titles[name] for name in untested)}." in told
    alone = taiwan.designs["treaty-1954"].reliability
    assert alone is not None
    assert alone.tested
    assert alone.family is not None
    assert alone.family.key == "state 2"
    told = said_of_honor(taiwan)
    assert f"Never tested: {taiwan.titles['treaty-regional']}." in told
    assert f"called on {alone.family.outside} times by wars from outside" in told


def test_a_family_called_on_by_its_own_members_alone_is_untested() -> None:
    model = shipped()
    [wide] = [each for each in model.families if each.key == "bloc 3150"]
    assert wide.called > 0
    assert wide.outside == 0
    assert not wide.tested
    assert model.family((2, 20), 2025) is not None  # the United States to Canada: of the OAS
    assert model.family((2, 200, 369), 2025) is None


def test_the_family_is_that_of_guarantors_and_protege(answer: Assessment) -> None:
    asked = scenario.load("taiwan-2025")
    reading = assess(asked, draws=100).designs["treaty-1954"].reading
    found = family(answer.honor, reading, asked)
    assert found is not None
    assert found.members == (2,)


def test_others_records_stand_beside(answer: Assessment) -> None:
    told = said_of_honor(answer)
    for said in ("39 of 96", "5 of 42", "5 of 34", "66%", "22%", "68%", "74.5%", "two thirds"):
        assert said in told
    published = {each["key"]: each for each in answer.to_dict()["honor_published"]}
    assert published["leeds-long-mitchell"]["share"] == 0.745
    assert not published["chiba"]["counted"]
    assert published["all-after"]["called"] == 54
