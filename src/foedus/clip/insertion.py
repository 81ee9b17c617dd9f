"""Entries put into a YAML file without touching a byte of the rest: comments, order, spacing stay.

The parser says where a list or mapping ends; the new lines go there, indented as the old ones are.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.errors import InputError

_PLAIN = re.compile(r"[A-Za-z][\w /()’'.,+-]*[\w)]|[A-Za-z]")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def inserted(text: str, key: str, entries: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> str:
    """A document's text with entries at the end of its list (or mapping) ``key``.

    A key that is missing is added at the end of the document. Raises InputError where the key holds
    something else, or the text is no mapping.
    """
    if not entries:
        return text
    ending = "\r\n" if "\r\n" in text else "\n"
    node = next((value for name, value in root(text).value if name.value == key), None)
    starts = line_starts(text)
    if node is None:
        body = text if text.endswith(("\n", "\r\n")) or not text else text + ending
        return body + ending + _joined([f"{key}:", *_lines(entries, 2)], ending)
    listed = not isinstance(entries, Mapping)
    if node.id == "scalar" and node.value in {"", "null", "~"}:
        at = starts[node.start_mark.line] + node.start_mark.column
        line = node.start_mark.line
        return _after_line(text, starts, line, (at, at + len(node.value)), entries, ending)
    if node.id != ("sequence" if listed else "mapping"):
        raise InputError(f"{key!r} holds no {'list' if listed else 'keys and values'}", where=key)
    first = starts[node.start_mark.line] + node.start_mark.column
    last = (
        starts[node.end_mark.line] + node.end_mark.column
        if node.end_mark.line < len(starts)
        else len(text)
    )
    if node.flow_style:
        if not node.value and "\n" in text[first:last]:
            return _in_place_of(text, first, last, entries, ending)
        if not node.value:
            line = node.start_mark.line
            return _after_line(text, starts, line, (first, last), entries, ending)
        return text[: last - 1] + ", " + _flow(entries) + text[last - 1 :]
    end = content_end(text, first, last)
    lead = ending if not text[:end].endswith("\n") else ""
    return text[:end] + lead + _joined(_lines(entries, node.start_mark.column), ending) + text[end:]


def root(text: str) -> Any:
    """The parsed mapping of a document, with the place of every value. Raises InputError."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = YAML(typ="rt", pure=True).compose(text)
    except YAMLError as error:
        told = str(getattr(error, "problem", None) or error)
        raise InputError(
            f"the file cannot be read as YAML: {told}", hint="foedus check FILE says where"
        ) from None
    if found is None or found.id != "mapping":
        raise InputError("no keys and values in the file")
    return found


def line_starts(text: str) -> list[int]:
    """Where each line begins."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]


def content_end(text: str, first: int, last: int) -> int:
    """After the last line of a block that is neither blank nor a comment."""
    end = first
    at = first
    for line in text[first:last].splitlines(keepends=True):
        at += len(line)
        if line.strip() and not line.lstrip().startswith("#"):
            end = at
    return end


def _after_line(
    text: str, starts: Sequence[int], line: int, span: tuple[int, int], entries: Any, ending: str
) -> str:
    """In place of an empty value: the entries on the lines below its key."""
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    low, high = span
    kept = (text[:low].rstrip(" ") + text[high:end]).rstrip("\r\n") + ending
    return kept + _joined(_lines(entries, 2), ending) + text[end:]


def _in_place_of(text: str, first: int, last: int, entries: Any, ending: str) -> str:
    """In place of empty brackets over several lines: what was remarked in them and after stays."""
    end = text.find("\n", last)
    end = len(text) if end < 0 else end + 1
    inside, after = text[first + 1 : last - 1].rstrip(), text[last:end].strip()
    lead = text[:first].rstrip(" ") + inside + ending + (f"  {after}{ending}" if after else "")
    return lead + _joined(_lines(entries, 2), ending) + text[end:]


def _joined(lines: Sequence[str], ending: str) -> str:
    return "".join(f"{line}{ending}" for line in lines)


def _lines(entries: Any, indent: int) -> list[str]:
    pad = " " * indent
    if isinstance(entries, Mapping):
        return [
            line
            for name, each in entries.items()
            for line in (f"{pad}{name}:", *_keys(each, indent + 2))
        ]
    lines = []
    for each in entries:
        first, *rest = _keys(each, indent + 2)
        lines += [f"{pad}- {first.lstrip()}", *rest]
    return lines


def _keys(entry: Mapping[str, Any], indent: int) -> list[str]:
    return [f"{' ' * indent}{name}: {value(each)}" for name, each in entry.items()]


def _flow(entries: Any) -> str:
    if isinstance(entries, Mapping):
        return ", ".join(f"{name}: {value(each)}" for name, each in entries.items())
    return ", ".join(value(each) for each in entries)


def value(it: Any) -> str:
    """A value as one line of YAML: plain where that is safe, else as JSON, which YAML reads too."""
    if isinstance(it, bool):
        return "yes" if it else "no"
    if isinstance(it, Mapping):
        return "{" + ", ".join(f"{key}: {value(each)}" for key, each in it.items()) + "}"
    if isinstance(it, list | tuple):
        return "[" + ", ".join(map(value, it)) + "]"
    if not isinstance(it, str):
        return str(it)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", it):
        return it
    simple = _PLAIN.fullmatch(it) and it.lower() not in _WORDS and "," not in it and ": " not in it
    return it if simple else json.dumps(it, ensure_ascii=False)
