"""Writing to disk: whole files or nothing, and one clear message where the system refuses."""

import glob
import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from foedus.errors import InputError, refusal

#: Locks of files; None on Windows, which deletes no file that somebody holds open.
fcntl: Any = import_module("fcntl") if os.name == "posix" else None
#: What to try where a folder of the cache cannot be written.
ELSEWHERE = "set FOEDUS_CACHE to a folder you can write to"
#: Bytes of a name that leave room for what a temporary file's name adds to it.
_ROOM = 200


def cache_dir() -> Path:
    """The user's cache: ``FOEDUS_CACHE``, else ``foedus`` in the system's cache folder."""
    named = os.environ.get("FOEDUS_CACHE")
    if named:
        return Path(named).expanduser()
    import pooch

    return Path(pooch.os_cache("foedus"))


def exists(path: str | Path) -> bool:
    """Whether there is a file or folder of a name; false for a name that no system takes."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long, or a NUL in it
        return False


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the folder of ``path``, moved over it in one step at the end.

    Readers see the old file or the new one, never a part, even after a loss of power. Nothing is
    left where the block fails; what a killed run left is swept up by the next that writes ``path``.
    A link is followed. Raises OSError where the system refuses.
    """
    path = path.resolve()
    sweep(path.parent, _prefix(path))
    handle, part = _claimed(path)
    try:
        yield part
        part.chmod(0o666 & ~_umask())  # as a plain open() would; mkstemp's files are private
        sync(part)
        part.replace(path)
        with suppress(OSError):  # not every system can sync a folder
            sync(path.parent)
    finally:
        part.unlink(missing_ok=True)
        if fcntl:
            os.close(handle)


def _claimed(path: Path) -> tuple[int, Path]:
    """A new temporary file beside ``path``, locked so that no other run takes it for a leftover."""
    while True:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=".part")
        if not fcntl:
            os.close(handle)
            return handle, Path(name)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = True
        except BlockingIOError:  # a sweep holds it, and is about to remove it
            mine = False
        except OSError:  # a network's folder may know no locks
            mine = True
        if mine and os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # swept before it was locked


def sweep(folder: Path, prefix: str = ".") -> None:
    """Remove a folder's temporary files that no run holds, since theirs were killed."""
    for left in folder.glob(f"{glob.escape(prefix)}*.part"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDWR)
            try:
                if fcntl:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    left.unlink()
            finally:
                os.close(handle)
            if not fcntl:
                left.unlink()


def _prefix(path: Path) -> str:
    """How names of temporary files of ``path`` begin."""
    name = os.fsencode(path.name)
    return f".{path.name if len(name) <= _ROOM else hashlib.sha256(name).hexdigest()[:16]}."


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One writer at a time, among processes too, by a file that stays.

    Without it where no file can be made, or the system has no such locks.
    """
    try:
        file = lock.open("w") if fcntl else None
    except OSError:
        file = None
    if file is None:
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sync(path: Path) -> None:
    """Have a file's content, or a folder's names, on the disk."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() or fcntl else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def storing(path: Path, hint: str = ELSEWHERE) -> Iterator[None]:
    """Turn the system's refusals while ``path`` is read or written into one clear error.

    Raises PlaceError, or DiskError where the disk is full.
    """
    try:
        yield
    except Exception as error:
        system = _system(error)
        if system is None or isinstance(error, _network_errors()):
            raise
        raise refusal(system, path, hint=hint) from error


def _system(error: Exception) -> OSError | None:
    """The system's refusal, which Polars hands on in the words of its own errors."""
    named = re.search(r"\(os error (\d+)\)", str(error))
    if named:
        return OSError(int(named[1]), os.strerror(int(named[1])))
    return error if isinstance(error, OSError) else None


def _network_errors() -> tuple[type[Exception], ...]:
    requests = sys.modules.get("requests")  # its errors are OSErrors; only where it is loaded
    return (requests.exceptions.RequestException,) if requests else ()


def check_place(path: Path, kinds: Collection[str] = (), where: str = "") -> None:
    """Refuse a file that cannot be written, before any work is done. Raises InputError.

    kinds: the ends that its name may have, any where none is given. where: what the message names;
    the path if not given.
    """
    where = where or str(path)
    if kinds and path.suffix.lower() not in kinds:
        raise InputError(
            f"cannot tell the kind of file from {path.name!r}",
            where=where,
            hint="a name that ends in " + " or ".join(kinds),
        )
    if "\0" in str(path):
        raise InputError("a NUL stands in the name", where=repr(where), hint="a name without it")
    try:
        _check_writable(path, where)
    except OSError as error:
        raise refusal(error, path, hint="the name of a file") from None


def check_folder(path: Path, where: str) -> None:
    """Refuse a folder that cannot be made, before any work is done. Raises InputError."""
    if "\0" in str(path):
        raise InputError("a NUL stands in the name", where=repr(where), hint="a name without it")
    try:
        if path.exists() and not path.is_dir():
            raise InputError("it is a file", where=where, hint="the name of a folder")
        above = next(each for each in path.resolve().parents if each.exists())
        if not os.access(path if path.exists() else above, os.W_OK | os.X_OK):
            raise InputError("the folder is read-only", where=where, hint="another folder")
    except OSError as error:
        raise refusal(error, path, hint="the name of a folder") from None


def _check_writable(path: Path, where: str) -> None:
    if path.is_dir():
        raise InputError(f"{str(path)!r} is a folder", where=where, hint="the name of a file")
    if path.exists() and not path.is_file():
        raise InputError(
            f"{str(path)!r} is a device or a pipe, which cannot be replaced whole",
            where=where,
            hint="the name of a file; what is printed can be sent on with > or |",
        )
    folder = path.resolve().parent
    if not folder.is_dir():
        raise InputError(
            f"there is no folder {str(path.parent)!r}",
            where=where,
            hint=f"mkdir -p {str(path.parent)!r}, or another folder",
        )
    if path.exists() and not os.access(path, os.W_OK):
        raise InputError("the file is read-only", where=where, hint="another name")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(
            f"the folder {str(path.parent)!r} is read-only", where=where, hint="another folder"
        )
