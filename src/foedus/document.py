"""Documents written by people: YAML 1.2 read as plain data, each value with its line.

Only what a data file needs is read. Scalars follow the YAML 1.2 core schema, so ``NO`` is a
string (Norway) and dates stay text; anchors, aliases, tags, merge keys, repeated keys and second
documents are refused, as is anything too big or too deep, before it can cost time or memory.
Since JSON is YAML 1.2, JSON files are read as well.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus import media
from foedus.errors import InputError, refusal

_NO_YAML = "not YAML"
MAX_BYTES = 1_000_000
MAX_LINE = 20_000  # characters; the parser slows with the square of a token's length
MAX_DEPTH = 32
MAX_VALUES = 50_000

#: Keys and list indices from the top of a document to a value.
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dict, list, str, int, float, bool, None) and the line of every value."""

    name: str
    data: Any
    lines: dict[KeyPath, int]  # 1-based; of the key where the value has one

    def line(self, path: KeyPath) -> int:
        """The line of ``path``, or of the nearest value around it that the file has."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def where(self, path: KeyPath) -> str:
        """``file:line: key.path`` of a value, for messages."""
        place = f"{self.name}:{self.line(path)}"
        return f"{place}: {spell(path)}" if path else place


def spell(path: KeyPath) -> str:
    """A key path as people write it: ``designs.nato.guarantors[3]``."""
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return text.removeprefix(".")


def read(path: str | Path) -> Document:
    """Read the YAML or JSON file at ``path``; InputError says what is wrong with it, and where."""
    return parse(content_of(path), str(path))


def content_of(path: str | Path, most: int = MAX_BYTES) -> bytes:
    """A file's bytes, at most one more than are read. Raises PlaceError."""
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        raise refusal(error, repr(str(path)), "cannot be read") from None


def read_json(path: str | Path, most: int = MAX_BYTES) -> Any:
    """What a file of JSON holds; InputError says what else it is, or the line that is wrong.

    most: bytes that are read.
    """
    name, content = str(path), content_of(path, most)
    kind = media.foreign(content)
    if kind:
        raise InputError(f"{kind}, where JSON is read", where=name)
    text = _decode(content, name, most)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        other = media.of_text(text) or media.prose(text)
        if other is not None:
            hint = other.remedy or None
            raise InputError(f"{other.name}, where JSON is read", where=name, hint=hint) from None
        if not text.strip():
            raise InputError("the file is empty, where JSON is read", where=name) from None
        at = f"{name}:{error.lineno}" if isinstance(error, json.JSONDecodeError) else name
        said = getattr(error, "msg", "nested too deep")
        raise InputError(f"not JSON: {said}", where=at, hint="an editor marks the place") from None


def parse(content: bytes | str, name: str = "<text>") -> Document:
    """Read a document from bytes (UTF-8) or text; ``name`` stands for the file in messages."""
    if isinstance(content, bytes) and (kind := media.foreign(content)):
        raise InputError(f"{kind}, where YAML or JSON is read", where=name)
    text = _decode(content, name)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            raise InputError(
                f"a line of {len(line):,} characters; at most {MAX_LINE:,} are read",
                where=f"{name}:{number}",
                hint="break the text into lines (`key: >` folds them)",
            )
    builder = _Builder(name, text)
    try:
        data = builder.document()
    except InputError as error:
        other = media.of_text(text) or media.prose(text)
        if other is None or other.kind == "document" or not error.what.startswith(_NO_YAML):
            raise
        raise _instead(other, name) from None
    if data is None:
        hint = "check its name; `foedus new NAME` writes a scenario"
        raise InputError("the file is empty", where=name, hint=hint)
    if isinstance(data, str) and (other := media.data(text)):
        raise _instead(other, name)
    return Document(name, data, builder.lines)


def _instead(other: media.Medium, name: str) -> InputError:
    hint = other.remedy or None
    return InputError(f"{other.name}, where YAML or JSON is read", where=name, hint=hint)


def _decode(content: bytes | str, name: str, most: int = MAX_BYTES) -> str:
    if len(content) > most:
        raise InputError(
            f"the file is larger than {most // 1_000_000} MB, the most that is read",
            where=name,
            hint="a scenario is a few hundred lines; is this the right file?",
        )
    if isinstance(content, str):
        text = content
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if content.startswith((b"\xff\xfe", b"\xfe\xff")):
                hint = "save the file as UTF-8"
                raise InputError("UTF-16 text, not UTF-8", where=name, hint=hint) from None
            line = content.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"not UTF-8 text: byte 0x{content[error.start]:02x} at offset {error.start}",
                where=f"{name}:{line}",
                hint="save the file as UTF-8",
            ) from None
    strange = _STRANGE.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        raise InputError(
            f"not a text file: it has the control character U+{ord(strange.group()):04X}",
            where=f"{name}:{line}",
        )
    return text


