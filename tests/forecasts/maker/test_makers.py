"""Forecasts as they are sealed: the numbers of the commands, from inputs that give them again."""

from datetime import date
from pathlib import Path

import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.errors import InputError
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.maker import designs, own, talks
from foedus.forecasts.maker.program import posteriors
from foedus.history import origins
from foedus.record import DocumentError

FILE = """\
foedus_questions: 1
subject: truce
title: A truce this winter
by: kim
as_of: 2026-11-27
questions:
  - id: thirty-days
    text: Does a ceasefire begin that lasts thirty days?
    definition:
      title: a ceasefire that lasts
      means: no attack across the line for thirty days on end
      counts: [local breaches that both sides disown]
      does_not_count: [a truce of three days for a feast]
      sources: [the mission's daily reports]
    opens: 2026-11-28
    closes: 2026-12-31
    chance: 0.08
    low: 0.03
    high: 0.15
    base: {chance: 0.1, events: 2, of: 20, how: truces of 2014 to 2025 that outlived a month}
"""


@pytest.fixture(scope="module")
def made() -> SealDraft:
    return designs.draft(scenario.load("ukraine-2025"), None, draws=100, years=5, seed=3)


def test_what_is_sealed_is_what_assess_says(made: SealDraft) -> None:
    said = assess("ukraine-2025", draws=100, years=5, seed=3)
    for asked in made.questions:
        design, event, years = asked.id.split("/")
        found = said.designs[design].risk.by[event][int(years) - 1]
        assert asked.chance == pytest.approx(found.value, rel=1e-8)
        assert (asked.low, asked.high) == pytest.approx((found.low, found.high), rel=1e-8)
    assert len(made.questions) == len(said.designs) * 4 * 2  # four events, 1 and 5 years


def test_the_inputs_give_the_numbers_again(made: SealDraft) -> None:
    again = designs.answered(made.inputs["scenario"], made.inputs["facts"], made.subject, 100, 5, 3)
    first = made.questions[0]
    design, event, years = first.id.split("/")
    found = again.designs[design].risk.by[event][int(years) - 1]
    assert first.chance == pytest.approx(found.value, rel=1e-8)


def test_a_question_says_when_by_what_and_beside_what(made: SealDraft) -> None:
    war = next(each for each in made.questions if each.id == "nato/war/5")
    assert war.condition == "nato"
    assert (war.opens, war.closes) == (date(2025, 8, 19), date(2030, 8, 18))
    assert war.asked_of == ("RUS", "UKR")
    assert war.base is not None
    assert war.logit is not None
    assert war.base.chance == war.base.events / war.base.of  # type: ignore[operator]
    assert "rivals at war lately" in war.base.how
    for event in ("dispute", "force", "deadly"):  # the greater is the rarer, by every account
        less = next(each for each in made.questions if each.id == f"nato/{event}/5")
        assert less.chance >= war.chance
        assert less.base is not None
        assert less.base.chance > war.base.chance
        assert less.logit is not None
        assert less.logit.chance > war.logit.chance
    none = next(each for each in made.questions if each.id == "none/war/5")
    assert none.condition == ""
    assert "the first such event" in made.definitions["war"].means
    assert made.data["cow-mid-disputes"]


def test_a_question_of_the_past_owns_to_what_it_knows_too_much() -> None:
    past = scenario.load("georgia-2008")
    [said] = designs.lacks(past)
    assert said.startswith("base rates count years to 2014, later than the question's")
    [now] = designs.lacks(scenario.load("ukraine-2026"))
    assert now == "base rates and plain logits know no outcome after 2014"
    assert posteriors(origins.before(past.as_of.year)) == ("origins/2007",)


def test_talks_are_asked_at_every_named_point() -> None:
    found = talks.draft(scenario.load("ukraine-2026"), draws=500, seed=0, years=1)
    issue = [each for each in found.questions if each.cluster == "ukraine-2026/guarantee"]
    assert [each.point for each in issue] == [45.0, 60.0, 70.0, 100.0]
    chances = [each.chance for each in issue]
    assert chances == sorted(chances, reverse=True)
    assert [each.base.chance for each in issue if each.base] == [0.8, 0.6, 0.4, 0.2]
    assert found.subject == "ukraine-2026-talks"


def test_talks_without_named_points_cannot_be_sealed() -> None:
    asked = scenario.load("ukraine-2026")
    bare = tuple(each.model_copy(update={"scale": {}}) for each in asked.issues)
    with pytest.raises(InputError, match="no issue names a point"):
        talks.draft(asked.model_copy(update={"issues": bare}), draws=500, seed=0, years=1)


def test_an_analysts_questions(tmp_path: Path) -> None:
    file = tmp_path / "truce.yaml"
    file.write_text(FILE, "utf-8")
    assert own.is_questions(file)
    assert not own.is_questions(tmp_path)
    found = own.draft(file)
    [asked] = found.questions
    assert (asked.id, asked.chance, asked.cluster) == ("thirty-days", 0.08, "thirty-days")
    assert found.definitions["thirty-days"].does_not_count == ("a truce of three days for a feast",)
    assert found.inputs["questions"] == FILE


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("chance: 0.08", "chance: 8", "truce.yaml:17: questions[0].chance"),
        ("closes: 2026-12-31", "closes: 2026-11-01", "before it opens"),
        ("low: 0.03", "low: 0.3", "low 0.3 is above high 0.15"),
        ("      sources: [the mission's daily reports]\n", "", "names no source"),
        ("by: kim\n", "", "the key 'by' is missing"),
        ("    base: {", "    rate: {", "unknown key 'rate'"),
    ],
)
def test_a_mistake_in_questions_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert FILE.count(old) == 1
    file = tmp_path / "truce.yaml"
    file.write_text(FILE.replace(old, new), "utf-8")
    with pytest.raises(DocumentError) as told:
        own.draft(file)
    assert said in str(told.value)


def test_a_name_becomes_a_subject() -> None:
    assert designs.slug("My File (2)") == "my-file-2"
    assert designs.slug("Ähm") == "hm"
    assert designs.slug("…") == "scenario"
