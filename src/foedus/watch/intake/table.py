"""Rows of a file that anybody may have written: each with its line, or with what is wrong with it.

One bad row stops nothing; a file that is no table at all is refused.
"""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from foedus import media
from foedus.errors import InputError, nearest
from foedus.sheet.frames import parquet, stata
from foedus.sheet.read import content_of
from foedus.sheet.text import DELIMITERS, decoded, untold

MAX_BYTES = 2_000_000_000
#: Characters of one cell; a longer one is no field of an incident.
MAX_CELL = 100_000


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row. where: ``file:line``. fault: why its cells cannot be read, empty where they can."""

    where: str
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's columns, its bytes, and its rows."""

    name: str
    columns: tuple[str, ...]
    content: bytes
    rows: tuple[RawRow, ...]


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
    missing = [column for column in required if column not in columns]
    if missing:
        other = media.medium(content)
        if other is not None and other.kind != "table" and len(columns) < 2:
            raise InputError(f"{other.name}, not a table", where=name, hint=other.remedy or None)
        raise InputError(
            f"no column {missing[0]!r}", where=name, hint=nearest(missing[0], columns, most=20)
        )
    return RawTable(name, columns, content, rows)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _rows(
    text: str, name: str, known: Collection[str]
) -> tuple[tuple[str, ...], tuple[RawRow, ...]]:
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]

    def fits(delimiter: str) -> tuple[int, int]:
        names = {cell.strip().strip('"') for cell in head.split(delimiter)}
        return len(names & set(known)), head.count(delimiter)

    delimiter = max(DELIMITERS, key=fits)
    before = csv.field_size_limit(len(text) + 1)  # so that a huge cell is one bad row, not the end
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        columns = tuple(cell.strip() for cell in next(reader, []))
        if not any(columns):
            raise InputError("the table is empty", where=name)
        if len(set(columns)) < len(columns):
            twice = next(c for c in columns if columns.count(c) > 1)
            raise InputError(f"column {twice!r} stands twice", where=name, hint="rename one")
        return columns, tuple(_each(reader, columns, name))
    except csv.Error as error:
        raise InputError(f"cannot be split into cells: {error}", where=name) from None
    finally:
        csv.field_size_limit(before)


def _each(reader: "Iterator[list[str]]", columns: tuple[str, ...], name: str) -> Iterator[RawRow]:
    line = 1
    for row in reader:
        line, at = getattr(reader, "line_num", line), line + 1
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
            yield RawRow(where, {c: v.strip() for c, v in zip(columns, row, strict=True)})
