"""Proofs: whatever is done to a log, its head shows it; witnesses refuse a second history."""

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.ledger import proof as proofs
from foedus.ledger import witness as witnesses
from foedus.ledger.note import Checkpoint, SigningKey, new_key
from foedus.ledger.proof import LeafProof, Policy, ProofFile, prove, verify
from foedus.ledger.store import LeafDraft, LedgerStore
from foedus.ledger.witness import SplitViewError

KEY = new_key("watch/test")


def log(path: Path, texts: list[str]) -> LedgerStore:
    store = LedgerStore.create(path, b'{"kind":"opening"}')
    store.append([LeafDraft(f'{{"n":"{text}"}}'.encode()) for text in texts])
    return store


def head(store: LedgerStore, key: SigningKey = KEY) -> Checkpoint:
    return Checkpoint("watch/test", store.size, store.root()).signed(key)


def policy(*keys: object, need: int = 0) -> Policy:
    return Policy(KEY.public, keys, need)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> LedgerStore:
    return log(tmp_path / "log.db", ["a", "b", "c", "d", "e"])


def test_a_record_and_the_whole_are_proved(store: LedgerStore) -> None:
    one = prove(store, head(store), [3], None)
    found = verify(one, policy())
    assert (found.faults, found.signed, found.leaves) == ((), True, ({"n": "c"},))
    assert found.warnings == (
        "no witness was asked for: the keeper may show others another history",
    )
    every = prove(store, head(store), None, None)
    assert verify(every, policy()).faults == ()


def test_a_proof_survives_its_file(store: LedgerStore, tmp_path: Path) -> None:
    older = Checkpoint("watch/test", 2, store.root(2)).signed(KEY)
    made = prove(store, head(store), [1, 4], older)
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proofs.encoded(made)))
    assert proofs.read(path) == made


TEXTS = st.lists(st.text("abc", max_size=2), min_size=1, max_size=8)


@given(TEXTS, st.data())
def test_any_edit_drop_reorder_or_addition_is_found(texts: list[str], data: st.DataObject) -> None:
    leaves = [LeafProof(n, f'{{"n":"{t}"}}'.encode(), ()) for n, t in enumerate(texts)]
    hashes = [proofs.merkle.leaf(each.body) for each in leaves]
    nodes = {(a, b): c for a, b, c in proofs.merkle.grown(0, hashes, lambda *_: b"")}
    root = proofs.merkle.root(len(leaves), lambda *key: nodes[key])
    signed = Checkpoint("watch/test", len(leaves), root).signed(KEY)
    assert verify(ProofFile(signed, tuple(leaves), True), policy()).faults == ()
    bodies = [each.body for each in leaves]
    place = data.draw(st.integers(0, len(bodies) - 1))
    what = data.draw(st.sampled_from(["edit", "drop", "swap", "add", "repeat"]))
    changed = list(bodies)
    match what:
        case "edit":
            changed[place] = b'{"n":"edited"}'
        case "drop":
            del changed[place]
        case "swap":
            other = data.draw(st.integers(0, len(bodies) - 1))
            changed[place], changed[other] = changed[other], changed[place]
        case "add":
            changed.insert(place, b'{"n":"added"}')
        case "repeat":
            changed.insert(place, changed[place])
    if changed != bodies:
        moved = tuple(LeafProof(n, body, ()) for n, body in enumerate(changed))
        assert verify(ProofFile(signed, moved, True), policy()).faults != ()


def test_a_fork_is_found_against_a_head_that_one_holds(tmp_path: Path) -> None:
    one = log(tmp_path / "one.db", ["a", "b", "c"])
    two = log(tmp_path / "two.db", ["a", "X", "c", "d"])
    held = head(one)
    assert verify(prove(one, held, None, None), policy(), [held]).faults == ()
    forked = verify(prove(two, head(two), None, None), policy(), [held])
    assert forked.faults == ("the first 4 records are not those of the head that you hold",)
    shorter = log(tmp_path / "three.db", ["a", "b"])
    assert (
        "shorter" in verify(prove(shorter, head(shorter), None, None), policy(), [held]).faults[0]
    )
    single = verify(
        prove(two, head(two), [1], None), policy(), [replace(head(two), root=bytes(32))]
    )
    assert single.faults == ("another history of 5 records than the head that you hold",)


def test_an_edit_in_the_database_itself_is_found(tmp_path: Path) -> None:
    store = log(tmp_path / "log.db", ["a", "b", "c"])
    signed = head(store)
    store.close()
    shutil.copy(tmp_path / "log.db", tmp_path / "edited.db")
    base = sqlite3.connect(tmp_path / "edited.db")
    base.execute("DROP TRIGGER leaf_same")
    base.execute("UPDATE leaf SET body = ? WHERE place = 2", (b'{"n":"Z"}',))
    base.commit()
    base.close()
    with LedgerStore(tmp_path / "edited.db") as edited:
        found = verify(prove(edited, signed, None, None), policy())
    assert found.faults == ("the records are not those that were signed for",)


