"""The review in the workbench: invited and strangers, held and shown, orphans, other scenarios."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from foedus.report.blocks import Brief, Paragraph, Section
from foedus.web.jobs import Jobs

EDITOR, READER = "e" * 30, "r" * 30
TOKENS = {"FOEDUS_TOKEN": EDITOR, "FOEDUS_READER_TOKEN": READER}
KOREA = "/api/review/korea-2025"


@dataclass
class Done:
    result: Any
    state: str = "done"

    def to_dict(self) -> dict[str, Any]:
        return {}


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A brief of two sentences in place of the work."""
    held = SimpleNamespace(text="War is <unlikely> at 3%.", queries=[])

    def asked(self: Jobs, kind: str, name: str, query: str, patience: float = 0) -> Done:
        del self, kind, name, patience
        held.queries.append(query)
        made = Brief(
            title="T", subtitle="", as_of="2026-01-01", abstract=("Confidence is low.",),
            sections=(Section("s", "Part", "", (Paragraph(held.text),)),),
        )  # fmt: skip
        return Done(SimpleNamespace(brief=made))

    monkeypatch.setattr(Jobs, "asked", asked)
    return held


def signed(asking: Callable[..., Any], token: str, name: str) -> Any:
    who = asking(TOKENS)
    assert who("POST", "/sign-in", data={"token": token, "name": name}).status_code == 303
    return who.enter()


def said(who: Any, quote: str = "Confidence is low.", **more: Any) -> Any:
    sent = {"section": "bottom-line", "quote": quote, "body": "Why?", **more}
    return who("POST", f"{KOREA}/comments", json=sent)


def stamp(who: Any) -> str:
    found = re.search(r'data-opened="([^"]+)"', who.get("/review/korea-2025").text)
    assert found
    return found[1]


def guest(asking: Callable[..., Any], editor: Any, scenario: str = "korea-2025") -> Any:
    made = editor("POST", f"/api/review/{scenario}/invitations", json={"reviewer": "Jane Röe"})
    assert made.status_code == 201
    who = asking(TOKENS)
    who.link = "/invited/" + made.json()["link"].rpartition("/")[2]
    assert who.get(who.link).status_code == 303
    found = re.search(r'name="csrf" content="([^"]+)"', who.get(f"/review/{scenario}").text)
    who.csrf = found[1] if found else ""
    who.invitation = made.json()["invitation"]["id"]
    return who


def test_an_invited_reviewer_comments_and_an_editor_settles(asking: Callable[..., Any]) -> None:
    editor = signed(asking, EDITOR, "Ed")
    jane = guest(asking, editor)
    made = said(jane)
    assert (made.status_code, made.json()["standing"]) == (201, "shown")
    number = made.json()["id"]
    page = jane.get("/review/korea-2025").text
    assert "Why?" in page
    assert "War is &lt;unlikely&gt; at 3%." in page
    fate = f"{KOREA}/comments/{number}/fate"
    assert jane("PUT", fate, json={"resolved": True}).status_code == 403
    answered = editor("POST", f"{KOREA}/comments/{number}/answers", json={"body": "The record."})
    assert answered.status_code == 201
    settled = {"resolved": True, "note": "Given."}
    assert editor("PUT", fate, json=settled).status_code == 200
    (thread,) = editor.get(KOREA).json()["threads"]
    assert thread["resolved"][0] == "Ed"
    assert thread["answers"][0]["body"] == "The record."
    reworded = jane("PUT", f"{KOREA}/posts/{number}", json={"body": "Why so low?"})
    assert reworded.status_code == 200
    assert jane.get(KOREA).json()["threads"][0]["comment"]["body"] == "Why so low?"
    assert editor("PUT", f"{KOREA}/posts/{number}", json={"body": "x"}).status_code == 422


