"""Values of a YAML file put in, taken out and set anew; no other byte of it changes.

The parser says where each value stands. All changes are made to one text, so that each path is
that of the text as it was.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from foedus.clip.insertion import content_end, line_starts, root, value
from foedus.document import KeyPath, spell
from foedus.errors import InputError


class _Gone:
    """What stands in the place of a value that is taken out."""


GONE = _Gone()


@dataclass(frozen=True, slots=True)
class _Patch:
    """Characters of a text, half open, and what comes in their place."""

    first: int
    last: int
    text: str


def amended(text: str, changes: Mapping[KeyPath, Any]) -> str:
    """A document's text with values set, by their keys and list indices; GONE takes one out.

    A key that is not there is added to its mapping, an index after the last to its list. Raises
    InputError where the place of a value is not in the text, or cannot be changed alone.
    """
    if not changes:
        return text
    page = _ParsedText(text)
    found = sorted((page.patch(path, new) for path, new in changes.items()),
                   key=lambda each: (each.first, each.last))  # fmt: skip
    for one, two in pairwise(found):
        if one.last > two.first:
            raise InputError("two changes meet in one line of the file")
    for each in reversed(found):
        text = text[: each.first] + each.text + text[each.last :]
    return text


class _ParsedText:
    """A text with its parsed nodes."""

    def __init__(self, text: str) -> None:
        self.text, self.root, self.starts = text, root(text), line_starts(text)
        self.ending = "\r\n" if "\r\n" in text else "\n"

    def patch(self, path: KeyPath, new: Any) -> _Patch:
        """How one value is set, added or taken out."""
        parent, key = self._node(path[:-1]), path[-1]
        entries = _entries(parent)
        place = next((at for at, (name, _, _) in enumerate(entries) if name == key), None)
        if new is GONE:
            return self._without(path, parent, entries, place)
        if place is None:
            if parent.id == "scalar":
                raise InputError("there is no such value", where=spell(path))
            if parent.id == "sequence" and int(key) < len(entries):
                raise InputError("there is no such value", where=spell(path))
            return self._with(parent, entries, value(new) if parent.id == "sequence"
                              else f"{key}: {value(new)}")  # fmt: skip
        node = entries[place][2]
        first, last = self._span(node)
        quoted = node.id == "scalar" and node.style in {'"', "'"} and isinstance(new, str)
        if _within(node):
            return _Patch(
                first, last, json.dumps(new, ensure_ascii=False) if quoted else value(new)
            )
        begin, lead = self._after_key(entries[place])
        return _Patch(begin, self._end(node), f"{lead}{value(new)}{self.ending}")

    def _node(self, path: KeyPath) -> Any:
        node = self.root
        for step in path:
            held = next((below for name, _, below in _entries(node) if name == step), None)
            if held is None:
                raise InputError("there is no such value", where=spell(path))
            node = held
        return node

    def _with(self, parent: Any, entries: Sequence[Any], told: str) -> _Patch:
        """An entry after the last one."""
        first, last = self._span(parent)
        if parent.flow_style:
            return _Patch(last - 1, last - 1, f", {told}" if entries else told)
        end = content_end(self.text, first, last)
        lead = "" if self.text[:end].endswith("\n") else self.ending
        dash = "- " if parent.id == "sequence" else ""
        pad = " " * parent.start_mark.column
        return _Patch(end, end, f"{lead}{pad}{dash}{told}{self.ending}")

    def _without(
        self, path: KeyPath, parent: Any, entries: Sequence[Any], place: int | None
    ) -> _Patch:
        if place is None:
            raise InputError("there is no such value", where=spell(path))
        if len(entries) == 1 and len(path) > 1:  # an empty list says nothing: its key goes too
            return self.patch(path[:-1], GONE)
        last = self._span(entries[place][2])[1]
        begin = self._start(entries[place])
        if not parent.flow_style:
            line = self.starts[self._line(begin)]
            if parent.id == "mapping" and self.text[line:begin].strip():  # beside a dash
                raise InputError("the first value of an entry cannot be taken out",
                                 where=spell(path))  # fmt: skip
            return _Patch(line, self._end(entries[place][2]), "")
        if place:
            return _Patch(self._span(entries[place - 1][2])[1], last, "")
        following = self._start(entries[1]) if len(entries) > 1 else last
        return _Patch(begin, following, "")

    def _span(self, node: Any) -> tuple[int, int]:
        return self._at(node.start_mark), self._at(node.end_mark)

    def _at(self, mark: Any) -> int:
        if mark.line >= len(self.starts):
            return len(self.text)
        return int(self.starts[mark.line] + mark.column)

    def _line(self, at: int) -> int:
        return max(line for line, start in enumerate(self.starts) if start <= at)

    def _start(self, entry: Any) -> int:
        """Where an entry begins: at its key, or what a list has."""
        _, key, node = entry
        return self._at((key or node).start_mark)

    def _after_key(self, entry: Any) -> tuple[int, str]:
        """Where the value of an entry goes, and what parts it from what stands before."""
        _, key, node = entry
        if key is None:
            return self._at(node.start_mark), ""
        return self.text.index(":", self._at(key.end_mark)) + 1, " "

    def _end(self, node: Any) -> int:
        """After the last line of a value that stands on lines of its own."""
        first, last = self._span(node)
        if _within(node):
            return next((start for start in self.starts if start > last), len(self.text))
        return content_end(self.text, first, last)


def _within(node: Any) -> bool:
    """Whether a value stands within its line: a plain one, or one in brackets."""
    return bool(node.style not in {"|", ">"} if node.id == "scalar" else node.flow_style)


def _entries(node: Any) -> list[tuple[str | int, Any, Any]]:
    """Name or index, key and value of all that a node holds."""
    if node.id == "mapping":
        return [(key.value, key, below) for key, below in node.value]
    if node.id == "sequence":
        return [(at, None, below) for at, below in enumerate(node.value)]
    return []
