"""A record's own signature, and what a command takes of keys, heads and proofs."""

from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.ledger import proof as proofs
from foedus.ledger.canonical import parsed
from foedus.ledger.keyfile import public_key, read_checkpoint
from foedus.ledger.leaf import bears, signed
from foedus.ledger.note import Checkpoint, new_key
from foedus.ledger.sections import verified
from foedus.ledger.store import LeafDraft, LedgerStore
from foedus.report.text import text

KEY = new_key("kim")


def test_a_signature_is_over_all_else() -> None:
    leaf = parsed(signed({"kind": "report", "deaths": 3}, KEY), "leaf")
    assert bears(leaf, KEY.public)
    assert not bears(leaf | {"deaths": 30}, KEY.public)
    assert not bears(leaf, new_key("kim").public)
    assert not bears({"kind": "report"}, KEY.public)
    assert not bears(leaf | {"signature": "no base64!"}, KEY.public)
    assert b"signature" not in signed({"kind": "report"}, None)


def log(tmp_path: Path) -> Path:
    with LedgerStore.create(tmp_path / "log.db", b'{"kind":"opening"}') as store:
        store.append([], lambda size, root: Checkpoint("kim", size, root).signed(KEY))
    return tmp_path / "log.db"


def test_a_key_is_text_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_text(f"{KEY.public}\n", "utf-8")
    for told in (str(KEY.public), str(tmp_path / "key.pub")):
        assert public_key(told, "--log") == KEY.public
    with pytest.raises(InputError, match="is no public key"):
        public_key("kim", "--log")


def test_no_more_can_be_asked_to_sign_than_there_are_keys() -> None:
    key = str(KEY.public)
    assert proofs.policy(key, [key], 1).need == 1
    with pytest.raises(InputError, match="2 needed of 2 keys"):  # one key, given twice
        proofs.policy(key, [key, key], 2)


def test_a_log_is_its_own_proof_as_far_as_it_is_signed(tmp_path: Path) -> None:
    path = log(tmp_path)
    proof = proofs.found(path)
    assert (proof.whole, proof.head.size, proofs.beyond(path, proof)) == (True, 1, ())
    with LedgerStore(path) as store:
        store.append([LeafDraft(b"{}")])
    assert proofs.beyond(path, proofs.found(path)) == ("1 record stands after the signed head",)
    with pytest.raises(InputError, match="cannot be read"):
        proofs.found(tmp_path / "none.json")
    with (
        LedgerStore.create(tmp_path / "unsigned.db", b"{}"),
        pytest.raises(InputError, match="nothing is signed yet"),
    ):
        proofs.found(tmp_path / "unsigned.db")


def test_what_a_proof_shows_in_words(tmp_path: Path) -> None:
    found = proofs.verify(proofs.found(log(tmp_path)), proofs.policy(None, [], 0))
    said = text(verified(found, ("it was cut",)), 80).replace("\n", " ")
    assert "the record does not hold" in said
    assert "It was cut." in said
    assert "The keeper's key was not given" in said


def test_a_head_in_a_file(tmp_path: Path) -> None:
    head = Checkpoint("kim", 1, b"\1" * 32).signed(KEY)
    (tmp_path / "head").write_text(str(head), "utf-8")
    assert read_checkpoint(tmp_path / "head") == head
    (tmp_path / "head").write_bytes(b"\xff")
    with pytest.raises(InputError, match="not text"):
        read_checkpoint(tmp_path / "head")
