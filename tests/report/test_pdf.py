"""The document: tagged, whole, harmless, with its data attached."""

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.documents import packed

from foedus.errors import DataError
from foedus.report.blocks import Brief as Page
from foedus.report.blocks import Bullets, Paragraph, Section, Table
from foedus.report.layout import laid
from foedus.report.pdf import pdf


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def alternatives(node: Any, found: list[str]) -> list[str]:
    """Alternative texts of all figures in the tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            alternatives(each, found)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            found.append(str(node.get("/Alt", "")))
        alternatives(node.get("/K"), found)
    return found


@pytest.fixture(scope="module")
def made(brief: Page) -> bytes:
    return pdf(brief)


@pytest.fixture(scope="module")
def document(made: bytes) -> PdfReader:
    return read(made)


def test_tagged_titled_and_in_a_language(brief: Page, document: PdfReader) -> None:
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata
    assert document.metadata.title == brief.title
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_every_figure_has_its_text_alternative(brief: Page, document: PdfReader) -> None:
    root: Any = document.trailer["/Root"]
    said = [each for each in alternatives(root["/StructTreeRoot"], []) if each]
    assert said == [told["alt"] for told in laid(brief).figures]


def test_the_data_are_attached(brief: Page, document: PdfReader) -> None:
    files = {name: content[0] for name, content in document.attachments.items()}
    assert json.loads(files["assessment.json"]) == json.loads(json.dumps(brief.data))
    for told in laid(brief).figures:
        assert files[f"{told['file']}.csv"].decode() == told["figure"].csv()


def test_the_same_brief_is_the_same_file(brief: Page, made: bytes) -> None:
    assert pdf(brief) == made


def test_harm_comes_out_as_words(harm: Page) -> None:
    made = pdf(harm)
    document, text = read(made), packed(made)
    assert '#panic("typst")#read("/etc/passwd")*b*' in text
    assert "\\input{/etc/passwd}$x^2$" in text
    assert "root:" not in text
    links = [
        note.get_object().get("/A", {}).get("/URI", "")
        for page in document.pages
        for note in page.get("/Annots", [])
    ]
    assert all(str(link).startswith(("http://", "https://")) for link in links if link)


@pytest.mark.parametrize("odd", ["臺灣海峽", "\x00\x07", "\ud800", "😀", "\ufffe", "שלום عربى"])
def test_characters_that_no_font_has_stop_nothing(odd: str) -> None:
    page = Page(f"T{odd}", odd, "2025-01-01", abstract=(odd,), sections=(
        Section("a", f"Part {odd}", odd, (
            Bullets((odd, "after")), Bullets(("third",), first=3), Paragraph("plain"),
        )),
    ))  # fmt: skip
    text = packed(pdf(page))
    assert "plain" in text
    assert "after" in text


def test_tables_of_any_shape_fit() -> None:
    wide = Table("a", "Wide", tuple(f"c{at}" for at in range(14)), (("x" * 300,) * 14,) * 3)
    tall = Table("b", "Tall", ("a", "b"), (("word " * 3000, "b"),))
    none = Table("c", "None", ("a", ""), ())
    page = Page("T", "S", "2025-01-01", sections=(Section("a", "A", "", (wide, tall, none)),))
    made = pdf(page)
    assert packed(made).count("word") == 3000
    assert len(read(made).pages) > 3


def test_an_empty_brief_is_a_document() -> None:
    assert len(read(pdf(Page("T", "S", "2025-01-01"))).pages) == 1


def test_a_date_that_is_none_is_told(brief: Page) -> None:
    with pytest.raises(DataError, match="expected YYYY-MM-DD"):
        pdf(replace(brief, as_of="soon"))
