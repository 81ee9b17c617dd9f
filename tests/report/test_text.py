"""Blocks as lines of a terminal: nothing too wide, nothing lost, however narrow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.report.blocks import (
    Bullets,
    Judgement,
    Paragraph,
    Preformatted,
    Question,
    Section,
    Table,
)
from foedus.report.text import WIDTH, lines, table, text, wrapped

WORD = st.text("abcdefgh–%0123456789.()", min_size=1, max_size=9)
CELL = st.lists(WORD, max_size=8).map(" ".join)


def test_a_section_has_its_title_its_point_and_its_blocks() -> None:
    told = text([
        Section("a", "", "", (Paragraph("Before all."),)),
        Section("b", "Bottom line", "It is so.", (Bullets(("one", "two")),)),
        Section("c", "Nothing", "", ()),
    ])  # fmt: skip
    assert told.splitlines() == ["Before all.", "", "BOTTOM LINE", "It is so.", "- one", "- two"]


def test_what_is_in_a_block_keeps_its_shape() -> None:
    tree = "a\n|-- b\n`-- c"
    assert list(lines([Preformatted(tree)])) == tree.splitlines()
    assert list(lines([Judgement("It holds.", "By much.")])) == ["- It holds.", "  By much."]
    assert list(lines([Bullets(("a b", "c"), first=9)], 5)) == ["9. a", "   b", "10. c"]
    asked = Question("Who?", (Paragraph("They."),))
    assert list(lines([asked])) == ["Who?", "  They."]


def test_a_column_may_be_empty() -> None:
    assert list(lines([Table("t", "", ("", "war"), ())])) == ["   war"]
    assert list(lines([Table("t", "", ("", "war"), (("", "1%"),))])) == ["   war", "   1%"]


def test_an_interval_stands_under_its_number() -> None:
    it = Table("t", "", ("", "war"), (("none", "8.0%\n(3.2–16)"),), align=("l", "r"))
    assert list(table(it)) == [
        "           war",
        "none      8.0%",
        "      (3.2–16)",
    ]


def test_a_name_wider_than_its_column_breaks_at_a_hyphen() -> None:
    it = Table("t", "", ("Design", "War"), (("one-with-forces", "8.0% of them all and more"),))
    assert "one-with-" in [line.split("  ")[0].rstrip() for line in table(it, 24)]


def test_a_table_after_a_table_stands_apart() -> None:
    it = Table("t", "", ("a",), (("b",),))
    assert list(lines([Paragraph("Both:"), it, it])) == ["Both:", "a", "b", "", "a", "b"]


def test_options_are_never_broken() -> None:
    for line in wrapped("x " * 49 + "--posterior-of-the-year", WIDTH):
        assert "--posterior-of-the-year" in line or "-" not in line


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6),
    columns=st.integers(40, 100),
)
def test_tables_fit_and_keep_every_word(rows: list[tuple[str, ...]], columns: int) -> None:
    it = Table("t", "", ("a", "b", "c"), tuple(rows))
    told = list(table(it, columns))
    assert max(map(len, told)) <= columns
    every = [word for row in rows for cell in row for word in cell.split()]
    assert sorted(every) == sorted(" ".join(told[1:]).split())


@pytest.mark.parametrize("columns", [40, 80, 100])
def test_long_words_do_not_run_over(columns: int) -> None:
    it = Table("t", "", ("a", "b"), (("x" * 150, "y" * 30),))
    assert all(len(line) <= columns for line in lines([it], columns))
