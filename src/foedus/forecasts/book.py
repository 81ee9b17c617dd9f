"""The record of forecasts on disk: a log of seals, outcomes and what others thought.

Every entry is followed by a signed checkpoint. A live book keeps its own clock. A replay is told
the time of each entry, for past cases to be gone through again; its first record says so, and it
proves no foresight.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.maker.program import kept, maker
from foedus.forecasts.outcome import OutsideForecast, Settlement, YearOutcome
from foedus.forecasts.seal import KeptFile, Seal
from foedus.ledger.canonical import canonical, loaded, record_of
from foedus.ledger.keyfile import read_key, write_private
from foedus.ledger.moment import moment, now, spelled
from foedus.ledger.note import Checkpoint, new_key
from foedus.ledger.store import LeafDraft, Ledger, LedgerStore
from foedus.record import Record
from foedus.storage import replacing, storing

#: What the first record of such a log says it is.
OPENING = "forecasts"
FORMS: dict[str, type[Record]] = {
    "seal": Seal, "file": KeptFile, "settlement": Settlement, "year": YearOutcome,
    "outside": OutsideForecast,
}  # fmt: skip


def beside(path: Path, ending: str) -> Path:
    """A file that belongs to a book: its ``key``, the public half ``pub``, its last ``head``."""
    return path.with_name(f"{path.name}.{ending}")


def encoded(entry: Record) -> dict[str, Any]:
    """A record as JSON's values; what is not said is left out."""
    return entry.model_dump(mode="json", exclude_none=True)


def decoded(leaf: dict[str, Any], where: str) -> Record:
    """A record from them. Raises DataError for what is none."""
    return record_of(leaf, FORMS, "forecasts", where)


