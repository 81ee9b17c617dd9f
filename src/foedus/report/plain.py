"""Records as plain values, for JSON: one way for all of them."""

from collections.abc import Collection, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any


def plain(it: Any, names: Mapping[str, str] | None = None, *, without: Collection[str] = ()) -> Any:
    """A record, or any value of one, in the words that JSON has.

    A record becomes a mapping from its fields, in their order, to their values; private ones are
    left out. A value with a ``to_dict`` of its own is asked for it, a document's record for its
    ``model_dump``. Numbers that are not finite become None, dates ISO text, tuples and arrays
    lists, sets sorted lists, paths text.

    names: another key for a field of this record, where the two differ. without: fields of it to
    leave out. Raises TypeError for a value of any other kind.
    """
    if not is_dataclass(it) or isinstance(it, type):
        return _value(it)
    called = names or {}
    return {
        called.get(field.name, field.name): _value(getattr(it, field.name))
        for field in fields(it)
        if field.name not in without and not field.name.startswith("_")
    }


def _value(it: Any) -> Any:
    if it is None or isinstance(it, bool | int | str):
        return it
    if isinstance(it, float):
        return float(it) if isfinite(it) else None
    if isinstance(it, Mapping):
        return {key: _value(value) for key, value in it.items()}
    if isinstance(it, Set):
        return sorted(map(_value, it))
    if isinstance(it, tuple | list):
        return [_value(value) for value in it]
    if isinstance(it, date):
        return it.isoformat()
    if isinstance(it, Path):
        return str(it)
    if not isinstance(it, type):
        if hasattr(it, "to_dict"):
            return it.to_dict()
        if hasattr(it, "model_dump"):
            return it.model_dump(mode="json")
        if hasattr(it, "tolist"):  # an array, or a number out of one
            return _value(it.tolist())
        if is_dataclass(it):
            return plain(it)
    raise TypeError(f"no plain value for a {type(it).__name__}")
