"""Signed notes and checkpoints as C2SP has them (signed-note, tlog-checkpoint, tlog-cosignature).

Keys are Ed25519 in the forms of those notes: ``name+hash+base64`` to verify and
``PRIVATE+KEY+name+hash+base64`` to sign. The byte before a key names its algorithm, so that others
can come beside it: 1 is Ed25519 over the note, 4 Ed25519 over a checkpoint with a witness's time.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from foedus.errors import InputError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519, COSIGNATURE = 1, 4
_DASH = "— "
_NAME = re.compile(r"[^\s+]{1,100}")


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public key. name: whose. algorithm: ED25519 or COSIGNATURE. key: 32 bytes."""

    name: str
    algorithm: int
    key: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of the hash that names it in a signature."""
        text = self.name.encode() + b"\n" + bytes([self.algorithm]) + self.key
        return sha256(text).digest()[:4]

    def __str__(self) -> str:
        """``name+hash+base64``."""
        body = base64.b64encode(bytes([self.algorithm]) + self.key).decode()
        return f"{self.name}+{self.id.hex()}+{body}"

    def holds(self, message: bytes, signature: bytes) -> bool:
        """Whether a signature is this key's over a message."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key. seed: 32 bytes, which nothing prints."""

    name: str
    algorithm: int
    seed: bytes

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"

    def _key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> VerifyingKey:
        """Its public half."""
        return VerifyingKey(self.name, self.algorithm, self._key().public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self._key().sign(message)

    def text(self) -> str:
        """As it is kept in a file that its owner alone can read."""
        body = base64.b64encode(bytes([self.algorithm]) + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{self.public.id.hex()}+{body}"


def new_key(name: str, algorithm: int = ED25519) -> SigningKey:
    """A fresh key. Raises InputError for a name with blanks or a plus sign."""
    import secrets

    if not _NAME.fullmatch(name) or not name.isprintable():
        raise InputError(f"{name[:40]!r} names no key", hint="a name without blanks and +")
    return SigningKey(name, algorithm, secrets.token_bytes(32))


def _parts(text: str, count: int) -> tuple[list[str], bytes]:
    parts = text.strip().split("+", count - 1)
    body = base64.b64decode(parts[-1], validate=True) if len(parts) == count else b""
    if len(body) != 33 or body[0] not in {ED25519, COSIGNATURE}:
        raise ValueError("no key of 32 bytes with a known algorithm")
    return parts, body


def verifying_key(text: str, where: str | None = None) -> VerifyingKey:
    """A public key from its text. Raises InputError."""
    try:
        (name, id_, _), body = _parts(text, 3)
        key = VerifyingKey(name, body[0], body[1:])
        if not _NAME.fullmatch(name) or key.id.hex() != id_:
            raise ValueError("its hash is not its own")
    except ValueError as error:
        raise InputError(
            f"{text.strip()[:60]!r} is no public key: {error}", where=where,
            hint="name+hash+base64, as `foedus watch init` and `witness init` print it",
        ) from None  # fmt: skip
    return key


def signing_key(text: str, where: str | None = None) -> SigningKey:
    """A private key from its text. Raises InputError, which does not repeat it."""
    try:
        (_, _, name, id_, _), body = _parts(text, 5)
        key = SigningKey(name, body[0], body[1:])
        if key.public.id.hex() != id_:
            raise ValueError("its hash is not its own")
    except ValueError as error:
        raise InputError(f"holds no private key: {error}", where=where) from None
    return key


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line. id: of the key. body: the signature, after a time if a witness's."""

    name: str
    id: bytes
    body: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {base64.b64encode(self.id + self.body).decode()}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log. origin: its name. root: 32 bytes, over the first ``size`` leaves."""

    origin: str
    size: int
    root: bytes
    signatures: tuple[NoteSignature, ...] = ()

    @property
    def body(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def __str__(self) -> str:
        """The whole note."""
        return self.body + "\n" + "".join(f"{each}\n" for each in self.signatures)

    def signed(self, key: SigningKey, time: int | None = None) -> "Checkpoint":
        """With one more signature. time: seconds since 1970, of a witness's cosignature."""
        if key.algorithm == COSIGNATURE:
            if time is None:
                raise ValueError("a cosignature has a time")
            given = time.to_bytes(8, "big") + key.sign(_cosigned(self.body, time))
        else:
            given = key.sign(self.body.encode())
        public = key.public
        kept = tuple(each for each in self.signatures if each.id != public.id)
        line = NoteSignature(key.name, public.id, given)
        return Checkpoint(self.origin, self.size, self.root, (*kept, line))

    def signed_by(self, key: VerifyingKey) -> bool:
        """Whether a key's valid signature is on it."""
        for each in self.signatures:
            if (each.name, each.id) != (key.name, key.id):
                continue
            if key.algorithm == COSIGNATURE:
                time, body = int.from_bytes(each.body[:8], "big"), each.body[8:]
                if key.holds(_cosigned(self.body, time), body):
                    return True
            elif key.holds(self.body.encode(), each.body):
                return True
        return False

    def count(self, keys: Iterable[VerifyingKey]) -> int:
        """How many of some keys have signed it; each key counts once."""
        return sum(self.signed_by(key) for key in {(each.algorithm, each.key): each
                                                   for each in keys}.values())  # fmt: skip


def _cosigned(body: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{body}".encode()


def checkpoint(text: str, where: str | None = None) -> Checkpoint:
    """A checkpoint from a note, its signatures, if any, not yet verified. Raises InputError."""
    try:
        head, tail = text.split("\n\n", 1)
        origin, size, root = head.split("\n")[:3]
        digest = base64.b64decode(root, validate=True)
        if not origin or not re.fullmatch(r"0|[1-9][0-9]{0,17}", size) or len(digest) != 32:
            raise ValueError("no origin, size and root")
        if head.count("\n") != 2 or not (tail.endswith("\n") or not tail):
            raise ValueError("lines too many, or no line break at its end")
        signatures = tuple(_signature(line) for line in tail.splitlines())
    except ValueError as error:
        raise InputError(f"no checkpoint: {error}", where=where) from None
    return Checkpoint(origin, int(size), digest, signatures)


def _signature(line: str) -> NoteSignature:
    name, _, body = line.removeprefix(_DASH).partition(" ")
    data = base64.b64decode(body, validate=True)
    if not line.startswith(_DASH) or not name or len(data) < 4 + 64:
        raise ValueError("a line that is no signature")
    return NoteSignature(name, data[:4], data[4:])


def merged(kept: Iterable[Checkpoint], given: Checkpoint, where: str) -> Checkpoint:
    """The kept checkpoint of one head with the signatures of both. Raises InputError for none."""
    for each in kept:
        if each.body == given.body:
            have = {line.id for line in each.signatures}
            more = tuple(line for line in given.signatures if line.id not in have)
            return Checkpoint(each.origin, each.size, each.root, (*each.signatures, *more))
    raise InputError("no checkpoint of this log", where=where)
