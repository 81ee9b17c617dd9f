"""The log: nothing acknowledged is lost, nothing is changed, and writers do not hurt each other."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from foedus.errors import DataError, InputError
from foedus.ledger import merkle
from foedus.ledger.note import Checkpoint, new_key
from foedus.ledger.store import LeafDraft, LedgerStore

WRITER = """
import sys
from pathlib import Path
from foedus.ledger.store import LeafDraft, LedgerStore
store, name = LedgerStore(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    store.append([LeafDraft(f"{name} {number}".encode(), f"{name}-{number}", b"d")])
    print(number, flush=True)
"""


def made(tmp_path: Path, count: int = 0) -> LedgerStore:
    store = LedgerStore.create(tmp_path / "log.db", b"opening")
    store.append([draft(number) for number in range(count)])
    return store


def draft(number: int, digest: bytes = b"same") -> LeafDraft:
    return LeafDraft(f"leaf {number}".encode(), f"key {number}", digest)


def bodies(store: LedgerStore) -> list[bytes]:
    return [body for _, body in store.leaves()]


def whole(store: LedgerStore) -> bool:
    """Whether the kept tree is that of the leaves."""
    kept: dict[tuple[int, int], bytes] = {}
    hashes = [merkle.leaf(body) for body in bodies(store)]
    for level, place, value in merkle.grown(0, hashes, lambda *_: b""):
        kept[level, place] = value
    return merkle.root(len(hashes), lambda *key: kept[key]) == store.root()


def test_leaves_stay_in_order(tmp_path: Path) -> None:
    store = made(tmp_path, 5)
    assert bodies(store) == [b"opening", *(f"leaf {n}".encode() for n in range(5))]
    assert store.size == 6
    assert whole(store)


def test_a_key_is_taken_once(tmp_path: Path) -> None:
    store = made(tmp_path, 3)
    done = store.append([draft(1), draft(2, b"other"), draft(7), draft(7), draft(7, b"other")])
    assert done.places == (4,)
    assert done.repeated == ("key 1", "key 7")
    assert done.conflicting == ("key 2", "key 7")
    assert store.size == 5
    assert store.place("key 7") == 4
    assert store.place("nothing") is None


@pytest.mark.parametrize("sql", ["DELETE FROM leaf", "UPDATE leaf SET body = x'00'"])
def test_a_leaf_is_neither_changed_nor_deleted(tmp_path: Path, sql: str) -> None:
    made(tmp_path, 2).close()
    with (
        sqlite3.connect(tmp_path / "log.db") as base,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        base.execute(sql)
    base.close()


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    made(tmp_path).close()
    command = [sys.executable, "-c", WRITER, str(tmp_path / "log.db"), "w", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(20)]
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().splitlines()
    last = int(rest[-1]) if rest and rest[-1].isdigit() else int(told[-1])
    with LedgerStore(tmp_path / "log.db") as store:
        assert store.size >= last + 2
        assert whole(store)
        store.append([LeafDraft(b"after")])
        assert whole(store)


@pytest.mark.parametrize("cut", [1, 100, 4000])
def test_a_torn_write_loses_only_what_was_not_acknowledged(tmp_path: Path, cut: int) -> None:
    store = made(tmp_path, 3)
    log = tmp_path / "log.db-wal"
    length = log.stat().st_size
    store.append([draft(9)])
    lost = tmp_path / "lost"
    lost.mkdir()
    shutil.copy(tmp_path / "log.db", lost / "log.db")
    # the power went while the last leaf was being written: a part of it reached the disk
    (lost / "log.db-wal").write_bytes(log.read_bytes()[: length + cut])
    with LedgerStore(lost / "log.db") as found:
        assert bodies(found) == bodies(store)[:4]
        assert whole(found)


def test_a_full_disk_adds_nothing(tmp_path: Path) -> None:
    store = made(tmp_path, 2)
    pages = store._base.execute("PRAGMA page_count").fetchone()[0]
    store._base.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DataError, match="the disk is full; nothing of this was added"):
        store.append([LeafDraft(b"x" * 100_000)])
    assert store.size == 3
    assert whole(store)


def test_two_writers_at_once(tmp_path: Path) -> None:
    made(tmp_path).close()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "log.db"), name, "30"],
            stdout=subprocess.DEVNULL,
        )
        for name in ("a", "b")
    ]
    assert [process.wait() for process in processes] == [0, 0]
    with LedgerStore(tmp_path / "log.db") as store:
        assert store.size == 61
        assert sorted(bodies(store)[1:]) == sorted(
            f"{name} {n}".encode() for name in ("a", "b") for n in range(30)
        )
        assert whole(store)


def test_checkpoints_are_kept(tmp_path: Path) -> None:
    store, key = made(tmp_path, 2), new_key("log")
    head = Checkpoint("log", store.size, store.root()).signed(key)
    store.keep(head)
    store.keep(head)
    assert store.checkpoints() == (head,)


def test_what_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no log"):
        LedgerStore(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("not a database" * 100)
    with pytest.raises(DataError, match="not a database"):
        LedgerStore(tmp_path / "text.db")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE x (y)").connection.close()
    with pytest.raises(DataError, match="no log of this version"):
        LedgerStore(tmp_path / "other.db")
    made(tmp_path).close()
    with pytest.raises(InputError, match="a file already"):
        made(tmp_path)


def changed(path: Path, place: int, body: bytes) -> None:
    """What somebody with the file does: the trigger goes, then the record."""
    with sqlite3.connect(path) as base:
        base.execute("DROP TRIGGER leaf_same")
        base.execute("UPDATE leaf SET body = ? WHERE place = ?", (body, place))
    base.close()


def test_a_record_changed_where_it_lies_is_not_read(tmp_path: Path) -> None:
    store = LedgerStore.create(tmp_path / "log.db", b'{"kind":"opening"}')
    store.append([LeafDraft(b'{"n":1}'), LeafDraft(b'{"n":2}'), LeafDraft(b"none")])
    assert store.opening == {"kind": "opening"}
    assert list(store.records(1, 3)) == [(1, {"n": 1}), (2, {"n": 2})]
    with pytest.raises(DataError, match="record 3: a record cannot be read"):
        list(store.records(3))
    changed(tmp_path / "log.db", 2, b'{"n": 2}')
    assert next(store.records(1, 3)) == (1, {"n": 1})
    with pytest.raises(DataError, match="record 2 was changed after it was filed"):
        list(store.records(1, 3))
