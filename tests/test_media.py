"""What a file is, where another kind was expected: said at every door, and never of an article."""

from pathlib import Path

import pytest
from tests.commands import foedus

from foedus import media

ARTICLE = """Ukraine says guarantees must be binding

KYIV, Aug 18 (Wire) - President Volodymyr Zelenskiy said on Monday, after talks, that Ukraine needs
security guarantees that work. "We will not accept paper," he said.

Note: the minister was not there. Russia said that it would not accept troops in Ukraine.
"""
TIMELINE = """Date | Event
2014-02-27 | Soldiers without insignia take the parliament of Crimea
2014-03-18 | Russia declares Crimea annexed
2022-02-24 | Russia invades
"""
TEXTS = {
    "a table (peace, pact) with , between cells": "peace,pact\n1.5,0\n2.5,1\n",
    "a table (iso, name, role) with ; between cells": "iso;name;role\nUKR;Ukraine;protege\n"
    "RUS;Russia;challenger\n",
    "a list of numbers": "1.5\n2.25\n-3\n",
    "a scenario": "foedus: 1\ntitle: t\nchallenger: RUS\nprotege: UKR\ndesigns:\n  none: {}\n",
    "a game": "game: tree\ntitle: t\n",
    "YAML": "one: 1\ntwo:\n- 2\n",
    "JSON": '{"a": [1, 2]}',
    "a fit": '{"coefficients": {"a": 1.0}, "converged": true}',
    "a web page": "<!doctype html><html><body>Hi</body></html>",
    "XML": "<?xml version='1.0'?><a/>",
    "an e-mail": "From: Desk <desk@wire.example>\nTo: a@b.example,\n c@d.example\nSubject: Talks\n"
    "MIME-Version: 1.0\n\nThe minister said so.\n",
    "program code": "import os\n\ndef main():\n    return 1\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_told_apart(name: str) -> None:
    found = media.of_text(TEXTS[name])
    assert found is not None
    assert found.name == name


MEMO = "To: All desks\nFrom: The desk\nSubject: Talks\n\nThe minister said that talks go on.\n"


def test_a_page_saved_as_a_mail_is_told() -> None:
    found = media.mail(f"{TEXTS['an e-mail']}<html><body>Hi</body></html>")
    assert found is not None
    assert media.mail(MEMO) is media.mail(ARTICLE) is None


@pytest.mark.parametrize("text", [ARTICLE, TIMELINE, "", "Troops?\n", "One, two.\nThree, four.\n"])
def test_no_article_is_taken_for_something_else(text: str) -> None:
    assert media.of_text(text) is None


def test_an_article_is_known_where_one_is_not_wanted() -> None:
    found = media.prose(ARTICLE)
    assert found is not None
    assert "foedus clip" in found.remedy
    assert media.prose("peace,pact\n1.5,0\n") is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04", "a spreadsheet, document or zip file"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"peace,pact\n", ""),
    ],
)
def test_files_of_programs_by_their_first_bytes(content: bytes, name: str) -> None:
    assert media.foreign(content) == name


DOORS = {
    "document": ("check", "{}"),
    "game": ("game", "check", "{}"),
    "coefficients": ("game", "solve", "ultimate.yaml", "--coef", "{}"),
    "table": ("game", "fit", "egame122", "--data", "{}"),
    "clip": ("clip", "{}"),
    "roster": ("clip", "article.txt", "--roster", "{}"),
}
GAME = """game: tree
title: t
players: [one]
tree: {player: one, actions: {a: a, b: b}}
utilities: {one: {a: constant, b: 0}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("kinds")
    for place, text in enumerate(TEXTS.values()):
        (made / f"{place}.txt").write_text(text, "utf-8")
    (made / "picture").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (made / "article.txt").write_text(ARTICLE, "utf-8")
    (made / "ultimate.yaml").write_text(GAME, "utf-8")
    return made


#: What each door reads itself, by its place in ``TEXTS``; it may find fault with it otherwise.
OWN = {
    "document": {"a scenario", "YAML", "JSON"},
    "game": {"a game", "YAML", "JSON"},
    "coefficients": {"JSON", "a fit"},
    "table": {name for name in TEXTS if name.startswith(("a table", "a list"))},
    "clip": {"a web page"},
    "roster": {"YAML", "JSON"},
}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_says_what_it_was_given(door: str, folder: Path) -> None:
    for place, name in enumerate(TEXTS):
        if name in OWN[door]:
            continue
        done = foedus(*(word.format(f"{place}.txt") for word in DOORS[door]), cwd=folder)
        assert done.returncode == 2
        assert done.stderr.startswith(f"error: {place}.txt: "), done.stderr
        assert name in done.stderr
    done = foedus(*(word.format("picture") for word in DOORS[door]), cwd=folder)
    assert done.returncode == 2
    assert "a picture" in done.stderr
