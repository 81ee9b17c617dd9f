"""Comments stay where they were made, or have no place; they never move."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.report.blocks import Brief, Bullets, Judgement, Paragraph, Section, Table
from foedus.review.anchor import ABSTRACT, anchored, passages, place

BRIEF = Brief(
    title="T", subtitle="S", as_of="2026-01-01", abstract=("The chance is 7.2%.", "Low."),
    page=(Section("What to beware of", "Caveats", "", (Bullets(("One 7.2% here.", "Two.")),)),),
    sections=(
        Section("what-to-beware-of", "More", "A lead.", (Paragraph("And 7.2% there."),)),
        Section("t", "Table", "", (
            Table("n", "Caption", ("A", "B"), (("x", "1\n2"),)), Judgement("Likely.", "Rests."),
        )),
    ),
)  # fmt: skip
VERSION = "0123456789abcdef"


def test_a_brief_is_read_in_order_and_both_lengths_share_a_key() -> None:
    texts = passages(BRIEF)
    assert list(texts) == [ABSTRACT, "what-to-beware-of", "t"]
    assert texts["what-to-beware-of"].split("\n") == [
        "Caveats", "One 7.2% here.", "Two.", "More", "A lead.", "And 7.2% there.",
    ]  # fmt: skip
    assert texts["t"].split("\n")[2:4] == ["A\tB", "x\t1 2"]


def test_words_that_stand_twice_want_more_of_the_sentence() -> None:
    texts = passages(BRIEF)
    with pytest.raises(InputError, match="stands 2 times"):
        anchored(texts, "s", VERSION, "what-to-beware-of", "7.2%")
    made = anchored(texts, "s", VERSION, "what-to-beware-of", "One 7.2%")
    assert texts["what-to-beware-of"][place(made, texts) or 0 :].startswith("One 7.2%")


def test_a_number_of_a_table_is_known_by_its_row() -> None:
    rows = (("one", "7%"), ("two", "7%"))
    table = Section("t", "Table", "", (Table("n", "", ("A", "B"), rows),))
    texts = passages(replace(BRIEF, sections=(table,)))
    at = texts["t"].index("two\t7%") + 4
    made = anchored(texts, "s", VERSION, "t", "7%", at)
    assert (made.prefix, place(made, texts)) == ("two\t", at)
    gone = passages(replace(BRIEF, sections=(replace(table, blocks=(
        Table("n", "", ("A", "B"), rows[:1]),)),)))  # fmt: skip
    assert place(made, gone) is None


@pytest.mark.parametrize("section", ["none", "t"])
def test_words_that_are_not_there_are_refused(section: str) -> None:
    with pytest.raises(InputError):
        anchored(passages(BRIEF), "s", VERSION, section, "7.2%")


def test_a_number_in_another_sentence_does_not_draw_the_comment() -> None:
    texts = {"a": "The chance is 7.2% now."}
    made = anchored(texts, "s", VERSION, "a", "7.2%")
    assert place(made, texts) == 14
    assert place(made, {"a": "Support stands at 7.2% today."}) is None
    assert place(made, {"b": "The chance is 7.2% now."}) is None


def test_a_long_sentence_stays_though_what_is_around_it_changed() -> None:
    words = "once the fighting has stopped, if it does"
    made = anchored({"a": f"Before. {words} after."}, "s", VERSION, "a", words)
    assert place(made, {"a": f"Something else: {words}!"}) == 16
    assert place(made, {"a": f"{words} and {words}"}) is None


@given(st.text("ab .7%\n", max_size=60), st.data())
def test_an_anchor_is_found_where_it_was_made(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if not quote:
        return
    made = anchored({"x": text}, "s", VERSION, "x", quote, start)
    assert place(made, {"x": text}) in (start, None)  # None: the same words, the same around


@given(st.text("ab .7%\n", max_size=60), st.text("ab .7%\n", max_size=60), st.data())
def test_a_place_has_the_words_exactly(before: str, after: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(before)))
    quote = before[start : data.draw(st.integers(start, len(before)))]
    if not quote:
        return
    at = place(anchored({"x": before}, "s", VERSION, "x", quote, start), {"x": after})
    assert at is None or after[at : at + len(quote)] == quote