def test_an_invitation_opens_one_review_and_nothing_else(asking: Callable[..., Any]) -> None:
    editor = signed(asking, EDITOR, "Ed")
    jane = guest(asking, editor)
    for path in ("/", "/board/korea-2025", "/review/taiwan-2025", "/api/scenarios/korea-2025",
                 "/history/korea-2025", "/api/review/taiwan-2025"):  # fmt: skip
        assert jane.get(path).status_code == 403, path
    assert jane("POST", f"{KOREA}/invitations", json={"reviewer": "x"}).status_code == 403
    assert editor("DELETE", f"/api/review/invitations/{jane.invitation}").status_code == 200
    assert jane.get("/review/korea-2025").status_code >= 400
    assert said(jane).status_code >= 400
    assert asking(TOKENS).get(jane.link).status_code >= 400
    assert asking(TOKENS).get("/invited/nonsense").status_code >= 400


def test_a_stranger_is_held_and_an_editor_looks(
    asking: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, editor = signed(asking, READER, "Who"), signed(asking, EDITOR, "Ed")
    opened = stamp(reader)
    assert said(reader, opened=opened).status_code == 422  # at once
    monkeypatch.setattr("foedus.review.admission.QUICKEST", 0.0)
    assert said(reader, opened="123.forged").status_code == 422
    assert said(reader, opened=opened, body="see http://a.b").status_code == 422
    made = said(reader, opened=opened)
    assert (made.status_code, made.json()["standing"]) == (201, "held")
    assert "Why?" not in reader.get("/review/korea-2025").text
    assert reader.get(KOREA).json()["threads"] == []
    assert "To look at" in editor.get("/review/korea-2025").text
    number = made.json()["id"]
    assert reader("PUT", f"/api/review/held/{number}", json={"shown": True}).status_code == 403
    assert editor("PUT", f"/api/review/held/{number}", json={"shown": True}).status_code == 200
    assert "Why?" in reader.get("/review/korea-2025").text
    trapped = said(reader, opened=opened, trap="x")
    assert trapped.json()["standing"] == "refused"


def test_words_that_went_are_orphans(asking: Callable[..., Any], brief: SimpleNamespace) -> None:
    editor = asking().enter()
    made = said(editor, "War is <unlikely> at 3%.", section="s")
    assert made.status_code == 201
    brief.text = "War is likely at 3%."
    (thread,) = editor.get(KOREA).json()["threads"]
    assert thread["at"] is None
    page = editor.get("/review/korea-2025").text
    assert "On words that are no longer here" in page
    told = editor.get(f"{KOREA}/file.jsonld").json()
    assert told["first"]["items"][0]["foedus:orphaned"] is True
    assert "Orphaned, open" in editor.get(f"{KOREA}/file.md").text
    assert editor.get(f"{KOREA}/file.exe").status_code == 404


@pytest.mark.parametrize(
    "sent",
    [{"quote": "no such words"}, {"section": "none"}, {"body": ""}, {"start": 5}, {"quote": ""},
     {"body": "x" * 6000}, {"start": 10**9}],
)  # fmt: skip
def test_what_is_no_comment_is_refused(asking: Callable[..., Any], sent: dict[str, Any]) -> None:
    found = said(asking().enter(), **sent)
    assert 400 <= found.status_code < 500


def test_a_forged_request_is_refused(asking: Callable[..., Any], folder: Path) -> None:
    editor = asking().enter()
    editor.csrf = "x"
    assert said(editor).status_code == 403
    assert not (folder / ".foedus" / "review").exists()


def test_what_was_said_elsewhere_is_not_answered_here(asking: Callable[..., Any]) -> None:
    editor = asking().enter()
    number = said(editor).json()["id"]
    elsewhere = f"/api/review/taiwan-2025/comments/{number}/answers"
    assert editor("POST", elsewhere, json={"body": "x"}).status_code == 403


def test_each_version_has_a_brief_of_its_own(
    editor: Any, folder: Path, brief: SimpleNamespace
) -> None:
    editor("POST", "/api/scenarios/mine", json={"of": "korea-2025"})
    assert editor.get("/review/mine").status_code == 200
    path = folder / "mine.yaml"
    path.write_text(path.read_text("utf-8").replace("horizon: 20", "horizon: 7"), "utf-8")
    assert editor.get("/review/mine").status_code == 200
    first, second = (each.partition("&")[0] for each in brief.queries)
    assert (first, second) == ("version=1", "version=2")
