"""Blocks numbered in order; texts in pieces that together are the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.assessment.figures import draw
from foedus.assessment.result import Assessment
from foedus.report.blocks import Brief as Page
from foedus.report.blocks import Bullets, Pair, Paragraph, Picture, Question, Section, Table
from foedus.report.layout import bare, laid, pieces, plain


@given(st.text())
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("war 12% (90% interval 5.3–22%), very unlikely", ["5.3–22%)"]),
        ("71% (56–85%)", ["(56–85%)"]),
        ("on 1994-12-05, not before", ["1994-12-05"]),
        ("article-5-like and 10 designs", []),
        ("0.24 (0.077–0.67), -0.84", ["(0.077–0.67)"]),
    ],
)
def test_what_no_line_may_break(text: str, kept: list[str]) -> None:
    assert [piece for piece, kind in pieces(text) if kind == "kept"] == kept


def test_what_to_type_is_code() -> None:
    text = "`foedus watch init x --who NAME` begins one, `--watch FILE` shows it; a `tick` is one"
    code = [bare(piece, kind) for piece, kind in pieces(text) if kind == "code"]
    assert code == ["foedus watch init x --who NAME", "--watch FILE"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://example.org/a_(b).", "https://example.org/a_(b)"),
        ("(https://example.org/a), and more", "https://example.org/a"),
        ("javascript:alert(1) data:text/html,x ftp://x.org", None),
        ('https://x.org/"><script>', "https://x.org/"),
    ],
)
def test_only_the_web_is_linked(text: str, address: str | None) -> None:
    assert [kind for _, kind in pieces(text) if kind not in {"", "kept"}] == (
        [address] if address else []
    )


def test_numbers_run_through_pairs_and_questions(found: Assessment) -> None:
    one = Picture(draw(found, "war-risk"))
    table = Table("t", "T", ("a", "b"), (("1", "2"),))
    page = Page("T", "S", "2025-01-01", sections=(
        Section("A b!", "One", "", (Pair(one, one), table)),
        Section("A b!", "Two", "", (Question("?", (table, one, Paragraph("p"), Bullets(("b",)))),)),
    ))  # fmt: skip
    made = laid(page)
    assert [each["number"] for each in made.figures] == [1, 2, 3]
    assert [each["number"] for each in made.tables] == [1, 2]
    assert [each["id"] for each in made.sections] == ["part-1-a-b", "part-2-a-b"]
    told = plain(page)
    assert len(told["sections"][0]["blocks"][0]["blocks"][1]["rows"]) == len(one.figure.rows)
