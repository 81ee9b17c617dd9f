"""The log in one SQLite file: leaves that can only be added, and the tree's nodes beside them.

Write-ahead log with full sync: what was acknowledged survives a crash. Writers take turns.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any, Self

from foedus.errors import DataError, InputError
from foedus.ledger import merkle
from foedus.ledger.canonical import loaded
from foedus.ledger.database import opened, speaking
from foedus.ledger.note import Checkpoint, checkpoint
from foedus.storage import storing

_FORM = 1
_SCHEMA = f"""
PRAGMA user_version = {_FORM};
CREATE TABLE leaf (place INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE node (level INTEGER, place INTEGER, hash BLOB NOT NULL, PRIMARY KEY (level, place))
  STRICT, WITHOUT ROWID;
CREATE TABLE taken (key TEXT PRIMARY KEY, digest BLOB NOT NULL, place INTEGER NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
CREATE TRIGGER leaf_kept BEFORE DELETE ON leaf BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER leaf_same BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""


@dataclass(frozen=True, slots=True)
class LeafDraft:
    """A leaf to be added. key: what it is taken once under; digest: of what it says under it."""

    body: bytes
    key: str = ""
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class AppendResult:
    """What came of adding leaves. places: of each new one. repeated: keys that were there already,
    saying the same. conflicting: keys that were there and say something else."""

    places: tuple[int, ...]
    repeated: tuple[str, ...]
    conflicting: tuple[str, ...]


class Ledger:
    """What is kept in a log, open: a watch, forecasts, reviews. A context manager; else close it.

    opening: the log's first record.
    """

    store: "LedgerStore"
    opening: Mapping[str, Any]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def name(self) -> str:
        """Its name, which is the origin of its checkpoints."""
        return str(self.opening["name"])

    @property
    def replay(self) -> bool:
        """Whether it is of the past, and told the time."""
        return bool(self.opening.get("mode") == "replay")


class LedgerStore:
    """An open log. Use as a context manager, or close it."""

    def __init__(self, path: Path) -> None:
        """Open a log. Raises InputError where there is none, DataError where it is no log."""
        if not path.is_file():
            raise InputError(
                "there is no log", where=str(path), hint="`foedus watch init` starts a watch"
            )
        self.path = path
        with speaking(path):
            self._base, form = opened(path)
            if form != _FORM:
                self._base.close()
                raise DataError(
                    "this is no log of this version", where=str(path),
                    hint="give the file that `foedus watch init` or `foedus forecast seal` made",
                )  # fmt: skip
            self._base.execute("PRAGMA synchronous = FULL")

    @classmethod
    def create(cls, path: Path, opening: bytes) -> "LedgerStore":
        """A new log with its first leaf, whole or not at all. Raises InputError where the file
        exists, DataError.
        """
        taken = InputError("there is a file already", where=str(path), hint="another name")
        if path.exists():
            raise taken
        # made under another name, so that neither a full disk nor a kill leaves a part of one
        part = path.with_name(f".{path.name}.{token_hex(8)}")
        try:
            with speaking(path):
                base = sqlite3.connect(part, isolation_level=None)
                try:
                    base.execute("PRAGMA journal_mode = WAL")
                    base.executescript(_SCHEMA)
                finally:
                    base.close()
            with cls(part) as store:
                store.append([LeafDraft(opening)])
            with storing(path, "another folder"):
                try:
                    os.link(part, path)
                except FileExistsError:
                    raise taken from None
                except OSError:  # a file system without links
                    part.rename(path)
        except DataError as error:
            error.where = str(path)
            raise
        finally:
            for ending in ("", "-wal", "-shm"):
                part.with_name(part.name + ending).unlink(missing_ok=True)
        return cls(path)

    def __enter__(self) -> "LedgerStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @property
    def size(self) -> int:
        """How many leaves there are."""
        with speaking(self.path):
            found = self._base.execute("SELECT max(place) FROM leaf").fetchone()[0]
        return 0 if found is None else int(found) + 1

    def append(
        self,
        drafts: Sequence[LeafDraft],
        sign: Callable[[int, bytes], Checkpoint] | None = None,
    ) -> AppendResult:
        """Add leaves, all or none; those taken before are passed over. Raises DataError.

        sign: makes the new head from its size and root; it is kept in the same step, so that no
        leaf is ever there without it.
        """
        with speaking(self.path), self._writing():
            size = self.size
            places: list[int] = []
            repeated: list[str] = []
            conflicting: list[str] = []
            new: list[LeafDraft] = []
            mine: dict[str, bytes] = {}
            for draft in drafts:
                before = mine.get(draft.key) or self._digest(draft.key)
                if before is not None:
                    (repeated if before == draft.digest else conflicting).append(draft.key)
                    continue
                if draft.key:
                    mine[draft.key] = draft.digest
                places.append(size + len(new))
                new.append(draft)
            hashes = [merkle.leaf(each.body) for each in new]
            self._base.executemany(
                "INSERT INTO leaf VALUES (?, ?)",
                [(place, each.body) for place, each in zip(places, new, strict=True)],
            )
            self._base.executemany(
                "INSERT INTO node VALUES (?, ?, ?)", merkle.grown(size, hashes, self.node)
            )
            self._base.executemany(
                "INSERT INTO taken VALUES (?, ?, ?)",
                [(e.key, e.digest, place) for place, e in zip(places, new, strict=True) if e.key],
            )
            if sign is not None:
                self._keep(sign(self.size, self.root()))
        return AppendResult(tuple(places), tuple(repeated), tuple(conflicting))

    def _digest(self, key: str) -> bytes | None:
        if not key:
            return None
        row = self._base.execute("SELECT digest FROM taken WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Places and bodies, in order."""
        end = self.size if stop is None else stop
        with speaking(self.path):
            rows = self._base.execute(
                "SELECT place, body FROM leaf WHERE place >= ? AND place < ? ORDER BY place",
                (start, end),
            )
            yield from ((int(place), bytes(body)) for place, body in rows)

    def records(
        self, start: int = 0, stop: int | None = None
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Places and objects of leaves, in order; a leaf's bytes must have the hash in the tree.

        Raises DataError for a leaf that was changed where it lies, or that is no JSON object.
        """
        end = self.size if stop is None else stop
        with speaking(self.path):
            rows = self._base.execute(
                "SELECT leaf.place, body, hash FROM leaf LEFT JOIN node "
                "ON node.level = 0 AND node.place = leaf.place "
                "WHERE leaf.place >= ? AND leaf.place < ? ORDER BY leaf.place", (start, end),
            )  # fmt: skip
            for place, body, hash_ in rows:
                if merkle.leaf(body) != hash_:
                    raise DataError(
                        f"record {place} was changed after it was filed", where=str(self.path),
                        hint="`foedus watch verify` says what else; go on from a copy",
                    )  # fmt: skip
                yield int(place), loaded(body, f"{self.path}: record {place}")

    @property
    def opening(self) -> dict[str, Any]:
        """The first record; empty where there is none. Raises DataError."""
        return next((leaf for _, leaf in self.records(0, 1)), {})

    def place(self, key: str) -> int | None:
        """Where the entry of a key stands."""
        with speaking(self.path):
            row = self._base.execute("SELECT place FROM taken WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else None

    def node(self, level: int, place: int) -> bytes:
        """The hash of a whole subtree. Raises DataError where the file has lost it."""
        with speaking(self.path):
            row = self._base.execute(
                "SELECT hash FROM node WHERE level = ? AND place = ?", (level, place)
            ).fetchone()
        if row is None:
            raise DataError(f"the tree lacks a node ({level}, {place})", where=str(self.path))
        return bytes(row[0])

    def root(self, size: int | None = None) -> bytes:
        """The root over the first leaves, all of them if not said."""
        return merkle.root(self.size if size is None else size, self.node)

    def keep(self, note: Checkpoint) -> None:
        """Keep a checkpoint under its size."""
        with speaking(self.path), self._writing():
            self._keep(note)

    def _keep(self, note: Checkpoint) -> None:
        self._base.execute(
            "INSERT INTO checkpoint VALUES (?, ?) ON CONFLICT (size) DO UPDATE "
            "SET note = excluded.note", (note.size, str(note)),
        )  # fmt: skip

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Those kept, the smallest first."""
        with speaking(self.path):
            rows = self._base.execute("SELECT note FROM checkpoint ORDER BY size").fetchall()
        return tuple(checkpoint(text, str(self.path)) for (text,) in rows)
