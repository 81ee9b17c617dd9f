"""The command: a page or a document written whole, or one clear message and no file."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.watches import blame, report
from typer.testing import CliRunner

from foedus.cli.brief import app
from foedus.errors import DataError, FoedusError, InputError, UnknownNameError
from foedus.watch.library import scenario
from foedus.watch.members import WatchMember
from foedus.watch.watch import create

FEW = ("--draws", "100")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        ("html", b"<!doctype html>"),
        ("PDF", b"%PDF-1."),
        ("md", b"# Article 5-like guarantees for Ukraine\n\n"),
    ],
)
def test_writes_the_file_and_says_where_and_how_large(
    tmp_path: Path, ending: str, start: bytes
) -> None:
    path = tmp_path / f"brief.{ending}"
    done = run("ukraine-2025", *FEW, "--out", str(path))
    assert path.read_bytes().startswith(start)
    assert done.stdout.startswith(f"{path}: Article 5-like guarantees for Ukraine (")
    assert done.stdout.endswith(("KB)\n", "MB)\n"))
    assert list(tmp_path.iterdir()) == [path]


def test_as_json_in_the_words_of_another_yardstick() -> None:
    told = json.loads(
        run("ukraine-2025", *FEW, "--years", "5", "--yardstick", "uk", "--json").stdout
    )
    assert told["foedus_brief"] == 1
    assert told["assessment"]["seed"] == 0
    assert told["meta"]["yardstick"] == "uk"
    assert told["sections"] == []  # the page alone
    words = json.dumps([told["abstract"], told["page"]])
    assert "remote chance" in words
    assert "almost no chance" not in words
    assert "within 5 years" in words


def test_the_whole_is_written_on_request(tmp_path: Path) -> None:
    page, whole = tmp_path / "page.md", tmp_path / "whole.md"
    run("ukraine-2025", *FEW, "--out", str(page))
    run("ukraine-2025", *FEW, "--length", "full", "--out", str(whole))
    start = page.read_text("utf-8").partition("## How this was made")[0]
    assert whole.read_text("utf-8").startswith(start)
    assert "## Questions and answers" in whole.read_text("utf-8")
    with pytest.raises(UnknownNameError, match="did you mean full"):
        run("no-such-scenario", "--length", "ful", "--json")


def test_the_same_seed_writes_the_same_page(tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    for path in (one, two):
        run("ukraine-2025", *FEW, "--design", "nato", "--out", str(path))
    assert one.read_bytes() == two.read_bytes()


def test_bad_input_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ends in \.html or \.pdf or \.md"):
        run("no-such-scenario", "--out", str(tmp_path / "brief.docx"))
    with pytest.raises(InputError, match="no folder"):
        run("no-such-scenario", "--out", str(tmp_path / "no" / "brief.pdf"))
    (tmp_path / "a.html").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        run("no-such-scenario", "--out", str(tmp_path / "a.html"))
    with pytest.raises(InputError, match=r"ukraine-2025\.html"):
        run("ukraine-2025")
    with pytest.raises(UnknownNameError, match="icd-203"):
        run("no-such-scenario", "--yardstick", "icd-230", "--json")
    with pytest.raises(FoedusError, match="did you mean ukraine-2025"):
        run("ukrain-2025", "--json")


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.html"
    path.write_text("old", "utf-8")

    def fails(brief: object) -> str:
        raise DataError("no")

    monkeypatch.setattr("foedus.report.page.html", fails)
    with pytest.raises(DataError):
        run("ukraine-2025", *FEW, "--out", str(path))
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_watch_beside_the_question_has_its_section(tmp_path: Path) -> None:
    watch, out = tmp_path / "watch.db", tmp_path / "brief.md"
    begun = create(watch, scenario("ukraine-2026"), "test", [WatchMember("me", "steward", None)],
                   replay=True)  # fmt: skip
    begun.file([report(), blame()], "me")
    begun.store.close()
    asked = ("--watch", str(watch), "--watch-as-of", "2026-11-01T03:00Z")
    run("ukraine-2025", *FEW, *asked, "--out", str(out))
    text = out.read_text("utf-8")
    assert (
        "## What is being kept\n\nBy what the watch knew at 2026-11-01 03:00Z: 1 incident" in text
    )
    assert "| paris-declaration | 1, defense |" in text


def test_a_watch_that_is_none_is_told_before_any_work(tmp_path: Path) -> None:
    out = str(tmp_path / "b.md")
    with pytest.raises(InputError, match="no watch is named"):
        run("ukraine-2025", "--watch-as-of", "2026-11-01", "--out", out)
    with pytest.raises(InputError, match="there is no log"):
        run("ukraine-2025", "--watch", str(tmp_path / "none.db"), "--out", out)
