"""A few of the faults that scripts/faults.py puts to a watch's log; the rest on request."""

import os
from pathlib import Path

import pytest

from foedus.ledger.store import LeafDraft, LedgerStore
from scripts import faults


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
@pytest.mark.parametrize("kind", faults.KINDS)
def test_nothing_acknowledged_is_lost(kind: str) -> None:
    [said] = faults.rounds(1, 8, [kind])
    assert said.startswith(f"{kind}: whole, nothing lost")


def test_a_loss_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with LedgerStore.create(path, b"opening") as store:
        store.append([LeafDraft(b"a 0 x"), LeafDraft(b"a 2 x")])
    with pytest.raises(faults.LostRecordError, match="missing or out of order"):
        faults._judged(path, {"a": 1})
    with pytest.raises(faults.LostRecordError, match="5 of b were acknowledged, 0 are there"):
        faults._judged(path, {"b": 5})


def test_a_tree_that_is_not_of_the_records_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with LedgerStore.create(path, b"opening") as store:
        store.append([LeafDraft(b"a 0 x")])
        store._base.execute("UPDATE node SET hash = zeroblob(32) WHERE level = 1")
    with pytest.raises(faults.LostRecordError, match="tree is not that of the records"):
        faults._judged(path, {"a": 1})
