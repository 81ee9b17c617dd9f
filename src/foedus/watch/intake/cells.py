"""Values of single cells; what cannot be one is refused in words that say what was found."""

import re
from collections.abc import Mapping
from datetime import date
from math import isinf

from foedus.record import FIRST_YEAR, LAST_YEAR
from foedus.states import UnknownStateError, find, known


class RowRefusedError(ValueError):
    """Why one row cannot be taken."""


#: States whose number in Gleditsch and Ward's list, which UCDP uses, is not the project's.
_GW = {260: 255, 678: 679, 340: 345}
_WHOLE = re.compile(r"[-+]?\d{1,18}(\.0+)?")
_REAL = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?")


def whole(cells: Mapping[str, str], name: str) -> int | None:
    """A whole number; None where the cell is blank."""
    text = cells.get(name, "")
    if text in {"", "NA", "NaN", "nan", "None"}:
        return None
    if not _WHOLE.fullmatch(text):
        raise RowRefusedError(f"{name}: found {text[:40]!r}, expected a whole number")
    return int(text.split(".")[0])


def number(cells: Mapping[str, str], name: str) -> float | None:
    """A number with a decimal point; None where the cell is blank."""
    text = cells.get(name, "")
    if text in {"", "NA", "NaN", "nan", "None"}:
        return None
    if re.fullmatch(r"[-+]?\d+,\d+", text):
        raise RowRefusedError(
            f"{name}: found {text!r}; write {text.replace(',', '.')}, with a point"
        )
    if not _REAL.fullmatch(text) or isinf(float(text)):
        raise RowRefusedError(f"{name}: found {text[:40]!r}, expected a number")
    return float(text)


def need(cells: Mapping[str, str], name: str) -> str:
    """A cell that must not be blank."""
    if not (text := cells.get(name, "")):
        raise RowRefusedError(f"{name}: blank")
    return text[:200]


def day(cells: Mapping[str, str], name: str) -> date:
    """A day: 2014-04-12, 2014/04/12 or 20140412, a time behind it left out."""
    text = need(cells, name)
    match = re.match(r"(\d{4})([-/]?)(\d\d)\2(\d\d)(?!\d)", text)
    if match is None:
        raise RowRefusedError(f"{name}: found {text[:40]!r}, expected a day such as 2014-04-12")
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise RowRefusedError(f"{name}: year {match[1]} is out of range")
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        raise RowRefusedError(f"{name}: found {text[:40]!r}, which is no day") from None


def by_number(code: int | None) -> str | None:
    """The state of a COW or GW number; None for a group, or where none is known."""
    if code is None or code < 0:
        return None
    try:
        return find(_GW.get(code, code)).label
    except UnknownStateError:
        return None


def by_name(name: str) -> str | None:
    """The state of a name; None where there is none."""
    found = known(name) if name else None
    return found.label if found else None
