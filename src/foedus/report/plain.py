"""Records as plain values, for JSON: one way for all of them."""

from collections.abc import Collection, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, overload

_PLAIN = frozenset({type(None), bool, int, str})


@overload
def plain(it: Mapping[str, Any], digits: int | None = None) -> dict[str, Any]: ...
@overload
def plain(it: Any, digits: int | None = None) -> Any: ...
def plain(it: Any, digits: int | None = None) -> Any:
    """Any value in the words that JSON has, with all that is in it.

    A value with a ``to_dict`` of its own is asked for it, a document's record for its
    ``model_dump``; any other record is taken by its fields (``record``). Dates become ISO text,
    tuples and arrays lists, sets sorted lists, paths text, numbers that are not finite None.

    digits: significant ones kept of a float; one that is not finite then stays, for JSON to refuse.
    Raises TypeError for a value of any other kind.
    """
    kind = type(it)  # most of an answer is of these kinds: a hundred thousand of them in a brief
    if kind in _PLAIN or isinstance(it, bool | int | str):
        return it
    if kind is float or isinstance(it, float):
        if digits is not None:
            return float(f"{it:.{digits}g}")
        return float(it) if isfinite(it) else None
    if kind is dict or isinstance(it, Mapping):
        return {key: plain(value, digits) for key, value in it.items()}
    if isinstance(it, tuple | list | Set):
        values = [plain(value, digits) for value in it]
        return sorted(values) if isinstance(it, Set) else values
    if isinstance(it, date):
        return it.isoformat()
    if isinstance(it, Path):
        return str(it)
    if kind is not type:
        if hasattr(it, "to_dict"):
            return plain(it.to_dict(), digits)
        if hasattr(it, "model_dump"):
            return it.model_dump(mode="json")
        if hasattr(it, "tolist"):  # an array, or a number out of one
            return plain(it.tolist(), digits)
        if is_dataclass(it):
            return record(it, digits=digits)
    raise TypeError(f"no plain value for a {type(it).__name__}")


def record(
    it: Any,
    names: Mapping[str, str] | None = None,
    *,
    without: Collection[str] = (),
    digits: int | None = None,
) -> dict[str, Any]:
    """A frozen record by its fields, in their order, private ones left out, each as plain has it.

    names: another key for a field, where the two differ. without: fields to leave out. A record's
    own ``to_dict`` is not asked, so that it may be made of this.
    """
    called = names or {}
    return {
        called.get(name, name): plain(getattr(it, name), digits)
        for name in _fields(it.__class__)
        if name not in without
    }


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Names of a record's fields, private ones left out."""
    return tuple(each.name for each in fields(kind) if not each.name.startswith("_"))
