"""Who may file what, by role and by key, and whether a log's records keep to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from foedus.errors import InputError, UnknownNameError
from foedus.ledger.leaf import bears
from foedus.ledger.note import SigningKey, VerifyingKey, verifying_key
from foedus.watch.entries.forms import FORMS

Role = Literal["reader", "monitor", "steward"]
#: What each role may file.
MAY: dict[Role, frozenset[str]] = {
    "reader": frozenset(),
    "monitor": frozenset(("report", "attribution", "act", "provision", "refusal")),
    "steward": frozenset((*FORMS, "refusal", "member")),
}


@dataclass(frozen=True, slots=True)
class WatchMember:
    """Somebody who may file. key: whose signature each of their records then bears."""

    name: str
    role: Role
    key: VerifyingKey | None


def told(it: WatchMember) -> dict[str, Any]:
    """A member as JSON's values."""
    return {"name": it.name, "role": it.role} | ({"key": str(it.key)} if it.key else {})


def member(data: Mapping[str, Any]) -> WatchMember:
    """A member from them. Raises UnknownNameError for a role that there is not."""
    key = verifying_key(data["key"]) if "key" in data else None
    role = data["role"]
    if role not in get_args(Role):
        raise UnknownNameError("role", role, get_args(Role))
    return WatchMember(data["name"], role, key)


def check_key(member: WatchMember, key: SigningKey | None) -> None:
    """Raises InputError where a key is missing, not needed, or not the member's."""
    if member.key is None and key is None:
        return
    if member.key is None:
        raise InputError(f"{member.name} has no key in this watch", where="--key")
    if key is None:
        raise InputError(f"{member.name} signs what they file", where="--key", hint="--key FILE")
    if key.public != member.key:
        raise InputError(f"this is not the key of {member.name}", where="--key")


def audit(leaves: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What is wrong with the records themselves, once their log is proved whole.

    Every record of a member with a key must bear that key's signature, and be of a kind that the
    role may file.
    """
    if not leaves or leaves[0].get("kind") != "opening":
        return ("the first record opens no watch",)
    members: dict[str, WatchMember] = {}
    faults = _joined(members, leaves[0].get("members"), 0)
    for place, leaf in enumerate(leaves[1:], start=1):
        by, kind = members.get(str(leaf.get("who"))), str(leaf.get("kind"))
        if by is None:
            faults.append(f"record {place} is by {leaf.get('who')!r}, who is no member")
            continue
        if kind not in MAY[by.role]:
            faults.append(f"record {place}: {by.name} is a {by.role} and filed a {kind}")
        if by.key is not None and not bears(leaf, by.key):
            faults.append(f"record {place} does not bear the signature of {by.name}")
        if kind == "member":
            faults += _joined(members, [leaf], place)
    return tuple(faults)


def _joined(members: dict[str, WatchMember], told: object, place: int) -> list[str]:
    """Take members in; what is wrong with those that are none."""
    faults = []
    every: list[Any] = told if isinstance(told, list) else [None]
    for each in every:
        try:
            members[str(each["name"])] = member(each)
        except (KeyError, TypeError, AttributeError, InputError):
            faults.append(f"record {place} names a member that is none")
    return faults
