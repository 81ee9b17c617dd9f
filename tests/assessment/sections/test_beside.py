"""What stands beside the chance of war: the same in the terminal and on the page, and computed."""

from dataclasses import replace
from typing import Any

import pytest
from tests.terminal import render

from foedus.assessment import reference_class
from foedus.assessment.result import Assessment
from foedus.assessment.sections import beside
from foedus.assessment.sections.voice import Voice
from foedus.briefing.compose import compose
from foedus.history.horizon import shipped
from foedus.history.reference.record import Class, ReferencePair, Share
from foedus.report import words
from foedus.report.blocks import Bullets
from foedus.report.yardstick import UK


def test_the_terminal_and_the_page_say_the_same(answer: Assessment) -> None:
    said = beside.sentences(Voice(answer))
    assert len(said) >= 3
    flat = " ".join(render(answer).split())
    shown = _beside(answer)
    for sentence in said:
        assert " ".join(sentence.split()) in flat
        assert sentence in shown
    assert beside.deadly(Voice(answer, UK)) in _beside(answer, yardstick=UK)


def _beside(answer: Assessment, **options: Any) -> tuple[str, ...]:
    """What the annex of the brief has beside the bottom line."""
    made = compose(answer, length="full", **options)
    [part] = [each for each in made.sections if each.id == "further"]
    [said] = part.blocks
    assert isinstance(said, Bullets)
    return said.items


def test_deadly_force_and_either_side_are_those_of_the_answer(answer: Assessment) -> None:
    risk = answer.designs[answer.reference].risk
    said = beside.deadly(Voice(answer))
    for estimate in (risk.by["deadly"][-1], risk.either["deadly"][-1], risk.either["war"][-1]):
        assert words.percent(estimate.value) in said
    alone = replace(answer, setting=replace(answer.setting, back=None))
    assert "not known here" in beside.deadly(Voice(alone))


def test_a_ceasefire_is_named_where_there_is_a_fight(answer: Assessment) -> None:
    assert "ceasefire that collapses" in beside.left_out(answer)
    calm = replace(answer, setting=replace(answer.setting, ongoing=False))
    assert beside.left_out(calm) == ""


def peers(k: int, n: int, pairs: int) -> Class:
    case = ReferencePair(
        "IND", "PAK", 1949, "FirstKashmir1947-49", True, True, True, True, False, ()
    )
    return Class("pairs", 20, Share.of(k, n), Share.of(k, pairs), ((case, 1965, True),), ())


def test_a_count_of_another_number_of_cases_says_so(answer: Assessment) -> None:
    told = beside.counted(Voice(replace(answer, peers=peers(5, 40, 20))))
    assert "of 40 pairs, 5 (12%" in told
    assert "of the 20 pairs, each counted once, 5 (25%" in told
    assert "India–Pakistan 1965" in told
    assert "counted once" not in beside.counted(Voice(replace(answer, peers=peers(5, 40, 40))))


@pytest.mark.parametrize(("k", "side"), [(39, "below"), (0, "")])
def test_where_the_model_and_the_count_disagree_it_is_said(
    answer: Assessment, k: int, side: str
) -> None:
    said = beside.outside(replace(answer, peers=peers(k, 40, 40)))
    assert (f"lies {side} the count's" in said) == bool(side)


def test_the_record_is_of_the_pairs_kind_and_says_whether_it_beats_the_base_rate(
    answer: Assessment,
) -> None:
    rows = beside.over_years(answer)
    assert {row.years for row in rows} == {20}
    assert {row.event for row in rows} == set(shipped().pools)
    assert "all" in {row.pairs for row in rows} < {row.pairs for row in shipped().rows}
    for row in rows:
        said = beside.record_words(row)
        assert f"{row.came} came" in said
        assert ("no clearer than the base rate" in said) != beside.firm(row)
        assert beside.firm(row) == (row.gain["base rate"][0] > 2 * row.gain["base rate"][1])


def test_a_wars_name_is_in_words() -> None:
    case = peers(1, 2, 2).fought[0][0]
    assert reference_class.war_of(case) == "First Kashmir 1947-49"
    names = {"SixDay_1967": "Six Day 1967", "WarofAttrition_1969-70": "War of Attrition 1969-70",
             "Arab-Israeli_1948-49": "Arab-Israeli 1948-49", "war of 1975": "war of 1975",
             "": ""}  # fmt: skip
    for written, told in names.items():
        assert reference_class.war_of(replace(case, war=written)) == told
