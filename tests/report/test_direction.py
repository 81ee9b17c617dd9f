"""Arabic, Hebrew and Korean on the page and in the document: direction, language, what is unset."""

import pytest
from tests.documents import packed

from foedus.report.blocks import Brief, Bullets, Paragraph, Section, Table
from foedus.report.page import html
from foedus.report.pdf import pdf

#: For private use: no font gives it a shape.
NOBODY = "\U000f1234"


def brief(title: str, *texts: str) -> Brief:
    blocks = (
        Paragraph(texts[0]), Bullets(texts),
        Table("t", "c", ("a", "b"), tuple((each, each) for each in texts)),
    )  # fmt: skip
    return Brief(title, "subtitle", "2025-08-18", sections=(Section("s", "S", "", blocks),))


@pytest.fixture(scope="module")
def page() -> str:
    return html(
        brief("ضمانة على غرار المادة 5 — NATO", "He said وعد 5 and left", "עברית 12", "1.6%")
    )


def test_a_text_that_runs_to_the_left_says_so(page: str) -> None:
    assert '<h1 dir="rtl" lang="und-Arab">ضمانة' in page
    assert '<li dir="rtl" lang="he">' in page
    assert '<th scope="row" dir="rtl" lang="he">' in page
    assert '<html lang="en">' in page


def test_words_among_others_are_set_apart_and_plain_text_is_as_it_was(page: str) -> None:
    assert "<p>He said <bdi>وعد 5</bdi> and left</p>" in page
    assert "<li>1.6%</li>" in page


def test_the_document_says_what_no_font_has() -> None:
    said: list[str] = []
    made = pdf(brief(f"Title {NOBODY}", "text"), said.append)
    assert any("U+F1234" in line and "FOEDUS_FONTS" in line for line in said)
    assert "1other" in packed(made)
    said.clear()
    pdf(brief("Title", "text"), said.append)
    assert said == []
