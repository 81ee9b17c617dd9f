"""Documents, tables and bytes made wrong in the ways that people and programs make them wrong."""

import copy
import csv
import io
from collections.abc import Iterator
from random import Random
from typing import Any

#: Values of every kind that may stand where another belongs.
VALUES: tuple[Any, ...] = (
    0, -1, 1, 7, 101, -0.5, 1e308, -1e308, 1e-320, 10**30, float("nan"), float("inf"),
    float("-inf"), True, False, None, "", " ", "yes", "no", "0", "1e400", "45%", "0,5", "1,001",
    "2025-02-30", "9999-12-31", "0001-01-01", "1700-05-05", "2025", 2025, "yesterday", "RUS",
    "XXX", "USSR", "Yugoslavia", "Narnia", "Korea", "Germany", 365, 999, "NATO", "EU", "TWN",
    "war", "nato", "defense", "judgement", [], {}, [[]], [None], {"value": 3}, {"a": {"b": []}},
    "Ünïcödé", "한국 조약", "معاهدة", "ברית 12", "\u202eabc", "🕊️", "e\u0301", "a" * 5000, "x\ty",
    "line\nbreak", "{{ 7 }}", "<b>", "C:\\x", "../..", "30..50", "50..30", "40±10", "..", "-",
)  # fmt: skip
#: What may stand anywhere in a text.
TOKENS = (
    ":", "- ", "#", "&a", "*a", "!!python/object:os.system", "---", "...", "<<: *a", "|", ">", "[",
    "}", '"', "'", "\t", "\r\n", "\ufeff", "\u2028", "\x00", "\x1b[31m", "%", "@", "`", "\\x",
    "? x", "~", "null", ".nan", ",", ";", "0x1F", "1e999", "é", "名", "🏳️‍🌈",
)  # fmt: skip


def tree(data: Any, rng: Random, times: int = 1) -> Any:
    """A copy of plain data with so many things wrong: keys, kinds, values, whole branches."""
    made = copy.deepcopy(data)
    for _ in range(times):
        places = list(_places(made))
        if not places:
            return rng.choice(VALUES)
        holder, key = rng.choice(places)
        _spoil(holder, key, places, rng)
    return made


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping or list in the data with each of its keys."""
    if isinstance(data, dict | list):
        for key in list(data) if isinstance(data, dict) else range(len(data)):
            yield data, key
            yield from _places(data[key])


def _spoil(holder: Any, key: Any, places: list[tuple[Any, Any]], rng: Random) -> None:
    value = holder[key]
    match rng.randrange(9):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):  # a slip of the pen in a key
            holder[_slip(str(key), rng)] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.append(copy.deepcopy(value))
        case 3:
            holder[key] = [value] if rng.random() < 0.5 else {"value": value}
        case 4:
            other, place = rng.choice(places)
            holder[key] = copy.deepcopy(other[place])
        case 5 if isinstance(value, str):
            holder[key] = _slip(value, rng)
        case 6 if isinstance(value, int | float) and not isinstance(value, bool):
            holder[key] = value * rng.choice((-1, 0, 0.001, 1000, 1e12))
        case _:
            holder[key] = copy.deepcopy(rng.choice(VALUES))


def _slip(word: str, rng: Random) -> str:
    at = rng.randrange(len(word) + 1)
    return rng.choice((
        word[:at] + word[at + 1:], word[:at] + rng.choice("aeZ-_ 9é.") + word[at:], word[::-1],
        word.upper(), word * 2, f" {word}", word[:at],
    ))  # fmt: skip


def text(given: str, rng: Random, times: int = 1) -> str:
    """A text with lines doubled, dropped, moved or cut, or with a token where none belongs."""
    for _ in range(times):
        lines = given.split("\n")
        at = rng.randrange(len(lines))
        match rng.randrange(8):
            case 0:
                lines.insert(at, lines[at])
            case 1:
                del lines[at]
            case 2:
                lines[at] = rng.choice((" ", "  ", "\t", "    ")) + lines[at]
            case 3:
                lines[at] = lines[at].lstrip()
            case 4:
                lines = lines[: at + 1]
            case 5:
                lines.insert(rng.randrange(len(lines)), lines.pop(at))
            case _:
                place = rng.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:place] + rng.choice(TOKENS) + lines[at][place:]
        given = "\n".join(lines)
    return given


def table(given: str, rng: Random, times: int = 1) -> str:
    """A comma-separated table with cells, columns, rows or its whole dialect made wrong."""
    rows = [row for row in csv.reader(io.StringIO(given)) if row]
    if len(rows) < 2:
        return text(given, rng, times)
    dialect: dict[str, Any] = {"delimiter": ",", "lineterminator": "\n"}
    for _ in range(times):
        match rng.randrange(12):
            case 0:
                dialect["delimiter"] = rng.choice(";\t|")
            case 1:
                dialect["lineterminator"] = rng.choice(("\r\n", "\r", "\n\n"))
            case 2 | 3 | 4 | 5 | 6:
                _spoil_column(rows, rng.randrange(len(rows[0])), rng)
            case _:
                _spoil_row(rows, rng.randrange(1, len(rows)), rng.randrange(len(rows[0])), rng)
        if len(rows) < 2 or not rows[0]:
            break
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue()


def _spoil_column(rows: list[list[str]], column: int, rng: Random) -> None:
    """A column renamed, filled with one cell, doubled, or written another way."""
    how = rng.randrange(5)
    if how == 0:
        rows[0][column] = rng.choice((*rows[0], _slip(rows[0][column], rng), ""))
        return
    filler = _cell(rng)
    for row in rows if how == 2 else rows[1:]:
        given = row[column : column + 1]
        row[column : column + 1] = {
            1: [filler],
            2: given * 2,
            3: [f"{each}%" for each in given],
            4: [each.replace(".", ",") for each in given],
        }[how]


def _spoil_row(rows: list[list[str]], at: int, column: int, rng: Random) -> None:
    """A row doubled, dropped or cut, or one cell of it changed."""
    match rng.randrange(6):
        case 0:
            rows.append(list(rows[at]))
        case 1 if len(rows) > 2:
            del rows[at]
        case 2:
            rows[at] = rows[at][:column]
        case _:
            rows[at][column : column + 1] = [_cell(rng)]


def _cell(rng: Random) -> str:
    value = rng.choice((*VALUES, ".", "NA", "n/a", "-inf", "1 000", "−3", "1.234.567", "12:30"))
    return str(value)


def raw(given: bytes, rng: Random, times: int = 1) -> bytes:
    """Bytes with some flipped, dropped, doubled or put in; or in another encoding."""
    made = bytearray(given)
    for _ in range(times):
        at = rng.randrange(len(made) + 1)
        match rng.randrange(6):
            case 0 if at < len(made):
                made[at] ^= 1 << rng.randrange(8)
            case 1:
                del made[at : at + rng.randrange(1, 20)]
            case 2:
                made[at:at] = rng.randbytes(rng.randrange(1, 6))
            case 3:
                made[at:at] = made[at : at + rng.randrange(1, 200)]
            case 4:
                del made[at:]
            case _:
                wide = rng.choice(("utf-16", "utf-32", "utf-16-le", "latin-1", "cp1252"))
                made = bytearray(bytes(made).decode("utf-8", "replace").encode(wide, "replace"))
    return bytes(made)
