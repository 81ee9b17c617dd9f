"""The brief on several protégés: each beside the others on a page, each its own part behind it."""

import json
from dataclasses import replace

import pytest

from foedus.assessment import assess
from foedus.assessment.several import Several, combined
from foedus.briefing.several import compose
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
    brief = compose(both)
    assert brief.sections == ()
    assert brief.subtitle.startswith("Russia and Ukraine and Moldova, ")
    assert "any of Ukraine and Moldova" in brief.abstract[0]
    blocks = {section.id: section.blocks for section in brief.page}
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
    brief = compose(both, length="full")
    titles = [section.title for section in brief.sections]
    assert titles[-2:] == ["Ukraine", "Moldova"]
    files = [each["file"] for each in laid(brief).figures]
    assert len(files) == len(set(files)) == 3
    names = [each["name"] for each in laid(brief).tables]
    assert len(names) == len(set(names))


def test_it_becomes_a_page_with_its_data(both: Several) -> None:
    text = html(compose(both))
    data = text.split('id="assessment">')[1].split("</script>")[0]
    assert json.loads(data)["foedus_several"] == 1