# What YAML 1.2 calls unprintable, and half surrogates.
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class _Builder:
    """Builds plain data from the parser's events, so nothing is constructed unseen."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines: dict[KeyPath, int] = {}
        self.values = 0
        self.events = self._parse(text)

    def _parse(self, text: str) -> Iterator[Any]:
        import yaml

        try:
            # Of PyYAML the parser alone, in C where it can be: what scalars mean is said below.
            yield from yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = f":{mark.line + 1}" if mark else ""
            said = ", ".join(filter(None, [error.context, error.problem])) or "unreadable"
            tab = "'\\t'" in said
            raise InputError(
                f"{_NO_YAML}: {said}",
                where=f"{self.name}{line}",
                hint="indent with blanks, not with tabs" if tab
                else "check the indentation, and quote text that holds `: ` or ` #`",
            ) from None  # fmt: skip
        except Exception as error:
            # The parser meets arbitrary bytes here; whatever it trips over, the input is at fault.
            raise InputError(
                f"{_NO_YAML}: {str(error).splitlines()[0] if str(error) else 'unreadable'}",
                where=self.name,
            ) from None

    def document(self) -> Any:
        data: Any = None
        documents = 0
        for event in self.events:
            match type(event).__name__:
                case "DocumentStartEvent":
                    documents += 1
                    if documents > 1:
                        raise self._refusal(event, "a second document (`---`); one is read")
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                    pass
                case _:
                    data = self._value(event, ())
        return data

    def _value(self, event: Any, path: KeyPath) -> Any:
        self._refuse(event, path)
        self.lines.setdefault(path, event.start_mark.line + 1)
        match type(event).__name__:
            case "ScalarEvent":
                return event.value if event.style else scalar(event.value)
            case "SequenceStartEvent":
                return self._sequence(path)
            case _:
                return self._mapping(path)

    def _sequence(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        items: dict[str, Any] = {}
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                break
            self._refuse(event, path)
            if type(event).__name__ != "ScalarEvent":
                raise self._refusal(event, "a list or mapping as a key; a key is one word")
            key, inside = event.value, (*path, event.value)
            if key in items:
                first = self.lines[inside]
                raise self._refusal(event, f"key {key!r} is repeated (first on line {first})")
            if key == "<<" and not event.style:
                raise self._refusal(event, "merge keys (`<<`) are not read; use `extends`")
            self.lines[inside] = event.start_mark.line + 1
            items[key] = self._value(next(self.events), inside)
        return items

    def _refuse(self, event: Any, path: KeyPath) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise self._refusal(event, f"more than {MAX_VALUES:,} values")
        if len(path) > MAX_DEPTH:
            raise self._refusal(event, f"nested deeper than {MAX_DEPTH} levels")
        if type(event).__name__ == "AliasEvent" or event.anchor is not None:
            raise self._refusal(event, "anchors (`&`) and aliases (`*`) are not read")
        if event.tag is not None and event.tag != "!":
            raise self._refusal(event, f"the tag {str(event.tag)[:40]!r}; values need no tags")

        if type(event).__name__ == "ScalarEvent" and _STRANGE.search(event.value):
            raise self._refusal(event, "an escaped control character")

    def _refusal(self, event: Any, what: str) -> InputError:
        hint = None
        if "anchor" in what or "tag" in what:
            hint = "write the value out; quote text that begins with & * or !"
        elif "second document" in what:
            hint = "give each a file of its own"
        return InputError(what, where=f"{self.name}:{event.start_mark.line + 1}", hint=hint)


_INTEGER = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None}


def scalar(text: str) -> str | int | float | bool | None:
    """The value of a plain (unquoted) scalar under the YAML 1.2 core schema."""
    if text in {"", "~"}:
        return None
    if text in {text.lower(), text.capitalize(), text.upper()} and text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        return float(text)
    unsigned = text.lstrip("+-").lower() if len(text) < 6 else ""
    if unsigned in {".inf", ".nan"}:
        return float(text.lower().replace(".", ""))
    return text
