"""Canonical JSON (RFC 8785): the same value has the same bytes, whoever writes them."""

import json
from collections.abc import Mapping
from typing import Any

from foedus.errors import DataError


def canonical(value: Mapping[str, Any]) -> bytes:
    """The bytes of a JSON object. Raises ValueError for what JSON cannot say."""
    import rfc8785

    return rfc8785.dumps(dict(value))


def parsed(body: bytes, where: str) -> dict[str, Any]:
    """A leaf's object. Raises DataError where its bytes are not canonical."""
    try:
        value = json.loads(body)
        if not isinstance(value, dict) or canonical(value) != body:
            raise ValueError("not canonical JSON")
    except (ValueError, RecursionError) as error:
        raise DataError(f"a record cannot be read: {error}", where=where) from None
    return value
