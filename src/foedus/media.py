"""What a file is, told by its first bytes or its lines, for those that expected another kind."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

#: Programs' files by their first bytes.
_MAGIC = {
    b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"RIFF": "a picture, sound or film", b"PK\x03\x04": "a spreadsheet, document or zip file",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"\x1f\x8b": "a gzip file", b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file", b"7z\xbc\xaf": "a 7z file", b"Rar!": "a RAR file",
    b"\x28\xb5\x2f\xfd": "a zstd file", b"\x7fELF": "a program", b"MZ\x90": "a program",
    b"{\\rtf": "an RTF document", b"SQLite format 3\0": "an SQLite database",
    b"<stata_dta>": "a Stata table", b"PAR1": "a Parquet table", b"ARROW1": "an Arrow table",
    b"$FL2": "an SPSS table", b"RDX": "an R file", b"\x93NUMPY": "a NumPy array",
}  # fmt: skip
_TABLES = "`foedus game` reads tables with --data, `foedus negotiate` with --issues and --positions"
#: Keys that tell a document -> what it is, and what reads it.
_KEYS: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"foedus_evidence"}), "frozen facts", "they lie beside the scenario they are of"),
    (frozenset({"challenger", "protege"}), "a scenario", "`foedus check FILE` reads scenarios"),
    (frozenset({"game"}), "a game", "`foedus game check FILE` reads games"),
    (frozenset({"coefficients", "converged"}), "a fit", "`foedus game solve --coef FILE` takes it"),
    (frozenset({"originals", "claims"}), "clip's own JSON", "--decisions takes it, with --into"),
)  # fmt: skip
#: The head of an e-mail or of a page saved as one.
_MAIL = re.compile(
    r"(?=(?:.*\n){0,40}?(?:MIME-Version|Message-ID|Received|Return-Path):)"
    r"(?:[A-Z][\w-]+:[ \t]?.*\n(?:[ \t].+\n)*){3,}"
)
_PAGE = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z_][\w-]*:(?: |$)")
_PART = re.compile(r"\s|- |#|---|[}\]]")  # of a document's line that is no key
_CODE = re.compile(
    r"\s*(?:import \w|from \w+ import|def \w+\(|class \w+|function\b|const |let |var |return\b"
    r"|#include|library\(|(?:if|for|while|else)\b.*[:{]$|\w[\w.]* (?:<-|=) |[\w.]+\(.*\)$"
    r"|[^;]*;$|.*[{}]$)"
)
_NUMBER = re.compile(r"[-+−]?(?:[0-9][0-9.,]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)? ?%?|\.")
_DAY = re.compile(r"\d{4}-\d{2}|\d{1,2}[ ./-]\w+|[A-Z][a-z]{2,8}\.? \d|(?:18|19|20)\d\d$")
#: Lines and characters looked at; how many words a cell has at most on average.
_LINES, _MOST, _SHORT = 200, 200_000, 4


@dataclass(frozen=True, slots=True)
class Medium:
    """A kind of file.

    name: with its article. remedy: what reads it, where something here does. keys: those that a
    document is told by.
    """

    name: str
    remedy: str = ""
    kind: Literal["document", "table", "other"] = "other"
    keys: frozenset[str] = frozenset()


def foreign(content: bytes) -> str:
    """What a file is that no text begins like; empty where its first bytes say nothing."""
    return next((name for magic, name in _MAGIC.items() if content.startswith(magic)), "")


def medium(content: bytes) -> Medium | None:
    """What a file of any kind is, as far as its bytes tell."""
    if kind := foreign(content):
        return Medium(kind)
    text = content.decode("utf-8", "replace")
    return None if "\0" in text[:_MOST] else of_text(text) or prose(text)


def of_keys(keys: Iterable[object]) -> Medium | None:
    """The document that has such keys at its top."""
    held = frozenset(map(str, keys))
    found = (Medium(name, remedy, "document", told) for told, name, remedy in _KEYS if told <= held)
    return next(found, None)


def of_text(text: str) -> Medium | None:
    """What a text is, if it is no prose: a page, JSON, YAML, program code, a table, numbers."""
    start = text[:_MOST].lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        page = _PAGE.match(start) is not None
        return Medium("a web page", "`foedus clip FILE` reads pages") if page else Medium("XML")
    if start.startswith(("{", "[")):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return None
        named = of_keys(data) if isinstance(data, Mapping) else None
        return named or Medium("JSON", kind="document")
    if letter := mail(start):
        return letter
    lines = [line for line in start.splitlines()[:_LINES] if line.strip()]
    return _document(lines) or _table(lines) or _code(lines)


def mail(text: str) -> Medium | None:
    """An e-mail, or a page saved as one, by its head."""
    if _MAIL.match(text[:20_000].lstrip("\ufeff \r\n").replace("\r\n", "\n")):
        return Medium("an e-mail", "save the text in it to a file, and give that")
    return None


def prose(text: str) -> Medium | None:
    """An article, as far as its sentences tell."""
    ends = len(re.findall(r"[a-z][.!?][\"”’]?(?:\s|$)", text[:_MOST]))
    many = ends > 1 and len(text.split()) > 8 * ends
    return Medium("an article", "`foedus clip FILE` reads articles") if many else None


def _document(lines: list[str]) -> Medium | None:
    keys = [line.partition(":")[0] for line in lines if _KEY.match(line)]
    parts = sum(_PART.match(line) is not None for line in lines)
    if len(keys) < 2 or len(keys) + parts < 0.9 * len(lines):
        return None
    return of_keys(keys) or Medium("YAML", kind="document")


def _code(lines: list[str]) -> Medium | None:
    told = sum(_CODE.match(line) is not None for line in lines)
    return Medium("program code") if len(lines) > 2 and told > 0.6 * len(lines) else None


def _table(lines: list[str]) -> Medium | None:
    for mark, called in ((",", ","), (";", ";"), ("\t", "tabs"), ("|", "|")):
        rows = [line.split(mark) for line in lines]
        if len(rows) > 1 and len(rows[0]) > 1 and _even(rows) and _short(rows):
            names = ", ".join(cell.strip() for cell in rows[0][:4])
            more = ", …" if len(rows[0]) > 4 else ""
            return Medium(f"a table ({names}{more}) with {called} between cells", _TABLES, "table")
    words = " ".join(lines).split()
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
    many = words and numbers > len(words) / 2
    return Medium("a list of numbers", kind="table") if many else None


def _even(rows: list[list[str]]) -> bool:
    """Whether rows are of one width, but for a few."""
    return sum(len(row) == len(rows[0]) for row in rows) >= 0.95 * len(rows)


def _short(rows: list[list[str]]) -> bool:
    """Whether cells are numbers, or a few words each and no dates with what happened on them."""
    cells = [cell.strip().strip('"') for row in rows[1:] for cell in row]
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    if numbers > len(cells) / 4:
        return True
    dated = sum(_DAY.match(row[0].strip()) is not None for row in rows[1:])
    brief = sum(len(cell.split()) for cell in cells) <= _SHORT * len(cells)
    wide = len(rows) > 2 and len(rows[0]) > 2
    return wide and brief and dated <= len(rows) / 2


def data(value: Any) -> Medium | None:
    """What a document's content is: by its keys, or as a text."""
    if isinstance(value, Mapping):
        return of_keys(value)
    return (of_text(value) or prose(value)) if isinstance(value, str) else None
