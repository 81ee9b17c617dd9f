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


def reordered(text: str, path: KeyPath, order: Sequence[int]) -> str:
    """A document's text with the entries of a list in another order.

    order: their indices; one that is left out goes, one that stands twice is there twice. Comments
    above an entry, and beside its lines, go with it. Raises InputError where there is no such list.
    """
    page = _ParsedText(text)
    key, node = page.entry(path)
    if node.id != "sequence":
        raise InputError("there is no such list", where=spell(path))
    if order == list(range(len(node.value))):
        return text
    if node.flow_style:
        first, last = page.span(node)
        pieces = [text[slice(*page.span(each))] for each in node.value]
        return f"{text[: first + 1]}{', '.join(pieces[at] for at in order)}{text[last - 1 :]}"
    begins = [page.starts[each.start_mark.line] for each in node.value]
    whole = page.starts[key.start_mark.line + 1]
    last = content_end(text, begins[-1], page.span(node)[1])
    ends = [*(content_end(text, one, two) for one, two in pairwise(begins)), last]
    blocks = [text[one:two] for one, two in zip([whole, *ends[:-1]], ends, strict=True)]
    if not blocks[-1].endswith("\n"):
        blocks[-1] += page.ending
    used: set[int] = set()
    made = []
    for at in order:  # a comment above an entry is about that one, and not about its copy
        own = text[begins[at] : ends[at]] if at in used else blocks[at]
        made.append(own if own.endswith("\n") else own + page.ending)
        used.add(at)
    return text[:whole] + "".join(made) + text[last:]


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
        first, last = self.span(node)
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
        first, last = self.span(parent)
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
        last = self.span(entries[place][2])[1]
        begin = self._start(entries[place])
        if not parent.flow_style:
            line = self.starts[self._line(begin)]
            if parent.id == "mapping" and self.text[line:begin].strip():  # beside a dash
                raise InputError("the first value of an entry cannot be taken out",
                                 where=spell(path))  # fmt: skip
            return _Patch(line, self._end(entries[place][2]), "")
        if place:
            return _Patch(self.span(entries[place - 1][2])[1], last, "")
        following = self._start(entries[1]) if len(entries) > 1 else last
        return _Patch(begin, following, "")

    def entry(self, path: KeyPath) -> tuple[Any, Any]:
        """The key and the value at a path."""
        for name, key, node in _entries(self._node(path[:-1])):
            if name == path[-1]:
                return key, node
        raise InputError("there is no such value", where=spell(path))

    def span(self, node: Any) -> tuple[int, int]:
        """Where a node begins and ends in the text."""
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
        first, last = self.span(node)
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
