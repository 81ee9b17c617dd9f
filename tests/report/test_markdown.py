"""Markdown that a parser of its own reads back: the words as they were, and nothing else."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.hostile import HOSTILE

from foedus.assessment.figures import draw
from foedus.assessment.result import Assessment
from foedus.report.blocks import (
    Block,
    Brief,
    Bullets,
    Judgement,
    Paragraph,
    Picture,
    Preformatted,
    Question,
    Section,
    Table,
)
from foedus.report.figure.svg import clean
from foedus.report.markdown import brief, inline, markdown

TEXT = st.text(
    st.sampled_from("ab1 .)-+#=*_`~[]()<>!&;:|\\$\"'/\n\t") | st.characters(), max_size=40
)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def said(tokens: list[Token]) -> list[str]:
    """The words of every paragraph, item, heading and cell, as a reader sees them."""
    return [
        "".join(part.content for part in token.children or ()).strip()
        for token in tokens
        if token.type == "inline"
    ]


def kinds(tokens: list[Token]) -> set[str]:
    every = [part for token in tokens for part in (token, *(token.children or ()))]
    return {part.type for part in every}


def flat(text: str) -> str:
    return " ".join(clean(text).split())


def of(*blocks: Block) -> str:
    return markdown([Section("s", "", "", blocks)])


@given(TEXT)
@example(HOSTILE)
@example("- [ ] a\n# b\n> c\n***\n1) d")
@example("__a__ *b* ~~c~~ `d` [e](f) ![g](h) &lt; <https://x.org> <i>k</i>")
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    tokens = parsed(of(Paragraph(text)))
    assert said(tokens) == ([flat(text)] if flat(text) else [])
    known = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert kinds(tokens) <= known | {"link_open", "link_close"}


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
@example([("a|b", "\\|"), ("\\", "|")])
def test_cells_stay_where_they_were(rows: list[tuple[str, ...]]) -> None:
    tokens = parsed(of(Table("t", "", ("x", "y|z"), tuple(rows), align=("l", "r"))))
    assert said(tokens) == ["x", "y|z", *(flat(cell) for row in rows for cell in row)]
    assert "html_inline" not in kinds(tokens)


def test_each_block_has_its_form() -> None:
    text = markdown([
        Section("a", "Before", "", ()),
        Section("b", "Bottom # line #", "It is so.", (
            Bullets(("one", "- two")), Bullets(("a", "b"), first=9),
            Judgement("It holds.", "Much."),
            Preformatted("a\n```\n|-- <b>"),
            Table("t", "Chances", ("", "war"), (("none", "8.0%\n(3.2–16)"),), "Of many.",
                  ("l", "r")),
            Question("Who?", (Paragraph("They."),)),
        )),
    ])  # fmt: skip
    assert text == (
        "## Bottom \\# line \\#\n\nIt is so.\n\n- one\n- \\- two\n\n9. a\n10. b\n\n"
        "- **It holds.**\n\n  Much.\n\n````\na\n```\n|-- <b>\n````\n\n**Chances**\n\n"
        "|  | war |\n| --- | --: |\n| none | 8.0% (3.2–16) |\n\nOf many.\n\n### Who?\n\nThey.\n"
    )


def test_nothing_is_nothing() -> None:
    assert markdown([]) == markdown([Section("a", "Title", "", ())]) == ""


def test_an_address_of_the_web_is_the_only_link() -> None:
    tokens = parsed(inline("see https://x.org/a_(b). [c](javascript:d) <javascript:e> www.f.org"))
    links = [part.attrs["href"] for part in tokens[1].children or () if part.type == "link_open"]
    assert links == ["https://x.org/a_(b)"]


def test_a_brief_is_whole_and_harmless(found: Assessment) -> None:
    figure = draw(found, "war-risk")
    page = Brief(
        HOSTILE, "of many", "2025-01-01", abstract=("One.", HOSTILE),
        sections=(Section("a", "Risk", HOSTILE, (Picture(figure), Judgement(HOSTILE, "d"))),),
        meta={"version": "1", "sha256 x": "ab"},
    )  # fmt: skip
    text = brief(page)
    tokens = parsed(text)
    assert text.startswith("# ")
    assert [flat(HOSTILE), "of many", "One."] == said(tokens)[:3]
    assert {"Risk", figure.title, flat(figure.alt), "sha256 x"} <= set(said(tokens))
    assert not {"html_block", "html_inline", "image"} & kinds(tokens)
    assert not re.search(r"(?<!\\)<(?!https?:)", text)
