"""The database beneath a log: how it is opened, and its refusals as clear errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foedus import media
from foedus.errors import DataError, DiskError, PlaceError

_PATIENCE = 30.0  # seconds that a writer waits for its turn


def opened(path: Path) -> tuple[sqlite3.Connection, int]:
    """A connection and the form of what it opened.

    SQLite keeps an index of the write-ahead log in a file beside it. Where a full disk has no room
    for that, the index is kept in memory, and no other process can open the log meanwhile. On a
    read-only place a log is read without one, if all that was filed stands in the file itself.
    """
    base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        return base, int(base.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.OperationalError as error:
        base.close()
        if error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            if _waiting(path):
                raise
            still = f"{path.resolve().as_uri()}?immutable=1"
            base = sqlite3.connect(still, uri=True, isolation_level=None)
            return base, int(base.execute("PRAGMA user_version").fetchone()[0])
        if not error.sqlite_errorname.startswith("SQLITE_IOERR_SHM"):
            raise
    base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    base.execute("PRAGMA locking_mode = EXCLUSIVE")
    return base, int(base.execute("PRAGMA user_version").fetchone()[0])


def _waiting(path: Path) -> bool:
    """Whether what was filed last still waits in the write-ahead log beside the file."""
    beside = path.with_name(f"{path.name}-wal")
    return beside.exists() and beside.stat().st_size > 0


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """The database's refusals as one clear error."""
    try:
        yield
    except sqlite3.Error as error:
        said, name = str(error), getattr(error, "sqlite_errorname", "")
        kind, hint = DataError, None
        if "not a database" in said:
            with path.open("rb") as file:
                other = media.medium(file.read(20_000))
            what = other.name if other else "not a database"
            hint = "give the file that `foedus watch init` or `foedus forecast seal` made"
            raise PlaceError(f"{what}, where a log is read", where=str(path), hint=hint) from None
        if "full" in said:
            kind = DiskError
            said, hint = "the disk is full; nothing of this was added", "free some space"
        elif name.startswith("SQLITE_IOERR"):
            kind, hint = DiskError, "see whether the disk is full, or fails"
        elif "locked" in said:
            hint = "another process is writing; try again"
        elif "unable to open" in said:
            hint = "copy the log and the files beside it to a place that can be written"
        elif "readonly" in said:
            hint = "the file or its folder cannot be written"
        what = f"cannot read or store the log: {said}"
        raise kind(what, where=str(path), hint=hint) from error
