"""``foedus review``: a comment made, answered, settled, sent on and brought back."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus.cli.review import comments
from foedus.cli.review.review import app
from foedus.errors import FoedusError

TEXTS = {"bottom-line": "The chance is 7.2%.\nConfidence is low.", "sources": "ATOP."}


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments[1:]))


@pytest.fixture(autouse=True)
def _brief(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(comments, "passages_of", lambda *_: TEXTS)


def test_a_comment_from_first_to_last(tmp_path: Path) -> None:
    said = ("review", "comment", "korea-2025", "bottom-line", "Confidence is low.", "Why?")
    number = json.loads(run(*said, "--by", "Jane", "--json").stdout)["id"]
    assert "Answer to" in run("review", "answer", number[:6], "The record.").stdout
    assert "resolved" in run("review", "resolve", number[:6], "--note", "Source given.").stdout
    told = run("review", "list", "korea-2025").stdout
    for words in ("0 of 1 open", "Confidence is low.", "Jane, editor", "The record.", "Source"):
        assert words in told
    run("review", "export", "korea-2025", "--out", "c.jsonld")
    assert json.loads(Path("c.jsonld").read_text())["total"] == 2
    assert "1 comment brought in" in run("review", "import", "korea-2025", "c.jsonld").stdout
    run("review", "export", "korea-2025", "--out", "r.md")
    assert Path("r.md").read_text().count("Why?") == 2


def test_an_invitation_is_made_and_withdrawn() -> None:
    told = json.loads(run("review", "invite", "korea-2025", "Jane Roe", "--json").stdout)
    assert told["link"].startswith("/invited/")
    number = told["invitation"]["id"]
    assert "opens nothing" in run("review", "withdraw", number[:8]).stdout
    assert isinstance(run("review", "withdraw", "zz").exception, FoedusError)


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    assert "Nothing waits" in run("review", "held").stdout
    assert "No comment" in run("review", "list", "korea-2025").stdout
    for words in (("answer", "00aa", "x"), ("resolve", "00aa"), ("rule", "00aa", "--show")):
        assert isinstance(run("review", *words).exception, FoedusError)
    assert list(tmp_path.iterdir()) == []
