"""The record on disk: a seal keeps all that it was made from, once, under a signed head."""

import stat
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from tests.seals import at, book, draft, pair_draft, question

from foedus.errors import DataError, DiskError, InputError, UnknownNameError
from foedus.forecasts.book import ForecastBook, beside, decoded, encoded
from foedus.forecasts.maker.program import maker
from foedus.forecasts.report import checked
from foedus.forecasts.seal import Seal, unpacked
from foedus.ledger.keyfile import public_key
from foedus.ledger.note import Checkpoint
from foedus.ledger.store import LeafDraft, LedgerStore


def test_a_seal_comes_back_as_it_was_sealed(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        sealed = opened.add_seal(draft(by="kim"), at("2019-12-15"))
    with ForecastBook(tmp_path / "f.db") as again:
        [found] = again.seals.values()
    assert found == sealed
    assert (found.id, found.day, found.by) == ("truce/1", date(2019, 12, 15), "kim")
    assert found.definitions["ceasefire"].does_not_count == ("a pause of three days",)
    assert found.maker == maker()


def test_every_head_is_signed_and_kept_beside_the_record(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        opened.add_seal(draft(), at("2019-12-15"))
        head = opened.store.checkpoints()[-1]
        assert head.size == opened.store.size
        assert checked(opened).faults == ()
    key = public_key(str(beside(tmp_path / "f.db", "pub")), "test")
    assert head.signed_by(key)
    assert beside(tmp_path / "f.db", "head").read_text("utf-8") == str(head)
    assert stat.S_IMODE(beside(tmp_path / "f.db", "key").stat().st_mode) == 0o600


def test_the_same_forecast_is_not_sealed_twice(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        opened.add_seal(draft(), at("2019-12-15"))
        with pytest.raises(InputError, match="truce/1 says just this"):
            opened.add_seal(draft(), at("2019-12-16"))
        again = opened.add_seal(draft(question(chance=0.3)), at("2019-12-16"))
        assert again.number == 2
        assert opened.seal("truce").id == "truce/2"
        assert opened.seal("truce/1").question("holds") == question()
        with pytest.raises(UnknownNameError, match="unknown seal 'truse'"):
            opened.seal("truse")


def test_posteriors_are_kept_whole_and_once(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        first = opened.add_seal(draft(models=("lapse", "depth")), at("2019-12-15"))
        size = opened.store.size
        second = opened.add_seal(draft(question(chance=0.3), models=("lapse",)), at("2019-12-16"))
        assert opened.store.size == size + 1
        kept = opened.file(second.models["lapse"]).raw()
        assert sha256(kept).hexdigest() == first.models["lapse"]
        assert b'"model":"lapse"' in kept[:200]
        with pytest.raises(DataError, match="keeps no file"):
            opened.file("0" * 64)


def test_a_live_record_keeps_its_own_clock(tmp_path: Path) -> None:
    with book(tmp_path, live=True) as opened:
        with pytest.raises(InputError, match="keeps its own clock"):
            opened.add_seal(draft(), at("2019-12-15"))
        sealed = opened.add_seal(draft())
        assert sealed.day > date(2024, 1, 1)


def test_a_replay_is_told_its_times_and_they_rise(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        assert opened.replay
        opened.add_seal(draft(), at("2019-12-15"))
        with pytest.raises(InputError, match="the last record is of 2019-12-15"):
            opened.add_seal(draft(question(chance=0.3)), at("2019-12-14"))


def test_a_record_that_cannot_be_begun_leaves_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(LedgerStore, "create", full)
        with pytest.raises(DiskError):
            book(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "f.db.key").write_text("left by a run that was killed", "utf-8")
    with pytest.raises(InputError, match=r"f\.db\.key: a key to no record stands here"):
        book(tmp_path)


def test_no_record_and_other_logs_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no record of forecasts"):
        ForecastBook(tmp_path / "f.db")
    book(tmp_path).store.close()
    with pytest.raises(InputError, match="there is a file already"):
        book(tmp_path)
    LedgerStore.create(tmp_path / "w.db", b'{"kind":"opening","name":"w"}').close()
    with pytest.raises(InputError, match="opens no record of forecasts"):
        ForecastBook(tmp_path / "w.db")


def test_what_is_no_record_is_told_with_its_place() -> None:
    with pytest.raises(DataError, match="record 3: no record of forecasts: 'opinion'"):
        decoded({"kind": "opinion"}, "record 3")
    with pytest.raises(DataError, match="no settlement: outcome"):
        decoded({"kind": "settlement", "seal": "a/1"} | {
            "recorded": "2020-01-01T00:00:00Z", "question": "q", "outcome": "maybe",
            "source": "x"}, "here")  # fmt: skip


def test_a_table_of_pairs_is_sealed_bit_by_bit(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        sealed = opened.add_seal(pair_draft(2019, 2020), at("2019-12-15"))
    assert sealed.table is not None
    assert (sealed.table.rows, sealed.table.years) == (12, (2019, 2020))
    assert sha256(sealed.table.csv()).hexdigest() == sealed.table.sha256
    other = encoded(sealed) | {}
    other["table"] = other["table"] | {"sha256": "0" * 64}
    forged = Seal.model_validate(other)
    assert forged.table is not None
    with pytest.raises(DataError, match="not the one that was sealed"):
        forged.table.csv()
    with pytest.raises(DataError, match="cannot be unpacked"):
        unpacked("no base64!", "0" * 64, "it")


def test_nothing_is_signed_that_was_not_filed_here(tmp_path: Path) -> None:
    """A record slipped in between two seals is refused, not taken along under the next head."""
    with book(tmp_path) as opened:
        opened.add_seal(draft(), at("2019-12-15"))
        opened.store.append([LeafDraft(b'{"kind":"seal"}')])
        with pytest.raises(DataError, match="does not cover this file"):
            opened.add_seal(draft(question(chance=0.3)), at("2019-12-16"))
        assert opened.store.size == 3


def test_a_head_that_cannot_be_signed_leaves_nothing(tmp_path: Path) -> None:
    with book(tmp_path) as opened:

        def fail(size: int, root: bytes) -> Checkpoint:
            raise InputError(f"no key for {size} and {root.hex()}")

        with pytest.raises(InputError, match="no key for 2"):
            opened.store.append([LeafDraft(b"{}")], fail)
        assert (opened.store.size, len(opened.store.checkpoints())) == (1, 1)
