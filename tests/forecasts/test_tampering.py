"""Tampering of every kind shows: with the file, with the head, and by the keeper too."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.seals import at, book, draft, question

from foedus.forecasts import settling
from foedus.forecasts.audit import audit
from foedus.forecasts.book import ForecastBook, beside
from foedus.forecasts.report import checked
from foedus.ledger import merkle
from foedus.ledger import proof as proofs
from foedus.ledger.keyfile import public_key, read_checkpoint, read_key
from foedus.ledger.note import Checkpoint, new_key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two seals and an outcome; the head after the first seal is what an outsider holds."""
    with book(tmp_path) as opened:
        opened.add_seal(draft(), at("2019-12-15"))
        (tmp_path / "held").write_text(str(opened.store.checkpoints()[-1]), "utf-8")
        opened.add_seal(draft(question(chance=0.6)), at("2019-12-20"))
        made = settling.by_hand(
            opened, opened.seal("truce"), "holds", "no", source="log", at=at("2021-01-02")
        )
        opened.add(made)
    return tmp_path / "f.db"


def altered(path: Path, *statements: str) -> None:
    base = sqlite3.connect(path)
    for name in ("leaf_kept", "leaf_same"):
        base.execute(f"DROP TRIGGER {name}")
    for each in statements:
        base.execute(each)
    base.commit()
    base.close()


def edited(path: Path) -> None:
    altered(path, "UPDATE leaf SET body = CAST(replace(CAST(body AS TEXT), '\"chance\":0.6', "
                  "'\"chance\":0.1') AS BLOB)")  # fmt: skip


def dropped(path: Path) -> None:
    altered(path, "DELETE FROM leaf WHERE place = 2")


def dropped_last(path: Path) -> None:
    altered(path, "DELETE FROM leaf WHERE place = (SELECT max(place) FROM leaf)")


def swapped(path: Path) -> None:
    altered(path, "UPDATE leaf SET place = -1 WHERE place = 1",
            "UPDATE leaf SET place = 1 WHERE place = 2",
            "UPDATE leaf SET place = 2 WHERE place = -1")  # fmt: skip


def put_in(path: Path) -> None:
    altered(path, "INSERT INTO leaf SELECT max(place) + 1, "
                  "(SELECT body FROM leaf WHERE place = 1) FROM leaf")  # fmt: skip


def resigned_by_another(path: Path) -> None:
    edited(path)
    grown_again(path, new_key("test"))


def head_forged(path: Path) -> None:
    head = read_checkpoint(beside(path, "head"))
    forged = Checkpoint(head.origin, head.size, b"\1" * 32, head.signatures)
    beside(path, "head").write_text(str(forged), "utf-8")


def head_gone(path: Path) -> None:
    beside(path, "head").unlink()


def grown_again(path: Path, key: object) -> None:
    """The tree and its head made anew over whatever leaves there are."""
    base = sqlite3.connect(path)
    bodies = [bytes(body) for (body,) in base.execute("SELECT body FROM leaf ORDER BY place")]
    nodes: dict[tuple[int, int], bytes] = {}
    base.execute("DELETE FROM node")
    for level, place, value in merkle.grown(
        0, [merkle.leaf(body) for body in bodies], lambda *_: b""
    ):
        nodes[level, place] = value
        base.execute("INSERT INTO node VALUES (?, ?, ?)", (level, place, value))
    root = merkle.root(len(bodies), lambda *at: nodes[at])
    head = Checkpoint("test", len(bodies), root).signed(key)  # type: ignore[arg-type]
    base.execute("DELETE FROM checkpoint")
    base.execute("INSERT INTO checkpoint VALUES (?, ?)", (len(bodies), str(head)))
    base.commit()
    base.close()
    beside(path, "head").write_text(str(head), "utf-8")


def clock_turned_back(path: Path) -> None:
    """A seal is said to be older than it is."""
    altered(path, "UPDATE leaf SET body = CAST(replace(CAST(body AS TEXT), '2019-12-20', "
                  "'2019-12-10') AS BLOB)")  # fmt: skip


def said_to_be_live(path: Path) -> None:
    altered(path, "UPDATE leaf SET body = CAST(replace(CAST(body AS TEXT), '\"replay\"', "
                  "'\"live\"') AS BLOB) WHERE place = 0")  # fmt: skip


