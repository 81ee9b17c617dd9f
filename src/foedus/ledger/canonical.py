"""Canonical JSON (RFC 8785): the same value has the same bytes, whoever writes them."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from foedus.errors import DataError
from foedus.record import Record

R = TypeVar("R", bound=Record)


def canonical(value: Mapping[str, Any]) -> bytes:
    """The bytes of a JSON object. Raises ValueError for what JSON cannot say."""
    import rfc8785

    return rfc8785.dumps(dict(value))


def loaded(body: bytes, where: str) -> dict[str, Any]:
    """A leaf's object. Raises DataError for bytes that are no JSON object."""
    try:
        value = json.loads(body)
        if not isinstance(value, dict):
            raise ValueError("no JSON object")
    except (ValueError, RecursionError) as error:
        raise DataError(f"a record cannot be read: {error}", where=where) from None
    return value


def parsed(body: bytes, where: str) -> dict[str, Any]:
    """A leaf's object, for who verifies. Raises DataError where its bytes are not canonical too."""
    value = loaded(body, where)
    try:
        same = canonical(value) == body
    except (ValueError, RecursionError):  # a number that JSON's own reader takes and JCS does not
        same = False
    if not same:
        raise DataError("a record cannot be read: not canonical JSON", where=where)
    return value


def record_of(leaf: Mapping[str, Any], forms: Mapping[str, type[R]], of: str, where: str) -> R:
    """A leaf's object as the record that its ``kind`` names. of: what the log is of.

    Raises DataError for a kind that is none of ``forms``, and for what is no record of its kind.
    """
    form = forms.get(str(leaf.get("kind")))
    if form is None:
        raise DataError(f"no record of {of}: {leaf.get('kind')!r}", where=where)
    try:
        return form.model_validate(leaf)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(map(str, first["loc"]))
        raise DataError(f"no {leaf['kind']}: {at}: {first['msg']}", where=where) from None
