"""A proof in one file: leaves, where they stand, and a checkpoint, for others to check offline."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.document import read_json
from foedus.errors import InputError, refusal
from foedus.ledger import merkle
from foedus.ledger.canonical import parsed
from foedus.ledger.keyfile import public_key
from foedus.ledger.note import Checkpoint, VerifyingKey, checkpoint
from foedus.ledger.store import LedgerStore

FORM = "foedus watch proof 1"
MAX_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class LeafProof:
    """A leaf with its audit path."""

    place: int
    body: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ProofFile:
    """What one file holds. whole: every leaf in order, where ``leaves`` has them all.

    older: an earlier head that this one continues, with the proof.
    """

    head: Checkpoint
    leaves: tuple[LeafProof, ...]
    whole: bool
    older: Checkpoint | None = None
    path: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """Whose signatures count. log: the keeper's key. witnesses, need: k of n cosignatures."""

    log: VerifyingKey | None = None
    witnesses: tuple[VerifyingKey, ...] = ()
    need: int = 0


def policy(log: str | None, witnesses: Sequence[str], need: int) -> Policy:
    """Whose signatures count, by public keys as text or in files. Raises InputError."""
    keys = tuple(public_key(each, "--witness") for each in witnesses)
    if need > len({(key.algorithm, key.key) for key in keys}):
        raise InputError(f"{need} needed of {len(keys)} keys", where="--need", hint="more keys")
    return Policy(public_key(log, "--log") if log else None, keys, need)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a proof shows. faults: what is wrong, none where it holds. warnings: what stays open.

    leaves: objects of the leaves that were proved.
    """

    head: Checkpoint
    leaves: tuple[dict[str, Any], ...]
    signed: bool
    cosigned: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]


def prove(
    store: LedgerStore, head: Checkpoint, places: Sequence[int] | None, older: Checkpoint | None
) -> ProofFile:
    """The proof of some leaves, all if None, under a head. Raises InputError for one beyond it."""
    if places is None:
        found = tuple(LeafProof(place, body, ()) for place, body in store.leaves(0, head.size))
    else:
        bodies = {place: dict(store.leaves(place, place + 1)).get(place, b"") for place in places}
        for place in places:
            if not 0 <= place < head.size:
                raise InputError(
                    f"record {place} is not under the checkpoint of {head.size}",
                    hint="sign a newer one first",
                )
        found = tuple(
            LeafProof(p, bodies[p], tuple(merkle.inclusion(p, head.size, store.node)))
            for p in places
        )
    path = merkle.consistency(older.size, head.size, store.node) if older else []
    return ProofFile(head, found, places is None, older, tuple(path))


def encoded(proof: ProofFile) -> dict[str, Any]:
    """As JSON's values."""
    return {
        "form": FORM,
        "checkpoint": str(proof.head),
        "whole": proof.whole,
        "leaves": [
            {"place": each.place, "body": each.body.decode(), "path": _packed(each.path)}
            for each in proof.leaves
        ],
    } | ({"older": str(proof.older), "consistency": _packed(proof.path)} if proof.older else {})


def _packed(path: Iterable[bytes]) -> list[str]:
    return [base64.b64encode(each).decode() for each in path]


def _unpacked(values: object) -> tuple[bytes, ...]:
    if not isinstance(values, list) or len(values) > 128:
        raise ValueError("a path that is none")
    return tuple(base64.b64decode(each, validate=True) for each in values)


def read(path: Path) -> ProofFile:
    """A proof file. Raises InputError with what is wrong with it; proves nothing yet."""
    where = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("too large for a proof")
        return decoded(read_json(path, MAX_BYTES), where)
    except OSError as error:
        raise refusal(error, where, "cannot be read") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"no proof: {error}", where=where) from None


def found(file: Path) -> ProofFile:
    """The proof in a file, or of a whole log under its newest checkpoint. Raises InputError."""
    try:
        with file.open("rb") as opened:
            is_log = opened.read(15) == b"SQLite format 3"
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(file)) from None
    if not is_log:
        return read(file)
    with LedgerStore(file) as store:
        kept = store.checkpoints()
        if not kept:
            raise InputError("nothing is signed yet", where=str(file), hint="sign a checkpoint")
        return prove(store, kept[-1], None, None)


