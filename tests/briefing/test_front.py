"""The page: one A4 sheet whatever the scenario, in words of the record, nothing said twice."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.documents import packed

from foedus.assessment import assess
from foedus.assessment.figures.registry import draw
from foedus.assessment.result import Assessment
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.voice import Voice
from foedus.briefing import annex
from foedus.briefing.compose import compose
from foedus.report import markdown
from foedus.report.blocks import Block, Brief, Bullets, Judgement, Paragraph, Picture, Table
from foedus.report.layout import laid
from foedus.report.lint import lint
from foedus.report.page import html
from foedus.report.pdf import pdf


@pytest.fixture(scope="module", params=["ukraine-2025", "taiwan-2025"])
def asked(request: pytest.FixtureRequest) -> Assessment:
    return assess(request.param, draws=200)


@pytest.fixture(scope="module")
def page(asked: Assessment) -> Brief:
    return compose(asked)


@pytest.fixture(scope="module")
def whole(asked: Assessment) -> Brief:
    return compose(asked, length="full")


def inside(made: Brief) -> list[Block]:
    return [block for part in (*made.page, *made.sections) for block in part.blocks]


def pages(made: Brief) -> int:
    return len(PdfReader(BytesIO(pdf(made))).pages)


def said(made: Brief) -> Iterator[str]:
    yield from made.abstract
    for block in inside(made):
        match block:
            case Paragraph(text):
                yield text
            case Judgement(text, detail):
                yield from (text, detail)
            case Bullets(items):
                yield from items
            case Table():
                yield block.note


def test_a_page_is_one_sheet(page: Brief) -> None:
    assert page.sections == ()
    assert pages(page) == 1


def test_an_awkward_one_is_one_sheet_too(awkward: Assessment) -> None:
    assert pages(compose(awkward)) == 1


def test_it_has_one_figure_three_judgements_and_the_designs(asked: Assessment, page: Brief) -> None:
    kinds = [type(block) for block in inside(page)]
    assert kinds.count(Picture) == 1
    assert kinds.count(Judgement) == 3
    assert kinds.count(Table) == 1
    judged = [block for block in inside(page) if isinstance(block, Judgement)]
    assert all(block.detail.startswith("Confidence: ") for block in judged)
    [table] = [block for block in inside(page) if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == [label for label, _ in Voice(asked).rows]


def test_its_words_keep_the_rules(page: Brief, awkward: Assessment) -> None:
    assert [str(each) for each in lint(said(page))] == []
    assert [str(each) for each in lint(said(compose(awkward)))] == []


def test_no_table_repeats_the_figure_beside_it(page: Brief) -> None:
    [picture] = [block for block in inside(page) if isinstance(block, Picture)]
    [table] = [block for block in inside(page) if isinstance(block, Table)]
    assert picture.figure.name == "war-risk"
    assert not any(column.startswith("War in") for column in table.columns)


def test_every_figure_says_whose_data_it_shows(whole: Brief) -> None:
    drawn = laid(whole).figures
    assert len(drawn) > 8
    assert all(each["source"].startswith("Source: ") for each in drawn)
    text = html(whole)
    assert text.count('class="note source"') == len(drawn)


def test_the_annex_follows_the_page(whole: Brief, page: Brief) -> None:
    assert whole.page == page.page
    assert whole.abstract == page.abstract
    long, short = markdown.brief(whole), markdown.brief(page)
    assert long.startswith(short.partition("## How this was made")[0])
    ids = {part.id for part in whole.sections}
    assert {"judgements", "further", "designs", "questions", "sources"} <= ids


def test_parts_of_the_annex_have_what_was_found_as_titles(whole: Brief) -> None:
    found = {part.id: part for part in whole.sections if part.topic}
    assert {"designs", "growth", "honor", "flips", "record"} <= set(found)
    assert found["growth"].topic == "How the risk grows"
    assert found["growth"].title.startswith("The chance of war grows from ")


def test_every_form_has_the_bottom_line(asked: Assessment, page: Brief) -> None:
    text = packed(pdf(page))
    for sentence in bottom_line(Voice(asked)):
        assert "".join(sentence.split()) in text
        assert markdown.inline(sentence) in markdown.brief(page)


def test_designs_are_held_against_what_fits_the_case(asked: Assessment, whole: Brief) -> None:
    """NATO's article where the scenario speaks of it; a treaty like the designs' elsewhere."""
    held = whole.data["beside"]["held_against"]
    assert held == ("north-atlantic-1949" if asked.scenario.name == "ukraine-2025" else held)
    assert (held == annex.ARTICLE_5) == (asked.scenario.name == "ukraine-2025")


def test_the_map_shows_who_would_be_bound(asked: Assessment) -> None:
    rows = draw(asked, "map").rows
    bound = {row["state"] for row in rows if row["value"] == "bound to defend"}
    assert bound
    assert any(bound == set(each.reading.guarantors) for each in asked.designs.values())
