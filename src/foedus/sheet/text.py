"""From bytes to cells: the encoding, the delimiter, and the line that each row begins on."""

import csv
import io
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from foedus import media
from foedus.errors import InputError
from foedus.sheet.lines import split

if TYPE_CHECKING:
    import polars as pl

#: What may stand between cells, and what it is called.
DELIMITERS = {",": ",", ";": ";", "\t": "tabs", "|": "|"}
#: Rows that the delimiter is told by; rows turned into columns at a time.
SAMPLE, CHUNK = 50, 100_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
#: What no column is called where none has a better name.
_HEADLESS = re.compile(r"[-+]?[0-9.,]*[0-9][0-9.,]*([eE][-+]?[0-9]+)?")
_CONTROLS = tuple(map(chr, (*range(9), 11, *range(14, 28))))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1b]")


@dataclass(frozen=True, slots=True)
class Cells:
    """A table of text. names: columns. frame: their cells, stripped, blank where empty.

    lines: the line of the file that each row begins on. line: that of the header. delimiter: what
    stands between cells.
    """

    names: tuple[str, ...]
    frame: "pl.DataFrame"
    lines: "array[int]"
    line: int
    delimiter: str


def decoded(content: bytes, name: str, *, header: bool = False) -> tuple[str, str]:
    """The text of a file and its encoding. Raises InputError with the line that is no text.

    header: the first line alone must be text; elsewhere a byte that is none stays as a surrogate,
    and a control character as it is, for ``untold`` to find cell by cell.
    """
    if kind := media.foreign(content):
        hint = "save the table as CSV; Parquet, Stata and gzip files are read too"
        raise InputError(f"{kind}, not a table of text", where=name, hint=hint)
    encoding = next((known for mark, known in _MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content[:200]:  # UTF-16 that has lost its mark
        head = content[:200]
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) / 4 and not min(even, odd):
            encoding = "utf-16-be" if even else "utf-16-le"
    try:
        text = content.decode(encoding, "surrogateescape" if header else "strict")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", content[: error.start])) + 1
        raise InputError(
            f"not {encoding[:6].upper()} text: byte 0x{content[error.start]:02x}",
            where=f"{name}:{line}",
            hint="save the table as UTF-8 (in Excel: CSV UTF-8)",
        ) from None
    text = io.IncrementalNewlineDecoder(None, translate=True).decode(text, final=True)
    # A look for each is far faster than one for all.
    looked = text.partition("\n")[0] if header else text
    strange = _CONTROL.search(looked) if any(each in looked for each in _CONTROLS) else None
    if header and (told := untold(looked)):
        raise InputError(f"not a table of text: the header has {told}", where=f"{name}:1")
    if strange:
        raise InputError(
            f"not a table of text: it has the control character U+{ord(strange.group()):04X}",
            where=f"{name}:{text.count(chr(10), 0, strange.start()) + 1}",
            hint="CSV, Parquet and Stata files are read",
        )
    return text, encoding


def untold(cell: str) -> str:
    """What of a cell is no text: a byte, or a control character; empty where all is."""
    if cell.isascii() and cell.isprintable():
        return ""
    if strange := _CONTROL.search(cell):
        return f"the control character U+{ord(strange.group()):04X}"
    if escaped := re.search("[\udc80-\udcff]", cell):
        return f"the byte 0x{ord(escaped.group()) - 0xDC00:02x}, which is not UTF-8"
    return ""


def cells(text: str, name: str, *, comments: bool = False) -> Cells:
    """Split a text into cells.

    comments: leave out lines that begin with ``#``. Raises InputError where the delimiter is not
    clear, a row has more or fewer cells than the header, a column stands twice, a quote is never
    closed, or no row follows the header.
    """
    lines, skipped, told = io.StringIO(text), 0, None
    first = re.match(r"sep=(.)\n", text)
    if first:
        told, skipped = first[1], 1
        lines.readline()
    start = lines.tell()
    delimiter = told or _delimiter(lines, name, comments)
    lines.seek(start)
    records = _Records(lines, delimiter, name, comments, skipped)
    line, header = next(records, (0, []))
    names = [cell.strip() for cell in header]
    if not any(names):
        raise InputError("the table is empty", where=name, hint="the first line names the columns")
    if all(_HEADLESS.fullmatch(each) for each in names):
        raise InputError(
            f"numbers ({', '.join(names[:3])}) where the names of the columns belong",
            where=f"{name}:{line}", hint="put a line with a name for each column above the numbers",
        )  # fmt: skip
    plainly = split(text[lines.tell() :], records.at + 1, len(names), delimiter, comments)
    if plainly is not None:
        return _named(*plainly, names, line, delimiter, name)
    chunks, numbers = [], array("q")
    rows: list[list[str]] = []
    for at, row in records:
        if len(row) != len(names):
            raise _ragged(row, names, name, at, line, delimiter)
        rows.append(row)
        numbers.append(at)
        if len(rows) == CHUNK:
            chunks.append(_columns(rows, len(names)))
            rows = []
    if not numbers:
        raise InputError("the table is empty", where=name, hint="no row follows the header")
    import polars as pl

    table = pl.concat([*chunks, _columns(rows, len(names))] if rows else chunks)
    return _named(table, numbers, names, line, delimiter, name)


def _ragged(
    row: list[str], names: list[str], name: str, at: int, line: int, delimiter: str
) -> InputError:
    """A row of another width than the header's."""
    mark = DELIMITERS.get(delimiter, delimiter)
    columns = f"{len(names)} column{'s' * (len(names) != 1)}"
    hint = f"put a cell in quotes where it holds {mark}"
    if sum(map(bool, names)) < len(row) and len(row) > 2:
        hint = f"line {line} names fewer columns than there are: if it is a title, delete it"
    if len(row) == len(names) + 1 and not row[-1].strip():
        hint = f"a {mark} ends this line and none the header: end every line alike"
    elif len(row) < len(names) and sum(map(bool, names)) >= len(row):
        hint = f"write a {mark} for every cell that is blank, also at the end of a line"
    return InputError(
        f"{len(row)} cell{'s' * (len(row) != 1)} under {columns}", where=f"{name}:{at}", hint=hint
    )


def _columns(rows: list[list[str]], width: int) -> "pl.DataFrame":
    import polars as pl

    columns = list(zip(*rows, strict=True))
    return pl.DataFrame(
        [pl.Series(str(i), columns[i], dtype=pl.String) for i in range(width)]
    ).with_columns(pl.all().str.strip_chars())


def _named(
    table: "pl.DataFrame",
    lines: "array[int]",
    names: list[str],
    line: int,
    delimiter: str,
    name: str,
) -> Cells:
    """The table under its names, without blank columns and blank rows at the end."""
    import polars as pl

    width = len(names)
    filled = [names[i] != "" or bool((table[:, i] != "").any()) for i in range(width)]
    names = [names[i] for i in range(width) if filled[i]]
    table = table[:, [i for i in range(width) if filled[i]]]
    for i, column in enumerate(names):
        if column in names[:i]:
            told = [each for each in names if each]
            title = not column and 2 * len(told) <= width
            raise InputError(
                f"column {column!r} stands twice, in places {names.index(column) + 1} and {i + 1}"
                if column else "two columns have no name",
                where=f"{name}:{line}",
                hint=f"line {line} says {told[0][:40]!r}: if it is a title, delete it"
                if title and told else "keep one of the two, or rename it",
            )  # fmt: skip
    table.columns = names
    used = table.select(pl.any_horizontal(pl.all() != "")).to_series().arg_true()
    height = int(used[-1]) + 1 if len(used) else 0
    if not height:
        raise InputError("the table is empty", where=name, hint="every cell is blank")
    return Cells(tuple(names), table[:height], lines[:height], line, delimiter)


@dataclass(slots=True)
class _Records(Iterator[tuple[int, list[str]]]):
    """Rows of a table with the line each begins on; blank lines are passed over."""

    lines: io.StringIO
    delimiter: str
    name: str
    comments: bool
    at: int = 0
    start: int = 0
    reader: Iterator[list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.reader = csv.reader(self._feed(), delimiter=self.delimiter, strict=True)

    def _feed(self) -> Iterator[str]:
        for line in self.lines:
            self.at += 1
            if not self.start:
                if line == "\n" or not line.strip(" \n") or (self.comments and line[0] == "#"):
                    continue
                self.start = self.at
            yield line

    def __next__(self) -> tuple[int, list[str]]:
        self.start = 0
        try:
            row = next(self.reader)
        except csv.Error as error:
            open_quote = "unexpected end" in str(error)
            raise InputError(
                "a quote that opens here is never closed" if open_quote
                else f"cannot be split into cells: {error}",
                where=f"{self.name}:{self.start}",
                hint='put cells that hold quotes in quotes, and double those inside: "a ""b"" c"',
            ) from None  # fmt: skip
        return self.start, row


def _delimiter(lines: io.StringIO, name: str, comments: bool) -> str:
    """What stands between the cells of the first rows; the header's guess where no row agrees."""
    start, widths = lines.tell(), {}
    for delimiter in DELIMITERS:
        lines.seek(start)
        records = _Records(lines, delimiter, name, comments)
        try:
            found = [len(row) for _, row in islice(records, SAMPLE)]
        except InputError:
            continue
        if found and found[0] > 1:
            widths[delimiter] = found
    even = [delimiter for delimiter, found in widths.items() if len(set(found)) == 1]
    if len(even) > 1:
        kinds = " or ".join(DELIMITERS[delimiter] for delimiter in even)
        raise InputError(
            f"it is not clear whether {kinds} stands between the cells",
            where=name,
            hint="begin the file with a line `sep=,` (or `sep=;`), or put every cell in quotes",
        )
    if even:
        return even[0]
    return max(widths, key=lambda delimiter: widths[delimiter][0], default=",")