def beyond(file: Path, proof: ProofFile) -> tuple[str, ...]:
    """Whether a log has records that its newest checkpoint does not cover; nothing for a proof."""
    with file.open("rb") as opened:
        if opened.read(15) != b"SQLite format 3":
            return ()
    with LedgerStore(file) as store:
        more = store.size - proof.head.size
    if not more:
        return ()
    stand = f"{more} records stand" if more > 1 else "1 record stands"
    return (f"{stand} after the signed head",)


def decoded(data: object, where: str) -> ProofFile:
    """A proof from JSON's values. Raises ValueError or InputError."""
    if not isinstance(data, Mapping) or data.get("form") != FORM:
        raise ValueError(f"expected a file of the form {FORM!r}")
    head, older = data.get("checkpoint"), data.get("older")
    leaves = data.get("leaves")
    if not isinstance(head, str) or not isinstance(leaves, list):
        raise ValueError("no checkpoint or no leaves")
    found = []
    for each in leaves:
        if not isinstance(each, Mapping) or not isinstance(each.get("place"), int):
            raise ValueError("a leaf without a place")
        body = str(each.get("body", "")).encode()
        found.append(LeafProof(each["place"], body, _unpacked(each.get("path"))))
    earlier = checkpoint(older, where) if isinstance(older, str) else None
    path = _unpacked(data.get("consistency", []))
    return ProofFile(
        checkpoint(head, where), tuple(found), data.get("whole") is True, earlier, path
    )


def verify(proof: ProofFile, policy: Policy, known: Iterable[Checkpoint] = ()) -> Verification:
    """Check a proof against keys and against heads that the verifier holds itself.

    known: heads seen before, of this log; a whole log is checked against each, a proof of single
    leaves against that of its own size and of its older head.
    """
    head, faults, open_ = proof.head, [], []
    signed = policy.log is not None and head.signed_by(policy.log)
    cosigned = head.count(policy.witnesses)
    if policy.log is None:
        open_.append("the keeper's key was not given, so the checkpoint may be anybody's")
    elif not signed:
        faults.append(f"the checkpoint does not bear a valid signature of {policy.log.name}")
    elif head.origin != policy.log.name:
        faults.append(f"the checkpoint is of {head.origin!r}, the key of {policy.log.name!r}")
    if cosigned < policy.need:
        faults.append(
            f"{cosigned} of {len(policy.witnesses)} witnesses cosigned; {policy.need} needed"
        )
    elif not policy.need:
        open_.append("no witness was asked for: the keeper may show others another history")
    if proof.older is not None and not merkle.consistent(
        proof.older.size, proof.older.root, head.size, head.root, proof.path
    ):
        faults.append(f"the log of {head.size} does not continue that of {proof.older.size}")
    hashes = [merkle.leaf(each.body) for each in proof.leaves]
    if proof.whole:
        faults += _whole(proof, hashes, known)
    else:
        for each in proof.leaves:
            if not merkle.included(each.body, each.place, head.size, each.path, head.root):
                faults.append(f"record {each.place} is not in the log as it stands here")
        faults += _heads(proof, known)
    leaves = tuple(parsed(each.body, f"record {each.place}") for each in proof.leaves)
    return Verification(head, leaves, signed, cosigned, tuple(faults), tuple(open_))


def _heads(proof: ProofFile, known: Iterable[Checkpoint]) -> Iterable[str]:
    for held in known:
        for mine in (proof.head, proof.older):
            if mine is not None and mine.size == held.size and mine.root != held.root:
                yield f"another history of {held.size} records than the head that you hold"


def _whole(proof: ProofFile, hashes: Sequence[bytes], known: Iterable[Checkpoint]) -> Iterable[str]:
    if [each.place for each in proof.leaves] != list(range(proof.head.size)):
        yield f"records are missing or out of order; {proof.head.size} were signed for"
        return
    nodes = {(level, at): value for level, at, value in merkle.grown(0, hashes, _absent)}

    def node(level: int, at: int) -> bytes:
        return nodes[level, at]

    if merkle.root(len(hashes), node) != proof.head.root:
        yield "the records are not those that were signed for"
    for held in known:
        if held.size > len(hashes):
            yield f"shorter than the head that you hold: {len(hashes)} records of {held.size}"
        elif merkle.root(held.size, node) != held.root:
            yield f"the first {held.size} records are not those of the head that you hold"


def _absent(level: int, place: int) -> bytes:
    raise KeyError((level, place))
