"""The numbers of an answer that can be asked for, in groups, each with its present value."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from foedus.report import words
from foedus.report.blocks import Section, Table


def sections(numbers: Mapping[str, Any], short: Mapping[str, str]) -> tuple[Section, ...]:
    """Short names first, then the numbers by path, a group each."""
    return tuple(_sections(numbers, short))


def _sections(numbers: Mapping[str, Any], short: Mapping[str, str]) -> Iterator[Section]:
    if short:
        yield _table("short names", short.items())
    for head, paths in groupby(numbers, _group):
        yield _table(head, ((path, words.value(numbers[path])) for path in paths), right=True)


def _table(title: str, rows: Iterable[tuple[str, str]], *, right: bool = False) -> Section:
    table = Table(title, "", ("", ""), tuple(rows), "", ("l", "r") if right else ())
    return Section(title, title, "", (table,))


def _group(path: str) -> str:
    """The group of numbers that a path belongs to."""
    parts = path.split(".")
    if len(parts) == 1:
        return "what was asked"
    return ".".join(parts[:2]) if parts[0] in {"designs", "drivers", "posterior"} else parts[0]
