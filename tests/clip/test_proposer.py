"""A language model may point at words of the text, and at nothing else."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from tests.clip.articles import PEOPLE

from foedus.clip.draft import clipped
from foedus.clip.proposer import Proposer, ask
from foedus.clip.text.original import opened
from foedus.errors import DataError, InputError

TEXT = "The talks went long. For Brandt the strait was open, and Sorin nodded to all of that."
ROWS = [
    {"text": "the strait was open", "speaker": "Brandt", "cue": "For"},
    {"text": "the strait is open", "speaker": "Brandt", "cue": "For"},
    {"text": "all of that", "speaker": "Nobody", "cue": "nodded"},
]


class Model(BaseHTTPRequestHandler):
    content: ClassVar[str] = json.dumps({"claims": ROWS})
    status: ClassVar[int] = 200
    seen: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.seen.append(self.headers.get("Authorization", ""))
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"choices": [{"message": {"content": self.content}}]}).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def proposer() -> Iterator[Proposer]:
    server = HTTPServer(("127.0.0.1", 0), Model)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Proposer(f"http://127.0.0.1:{server.server_port}/v1", "any", "secret")
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_is_not_verbatim_is_refused(proposer: Proposer) -> None:
    it = clipped(opened(TEXT.encode()), roster=PEOPLE, proposer=proposer)
    assert [each.text for each in it.claims] == ["the strait was open"]
    assert it.claims[0].speaker.name == "Lyle Brandt"
    assert it.claims[0].form == "proposed"
    assert [each.text for each in it.refused] == ["the strait is open", "all of that"]
    assert Model.seen[-1] == "Bearer secret"


def test_without_a_proposer_nothing_is_asked() -> None:
    before = len(Model.seen)
    assert clipped(opened(TEXT.encode()), roster=PEOPLE).claims == ()
    assert len(Model.seen) == before


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [("no JSON at all", 200, "not the JSON"), ("{}", 500, "answered 500"), ("{}", 302, "302")],
)
def test_an_answer_that_is_none_is_told(
    proposer: Proposer, monkeypatch: pytest.MonkeyPatch, content: str, status: int, words: str
) -> None:
    monkeypatch.setattr(Model, "content", content)
    monkeypatch.setattr(Model, "status", status)
    with pytest.raises(DataError, match=words):
        ask(proposer, TEXT)


def test_an_address_is_needed_and_somebody_there() -> None:
    with pytest.raises(InputError, match="not an address"):
        Proposer("localhost:80", "any")
    with pytest.raises(DataError, match="no answer"):
        ask(Proposer("http://127.0.0.1:9/v1", "any"), TEXT)
