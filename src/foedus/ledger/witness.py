"""A witness: cosigns a checkpoint only after proof that it continues what it has cosigned before.

What it saw last of each log is all that it keeps. Rivals who each run one share one history: a
keeper that shows two of them different ones finds no second signature.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from foedus.errors import DataError, InputError
from foedus.ledger import merkle
from foedus.ledger.keyfile import write_private
from foedus.ledger.note import (
    COSIGNATURE,
    Checkpoint,
    SigningKey,
    VerifyingKey,
    checkpoint,
    new_key,
    signing_key,
    verifying_key,
)
from foedus.ledger.proof import ProofFile
from foedus.storage import alone


class SplitViewError(DataError):
    """A log showed two histories, or a shorter one than before."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class LogWitness:
    """A witness's file: its key, the keys of logs that it watches, and the last head of each."""

    path: Path
    key: SigningKey
    logs: dict[str, VerifyingKey]
    seen: dict[str, Checkpoint]


def create(path: Path, name: str) -> LogWitness:
    """A new witness. Raises InputError where the file exists."""
    if path.exists():
        raise InputError("there is a file already", where=str(path), hint="another name")
    made = LogWitness(path, new_key(name, COSIGNATURE), {}, {})
    save(made)
    return made


def load(path: Path) -> LogWitness:
    """A witness from its file. Raises InputError."""
    try:
        data = json.loads(path.read_text("utf-8"))
        key = signing_key(data["key"], str(path))
        logs = {name: verifying_key(text, str(path)) for name, text in data["logs"].items()}
        seen = {name: checkpoint(text, str(path)) for name, text in data["seen"].items()}
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", where=str(path),
            hint="`foedus watch witness init` makes one",
        ) from None  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError("no witness", where=str(path)) from None
    return LogWitness(path, key, logs, seen)


def save(witness: LogWitness) -> None:
    """Write it whole, for its owner alone to read. Raises DataError."""
    data = {
        "key": witness.key.text(),
        "logs": {name: str(key) for name, key in witness.logs.items()},
        "seen": {name: str(each) for name, each in witness.seen.items()},
    }
    write_private(witness.path, json.dumps(data, indent=1) + "\n")


def cosign(
    path: Path, proof: ProofFile, log: VerifyingKey | None = None, now: int | None = None
) -> Checkpoint:
    """The proof's checkpoint with a witness's signature; remembers it before it is given.

    path: the witness's file. It is read and written by one process at a time: else two histories
    that come at once would each find the head before them, and both be signed.

    log: the keeper's key, needed the first time. now: seconds since 1970. Raises InputError for an
    unknown log or a missing proof, SplitViewError for a history that does not continue the last.
    """
    with alone(path.with_name(f".{path.name}.lock")):
        return _cosigned(load(path), proof, log, int(time.time()) if now is None else now)


def _cosigned(
    witness: LogWitness, proof: ProofFile, log: VerifyingKey | None, now: int
) -> Checkpoint:
    head, held = proof.head, witness.logs.get(proof.head.origin)
    if held is None and log is None:
        raise InputError(
            f"this witness does not know {head.origin!r}", hint="--log with the keeper's key"
        )
    if held is not None and log is not None and held != log:
        raise SplitViewError(f"{head.origin!r} has another key than before")
    key = held or log
    if key is None or key.name != head.origin or not head.signed_by(key):
        raise SplitViewError("the checkpoint does not bear the keeper's valid signature")
    last = witness.seen.get(head.origin)
    if last is not None:
        _continues(last, proof)
    signed = head.signed(witness.key, now)
    logs = witness.logs | {head.origin: key}
    save(LogWitness(witness.path, witness.key, logs, witness.seen | {head.origin: head}))
    return signed


def _continues(last: Checkpoint, proof: ProofFile) -> None:
    head = proof.head
    if head.size < last.size:
        raise SplitViewError(f"the log has {head.size} records; it had {last.size}")
    if head.size == last.size:
        if head.root != last.root:
            raise SplitViewError(f"another history of {head.size} records than was cosigned")
        return
    older, path = proof.older, proof.path
    if older is None or older.size != last.size:
        raise InputError(
            f"no proof from the {last.size} records that this witness last saw",
            hint=f"`foedus watch prove --since {last.size}`",
        )
    if not merkle.consistent(last.size, last.root, head.size, head.root, path):
        raise SplitViewError(f"the log of {head.size} does not continue the {last.size} cosigned")
