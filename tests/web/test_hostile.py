"""What somebody tries who means harm, and what happens to a folder behind the server's back."""

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import Asking

from foedus.scenario.read import text
from foedus.web import guard

EDITOR, READER = "e" * 32, "r" * 32
TOKENS = {"FOEDUS_TOKEN": EDITOR, "FOEDUS_READER_TOKEN": READER}
PAGES = ("board", "compare", "map", "evidence", "analogues", "claims", "signing", "study", "search",
         "sweep", "history", "meeting", "brief", "review", "watch", "models")  # fmt: skip


@pytest.mark.parametrize("name", [
    "..%2f..%2fetc%2fpasswd", "%2e%2e", "a%00b", "%00", "a%0d%0aset-cookie:x=1", "%F0%9F%92%A9",
    "con", "a" * 300, "%5c..%5cwindows", "-", ".foedus", "%25s%25n",
])  # fmt: skip
@pytest.mark.parametrize("page", ["board", "watch", "models", "brief"])
def test_a_name_is_never_a_path(editor: Asking, folder: Path, page: str, name: str) -> None:
    for method, path in (("GET", f"/{page}/{name}"), ("GET", f"/api/{page}/{name}"),
                         ("PUT", f"/api/scenarios/{name}")):  # fmt: skip
        sent = {"json": {"text": text("korea-2025")}} if method == "PUT" else {}
        found = editor(method, path, **sent)
        assert 400 <= found.status_code < 500 or (method, name) == ("PUT", "con"), (path, found)
        assert "traceback" not in found.text.lower()
        assert "set-cookie: x" not in str(found.headers).lower()
    assert {each.name for each in folder.iterdir()} <= {".foedus", "con.yaml"}
    assert not (folder.parent / "etc").exists()


@pytest.mark.parametrize("name", ["..%2fapp.css", "%2e%2e%2fpage.py", "a%00.css", ""])
def test_only_the_packages_files_are_served(editor: Asking, name: str) -> None:
    assert editor.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("body", [
    b"[" * 100_000 + b"]" * 100_000, b'{"text":' * 50_000, b"\xff\xfe", b"null", b"[]",
    b'{"text": 1}',
    b'{"text": ["a"]}', b'{"text": "a", "why": {"b": 1}}', b'{"text": "\\ud800"}', b'{"text": ""}',
    json.dumps({"text": "a: &a [*a]\n" * 3}).encode(), json.dumps({"text": "[" * 90_000}).encode(),
    json.dumps({"text": "x: " + "&a [" * 500}).encode(), b"{\"text\": NaN}",
])  # fmt: skip
def test_a_body_of_any_shape_is_refused_in_words(editor: Asking, folder: Path, body: bytes) -> None:
    found = editor("PUT", "/api/scenarios/mine", content=body,
                   headers={"content-type": "application/json"})  # fmt: skip
    assert 400 <= found.status_code < 500
    assert found.json()["error"]["what"]
    assert not (folder / "mine.yaml").exists()


@pytest.mark.parametrize("value", ["abc", "-1", "1e99", "999999999999999999999999", "NaN", ""])
def test_numbers_of_an_address_are_checked(editor: Asking, value: str) -> None:
    for query in (f"years={value}", f"version={value}", f"article-5-like.term={value}",
                  f"RUS.cinc={value}"):  # fmt: skip
        assert editor.get(f"/api/board/ukraine-2025/text?{query}").status_code < 500


@pytest.mark.parametrize("headers", [
    {"host": "evil.example"}, {"host": "localhost:8765.evil.example"}, {"host": ""},
    {"host": "localhost@evil.example"}, {"origin": "null"}, {"origin": "http://localhost:1"},
    {"origin": "https://localhost:8765.evil.example"}, {"content-length": "-5"},
])  # fmt: skip
def test_a_change_from_elsewhere_is_refused(
    editor: Asking, folder: Path, headers: dict[str, str]
) -> None:
    sent = {"json": {"of": "korea-2025"}, "headers": headers}
    assert editor("POST", "/api/scenarios/mine", **sent).status_code in {403, 413}
    assert not (folder / "mine.yaml").exists()


