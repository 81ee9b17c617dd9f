"""Files that hold a private key: readable by their owner alone from their first moment."""

import os
import secrets
from pathlib import Path

from foedus.errors import InputError
from foedus.storage import storing
from foedus.watch.ledger.note import SigningKey, signing_key


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
        finally:
            part.unlink(missing_ok=True)


def read_key(path: Path) -> SigningKey:
    """The private key in a file. Raises InputError."""
    try:
        return signing_key(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "not text"
        raise InputError(f"the key cannot be read: {said}", where=str(path)) from None


def public_text(told: str) -> str:
    """A public key as it was given, or as the file of that name holds it."""
    try:
        path = Path(told)
        return path.read_text("utf-8").strip() if path.is_file() else told
    except (OSError, ValueError):
        return told
