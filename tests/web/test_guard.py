"""The door: hosts, tokens, roles, forged and oversized requests, and what every answer carries."""

from collections.abc import Callable
from typing import Any

import pytest

from foedus.errors import InputError
from foedus.web.access import Access, Role
from foedus.web.guard import LARGEST
from foedus.web.settings import loopback, settled

EDITOR, READER = "e" * 32, "r" * 32
TOKENS = {"FOEDUS_TOKEN": EDITOR, "FOEDUS_READER_TOKEN": READER}


@pytest.mark.parametrize("host", ["192.0.2.0", "192.168.1.4", "::", "example.org"])
def test_other_addresses_need_a_token(host: str, tmp_path: Any) -> None:
    with pytest.raises(InputError, match="who may enter"):
        settled(tmp_path, host, environment={})
    with pytest.raises(InputError, match="who may enter"):
        settled(tmp_path, host, environment={"FOEDUS_READER_TOKEN": READER})
    with pytest.raises(InputError, match="can be guessed"):
        settled(tmp_path, host, environment={"FOEDUS_TOKEN": "secret"})
    assert settled(tmp_path, host, environment=TOKENS).tokens == {
        EDITOR: Role.EDITOR, READER: Role.READER,
    }  # fmt: skip


@pytest.mark.parametrize(("host", "own"), [
    ("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.9.9.9", True),
    ("192.0.2.0", False), ("localhost.example.org", False),
])  # fmt: skip
def test_which_addresses_reach_this_machine_alone(host: str, own: bool) -> None:
    assert loopback(host) == own


def test_every_answer_lets_a_page_load_from_here_alone(editor: Any) -> None:
    for path in ("/", "/nowhere", "/api", "/static/app.css"):
        answer = editor.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_another_host_is_refused(editor: Any) -> None:
    assert editor.get("/", headers={"host": "evil.example"}).status_code == 403
    assert editor.get("/", headers={"host": "localhost:8765"}).status_code == 200


def test_a_forged_request_changes_nothing(editor: Any, folder: Any) -> None:
    sent = {"json": {"of": "ukraine-2025"}}
    kept, editor.csrf = editor.csrf, ""
    assert editor("POST", "/api/scenarios/mine", **sent).status_code == 403
    editor.csrf = kept
    other = {"origin": "http://evil.example"}
    assert editor("POST", "/api/scenarios/mine", headers=other, **sent).status_code == 403
    assert not (folder / "mine.yaml").exists()
    assert editor("POST", "/api/scenarios/mine", **sent).status_code == 200
    assert (folder / "mine.yaml").exists()


def test_with_tokens_nobody_enters_without_one(asking: Callable[..., Any]) -> None:
    somebody = asking(TOKENS)
    assert somebody.get("/").status_code == 403
    assert somebody.get("/api/scenarios/ukraine-2025").status_code == 403
    assert somebody.get("/sign-in").status_code == 200
    wrong = somebody("POST", "/sign-in", data={"token": "x" * 32, "name": "Eve"})
    assert wrong.status_code == 403
    assert somebody("POST", "/sign-in", data={"token": READER, "name": "Ada"}).status_code == 303
    assert somebody.enter().get("/").status_code == 200
    answer = somebody("POST", "/api/scenarios/mine", json={"of": "ukraine-2025"})
    assert answer.status_code == 403
    assert "a reader changes nothing" in answer.json()["error"]["text"]


def test_a_program_shows_its_token(asking: Callable[..., Any]) -> None:
    program = asking(TOKENS)
    told = {"authorization": f"Bearer {EDITOR}"}
    sent = {"json": {"of": "ukraine-2025"}, "headers": told}
    assert program("POST", "/api/scenarios/mine", **sent).status_code == 200
    assert program.get("/api", headers={"authorization": "Bearer no"}).status_code == 403


def test_a_body_too_large_is_refused(editor: Any) -> None:
    answer = editor("PUT", "/api/scenarios/q", content=b"x" * (LARGEST + 1))
    assert answer.status_code == 413

    async def endless() -> Any:
        for _ in range(LARGEST // 50_000 + 2):
            yield b"x" * 50_000

    answer = editor("PUT", "/api/scenarios/q", content=endless())
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize("cookie", [
    "", "x", "editor.1.a.62.x", "a.b.c.d.e", "editor..." , "\x00", "editor.9e9.a.zz.00",
])  # fmt: skip
def test_a_made_up_session_is_none(cookie: str) -> None:
    access = Access(b"k" * 32, {EDITOR: Role.EDITOR})
    assert access.session(cookie, 0.0) is None


def test_sessions_end_and_belong_to_one_secret() -> None:
    access = Access(b"k" * 32, {EDITOR: Role.EDITOR})
    value = access.issued(Role.READER, "Ada Ω", 1e9)
    found = access.session(value, 1e9 + 60)
    assert found
    assert (found.role, found.name) == (Role.READER, "Ada Ω")
    assert access.session(value, 1e9 + 40 * 86_400) is None
    assert Access(b"j" * 32, {EDITOR: Role.EDITOR}).session(value, 1e9) is None
    assert access.session(value.replace("reader", "editor"), 1e9) is None
