"""Blocks: what a line is, before anything is read from it."""

from itertools import pairwise

from foedus.clip.text.blocks import blocks

TEXT = """\
Home » World » Strait stays open
Strait stays open
The ministry said that the strait would stay open for another year.
What comes next
The ministry said that the strait would stay open for another year.
Date Event
9 May 1995 Talks begin in the capital.
2. Will it last? The minister says it will last.
And what then?
Subscribe to our newsletter!
leftover.">
"""


def test_each_line_is_told_for_what_it_is() -> None:
    kinds = [each.kind for each in blocks(TEXT)]
    assert kinds == [
        "boilerplate", "headline", "paragraph", "heading", "duplicate", "boilerplate", "row",
        "question", "answer", "question", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_blocks_are_spans_of_the_text_and_cover_its_words() -> None:
    found = blocks(TEXT)
    assert all(a.end <= b.start for a, b in pairwise(found))
    words = " ".join(each.of(TEXT) for each in found).split()
    assert words == TEXT.split()


def test_a_quoted_sentence_about_a_newsletter_is_no_boilerplate() -> None:
    line = (
        "“You may subscribe to peace or to war, but never to both in a single week,” Hart told the "
        "house, and then he sat down and said nothing more until the evening came over it."
    )
    assert [each.kind for each in blocks(line)] == ["paragraph"]


def test_a_text_with_wrapped_lines_has_paragraphs() -> None:
    text = (
        "Strait stays open\n\nThe ministry said that the strait would stay open for\n"
        "another year, and that nobody had asked it to close.\n\n- 9 May 1995 Talks begin.\n"
    )
    found = blocks(text)
    assert [each.kind for each in found] == ["headline", "paragraph", "row"]
    assert found[1].of(text).endswith("to close.")


def test_headings_of_a_page_are_not_taken_for_wrapped_lines() -> None:
    text = f"{'A heading as long as many a line of a wrapped text '}\n{'Long prose ' * 20}."
    assert len(blocks(text)) == 2