def test_whose_signature_counts(store: LedgerStore) -> None:
    other = new_key("watch/test")
    forged = prove(store, head(store, other), [1], None)
    assert "valid signature" in verify(forged, policy()).faults[0]
    assert "anybody's" in verify(forged, Policy()).warnings[0]


def test_k_of_n_witnesses(store: LedgerStore, tmp_path: Path) -> None:
    every = [witnesses.create(tmp_path / f"{n}.json", n) for n in ("kyiv", "london", "moscow")]
    keys = [each.key.public for each in every]
    bare = prove(store, head(store), None, None)
    signed = bare
    for each in every[:2]:
        signed = replace(
            signed, head=witnesses.cosign(each.path, signed, KEY.public, 1_790_000_000)
        )
    assert verify(signed, policy(*keys, need=2)).faults == ()
    assert verify(signed, policy(*keys, need=3)).faults == ("2 of 3 witnesses cosigned; 3 needed",)
    assert verify(signed, policy(keys[0], keys[0], need=2)).faults != ()  # one counts once
    assert verify(bare, policy(*keys, need=1)).faults != ()


def test_a_witness_signs_only_what_continues(store: LedgerStore, tmp_path: Path) -> None:
    path = tmp_path / "kyiv.json"
    witnesses.create(path, "kyiv")
    assert path.stat().st_mode & 0o077 == 0
    first = head(store)
    with pytest.raises(InputError, match="does not know"):
        witnesses.cosign(path, prove(store, first, [], None))
    witnesses.cosign(path, prove(store, first, [], None), KEY.public)
    store.append([LeafDraft(b'{"n":"f"}')])
    with pytest.raises(InputError, match="no proof from the 6 records"):
        witnesses.cosign(path, prove(store, head(store), [], None))
    witnesses.cosign(path, prove(store, head(store), [], first))
    assert witnesses.load(path).seen["watch/test"].size == 7
    # a rollback, a fork of the same length, a fork that is longer, another keeper
    with pytest.raises(SplitViewError, match="it had 7"):
        witnesses.cosign(path, prove(store, first, [], None))
    fork = log(tmp_path / "fork.db", ["a", "b", "c", "d", "e", "OTHER"])
    with pytest.raises(SplitViewError, match="another history"):
        witnesses.cosign(path, prove(fork, head(fork), [], None))
    fork.append([LeafDraft(b'{"n":"g"}')])
    older = Checkpoint("watch/test", 7, fork.root(7))
    with pytest.raises(SplitViewError, match="does not continue"):
        witnesses.cosign(path, prove(fork, head(fork), [], older))
    with pytest.raises(SplitViewError, match="valid signature"):
        witnesses.cosign(path, prove(store, head(store, new_key("watch/test")), [], None))
    with pytest.raises(SplitViewError, match="another key"):
        witnesses.cosign(path, prove(store, head(store), [], None), new_key("watch/test").public)


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"form": "other"}', '{"form": "foedus watch proof 1"}',
     '{"form": "foedus watch proof 1", "checkpoint": "x", "leaves": []}',
     '{"form": "foedus watch proof 1", "checkpoint": "x", "leaves": [{"place": "1"}]}', "[" * 9999],
)  # fmt: skip
def test_what_is_no_proof_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "proof.json"
    path.write_text(text)
    with pytest.raises(InputError):
        proofs.read(path)
    with pytest.raises(InputError):
        proofs.read(tmp_path / "none.json")


def test_a_record_beyond_the_checkpoint_has_no_proof(store: LedgerStore) -> None:
    with pytest.raises(InputError, match="record 6 is not under the checkpoint"):
        prove(store, head(store), [6], None)


@pytest.mark.parametrize("text", ["", "{}", '{"key": "x", "logs": {}, "seen": {}}', "[]"])
def test_what_is_no_witness_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "w.json").write_text(text)
    with pytest.raises(InputError):
        witnesses.load(tmp_path / "w.json")


def test_two_histories_at_once_get_one_signature(tmp_path: Path) -> None:
    """Each continues what the witness saw last; whichever comes second finds the first."""
    path = tmp_path / "kyiv.json"
    witnesses.create(path, "kyiv")
    proofs = []
    for name in ("a", "b"):
        with LedgerStore.create(tmp_path / f"{name}.db", b'{"kind":"opening"}') as forked:
            first = head(forked)
            forked.append([LeafDraft(f'{{"n":"{name}"}}'.encode())])
            proofs.append((prove(forked, first, [], None), prove(forked, head(forked), [], first)))
    witnesses.cosign(path, proofs[0][0], KEY.public)
    ready, came = Barrier(2), []

    def ask(proof: ProofFile) -> None:
        ready.wait()
        try:
            witnesses.cosign(path, proof)
            came.append("signed")
        except SplitViewError:
            came.append("split")

    threads = [Thread(target=ask, args=(fork,)) for _, fork in proofs]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(came) == ["signed", "split"]
