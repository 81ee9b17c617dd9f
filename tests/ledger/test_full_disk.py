"""A disk that is really full: a small file system, filled to its last byte."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.commands import foedus

from foedus.errors import DiskError
from foedus.ledger.store import LeafDraft, LedgerStore

pytestmark = pytest.mark.optional
#: Bytes of the file system.
SIZE = 700_000


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system in memory; where the machine lets nobody mount one, the tests are skipped."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def filled(folder: Path) -> Path:
    """What takes the rest of the disk."""
    pad = folder / "pad"
    with suppress(OSError), pad.open("wb", buffering=0) as file:
        while file.write(b"0" * 4096):
            pass
    return pad


def until_refused(store: LedgerStore, acknowledged: list[int]) -> None:
    """Fill the disk with records; those that were taken are told."""
    while True:
        acknowledged += store.append([LeafDraft(b'{"x":"%s"}' % (b"y" * 3_000))] * 3).places


def test_nothing_acknowledged_is_lost_and_the_log_goes_on(small: Path) -> None:
    path = small / "log.db"
    store = LedgerStore.create(path, b'{"kind":"opening"}')
    acknowledged: list[int] = []
    with pytest.raises(DiskError, match="the disk is full; nothing of this was added") as told:
        until_refused(store, acknowledged)
    taken = len(acknowledged)
    assert told.value.exit_code == 1
    assert taken > 20
    assert store.size == 1 + taken
    root = store.root()
    store.close()
    pad = filled(small)
    (small / "log.db-shm").unlink(missing_ok=True)
    with LedgerStore(path) as read:  # a full disk can be read, and nothing can be added to it
        assert (read.size, read.root()) == (1 + taken, root)
        assert len(list(read.records())) == 1 + taken
        with pytest.raises(DiskError):
            read.append([LeafDraft(b'{"x":"%s"}' % (b"y" * 100_000))])
    pad.unlink()
    with LedgerStore(path) as again:
        assert (again.size, again.root()) == (1 + taken, root)


def test_commands_on_a_full_disk(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be stored ends in 1 and leaves nothing half made; what is read is read."""
    monkeypatch.chdir(small)
    pad = filled(small)
    left = sorted(small.iterdir())
    init = ("watch", "init", "ukraine-2026", "--who", "me")
    full = foedus(*init)
    assert full.returncode == 1
    assert "the disk is full" in full.stderr
    assert sorted(small.iterdir()) == left
    pad.unlink()
    assert foedus(*init).returncode == 0
    Path("act.yaml").write_text(
        "kind: report\nid: r\nconduct: attack\nstart: 2026-11-20\nend: 2026-11-20\n"
        f"spot: {{country: UKR}}\nwhat: {'x' * 1_900}\n"
    )
    before = foedus("watch", "log", "--json").stdout
    pad = filled(small)
    add = foedus("watch", "add", "act.yaml", "--who", "me")
    assert add.returncode == 1
    assert "the disk is full; nothing of this was added" in add.stderr
    assert foedus("watch", "log", "--json").stdout == before
    assert foedus("watch", "status").returncode == 0
    assert foedus("watch", "checkpoint").returncode == 1
    pad.unlink()
    done = subprocess.run(
        [sys.executable, "-m", "foedus", "watch", "add", "act.yaml", "--who", "me"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert "filed: hand/r" in done.stdout
    assert foedus("watch", "checkpoint").returncode == 0
    assert foedus("watch", "verify", "watch.db", "--log", "watch.db.pub").returncode == 0
