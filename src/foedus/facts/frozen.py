"""Files of frozen facts: how they are opened, those that ship, and the numbers in them."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR
from importlib.resources import files
from math import isfinite
from pathlib import Path
from typing import Any

from foedus.errors import refusal
from foedus.facts.glossary import limits, meaning
from foedus.scenario import names
from foedus.states import UnknownStateError, find

#: What reading a document's parts may raise where it is none.
UNREAD = (ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def text(path: Path) -> str:
    """What a file says. Raises InputError where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise refusal(error, path, "cannot be read", "save it as UTF-8") from None


def shipped(suffix: str) -> Iterator[tuple[str, str]]:
    """Text and name of every file with that suffix beside the package's scenarios."""
    folder = files("foedus.scenario").joinpath("library")
    for each in (folder.joinpath(name + suffix) for name in names()):
        if each.is_file():
            yield each.read_text("utf-8"), each.name


def number(value: Any, fact: str = "") -> float | None:
    """A finite number, or None.

    fact: the name of what it is of, whose limits it keeps. Raises ValueError for a number that
    cannot be, TypeError for what is none.
    """
    if value is None:
        return None
    found = float(value)
    low, high = limits(fact)
    if not isfinite(found) or not low <= found <= high:
        raise ValueError(f"{found:g} is no value of {fact or 'a fact'}")
    return found


def several(values: list[Any], fact: str) -> tuple[str, ...]:
    """A fact that is a list: states, or pacts. Raises ValueError for what is none."""
    try:
        unit = meaning(fact)[1]
        if unit not in {"states", "pacts"}:
            raise ValueError(f"{fact} is a list, expected a number")
        return tuple(find(str(each)).label if unit == "states" else str(each) for each in values)
    except UnknownStateError as error:
        raise ValueError(f"{fact}: {error.what}") from None


def state(value: Any) -> str:
    """The label of a state. Raises ValueError for what is none."""
    try:
        return find(str(value)).label
    except UnknownStateError as error:
        raise ValueError(error.what) from None


def year(value: Any) -> int:
    """A year. Raises ValueError for one that no calendar has, TypeError for what is none."""
    found = int(value)
    if not MINYEAR <= found <= MAXYEAR:
        raise ValueError(f"{found} is no year")
    return found
