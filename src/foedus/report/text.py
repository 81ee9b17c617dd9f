"""Blocks as plain text for a terminal: the one place that wraps, indents and pads.

At most ``WIDTH`` columns, fewer on a narrower terminal. Text never breaks at a hyphen, so that
names and options can be copied; trailing blanks are never printed.
"""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from foedus.report.blocks import (
    Block,
    Bullets,
    Judgement,
    Pair,
    Paragraph,
    Picture,
    Preformatted,
    Question,
    Section,
    Table,
)

#: Columns of a line at most, and where nobody's terminal says otherwise.
WIDTH = 100
_LEAST = 40  # columns of a line, however narrow the terminal
_GAP = 2  # blanks between two columns of a table
_NARROW = 8  # columns that a column of a table keeps, however many there are


def width() -> int:
    """Columns of a line: those of the terminal where one is written to, else ``WIDTH``."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(_LEAST, min(WIDTH, shutil.get_terminal_size().columns))


def text(sections: Iterable[Section], columns: int = WIDTH) -> str:
    """Sections one after the other, each under its title in capitals, without a last line break.

    A section without a title continues the one before; one without words is left out.
    """
    out: list[str] = []
    for section in sections:
        body = list(lines((*_lead(section), *section.blocks), columns))
        if body:
            title = wrapped(section.title.upper(), columns) if section.title else []
            out += [*([""] if out and title else []), *title, *body]
    return "\n".join(out)


def _lead(section: Section) -> tuple[Block, ...]:
    return (Paragraph(section.lead),) if section.lead else ()


def lines(blocks: Iterable[Block], columns: int = WIDTH) -> Iterator[str]:
    """The lines of some blocks; a table after a table stands apart from it."""
    before: Block | None = None
    for block in blocks:
        if isinstance(before, Table) and isinstance(block, Table):
            yield ""
        before = block
        for line in _block(block, columns):
            yield line.rstrip()


def wrapped(said: str, columns: int = WIDTH, *, first: str = "", indent: str = "") -> list[str]:
    """A text as lines: the first after ``first``, the others after ``indent``."""
    return textwrap.wrap(
        said, columns, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )


def _block(block: Block, columns: int) -> Iterator[str]:
    match block:
        case Paragraph(said):
            yield from wrapped(said, columns)
        case Bullets(items, number):
            for place, item in enumerate(items, start=number):
                mark = f"{place}. " if number else "- "
                yield from wrapped(item, columns, first=mark, indent=" " * len(mark))
        case Judgement(said, detail):
            yield from wrapped(said, columns, first="- ", indent="  ")
            yield from wrapped(detail, columns, first="  ", indent="  ")
        case Preformatted(said):
            yield from said.splitlines()
        case Table():
            yield from table(block, columns)
        case Picture(figure):
            yield from wrapped(f"{figure.title}: {figure.alt}", columns)
        case Pair(left, right):
            yield from lines((left, right), columns)
        case Question(question, answer):
            yield from wrapped(question, columns)
            yield from (f"  {line}" for line in lines(answer, columns - 2))


def table(it: Table, columns: int = WIDTH) -> Iterator[str]:
    """A table: caption, heads and cells in columns that fit, its note below.

    Where it is wider than a line, text breaks inside cells, the widest columns first. A line break
    in a cell is kept: an interval under its number.
    """
    if it.caption:
        yield from wrapped(it.caption, columns)
    align = it.align or ("l",) * len(it.columns)
    rows = [it.columns, *it.rows] if any(it.columns) else list(it.rows)
    sizes = _sizes(rows, len(it.columns), columns)
    for row in rows:
        cells = [_cell(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            yield (" " * _GAP).join(
                part.rjust(size) if way == "r" else part.ljust(size)
                for part, size, way in zip(parts, sizes, align, strict=True)
            )
    if it.note:
        yield from wrapped(it.note, columns)


def _cell(cell: str, size: int) -> list[str]:
    return [line for part in cell.split("\n") for line in _fitted(part.strip(), size) or [""]]


def _fitted(part: str, size: int) -> list[str]:
    """Wrapped; a word that no line holds breaks at its hyphens first."""
    hyphens = any(len(word) > size for word in part.split())
    return textwrap.wrap(part, size, break_on_hyphens=hyphens)


def _sizes(rows: Sequence[Sequence[str]], count: int, columns: int) -> list[int]:
    """Widths of columns: as wide as their cells, the widest cut back until a row fits a line."""
    parts = [[p.strip() for row in rows for p in row[at].split("\n")] for at in range(count)]
    sizes = [max([1, *map(len, column)]) for column in parts]
    words = [max((len(w) for p in column for w in p.split()), default=0) for column in parts]
    room = columns - _GAP * (count - 1)
    while sum(sizes) > room:
        free = [at for at in range(count) if sizes[at] > max(_NARROW, words[at])]
        free = free or [at for at in range(count) if sizes[at] > _NARROW]
        if not free:
            break
        sizes[max(free, key=sizes.__getitem__)] -= 1
    return sizes
