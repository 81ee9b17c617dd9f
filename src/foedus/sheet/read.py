"""Read a table as it is handed over (CSV in any dialect, Parquet, Stata); say what was taken."""

import gzip
import re
import zlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedus import media
from foedus.errors import InputError, refusal
from foedus.sheet.frames import checked, parquet, stata
from foedus.sheet.numbers import (
    BLANK,
    JOINTS,
    MINUS,
    PERCENT,
    POINT,
    SPACED,
    Marks,
    marks,
    plain,
    typed,
)
from foedus.sheet.text import DELIMITERS, Cells, cells, decoded

if TYPE_CHECKING:
    import polars as pl

#: What no number has as a computer writes it; one look spares many.
_STYLED = r"[^0-9.eE+\-]"
_JOINTS = re.compile(f"({JOINTS})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text. marks: how it writes numbers. content: the file's bytes.

    taken: what was read otherwise than in a comma-separated table with decimal points.
    """

    name: str
    cells: Cells
    marks: Marks
    content: bytes
    taken: tuple[str, ...] = ()

    def where(self, row: int) -> str:
        """``file:line`` of a row, from 0."""
        return f"{self.name}:{self.cells.lines[row]}"

    def rows(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Each row's place and its cells by column, stripped."""
        for i, row in enumerate(self.cells.frame.iter_rows(named=True)):
            yield self.where(i), row

    def quantities(self, column: str) -> list[str]:
        """A column's numbers, ranges and spreads as a computer writes them, blank where missing."""
        import polars as pl

        parts = [_JOINTS.split(cell) for cell in self.cells.frame[column]]
        flat = pl.Series([part for row in parts for part in row], dtype=pl.String)
        written = iter(plain(flat, self.marks).fill_null("").to_list())
        return ["".join(next(written) for _ in row) for row in parts]

    def note(self, more: Collection[str] = ()) -> str:
        """One line that says what was taken, or nothing where that goes without saying."""
        taken = [*self.taken, *more]
        if not taken:
            return ""
        last = f" and {taken[-1]}" if len(taken) > 1 else taken[-1]
        return f"{self.name}: read with {', '.join(taken[:-1])}{last}"


def read(path: str | Path, *, comments: bool = False) -> Sheet:
    """Read a table as text; of a Parquet or Stata file, whose lines are its rows from 1, too.

    comments: leave out lines that begin with ``#``. Raises InputError, with file and line, for
    what cannot be read or may be read in two ways (``foedus.sheet.text.cells``).
    """
    name, content = str(path), content_of(path)
    table = _stored(content, name)
    if table is None:
        return _sheet(content, name, comments)
    import polars as pl

    text = table.select(pl.all().cast(pl.String).str.strip_chars().fill_null(""))
    lines = array("l", range(1, text.height + 1))
    return Sheet(name, Cells(tuple(text.columns), text, lines, 0, ""), POINT, content)


def frame(
    path: str | Path,
    *,
    numbers: Collection[str] = (),
    measures: Collection[str] = (),
    say: Callable[[str], None] = lambda _: None,
) -> "pl.DataFrame":
    """Read a CSV, Parquet or Stata file, known by their first bytes, with its columns typed.

    Blank and ``NA`` are missing, in columns of numbers also ``.``, ``NaN`` and ``n/a``. numbers:
    columns that must hold numbers (yes and no are 1 and 0). measures: columns that may hold numbers
    or words, but not a few words among numbers. say: told in one line what was taken.

    Raises InputError as ``read`` does, and for a word among numbers.
    """
    name, content = str(path), content_of(path)

    def row(place: int) -> str:
        return f"{name}: row {place + 1}"

    stored = _stored(content, name)
    if stored is not None:
        return checked(stored, row, numbers, measures)
    sheet = _sheet(content, name, comments=False)
    text = sheet.cells.frame
    columns = [typed(text[c], sheet.marks, required=c in numbers) for c in text.columns]
    table = text.select(columns)
    checked(table, sheet.where, numbers, measures, sheet.marks)
    note = sheet.note(_styles(text, table, sheet.marks))
    if note:
        say(note)
    used = [column for column in table.columns if column in numbers or column in measures]
    for line in (*_sentinels(table, used), *_twins(table.columns, used)):
        say(f"{name}: {line}")
    return table


@dataclass(frozen=True, slots=True)
class LooseTable:
    """A table whose strays are for its reader to tell, row by row.

    frame: of a file that knows its columns' types, as it is; of a table of text, its cells, null
    where missing. where: the place of a row, from 0. note: what was taken, empty where nothing was.
    """

    frame: "pl.DataFrame"
    where: Callable[[int], str]
    note: str = ""


def loose(path: str | Path, *, numbers: Collection[str]) -> LooseTable:
    """Read any table, and refuse no cell of it.

    numbers: columns whose numbers come as a computer writes them, whatever else is among them.
    Raises InputError as ``read`` does.
    """
    import polars as pl

    name, content = str(path), content_of(path)
    stored = _stored(content, name)
    if stored is not None:
        return LooseTable(stored, lambda row: f"{name}: row {row + 1}")
    sheet = _sheet(content, name, comments=False)
    text = sheet.cells.frame
    used = [column for column in text.columns if column in numbers]
    made = text.with_columns(pl.when(~pl.all().is_in(BLANK)).then(pl.all())).with_columns(
        plain(text[column], sheet.marks) for column in used
    )
    styled = text.select(typed(text[column], sheet.marks) for column in used)
    return LooseTable(made, sheet.where, sheet.note(_styles(text, styled, sheet.marks)))


def _stored(content: bytes, name: str) -> "pl.DataFrame | None":
    """The table of a file that knows its columns' types; None of a table of text."""
    if content.startswith(b"PAR1") or name.lower().endswith((".parquet", ".pq")):
        return parquet(content, name)
    if content.startswith(b"<stata_dta>") or name.lower().endswith(".dta"):
        return stata(content, name)
    return None


def content_of(path: str | Path) -> bytes:
    """A file's or a pipe's bytes, unpacked where they are gzip. Raises InputError."""
    try:
        content = Path(path).read_bytes()
        return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    except (EOFError, ValueError, zlib.error, gzip.BadGzipFile) as error:
        raise refusal(error, path, "cannot be read as a table", "a file that is whole") from None
    except OSError as error:
        raise refusal(error, path, "cannot be read as a table") from None


def _sheet(content: bytes, name: str, comments: bool) -> Sheet:
    text, encoding = decoded(content, name)
    try:
        found = cells(text, name, comments=comments)
        if len(found.names) == 1:
            _refuse_others(media.of_text(text), name)
            _refuse_blanks(found, name)
    except InputError:
        head = text.lstrip().partition("\n")[0]
        celled = max(map(head.count, DELIMITERS)) > 1
        _refuse_others(media.of_text(text) or (None if celled else media.prose(text)), name)
        raise
    style = marks(found.frame.get_columns())
    taken = []
    if not encoding.startswith("utf-8"):
        taken.append(f"{encoding[:6].upper()} text")
    if found.delimiter != ",":
        taken.append(f"{DELIMITERS.get(found.delimiter, found.delimiter)} between cells")
    if style.decimal == ",":
        taken.append(", as decimal mark")
    return Sheet(name, found, style, content, tuple(taken))


#: What data sets write for a value that is missing, special or not applicable.
SENTINELS = (-9.0, -66.0, -77.0, -88.0, -99.0, -999.0, -9999.0)


def _sentinels(table: "pl.DataFrame", columns: Iterable[str]) -> Iterator[str]:
    """A line for each column with codes for missing values that were read as numbers."""
    import numpy as np

    for column in columns:
        given = table[column].drop_nulls()
        if not given.dtype.is_numeric() or given.n_unique() < 3:
            continue
        values = given.to_numpy().astype(float)
        odd = np.isin(values, SENTINELS)
        rest, codes = values[~odd], values[odd]
        if len(codes) and len(rest) and rest.min() >= 0.2 * codes.max():  # far below all others
            told = ", ".join(f"{code:g}" for code in np.unique(codes))
            yield (
                f"{column} holds {told} in {len(codes)} of {len(values)} rows, read as a number; "
                "leave such cells blank if it means a missing value"
            )


def _twins(columns: Collection[str], used: Iterable[str]) -> Iterator[str]:
    """A line for each column beside which another differs in case alone."""
    for column in used:
        for other in columns:
            if other != column and other.casefold() == column.casefold():
                yield f"column {column!r} is read, and not {other!r}"


def _refuse_others(found: media.Medium | None, name: str) -> None:
    """Refuse what is no table: a document, a page, an article."""
    if found is not None and found.kind != "table":
        hint = found.remedy or "CSV, Parquet and Stata tables are read"
        raise InputError(f"{found.name}, not a table", where=name, hint=hint) from None


def _refuse_blanks(found: Cells, name: str) -> None:
    """Refuse a table whose cells are parted by blanks alone."""
    [column] = found.names
    width = len(column.split())
    numbers = found.frame[column].str.count_matches(r"(?:^|\s)[-+]?[0-9.]+(?:\s|$)")
    if width > 1 and int((numbers > 0).sum()) > len(numbers) / 2:
        raise InputError(
            f"one column, {column[:60]!r}: blanks do not part cells", where=f"{name}:{found.line}",
            hint="put commas or tabs between the cells",
        )  # fmt: skip


def _styles(text: "pl.DataFrame", table: "pl.DataFrame", style: Marks) -> list[str]:
    """What was taken in single columns: thousands, percent, yes and no."""
    styled = _STYLED if style.decimal == "." else _STYLED.replace(".", "")
    patterns = {
        "spaces or apostrophes between thousands": SPACED,
        "% left out": PERCENT,
        "yes as 1 and no as 0": r"(?i)^(yes|true)$",
        "− as minus": MINUS,
    }
    if style.group:
        patterns[f"{style.group} between thousands"] = style.grouped
    numeric = [
        c for c in table.columns
        if table.schema[c].is_numeric() and text[c].str.contains(styled).any()
    ]  # fmt: skip
    said = []
    for what, pattern in patterns.items():
        where = [c for c in numeric if text[c].str.contains(pattern).any()]
        if where:
            said.append(f"{what} in {', '.join(where)}")
    return said
