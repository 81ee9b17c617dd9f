"""Faults on the way from a publisher to a frame: each one message, nothing half-written."""

import errno
import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

import pytest

from foedus.errors import DataError
from foedus.evidence.card import Card
from foedus.evidence.fetch import fetch, state
from foedus.evidence.table import table

CONTENT = b"ccode,year,polity\n2,1816,9\n200,1816,NA\n"
NAME = "toy"
PATH = "owner/repository/data/toy.csv"


def a_card(url: str) -> Card:
    digest = hashlib.sha256(CONTENT).hexdigest()
    return Card(NAME, "Toy", "nobody", "1", "Nobody 1816", "free", url, PATH, digest, "csv")


class Publisher:
    """A web server on this machine, and what it answers."""

    def __init__(self) -> None:
        self.content, self.status, self.asked = CONTENT, 200, 0
        publisher = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                publisher.asked += 1
                self.send_response(publisher.status)
                self.send_header("Content-Length", str(len(publisher.content)))
                self.end_headers()
                self.wfile.write(publisher.content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}/toy.csv"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache and no mirror; the one card is the toy's, with no answer at its address."""
    monkeypatch.delenv("FOEDUS_MIRROR", raising=False)
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    publish("http://127.0.0.1:9/toy.csv", monkeypatch)
    monkeypatch.setattr(import_module("foedus.evidence.fetch"), "WAIT", 0.0)
    return tmp_path / "cache"


def publish(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("fetch", "table"):
        monkeypatch.setattr(
            import_module(f"foedus.evidence.{module}"), "card", lambda _: a_card(url)
        )


@pytest.fixture
def publisher(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    server = Publisher()
    publish(server.url, monkeypatch)
    yield server
    server.close()


@pytest.fixture
def mirror(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "mirror" / PATH
    file.parent.mkdir(parents=True)
    file.write_bytes(CONTENT)
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "mirror"))
    return file


def files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_a_file_is_fetched_once_and_then_used_offline(
    publisher: Publisher, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = table(NAME)
    assert frame.to_dict(as_series=False) == {
        "ccode": [2, 200],
        "year": [1816, 1816],
        "polity": [9, None],
    }
    publisher.status = 500
    assert table(NAME).equals(frame)
    assert publisher.asked == 1


@pytest.mark.parametrize("content", [CONTENT[:-5], CONTENT + b"x", b"<html>sign in</html>", b""])
def test_a_wrong_hash_is_refused_and_nothing_kept(
    publisher: Publisher, cache: Path, content: bytes
) -> None:
    publisher.content = content
    with pytest.raises(DataError, match="SHA-256") as raised:
        table(NAME)
    assert raised.value.exit_code == 3
    assert files(cache) == []


def test_a_refusing_server_is_named(publisher: Publisher, cache: Path) -> None:
    publisher.status = 404
    with pytest.raises(DataError, match="HTTP 404"):
        fetch(NAME)
    assert files(cache) == []


def test_no_network(cache: Path) -> None:
    with pytest.raises(DataError, match=r"could not be downloaded[^\n]*\n.*FOEDUS_MIRROR"):
        fetch(NAME)
    assert files(cache) == []


def test_an_altered_cache_is_not_used(cache: Path) -> None:
    kept = cache / PATH
    kept.parent.mkdir(parents=True)
    kept.write_bytes(CONTENT.replace(b"9", b"8"))
    assert state(a_card("")) == "altered"
    with pytest.raises(DataError, match="altered in the cache"):
        table(NAME)


def test_an_altered_cache_is_fetched_again(publisher: Publisher, cache: Path) -> None:
    kept = cache / PATH
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"spoiled")
    assert fetch(NAME).read_bytes() == CONTENT


def test_the_mirror_is_read_where_it_lies(mirror: Path, cache: Path) -> None:
    assert fetch(NAME) == mirror
    assert table(NAME).height == 2
    assert [name.split("/")[0] for name in files(cache)] == ["tables"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write_bytes(CONTENT[:10]), "altered in the mirror: its 10 bytes"),
        (lambda file: file.write_bytes(CONTENT[::-1]), "altered in the mirror"),
        (lambda file: file.unlink(), "missing in the mirror"),
    ],
    ids=["truncated", "altered", "missing"],
)
def test_a_spoiled_mirror_is_refused_even_when_converted_before(
    mirror: Path, spoil: object, said: str
) -> None:
    table(NAME)
    spoil(mirror)  # type: ignore[operator]
    with pytest.raises(DataError, match=said):
        table(NAME)


def test_a_mirror_that_is_no_folder(monkeypatch: pytest.MonkeyPatch, mirror: Path) -> None:
    monkeypatch.setenv("FOEDUS_MIRROR", str(mirror))
    with pytest.raises(DataError, match="no folder"):
        fetch(NAME)


def test_a_cache_that_cannot_be_written(
    mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("FOEDUS_CACHE", str(blocked / "cache"))
    with pytest.raises(DataError, match=r"cannot be read or written(?s:.*)FOEDUS_CACHE"):
        table(NAME)


def test_a_download_into_a_cache_that_cannot_be_written(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("FOEDUS_CACHE", str(blocked / "cache"))
    with pytest.raises(DataError, match="FOEDUS_CACHE"):
        fetch(NAME)


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interruption_leaves_nothing(
    mirror: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    def half(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", half)
        if isinstance(fault, OSError):
            with pytest.raises(DataError, match="the disk is full"):
                table(NAME)
        else:
            with pytest.raises(KeyboardInterrupt):
                table(NAME)
    assert files(cache) == []
    assert table(NAME).height == 2  # and the next run is well


@pytest.mark.parametrize("spoiled", [b"", b"PAR1 and no more"])
def test_a_spoiled_conversion_is_made_again(mirror: Path, cache: Path, spoiled: bytes) -> None:
    frame = table(NAME)
    (kept,) = (cache / "tables").iterdir()
    kept.write_bytes(spoiled)
    assert table(NAME).equals(frame)
    assert len(files(cache)) == 1


def test_runs_at_once_agree(mirror: Path, cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        frames = list(pool.map(table, [NAME] * 16))
    assert all(frame.equals(frames[0]) for frame in frames)
    assert len(files(cache)) == 1


def test_a_file_that_cannot_be_parsed_says_so(
    mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = a_card("")
    broken = Card(
        **{name: getattr(entry, name) for name in Card.__slots__ if name != "format"}, format="rda"
    )
    for module in ("fetch", "table"):
        monkeypatch.setattr(import_module(f"foedus.evidence.{module}"), "card", lambda _: broken)
    with pytest.raises(DataError, match="could not be read as rda"):
        table(NAME)
