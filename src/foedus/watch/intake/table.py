"""Rows of a file that anybody may have written: each with its line, or with what is wrong with it.

One bad row stops nothing; a file that is no table at all is refused.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus import media
from foedus.errors import InputError, nearest
from foedus.sheet.frames import parquet, stata
from foedus.sheet.numbers import marks
from foedus.sheet.read import content_of
from foedus.sheet.text import DELIMITERS, decoded, untold

MAX_BYTES = 2_000_000_000
#: Characters of one cell; a longer one is no field of an incident.
MAX_CELL = 100_000
_COMMA = re.compile(r"[-+]?\d*,\d+")


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row. where: ``file:line``. fault: why its cells cannot be read, empty where they can."""

    where: str
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's columns, its bytes, and its rows. note: what was taken, empty where nothing was."""

    name: str
    columns: tuple[str, ...]
    content: bytes
    rows: tuple[RawRow, ...]
    note: str = ""


def read(path: Path, known: Collection[str], required: Collection[str]) -> RawTable:
    """A CSV in any dialect and encoding, Parquet or Stata.

    known: columns that the reader uses, by which the delimiter is told. Raises InputError for a
    file that cannot be read, is too large, or lacks a required column.
    """
    name = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("larger than 2 GB", where=name, hint="split it")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=name) from None
    content = content_of(path)
    note = ""
    if content.startswith((b"PAR1", b"<stata_dta>")):
        frame = (parquet if content.startswith(b"PAR1") else stata)(content, name)
        columns = tuple(frame.columns)
        rows = tuple(
            RawRow(f"{name}: row {at}", {c: _text(v) for c, v in row.items()})
            for at, row in enumerate(frame.iter_rows(named=True), start=1)
        )
    else:
        text, _ = decoded(content, name, header=True)
        columns, rows = _rows(text, name, known)
        if _pointed(rows, [column for column in columns if column in known]):
            note = f"{name}: read with , as decimal mark"
    missing = [column for column in required if column not in columns]
    if missing:
        other = media.medium(content)
        if other is not None and other.kind != "table" and len(columns) < 2:
            raise InputError(f"{other.name}, not a table", where=name, hint=other.remedy or None)
        raise InputError(
            f"no column {missing[0]!r}", where=name, hint=nearest(missing[0], columns, most=20)
        )
    return RawTable(name, columns, content, rows, note)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _rows(
    text: str, name: str, known: Collection[str]
) -> tuple[tuple[str, ...], tuple[RawRow, ...]]:
    text = text.removeprefix("\ufeff")
    told = re.match(r"sep=(.)\n", text)  # Excel's own line
    text = text[told.end() :] if told else text
    head = text.split("\n", 1)[0]

    def fits(delimiter: str) -> tuple[int, int]:
        names = {cell.strip().strip('"') for cell in head.split(delimiter)}
        return len(names & set(known)), head.count(delimiter)

    delimiter = told[1] if told else max(DELIMITERS, key=fits)
    before = csv.field_size_limit(len(text) + 1)  # so that a huge cell is one bad row, not the end
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        columns = tuple(cell.strip() for cell in next(reader, []))
        if not any(columns):
            raise InputError("the table is empty", where=name)
        twice = next((c for c in columns if c and columns.count(c) > 1), "")
        if twice:
            raise InputError(f"column {twice!r} stands twice", where=name, hint="rename one")
        named = tuple(filter(None, columns))
        return named, tuple(_each(reader, columns, name, 2 if told else 1))
    except csv.Error as error:
        raise InputError(f"cannot be split into cells: {error}", where=name) from None
    finally:
        csv.field_size_limit(before)


def _each(
    reader: "Iterator[list[str]]", columns: tuple[str, ...], name: str, start: int
) -> Iterator[RawRow]:
    """Rows below the header, which stands on the line ``start``; without columns of no name."""
    line = start
    for row in reader:
        line, at = getattr(reader, "line_num", line) + start - 1, line + 1
        if not any(row):
            continue
        where = f"{name}:{at}"
        if len(row) != len(columns):
            fault = f"{len(row)} cells under {len(columns)} columns"
            yield RawRow(where, dict(zip(columns, row, strict=False)), fault)
        elif told := next((f"{c}: {said}" for c, v in zip(columns, row, strict=True)
                           if (said := untold(v))), ""):  # fmt: skip
            yield RawRow(where, dict(zip(columns, row, strict=True)), told)
        elif (longest := max(map(len, row))) > MAX_CELL:
            fault = f"a cell of {longest:,} characters; at most {MAX_CELL:,} are read"
            yield RawRow(where, {c: v[:200] for c, v in zip(columns, row, strict=True)}, fault)
        else:
            yield RawRow(where, {c: v.strip() for c, v in zip(columns, row, strict=True) if c})


def _pointed(rows: Sequence[RawRow], columns: Collection[str]) -> bool:
    """Write decimal commas as points, if the file proves that it has them; whether it does.

    columns: those that the reader uses. Thousands stay as they are: an id may look like one.
    """
    import polars as pl

    cells = [row.cells for row in rows if not row.fault]
    found = marks(pl.Series(c, [each[c] for each in cells], dtype=pl.String) for c in columns)
    if found.decimal == ".":
        return False
    for each in cells:
        for column, cell in each.items():  # also of columns that only a made id hangs on
            if _COMMA.fullmatch(cell):
                each[column] = cell.replace(",", ".")
    return True
