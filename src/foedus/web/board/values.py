"""Values of an address: words, numbers, lists; what is none of those allowed is refused."""

from collections.abc import Callable, Collection
from typing import Any

from pydantic import ValidationError

from foedus.errors import InputError, UnknownNameError

#: What a text leaves open.
UNSAID = "unsaid"
_SHOWN = 40  # characters of what is refused


def number(text: str, least: float, most: float) -> float:
    """A number. Raises InputError for none, and for one out of range."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise InputError(f"found {text[:_SHOWN]!r}, expected a number from {least:g} to {most:g}")
    return value


def listed(value: str) -> list[str]:
    """The parts of a list; ``none`` has none."""
    return [] if value == "none" else [part for each in value.split(",") if (part := each.strip())]


def word(value: str, allowed: Collection[str]) -> str:
    """One word of several. Raises UnknownNameError with the nearest."""
    if value not in allowed:
        raise UnknownNameError("word", value, allowed)
    return value


def yes(value: str) -> bool:
    """What ``yes`` and ``no`` say. Raises InputError for anything else."""
    if value not in {"yes", "no"}:
        raise InputError(f"found {value[:_SHOWN]!r}, expected yes or no")
    return value == "yes"


def valid(kind: Callable[..., Any], **values: Any) -> Any:
    """A record of a kind; InputError says which value is none of those allowed."""
    try:
        return kind(**values)
    except ValidationError as error:
        first = error.errors()[0]
        found, allowed = first["input"], first.get("ctx", {}).get("expected", "")
        told = f", allowed: {allowed.replace(chr(39), '')}" if allowed else ""
        raise InputError(f"found {found!r}{told}") from None
