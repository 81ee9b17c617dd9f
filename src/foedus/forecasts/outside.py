"""Other people's chances, from a table: a market's prices, a platform's, a rival's."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from foedus import sheet
from foedus.errors import InputError, UnknownNameError, nearest
from foedus.forecasts.outcome import OutsideForecast
from foedus.forecasts.seal import Seal
from foedus.record import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDED = ("question", "by", "on", "source")
#: One of these holds the number: 0 to 1, or 0 to 100.
NUMBERS = ("chance", "percent")
ALLOWED = (*NEEDED, *NUMBERS, "criteria", "grade", "note")
CRITERIA = ("same", "differ", "unread")


def read(path: Path, seal: Seal, clock: datetime) -> tuple[OutsideForecast, ...]:
    """The rows of a table about a seal's questions. Raises InputError with file and line.

    Columns: question, by, on, source, and chance (0 to 1) or percent (0 to 100); criteria (same,
    differ, unread; unread if not given), grade, note may follow.
    """
    table = sheet.read(path, comments=True)
    columns = table.cells.frame.columns
    for name in NEEDED:
        if name not in columns:
            raise InputError(f"the column {name!r} is missing", where=f"{path}:1",
                             hint=f"found {', '.join(columns)}")  # fmt: skip
    for name in columns:
        if name not in ALLOWED:
            raise InputError(f"unknown column {name!r}", where=f"{path}:1",
                             hint=nearest(name, ALLOWED))  # fmt: skip
    told = [name for name in NUMBERS if name in columns]
    if len(told) != 1:
        raise InputError(f"expected one column of {' and '.join(NUMBERS)}, found {len(told)}",
                         where=f"{path}:1", hint="chance is 0 to 1, percent 0 to 100")  # fmt: skip
    numbers = table.quantities(told[0])
    most = 1.0 if told[0] == "chance" else 100.0
    return tuple(
        _forecast(seal, clock, where, row, number, most)
        for (where, row), number in zip(table.rows(), numbers, strict=True)
    )


def _forecast(
    seal: Seal, clock: datetime, where: str, row: dict[str, str], number: str, most: float
) -> OutsideForecast:
    known = [each.id for each in seal.questions]
    if row["question"] not in known:
        error = UnknownNameError("question", row["question"], known)
        raise InputError(f"{error.what} of {seal.id}", where=where, hint=error.hint)
    criteria = row.get("criteria") or "unread"
    if criteria not in get_args(OutsideForecast.model_fields["criteria"].annotation):
        raise InputError(f"found {criteria!r} in criteria, allowed: {', '.join(CRITERIA)}",
                         where=where)  # fmt: skip
    for name in NEEDED:
        if not row[name]:
            raise InputError(f"{name} is empty", where=where)
    day = _day(row["on"], where)
    if day > clock.date():
        raise InputError(f"{day} has not come", where=where)
    return OutsideForecast.model_validate({
        "recorded": clock, "seal": seal.id, "question": row["question"], "by": row["by"],
        "on": day, "chance": _number(number, most, where) / most, "criteria": criteria,
        "source": row["source"], "grade": row.get("grade", ""), "note": row.get("note", ""),
    })  # fmt: skip


def _number(text: str, most: float, where: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= most:
        raise InputError(f"found {text!r} as a chance, allowed: 0 to {most:g}", where=where)
    return value


def _day(text: str, where: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"found {text!r} as a day", where=where, hint="write it as 2026-09-25"
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(f"year {day.year} is out of range", where=where)
    return day


def latest(found: "Iterator[OutsideForecast]") -> dict[tuple[str, str], OutsideForecast]:
    """(question, by) -> the last word of each, by its day."""
    ordered = sorted(found, key=lambda each: (each.on, each.recorded))
    return {(each.question, each.by): each for each in ordered}
