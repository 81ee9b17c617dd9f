"""The brief on several protégés: each beside the others on a page, each its own part behind it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from foedus.assessment import assess
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.voice import Voice
from foedus.assessment.several import Several, combined
from foedus.briefing.brief import brief
from foedus.briefing.several import compose
from foedus.errors import InputError
from foedus.report import words
from foedus.report.blocks import Judgement, Picture, Table
from foedus.report.layout import laid
from foedus.report.page import html
from foedus.scenario import load


@pytest.fixture(scope="module")
def both() -> Several:
    """The same question by two seeds, as if of two protégés."""
    asked = load("ukraine-2025")
    one, other = (assess(asked, draws=100, years=4, seed=seed) for seed in (0, 1))
    moved = replace(other, scenario=asked.model_copy(update={"protege": "MDA"}))
    return combined({"UKR": one, "MDA": moved})


def test_the_page_sets_them_side_by_side(both: Several) -> None:
    made = compose(both)
    assert made.sections == ()
    assert made.subtitle.startswith("Russia and Ukraine and Moldova, ")
    assert "any of Ukraine and Moldova" in made.abstract[0]
    blocks = {section.id: section.blocks for section in made.page}
    assert isinstance(blocks["view"][0], Picture)
    judged = [each for each in blocks["judged"] if isinstance(each, Judgement)]
    assert [each.text.split(" alone")[0] for each in judged] == ["Ukraine", "Moldova"]
    assert all(each.detail.startswith("Confidence: ") for each in judged)
    [table] = blocks["weighed"]
    assert isinstance(table, Table)
    assert table.columns[:4] == ("Design", "Ukraine", "Moldova", "Any of them")
    row = next(each for each in table.rows if each[0] == "No guarantee")
    alone = [each.designs["none"].risk.by["war"][-1] for each in both.each.values()]
    assert row[1:4] == (
        *map(words.brackets, alone), words.brackets(both.any["none"].by["war"][-1])
    )  # fmt: skip
    assert row[4] == "1"


def test_the_annex_has_each_alone(both: Several) -> None:
    made = compose(both, length="full")
    titles = [section.title for section in made.sections]
    assert titles[-2:] == ["Ukraine", "Moldova"]
    files = [each["file"] for each in laid(made).figures]
    assert len(files) == len(set(files)) == 3
    names = [each["name"] for each in laid(made).tables]
    assert len(names) == len(set(names))


def test_it_becomes_a_page_with_its_data(both: Several) -> None:
    text = html(compose(both))
    data = text.split('id="assessment">')[1].split("</script>")[0]
    assert json.loads(data)["foedus_several"] == 1


def test_one_step_from_answers_to_a_file(both: Several, tmp_path: Path) -> None:
    path = tmp_path / "both.md"
    made = brief(both, path)
    assert path.read_text("utf-8").startswith(f"# {made.title}")
    assert brief(both.first).abstract == bottom_line(Voice(both.first))
    with pytest.raises(InputError, match=r"\.html"):
        brief(both, tmp_path / "both.docx")
