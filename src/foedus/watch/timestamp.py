"""Timestamps of checkpoints by an authority that no party keeps (RFC 3161).

What is stamped is what a checkpoint signs: its log's name, size and root. So every record under it
existed by then, whoever keeps the log. The request goes to the authority by any means and the reply
comes back as a file: nothing here uses a network.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha512
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import DataError, InputError
from foedus.ledger.note import Checkpoint

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

MAX_BYTES = 1_000_000


class UnprovedTimeError(DataError):
    """A reply that proves nothing of the checkpoint."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class ProvedTime:
    """A checkpoint that existed at a time. authority: subject of the certificate that signed."""

    origin: str
    size: int
    time: datetime
    authority: str
    serial: int


def request(head: Checkpoint) -> bytes:
    """What to send to an authority, as ``application/timestamp-query``. Raises InputError."""
    try:
        from rfc3161_client import TimestampRequestBuilder
    except ImportError:
        raise _missing() from None
    asked: bytes = TimestampRequestBuilder().data(head.body.encode()).build().as_bytes()
    return asked


def proved(head: Checkpoint, reply: bytes, roots: list["Certificate"], where: str) -> ProvedTime:
    """The time that a reply proves. roots: certificates that the verifier trusts for timestamps.

    where: the reply's file. Raises InputError for what is no reply, UnprovedTimeError for one that
    is of another checkpoint or that none of the roots stands for.
    """
    try:
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ImportError:
        raise _missing() from None
    try:
        found = decode_timestamp_response(reply)
        stamp = found.tst_info
    except ValueError as error:
        raise InputError(f"no reply of a timestamp authority: {error}", where=where) from None
    if stamp.message_imprint.message != sha512(head.body.encode()).digest():
        said = f"the timestamp is not of this checkpoint, {head.origin} of {head.size} records"
        raise UnprovedTimeError(said, where=where)
    try:
        VerifierBuilder(roots=roots).build().verify_message(found, head.body.encode())
    except (VerificationError, ValueError) as error:
        raise UnprovedTimeError(f"the timestamp does not hold: {error}", where=where) from None
    time = stamp.gen_time
    name = stamp.name
    return ProvedTime(head.origin, head.size, time, str(name) if name else "", stamp.serial_number)


def certificates(path: Path) -> list["Certificate"]:
    """The certificates of a PEM file. Raises InputError."""
    from cryptography import x509

    try:
        found = x509.load_pem_x509_certificates(read(path))
    except ValueError as error:
        raise InputError(f"no certificates: {error}", where=str(path)) from None
    return found


def read(path: Path) -> bytes:
    """The bytes of a small file. Raises InputError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("larger than 1 MB", where=str(path))
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None


def _missing() -> InputError:
    return InputError(
        "timestamps need a reader of RFC 3161", hint="pip install 'foedus[timestamp]'"
    )
