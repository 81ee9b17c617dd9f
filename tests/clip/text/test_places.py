"""Where a page's words stand in its file: verbatim, in pieces where tags break them."""

from html import unescape

import pytest

from foedus.clip.text.original import opened
from foedus.clip.text.places import places

PAGE = """<!doctype html><html><head><title>Strait &amp; harbor stay open</title>
<style>p { color: red }</style><script>var hidden = "The ministry said no.";</script></head><body>
<article><p>The ministry said the <b>strait</b> would stay&nbsp;open
to trade. &ldquo;We&#8217;ll keep it so,&rdquo; <a href="x?a=1&b=2">Ana Belic</a> said.</p>
<!-- The ministry said the reverse. -->
<p>Nobody &lt;else&gt; spoke, and 2 < 3.</p></article></body></html>"""


def runs(text: str, words: str, page: str = PAGE) -> list[str]:
    """The pieces of the file that hold some words of what was read off it."""
    at = text.index(words)
    return [page[slice(*run)] for run in places(text, page).pieces((at, at + len(words)))]


TEXT = "Strait & harbor stay open\nThe ministry said the strait would stay open to trade. " \
    "“We’ll keep it so,” Ana Belic said.\nNobody <else> spoke, and 2 < 3."  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The ministry said the", ["The ministry said the"]),
        ("the strait would", ["the", "strait", "would"]),
        ("open to trade", ["open\nto trade"]),
        ("“We’ll keep it so,”", ["&ldquo;We&#8217;ll keep it so,&rdquo;"]),
        ("Ana Belic said", ["Ana Belic", "said"]),
        ("<else> spoke, and 2 < 3.", ["&lt;else&gt; spoke, and 2 < 3."]),
        ("Strait & harbor", ["Strait &amp; harbor"]),
    ],
)
def test_words_are_found_in_the_file(words: str, expected: list[str]) -> None:
    assert runs(TEXT, words) == expected


def test_scripts_styles_and_comments_hold_no_place() -> None:
    found = places("var hidden =\nThe ministry said the reverse.\ncolor: red", PAGE)
    assert found.pieces((0, 12)) == ()
    assert found.placed() < 0.5


def test_a_title_in_an_attribute_is_placed_as_it_is_written() -> None:
    page = '<html><head><meta property="og:title" content="Belic will sign"></head><p>No.</p>'
    assert runs("Belic will sign\nNo.", "Belic will sign", page) == ["Belic will sign"]


def test_words_that_the_file_has_not_have_no_place() -> None:
    found = places("- The ministry said the strait\n| made up entirely |", PAGE)
    assert found.pieces((0, 1)) == ()
    assert found.pieces((31, 51)) == ()
    assert [PAGE[slice(*run)] for run in found.pieces((2, 30))] == [
        "The ministry said the", "strait",
    ]  # fmt: skip


def test_every_letter_of_an_article_stands_where_it_is_said_to() -> None:
    it = opened(PAGE.encode(), "page.html")
    assert it.places is not None
    assert it.places.placed() == 1.0
    for at, letter in enumerate(it.text):
        if not letter.isspace():
            [(low, high)] = it.places.pieces((at, at + 1))
            assert unescape(PAGE[low:high]) == letter


@pytest.mark.parametrize(
    "page",
    ["<p>" * 200_000, "<" * 200_000, "<script>" * 50_000, "<!--" * 100_000, "&amp" * 100_000],
)
def test_hostile_markup_ends(page: str) -> None:
    assert places("one two three\n" * 200, page).placed() < 0.1
