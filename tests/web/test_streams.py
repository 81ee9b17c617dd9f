"""Streams: what changed is sent once, a browser that comes back is told only what it lacks."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from tests.watches import report
from tests.web.conftest import Asking

from foedus.scenario import load
from foedus.watch.members import WatchMember
from foedus.watch.watch import Watch, create
from foedus.web import streams
from foedus.web.access import Role, Session
from foedus.web.pages.events import events
from foedus.web.streams import StreamEvent, Streams, StreamSource

EDITOR = Session(Role.EDITOR, "me", "")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LOOK", 0.001)
    monkeypatch.setattr(streams, "HEARTBEAT", 0.003)


def taken(response: Any, most: int) -> list[str]:
    """The first parts of a stream, which then is left."""

    async def read() -> list[str]:
        parts = []
        async for part in response.body_iterator:
            parts.append(part)
            if len(parts) == most:
                break
        await response.body_iterator.aclose()
        return parts

    return asyncio.run(read())


def test_each_state_is_sent_once_and_silence_has_signs_of_life() -> None:
    states = iter([1, 1, 2] + [2] * 99)
    now = [0]

    def stamp() -> int:
        now[0] = next(states)
        return now[0]

    source = StreamSource("it", stamp, lambda: StreamEvent(str(now[0]), {"n": now[0]}))
    kept = Streams()
    found = taken(kept.response(source), 4)
    assert found == ["retry: 2000\n\n", 'event: it\nid: 1\ndata: {"n":1}\n\n',
                     'event: it\nid: 2\ndata: {"n":2}\n\n', ": alive\n\n"]  # fmt: skip
    assert kept.open == 0


def test_a_browser_that_has_the_state_is_told_nothing() -> None:
    source = StreamSource("it", lambda: 1, lambda: StreamEvent("7", {}))
    assert taken(Streams().response(source, "7"), 2) == ["retry: 2000\n\n", ": alive\n\n"]


def test_a_stream_ends_with_the_server_with_its_source_and_after_the_last() -> None:
    source = StreamSource("it", lambda: 1, lambda: StreamEvent("1", {}, last=True))
    assert len(taken(Streams().response(source), 9)) == 2
    assert len(taken(Streams().response(StreamSource("it", lambda: 1, lambda: None)), 9)) == 1
    ending = Streams()
    ending.ending = lambda: True
    assert len(taken(ending.response(source), 9)) == 1


def test_a_watch_is_followed_while_somebody_files(editor: Asking, folder: Path) -> None:
    members = [WatchMember("me", "steward", None)]
    desk = editor.app.state.desk
    with create(folder / "a.db", load("korea-2025"), "test", members) as kept:
        kept.file([report(start="2020-01-01", end="2020-01-01")], "me")
        told = asyncio.run(events(desk, EDITOR, watch="korea-2025", file="", job=""))
        part = taken(told, 2)[1]
    name, ident, data = part.splitlines()[:3]
    assert (name, ident) == ("event: watch", "id: a.db-2")
    assert json.loads(data.removeprefix("data: "))["records"] == 2
    with Watch(folder / "a.db") as kept:
        assert kept.store.size == 2


def test_a_job_is_followed_to_its_end(editor: Asking) -> None:
    editor.get("/analogues/korea-2025")
    [job] = editor.get("/api/jobs").json()
    desk = editor.app.state.desk
    desk.jobs.asked(job["kind"], job["name"], job["query"], 60.0)
    told = asyncio.run(events(desk, EDITOR, job=job["id"], watch="", file=""))
    parts = taken(told, 9)
    assert len(parts) == 2
    assert json.loads(parts[1].splitlines()[2].removeprefix("data: "))["state"] == "done"


@pytest.mark.parametrize(("query", "status"), [
    ("", 422), ("job=a&watch=b", 422), ("job=none", 404), ("watch=korea-2025", 422),
])  # fmt: skip
def test_what_cannot_be_followed_is_told(editor: Asking, query: str, status: int) -> None:
    assert editor.get(f"/api/events?{query}").status_code == status


def test_more_than_so_many_are_refused(editor: Asking, folder: Path) -> None:
    create(folder / "a.db", load("korea-2025"), "test", [WatchMember("me", "steward", None)])
    editor.app.state.desk.streams.open = streams.MOST
    assert editor.get("/api/events?watch=korea-2025").status_code == 503
