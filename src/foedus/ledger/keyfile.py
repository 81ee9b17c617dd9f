"""Files of keys, the private ones for their owner alone to read, and of checkpoints."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from foedus.errors import InputError
from foedus.ledger.note import (
    Checkpoint,
    SigningKey,
    VerifyingKey,
    checkpoint,
    signing_key,
    verifying_key,
)
from foedus.storage import storing, sync


def write_private(path: Path, text: str) -> None:
    """Write a file whole, on the disk before this returns. Raises DataError."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    with storing(path, "another file"):
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            with suppress(OSError):  # not every system can sync a folder
                sync(path.parent)
        finally:
            part.unlink(missing_ok=True)


def read_key(path: Path) -> SigningKey:
    """The private key in a file. Raises InputError."""
    try:
        return signing_key(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "not text"
        raise InputError(f"the key cannot be read: {said}", where=str(path)) from None


def public_key(told: str, where: str) -> VerifyingKey:
    """A public key, as text or in a file of that name. Raises InputError."""
    try:
        path = Path(told)
        text = path.read_text("utf-8").strip() if path.is_file() else told
    except (OSError, ValueError):
        text = told
    return verifying_key(text, where)


def read_checkpoint(path: Path) -> Checkpoint:
    """The checkpoint in a file, its signatures not yet verified. Raises InputError."""
    try:
        return checkpoint(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "not text"
        raise InputError(f"cannot be read: {said}", where=str(path)) from None