class ForecastBook(Ledger):
    """An open book. Use as a context manager, or close it."""

    def __init__(self, path: Path) -> None:
        """Open one. Raises InputError where there is none or it is another kind of log."""
        if not path.is_file():
            raise InputError(
                "there is no record of forecasts", where=str(path),
                hint="`foedus forecast seal` starts one",
            )  # fmt: skip
        self.path = path
        self.store = LedgerStore(path)
        first = next((body for _, body in self.store.leaves(0, 1)), b"{}")
        self.opening = loaded(first, str(path))  # whatever was done to it: an audit says that
        if self.opening.get("kind") != "opening" or self.opening.get("of") != OPENING:
            self.store.close()
            raise InputError("its first record opens no record of forecasts", where=str(path))

    @classmethod
    def create(cls, path: Path, name: str, *, replay: datetime | None = None) -> "ForecastBook":
        """A new book with its key beside it. replay: its first moment. Raises InputError."""
        file, shared = beside(path, "key"), beside(path, "pub")
        if path.exists():
            raise InputError("there is a file already", where=str(path), hint="another name")
        if file.exists():
            hint = "delete it if you know that it is of no use, or another name"
            raise InputError("a key to no record stands here", where=str(file), hint=hint)
        made = [each for each in (file, shared) if not each.exists()]
        key = new_key(name)
        opening = {
            "kind": "opening", "of": OPENING, "form": 1, "name": name,
            "mode": "replay" if replay else "live", "recorded": spelled(replay or now()),
        }  # fmt: skip
        try:
            write_private(file, f"{key.text()}\n")
            _write(shared, str(key.public))
            LedgerStore.create(path, canonical(opening)).close()
        except BaseException:
            for each in made:  # keys to nothing
                each.unlink(missing_ok=True)
            raise
        book = cls(path)
        book.add([])
        return book

    @cached_property
    def records(self) -> list[Record]:
        """Every record after the opening, in order, whatever was done to it: an audit says that.

        Raises DataError for what is none.
        """
        places = ((f"{self.path}: record {place}", body) for place, body in self.store.leaves(1))
        return [decoded(loaded(body, where), where) for where, body in places]

    @property
    def seals(self) -> dict[str, Seal]:
        """Every seal by its id, in order."""
        return {each.id: each for each in self.records if isinstance(each, Seal)}

    def seal(self, name: str) -> Seal:
        """The seal of an id, or the last one of a subject. Raises UnknownNameError."""
        found = self.seals
        of = [each for each in found.values() if each.subject == name]
        if name not in found and not of:
            raise UnknownNameError("seal", name, [*found, *(e.subject for e in found.values())])
        return found[name] if name in found else of[-1]

    def file(self, digest: str) -> KeptFile:
        """A kept file by its hash. Raises DataError where the log lacks it."""
        for each in self.records:
            if isinstance(each, KeptFile) and each.sha256 == digest:
                return each
        raise DataError(f"the record keeps no file of hash {digest[:12]}…", where=str(self.path))

    def clock(self, at: datetime | None = None) -> datetime:
        """The moment of the next record: this second, or ``at`` in a replay; never before the last.

        Raises InputError for a moment told to a live book, and for one that goes back, DataError
        where the file has what no head covers.
        """
        if at is not None and not self.replay:
            raise InputError(
                "this record keeps its own clock", where="--at",
                hint="begin another with --replay, which says in its first record that it is one",
            )  # fmt: skip
        self._check_covered()
        last = self.store.size - 1
        [(_, body)] = self.store.leaves(last, last + 1)
        before = moment(str(loaded(body, str(self.path)).get("recorded")))
        if self.replay and at is None:
            return before
        if at is not None and at < before:
            raise InputError(f"the last record is of {spelled(before)}", where="--at")
        return max(at or now(), before)

    def add_seal(self, draft: SealDraft, at: datetime | None = None) -> Seal:
        """Seal forecasts. Raises InputError where the last seal of the subject says the same."""
        clock = self.clock(at)
        files = kept(draft.models, clock)
        earlier = [each for each in self.seals.values() if each.subject == draft.subject]
        made = Seal(
            subject=draft.subject, number=len(earlier) + 1, what=draft.what, title=draft.title,
            recorded=clock, by=draft.by, as_of=draft.as_of, maker=maker(),
            settings=dict(draft.settings), inputs=dict(draft.inputs), data=dict(draft.data),
            models={each.name: each.sha256 for each in files},
            definitions=dict(draft.definitions), questions=draft.questions, table=draft.table,
            lacks=draft.lacks,
        )  # fmt: skip
        if earlier and content(made) == content(earlier[-1]):
            raise InputError(
                f"{earlier[-1].id} says just this", where=draft.subject,
                hint="it stands; a new seal needs another day, input, program or chance",
            )  # fmt: skip
        self.add([*files, made])
        return made

    def add(self, entries: Sequence[Record]) -> Checkpoint:
        """File records and sign the head, all in one step or nothing.

        Raises InputError where there is no key, DataError where the file has what no head covers:
        nothing is signed that this did not file.
        """
        key = read_key(beside(self.path, "key"))
        if key.name != self.name:
            raise InputError(f"this is the key of {key.name!r}, not of {self.name!r}")
        self._check_covered()
        self.store.append(
            [_leaf(each) for each in entries],
            lambda size, root: Checkpoint(self.name, size, root).signed(key),
        )
        self.__dict__.pop("records", None)
        head = self.store.checkpoints()[-1]
        _write(beside(self.path, "head"), str(head))
        return head

    def _check_covered(self) -> None:
        kept = self.store.checkpoints()
        size, root = self.store.size, self.store.root()
        covered = (kept[-1].size, kept[-1].root) == (size, root) if kept else size == 1
        if not covered:
            raise DataError(
                "the newest signed head does not cover this file, so nothing is added to it",
                where=str(self.path),
                hint="`foedus forecast verify` says what is wrong; go on from a copy that holds",
            )

    def of_seal(self, seal: str, kind: type[Record]) -> Iterable[Any]:
        """Records of a kind about a seal."""
        return (e for e in self.records if isinstance(e, kind) and getattr(e, "seal", "") == seal)


def content(seal: Seal) -> bytes:
    """The hash of what a seal says, without its number and its moment."""
    said = encoded(seal.model_copy(update={"number": 1}))
    said.pop("recorded")
    return sha256(canonical(said)).digest()


def _leaf(entry: Record) -> LeafDraft:
    """A record as a leaf: a file is kept once, however many seals name it."""
    body = canonical(encoded(entry))
    if isinstance(entry, KeptFile):
        return LeafDraft(body, f"file/{entry.sha256}", entry.sha256.encode())
    return LeafDraft(body)


def _write(path: Path, text: str) -> None:
    with storing(path, "another file"), replacing(path) as part:
        part.write_text(text if text.endswith("\n") else f"{text}\n", "utf-8")
