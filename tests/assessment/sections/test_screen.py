"""The answer on one screen, whatever the scenario; and its caveats, chosen by what it knows."""

from dataclasses import replace
from html import escape

import pytest

from foedus.assessment import assess
from foedus.assessment.notebook import html
from foedus.assessment.result import Assessment
from foedus.assessment.sections import screen
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.limits.cautions import cautions
from foedus.assessment.sections.voice import Voice
from foedus.briefing.compose import compose
from foedus.history.ladder import posterior
from foedus.report.text import text

LINES, COLUMNS = 45, 80


def shown(found: Assessment) -> list[str]:
    return text(screen.sections(Voice(found), found.scenario.name), COLUMNS).splitlines()


@pytest.fixture(scope="module", params=["ukraine-2025", "taiwan-2025"])
def shipped(request: pytest.FixtureRequest) -> Assessment:
    return assess(request.param, draws=200)


def held(found: Assessment) -> None:
    """Line by line: few enough, none too wide but a command, every part there."""
    lines = shown(found)
    assert len(lines) <= LINES
    assert all(len(line) <= COLUMNS for line in lines if not line.startswith("foedus "))
    assert [line for line in lines if line.isupper()] == [
        "BOTTOM LINE", "THE DESIGNS", "BEWARE", "NEXT",
    ]  # fmt: skip
    flat = " ".join(" ".join(lines).split())
    for sentence in bottom_line(Voice(found)):
        assert sentence in flat


def test_a_shipped_scenario_fits_a_screen_with_every_design(shipped: Assessment) -> None:
    held(shipped)
    lines = shown(shipped)
    for name, title in shipped.titles.items():
        at = next(
            at for at, line in enumerate(lines) if line.lower().startswith(title.lower()[:36])
        )
        assert lines[at + 1].startswith(f"{name} ")
    assert "left out here" not in "\n".join(lines)


def test_an_awkward_one_does_too_and_counts_what_it_leaves_out(awkward: Assessment) -> None:
    held(awkward)
    flat = " ".join(" ".join(shown(awkward)).split())
    assert any(line.startswith(f"{awkward.reference} ") for line in shown(awkward))
    assert ("left out here" in flat) == (len(awkward.designs) > 2)


def test_the_bottom_line_is_the_same_on_screen_page_and_notebook(shipped: Assessment) -> None:
    said = bottom_line(Voice(shipped))
    assert len(said) == 4
    flat = " ".join(" ".join(shown(shipped)).split())
    assert compose(shipped).abstract == said
    assert compose(shipped, length="full").abstract == said
    for sentence in said:
        assert sentence in flat
        assert escape(sentence) in html(shipped)


def test_titles_are_shown_and_names_can_be_typed(shipped: Assessment) -> None:
    assert shipped.titles[shipped.reference] == "no guarantee"
    assert all(title != name for name, title in shipped.titles.items())


def test_a_title_of_two_designs_has_their_names(answer: Assessment) -> None:
    given = answer.scenario.designs
    twin = given["nato"].model_copy(update={"title": given["article-5-like"].title})
    asked = answer.scenario.model_copy(update={"designs": {**given, "nato": twin}})
    called = replace(answer, scenario=asked).titles
    assert called["nato"] == "Article 5-like pledge by executives (nato)"
    assert called["article-5-like"] == "Article 5-like pledge by executives (article-5-like)"


def test_a_screen_warns_of_what_the_answer_knows(answer: Assessment) -> None:
    assert "The fighting of 2025 is taken to have stopped" in cautions(Voice(answer))[0]
    calm = replace(answer, setting=replace(answer.setting, ongoing=False))
    every = " ".join(cautions(Voice(calm), 20))
    assert "fighting" not in every
    assert "not proof of cause" in cautions(Voice(calm), 20)[-1]


def test_a_posterior_that_saw_later_years_is_the_first_warning(answer: Assessment) -> None:
    past = answer.scenario.model_copy(update={"as_of": answer.scenario.as_of.replace(year=2010)})
    first, *_ = cautions(Voice(replace(answer, scenario=past)))
    assert first.startswith("No forecast")


def test_another_posterior_is_told(answer: Assessment) -> None:
    assert not any("Another posterior" in each for each in cautions(Voice(answer), 20))
    other = replace(posterior.shipped())
    said = cautions(Voice(replace(answer, ladder=other)), 20)
    assert any("Another posterior" in each for each in said)


def test_missing_facts_about_third_states_are_told(answer: Assessment) -> None:
    said = cautions(Voice(replace(answer, lens=None)), 20)
    assert "No second model was asked: facts about third states are missing." in said


def test_a_representation_is_a_few_lines(answer: Assessment, forty: Assessment) -> None:
    assert len(repr(answer).splitlines()) == 1 + len(answer.designs)
    assert len(repr(answer)) < 600
    assert "32 more designs" in repr(forty)
