"""A table as LaTeX, for a paper: a booktabs tabular, everything in it escaped."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from foedus.report.blocks import Table

_NUMBER = re.compile(r"\(?-?\d+\.\d+(?:e[+-]\d+)?\)?(\*?)")  # as (0.599), or -0.160*
_MARKS = {mark: f"\\{mark}" for mark in "&%$#_{}"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def tabular(table: Table, foot: Iterable[tuple[str, ...]] = ()) -> str:
    """The table as LaTeX, ended by a line break.

    A line break in a cell is kept: a standard error beneath its estimate. foot: rows below a rule.
    The note becomes a comment.
    """
    ways = "".join(table.align or ("l",) * len(table.columns))
    head = [*_rows(table.columns), r"\midrule"] if any(table.columns) else []
    body = [line for row in table.rows for line in _rows(row)]
    last = [line for row in foot for line in _rows(row)]
    lines = [
        rf"\begin{{tabular}}{{{ways}}}", r"\toprule", *head, *body,
        *([r"\midrule", *last] if last else []), r"\bottomrule", r"\end{tabular}",
        *([f"% {table.note}"] if table.note else []),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _rows(cells: tuple[str, ...]) -> Iterator[str]:
    for parts in zip_longest(*(cell.split("\n") for cell in cells), fillvalue=""):
        yield " & ".join(map(_cell, parts)) + r" \\"


def _cell(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if found:
        return f"${text.removesuffix('*')}{'^{*}' if found[1] else ''}$"
    return "".join(_MARKS.get(mark, mark) for mark in text)