def another_file_in_its_place(path: Path) -> None:
    """A record of the same name by another key, one lucky seal in it."""
    (path.parent / "other").mkdir()
    with book(path.parent / "other") as other:
        other.add_seal(draft(question(chance=0.01)), at("2019-12-15"))
    path.write_bytes((path.parent / "other" / "f.db").read_bytes())


def head_of_another(path: Path) -> None:
    another = path.parent / "another"
    another.mkdir()
    with book(another) as other:
        other.add_seal(draft(), at("2019-12-15"))
    beside(path, "head").write_bytes(beside(another / "f.db", "head").read_bytes())


def outcome_turned(path: Path) -> None:
    altered(path, "UPDATE leaf SET body = CAST(replace(CAST(body AS TEXT), '\"outcome\":\"no\"', "
                  "'\"outcome\":\"yes\"') AS BLOB)")  # fmt: skip


def heads_thrown_away(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("DELETE FROM checkpoint")
    base.commit()
    base.close()
    head_gone(path)


#: By whoever has the file: the first ones show by the public key alone.
IN_FILE: list[Callable[[Path], None]] = [
    edited, dropped, dropped_last, swapped, put_in, resigned_by_another, clock_turned_back,
    said_to_be_live, another_file_in_its_place, outcome_turned,
]  # fmt: skip
TAMPER = [*IN_FILE, head_forged, head_gone, head_of_another, heads_thrown_away]


def test_an_untouched_record_holds(path: Path) -> None:
    with ForecastBook(path) as opened:
        assert checked(opened).faults == ()


@pytest.mark.parametrize("tamper", TAMPER, ids=lambda each: each.__name__)
def test_tampering_without_the_key_shows(path: Path, tamper: Callable[[Path], None]) -> None:
    tamper(path)
    with ForecastBook(path) as opened:
        assert checked(opened).faults


@pytest.mark.parametrize("tamper", IN_FILE, ids=lambda each: each.__name__)
def test_tampering_shows_to_whoever_has_the_public_key_alone(
    path: Path, tamper: Callable[[Path], None]
) -> None:
    policy = proofs.policy(str(beside(path, "pub")), (), 0)
    tamper(path)
    proof = proofs.found(path)
    faults = [*proofs.verify(proof, policy).faults, *proofs.beyond(path, proof)]
    assert faults


def keeper_edits(path: Path) -> None:
    altered(path, "UPDATE leaf SET body = CAST(replace(CAST(body AS TEXT), '\"chance\":0.2', "
                  "'\"chance\":0.01') AS BLOB)")  # fmt: skip
    grown_again(path, read_key(beside(path, "key")))


def keeper_drops(path: Path) -> None:
    altered(path, "DELETE FROM leaf WHERE place > 0")
    grown_again(path, read_key(beside(path, "key")))


@pytest.mark.parametrize("tamper", [keeper_edits, keeper_drops], ids=lambda each: each.__name__)
def test_a_keeper_who_signs_another_history_is_found_by_a_head_that_somebody_holds(
    path: Path, tamper: Callable[[Path], None]
) -> None:
    held = read_checkpoint(path.parent / "held")
    policy = proofs.Policy(public_key(str(beside(path, "pub")), "test"))
    tamper(path)
    alone = proofs.verify(proofs.found(path), policy)
    assert alone.faults == ()  # without that head nothing shows: docs/forecasts.md says so
    assert proofs.verify(proofs.found(path), policy, [held]).faults


def test_the_last_records_cut_off_show_to_who_holds_a_later_head(path: Path) -> None:
    later = read_checkpoint(beside(path, "head"))
    policy = proofs.Policy(public_key(str(beside(path, "pub")), "test"))
    altered(path, "DELETE FROM leaf WHERE place > 1",
            "DELETE FROM checkpoint WHERE size > 2")  # fmt: skip
    [fault] = proofs.verify(proofs.found(path), policy, [later]).faults
    assert "shorter than the head that you hold" in fault


def test_a_proof_in_one_file_is_checked_without_the_record(path: Path, tmp_path: Path) -> None:
    proof = proofs.encoded(proofs.found(path))
    policy = proofs.policy(str(beside(path, "pub")), (), 0)
    read = proofs.decoded(proof, "proof")
    found = proofs.verify(read, policy)
    assert found.faults == ()
    assert audit(found.leaves) == ()
    proof["leaves"][1]["body"] = proof["leaves"][1]["body"].replace("0.2", "0.1")
    assert proofs.verify(proofs.decoded(proof, "proof"), policy).faults
