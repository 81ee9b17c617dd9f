"""The page: whole, harmless, small, and for machines too."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest

from foedus.report.blocks import Brief as Page
from foedus.report.blocks import Bullets, Judgement, Pair, Picture, Question, Section, Table
from foedus.report.layout import bare, laid, pieces
from foedus.report.page import html

MOST = 2_500_000  # bytes of a page that a mail carries
CROWD = 4_000_000  # of one with 200 claims and 40 designs: it grows no faster than they do


class Read(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[str] = []
        self.words = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.all.append((tag, dict(attrs)))
        self._inside = tag in {"script", "style"}
        if self._inside:
            self.raw.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[-1] += data
        else:
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.all if name == tag]


@pytest.fixture(scope="module")
def text(brief: Page) -> str:
    return html(brief)


def test_an_ordered_list_keeps_its_numbers(brief: Page) -> None:
    steps = Section("x", "Steps", "", (Bullets(("first", "second"), first=3), Bullets(("any",))))
    page = Read(html(replace(brief, sections=(steps,))))
    assert page.of("ol")[-1:] == [{"start": "3"}]
    assert len(page.of("ul")) >= 1


def test_semantic_and_small(brief: Page, text: str) -> None:
    page, made = Read(text), laid(brief)
    assert len(text.encode()) < MOST
    assert page.of("html") == [{"lang": "en"}]
    for tag in ("main", "nav", "h1", "footer"):
        assert len(page.of(tag)) == 1, tag
    assert len(page.of("figure")) == len(page.of("figcaption")) == len(made.figures)
    assert len(page.of("caption")) == len(made.tables)
    assert len(page.of("section")) == len(brief.page) + len(brief.sections) + 1
    ids = [attrs["id"] for _, attrs in page.all if "id" in attrs]
    assert len(ids) == len(set(ids))
    anchors = [each["href"][1:] for each in page.of("a") if str(each["href"]).startswith("#")]
    assert set(anchors) <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.all if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_asked_of_the_network(text: str) -> None:
    page = Read(text)
    places = [
        value
        for tag, attrs in page.all
        for key, value in attrs.items()
        if key in {"src", "srcset", "href", "xlink:href", "action", "poster"} and tag != "a"
    ]
    assert places == ["data:,"]  # the icon
    assert "@import" not in text
    assert not re.search(r"url\((?!#|data:font/woff;base64,)", text)


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def rules(page: Read) -> dict[str, list[str]]:
    [policy] = [
        str(each["content"])
        for each in page.of("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    return {words[0]: words[1:] for words in map(str.split, policy.split(";"))}


def check_policy(text: str) -> None:
    """Exactly the styles and the script that are on the page are allowed."""
    page = Read(text)
    allowed = rules(page)
    assert allowed["default-src"] == ["'none'"]
    kinds = [tag for tag, _ in page.all if tag in {"script", "style"}]
    styles = [raw for kind, raw in zip(kinds, page.raw, strict=True) if kind == "style"]
    assert set(map(hashed, styles)) == set(allowed["style-src"])
    run = [
        raw
        for (_, attrs), raw in zip(
            [each for each in page.all if each[0] in {"script", "style"}], page.raw, strict=True
        )
        if raw not in styles and "json" not in str(attrs.get("type"))
    ]
    assert list(map(hashed, run)) == allowed["script-src"]


def test_the_policy_allows_what_is_there_and_nothing_else(text: str) -> None:
    check_policy(text)


def blocks(text: str) -> dict[str, Any]:
    """The page's data, by type and id."""
    page = Read(text)
    kinds = [attrs for tag, attrs in page.all if tag in {"script", "style"}]
    return {
        str(attrs.get("id") or "about"): json.loads(raw)
        for attrs, raw in zip(kinds, page.raw, strict=True)
        if "json" in str(attrs.get("type"))
    }


def test_the_assessment_and_every_figure_are_there_as_data(brief: Page, text: str) -> None:
    data = blocks(text)
    assert data["assessment"] == json.loads(json.dumps(brief.data))
    for told in laid(brief).figures:
        lean = data["figures"][told["file"]]
        given = [[row.get(name) for name in lean["columns"]] for row in told["figure"].rows]
        assert lean["rows"] == json.loads(json.dumps(given))
        assert {name for row in told["figure"].rows for name in row} == set(lean["columns"])
    assert data["about"]["name"] == brief.title


def test_every_figure_has_words_a_table_and_its_csv(brief: Page, text: str) -> None:
    page = Read(text)
    links = {each["download"]: str(each["href"]) for each in page.of("a") if "download" in each}
    for told in laid(brief).figures:
        head, _, body = links[f"{told['file']}.csv"].partition(",")
        assert head == "data:text/csv;charset=utf-8"
        assert unquote(body) == told["figure"].csv()
        assert told["alt"] in page.words


def test_every_word_of_the_brief_is_on_the_page(brief: Page, text: str) -> None:
    shown = " ".join(Read(text).words.split())
    for section in brief.sections:
        assert section.title in shown
        for block in section.blocks:
            for words in told(block):
                typed = "".join(bare(piece, kind) for piece, kind in pieces(words))
                assert " ".join(typed.split()) in shown


def told(block: Any) -> list[str]:
    match block:
        case Question(question, answer):
            return [question, *(words for each in answer for words in told(each))]
        case Bullets(items):
            return list(items)
        case Judgement(text, detail):
            return [text, detail]
        case Table():
            return [block.caption, block.note, *(cell for row in block.rows for cell in row)]
        case Picture(figure):
            return [figure.title, figure.note]
        case Pair(left, right):
            return told(left) + told(right)
        case _:
            return [block.text]


def test_harm_comes_out_as_words(harm: Page) -> None:
    text = html(harm)
    page = Read(text)
    assert len(text.encode()) < CROWD
    check_policy(text)
    assert len(page.of("script")) == 4  # about, assessment, figures, the page's own
    tags = {tag for tag, _ in page.all}
    assert tags & {"img", "iframe", "object", "embed", "b", "form", "base"} == set()
    assert [key for _, attrs in page.all for key in attrs if key.startswith("on")] == []
    links = [str(each["href"]) for each in page.of("a")]
    assert all(link.startswith(("#", "https://", "http://", "data:text/csv")) for link in links)
    assert "<script>alert(1)</script>" in page.words
    assert "{{ 7*7 }}{% raw %}" in page.words
    assert blocks(text)["assessment"] == json.loads(json.dumps(harm.data))


def test_an_empty_brief_is_a_page() -> None:
    page = Read(html(Page("<b>T", "S", "2025-01-01")))
    assert page.of("b") == []
    assert "<b>T" in page.words


def test_characters_that_no_page_can_hold(brief: Page) -> None:
    odd = Section("x", "A\x00b\ud800c", "", (Bullets(("\x1b[31m",)),))
    html(replace(brief, title="\x00\udfff", sections=(odd,), data={})).encode()