def test_a_token_in_an_address_opens_nothing(asking: Callable[..., Asking]) -> None:
    door = asking(TOKENS)
    for key in ("token", "access_token", "authorization", "FOEDUS_TOKEN"):
        assert door.get(f"/api?{key}={EDITOR}").status_code == 403
    for given in (EDITOR, f"Basic {EDITOR}", "Bearer", "Bearer ", f"Bearer {EDITOR}x"):
        assert door.get("/api", headers={"authorization": given}).status_code in {200, 403}
    assert door.get("/api", headers={"authorization": f"Bearer {EDITOR}x"}).status_code == 403
    for cookie in ("foedus=", "foedus=a.b.c.d.e", "foedus=editor.1.~x.61." + "0" * 64, "a=b; =; ;"):
        assert door.get("/api", headers={"cookie": cookie}).status_code == 403


@pytest.mark.parametrize("tag", ['"*"', "*", 'W/"x"', '""', "x" * 5000, '"a", "b"', "\u00e9"])
def test_a_save_against_another_tag_overwrites_nothing(
    editor: Asking, folder: Path, tag: str
) -> None:
    editor("POST", "/api/scenarios/mine", json={"of": "korea-2025"})
    kept = (folder / "mine.yaml").read_text("utf-8")
    sent = {"text": text("taiwan-2025")}
    found = editor("PUT", "/api/scenarios/mine", json=sent,
                   headers={"if-match": tag.encode()})  # fmt: skip
    assert found.status_code in {409, 412, 422}
    assert (folder / "mine.yaml").read_text("utf-8") == kept


def test_of_two_browsers_the_second_is_told(asking: Callable[..., Asking], folder: Path) -> None:
    one = asking().enter()
    one("POST", "/api/scenarios/mine", json={"of": "korea-2025"})
    two = Asking(one.app).enter()
    assert two.csrf != one.csrf
    tag = one.get("/api/scenarios/mine").headers["etag"]
    texts = [text("korea-2025") + f"# {each}\n" for each in "ab"]
    found = [
        who("PUT", "/api/scenarios/mine", json={"text": said}, headers={"if-match": tag})
        for who, said in zip((one, two), texts, strict=True)
    ]
    assert [each.status_code for each in found] == [200, 412]
    assert (folder / "mine.yaml").read_text("utf-8") == texts[0]
    stolen = two("POST", "/api/scenarios/b", json={"of": "mine"},
                 headers={"x-csrf-token": one.csrf})  # fmt: skip
    assert stolen.status_code == 403


def test_a_scenario_broken_while_it_is_open_says_so_and_hurts_no_other(
    editor: Asking, folder: Path
) -> None:
    editor("POST", "/api/scenarios/mine", json={"of": "korea-2025"})
    assert editor.get("/board/mine").status_code == 200
    for broken in (b"as_of: [", b"\xff\xfe\x00", b"", b"[1, 2]", b"a: 1\n" * 9):
        (folder / "mine.yaml").write_bytes(broken)
        for page in ("board", "claims", "history", "api/board"):
            found = editor.get(f"/{page}/mine")
            assert found.status_code < 500, (page, broken, found.text)
        listed = editor.get("/")
        assert listed.status_code == 200
        assert "wrong" in listed.text
        assert editor.get("/api/scenarios/korea-2025").status_code == 200


def test_a_folder_that_is_gone_is_said_and_a_save_is_kept(
    asking: Callable[..., Asking], folder: Path
) -> None:
    who = asking().enter()
    who("POST", "/api/scenarios/mine", json={"of": "korea-2025"})
    shutil.rmtree(folder)
    for page in ("/", "/api", "/board/mine", "/history/mine", "/watch/mine", "/work", "/api/jobs",
                 "/review/mine", "/api/board/mine"):  # fmt: skip
        found = who.get(page)
        assert found.status_code in {200, 404, 422, 503}, (page, found.text)
    assert not folder.exists()  # a look makes nothing
    saved = who("PUT", "/api/scenarios/mine", json={"text": text("korea-2025")})
    assert saved.status_code == 200
    assert (folder / "mine.yaml").read_text("utf-8") == text("korea-2025")


def test_a_body_that_stops_coming_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SLOWEST", 0.01)

    async def never() -> dict[str, Any]:
        await asyncio.sleep(30)
        return {}

    body = guard._limited({}, never)
    with pytest.raises(guard.SizeError, match="stopped coming"):
        asyncio.run(body())  # type: ignore[arg-type]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_takes_another_verb(editor: Asking, page: str) -> None:
    for method in ("PUT", "PATCH", "DELETE", "TRACE"):
        assert editor(method, f"/{page}/korea-2025").status_code == 405
