"""A record's own signature: who filed it put their key to all else in it."""

import base64
from collections.abc import Mapping
from typing import Any

from foedus.ledger.canonical import canonical
from foedus.ledger.note import SigningKey, VerifyingKey


def signed(leaf: dict[str, Any], key: SigningKey | None) -> bytes:
    """A record's bytes, with a signature over all else in it where there is a key."""
    if key is None:
        return canonical(leaf)
    return canonical(leaf | {"signature": base64.b64encode(key.sign(canonical(leaf))).decode()})


def bears(leaf: Mapping[str, Any], key: VerifyingKey) -> bool:
    """Whether a record bears a key's signature over all else in it."""
    rest = {name: value for name, value in leaf.items() if name != "signature"}
    try:
        given = base64.b64decode(str(leaf.get("signature", "")), validate=True)
    except ValueError:
        return False
    return key.holds(canonical(rest), given)
