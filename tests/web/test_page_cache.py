"""Pages that are kept: the same for the same, made anew where a file changed, nobody's token."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import Asking

from foedus.web.page_cache import MARK, PageCache, prints

READER, EDITOR = "r" * 32, "e" * 32
PAGE = "/history/mine"


@pytest.fixture
def mine(editor: Asking, folder: Path) -> Asking:
    assert editor("POST", "/api/scenarios/mine", json={"of": "korea-2025"}).status_code == 200
    still(folder / "mine.yaml")
    return editor


def still(path: Path) -> None:
    """As if it had lain there for a minute."""
    then = path.stat().st_mtime - 60
    for each in (path, *path.parent.glob(".foedus/versions/*")):
        os.utime(each, (then, then))


def test_what_did_not_change_is_not_sent_again(mine: Asking) -> None:
    first = mine.get(PAGE)
    assert MARK not in first.text
    assert mine.csrf in first.text
    tag = {"if-none-match": first.headers["etag"]}
    again = mine.get(PAGE, headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert mine.get(PAGE, headers={"if-none-match": 'W/"other"'}).text == first.text


def test_it_is_made_once_and_anew_where_the_file_changed(mine: Asking, folder: Path) -> None:
    pages = mine.app.state.desk.pages
    first = mine.get(PAGE).text
    kept = pages.page((PAGE, "", "editor"), prints(folder))
    assert kept is not None
    assert kept.text.replace(MARK, mine.csrf) == first
    path = folder / "mine.yaml"
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    assert pages.page((PAGE, "", "editor"), prints(folder)) is None
    assert "outside" in mine.get(PAGE).text


def test_two_sessions_have_each_their_own_token_and_tag(asking: Any, folder: Path) -> None:
    door = asking({"FOEDUS_TOKEN": EDITOR, "FOEDUS_READER_TOKEN": READER})
    found = []
    for token in (READER, READER, EDITOR):
        door.cookies.clear()
        door("POST", "/sign-in", data={"token": token, "name": "Ada"})
        answer = door.get("/history/korea-2025")
        csrf = re.search(r'name="csrf" content="([^"]+)"', answer.text)
        assert csrf
        found.append((csrf[1], answer.headers["etag"]))
        assert answer.headers["vary"] == "cookie"
    assert len(set(found)) == 3
    first = {"if-none-match": found[0][1]}
    assert door.get("/history/korea-2025", headers=first).status_code == 200


def test_a_file_written_this_instant_is_not_trusted(folder: Path) -> None:
    (folder / "a.yaml").write_text("x", "utf-8")
    cache, lies = PageCache(), prints(folder)
    cache.keep(("/a",), lies, "text", {})
    assert cache.page(("/a",), lies) is None
    still(folder / "a.yaml")
    cache.keep(("/a",), prints(folder), "text", {})
    assert cache.page(("/a",), prints(folder)) is not None


def test_the_oldest_goes_first(folder: Path) -> None:
    cache = PageCache(most=2)
    for name in "abc":
        cache.keep((name,), (), name, {})
    assert [cache.page((name,), ()) is None for name in "abc"] == [True, False, False]


def test_a_folder_that_is_gone_has_prints_of_its_own(tmp_path: Path) -> None:
    assert prints(tmp_path / "gone") != prints(tmp_path)
