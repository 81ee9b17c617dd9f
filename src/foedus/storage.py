"""Writing to disk: whole files or nothing, and one clear message where the system refuses."""

import errno
import os
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from foedus.errors import DataError, InputError

#: What to try where a folder of the cache cannot be written.
ELSEWHERE = "set FOEDUS_CACHE to a folder you can write to"


def exists(path: str | Path) -> bool:
    """Whether there is a file or folder of a name; false for a name that no system takes."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long, or a NUL in it
        return False


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the folder of ``path``, moved over it in one step at the end.

    Readers see the old file or the new one, never a part; nothing is left where the block fails.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())  # as a plain open() would; mkstemp's files are private
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def storing(
    path: Path, hint: str = "set FOEDUS_CACHE to a folder you can write to"
) -> Iterator[None]:
    """Turn the system's refusals while ``path`` is read or written into one clear DataError."""
    try:
        yield
    except OSError as error:
        if isinstance(error, _network_errors()):
            raise
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        reason = "the disk is full" if full else (error.strerror or str(error))
        raise DataError(
            f"cannot read or store data: {reason}",
            where=str(path),
            hint="free some space" if full else hint,
        ) from error


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
    if path.is_dir():
        raise InputError(f"{str(path)!r} is a folder", where=where, hint="the name of a file")
    if not path.parent.is_dir():
        raise InputError(f"there is no folder {str(path.parent)!r}", where=where)
