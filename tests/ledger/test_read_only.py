"""A log on a place that cannot be written: it is read, and adding to it is refused."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.ledger.store import LeafDraft, LedgerStore

pytestmark = pytest.mark.optional
#: Who may do anything is held to the modes of files like anybody else.
BOUND = ["setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override"]
READS = """
import sys
from pathlib import Path
from foedus.errors import FoedusError
from foedus.ledger.store import LeafDraft, LedgerStore
try:
    with LedgerStore(Path(sys.argv[1])) as store:
        print(*[body.decode() for _, body in store.leaves()])
        store.append([LeafDraft(b"third")])
except FoedusError as error:
    print(error)
"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A log in a folder of its own, whose name has what an address would read otherwise."""
    path = tmp_path / "a?b#c%41" / "log.db"
    path.parent.mkdir()
    with LedgerStore.create(path, b"first") as store:
        store.append([LeafDraft(b"second")])
    yield path
    path.parent.chmod(0o755)


def closed(path: Path) -> list[str]:
    """What a process that may not write says of a log: its leaves, then a refusal."""
    for each in path.parent.iterdir():
        each.chmod(0o444)
    path.parent.chmod(0o555)
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("this user may write everywhere")
    before = BOUND if os.geteuid() == 0 else []
    done = subprocess.run(
        [*before, sys.executable, "-c", READS, path], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_a_log_is_read_where_nothing_can_be_written(kept: Path) -> None:
    leaves, refused, hint = closed(kept)
    assert leaves == "first second"
    assert refused.endswith("attempt to write a readonly database")
    assert hint == "  try: the file or its folder cannot be written"
    assert list(kept.parent.iterdir()) == [kept]


def test_what_waits_beside_the_log_is_not_passed_over_in_silence(kept: Path) -> None:
    """Read without its write-ahead log, it would lack what was filed last."""
    kept.with_name("log.db-wal").write_bytes(b"x" * 4152)
    refused, hint = closed(kept)
    assert "cannot read or store the log" in refused
    assert hint.endswith("files beside it to a place that can be written")
