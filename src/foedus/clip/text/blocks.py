"""Blocks: lines of an article by what they are, split before anything else is read.

A heading glued to the paragraph below it ruins the speakers of both. Claims come from headlines,
paragraphs and answers; events from rows of a dated table as well; the rest is shown as dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from foedus.clip.text.dates import LEADING

Kind: TypeAlias = Literal[
    "headline", "heading", "paragraph", "answer", "row", "question", "boilerplate", "duplicate"
]
#: Kinds that a claim may stand in.
SPOKEN: tuple[Kind, ...] = ("headline", "paragraph", "answer")

#: Words of a heading at most; of a row of a table.
_HEADING, _ROW = 16, 30
#: Characters of a line of wrapped text at most, and of one that is full at least.
_WRAPPED, _FULL = 120, 45

_BOILERPLATE = re.compile(
    r"""\b(?: subscribe | newsletter | sign\s+up | log\s+in | cookies? | advertisement | akismet
    | leave\s+a\s+(?:comment|reply) | (?:in|join)\s+the\s+(?:comments?|conversation)\b
    | share\s+(?:this|your) | you\s+may\s+also\s+like | related\s+(?:articles?|posts?|stories)
    | read\s+(?:more|also|next) | click\s+here | all\s+rights\s+reserved | privacy\s+policy
    | terms\s+of\s+(?:use|service) | comment\s+data | follow\s+us | tell\s+us\s+what
    | let\s+us\s+know | print\s+article | order\s+reprints | we\s+value\s+your
    | table\s+of\s+contents | frequently\s+asked\s+questions )\b
    | ^\s*(?:did\s+you\s+know|pro\s+tip|key\s+takeaways?|evergreen\s+context)\b
    | ^\s*(?:©|copyright\b|photo(?:graph)?\s*:|image\s*:|source\s*:|tags?\s*:|filed\s+under)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MORE = re.compile(r"(\w[.!?][\"”’]?)\s+(?:read|learn|see)\s+more\W*$", re.IGNORECASE)
_CRUMBS = re.compile(r"^[^.!?]{1,60}(?:\s[»›>|]\s[^.!?»›>|]{1,90}){1,8}$")
_HEAD_OF_TABLE = re.compile(r"^\s*(?:date|when|year|day)\W+(?:event|what|development)s?\s*$", re.I)
_MARK = re.compile(r"^\s*(?:[•·▪‣*–—-]|\d{1,2}[.)]|[QA]\s*[:.])\s+")
_STAMP = re.compile(
    r"\s*\[?(?:[01]?\d|2[0-3])[:.h][0-5]\d\]?(?:\s*(?:GMT|UTC|CET|CEST|EET|EEST|BST|ET|a\.?m\.?|p\.?m\.?))?"
    r"\s*[-–—:|]?\s+(?=[A-Z“‘\"'«])"
)
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block: its code points are ``text[start:end]``. why: of what was dropped."""

    kind: Kind
    start: int
    end: int
    why: str = ""

    def of(self, text: str) -> str:
        """Its words."""
        return text[self.start : self.end]


def blocks(text: str) -> tuple[TextBlock, ...]:
    """The blocks of a text in their order; blank lines are none."""
    found: list[TextBlock] = []
    seen: set[str] = set()
    headline = False
    for start, end in _lines(text):
        for block in _split(text, start, end):
            key = _key(block.of(text))
            if block.kind in (*SPOKEN, "heading") and key in seen:
                found.append(replace(block, kind="duplicate", why="said before"))
                continue
            seen.add(key)
            first = block.kind in {"heading", "paragraph"} and not headline
            headline = headline or first
            line = block.of(text)
            titled = first and len(line.split()) <= 2 * _HEADING and not _ENDS.search(line)
            found.append(replace(block, kind="headline", why="") if titled else block)
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines without the blanks around them; of a text with wrapped lines, its paragraphs."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        line = match[0].strip("\ufeff \t\xa0")
        if line:
            start = match.start() + match[0].index(line)
            found.append((start, start + len(line)))
    if not _is_wrapped(text, found):
        yield from found
        return
    at = 0
    while at < len(found):
        start, end = found[at]
        while at + 1 < len(found) and _goes_on(text, found[at], found[at + 1]):
            at += 1
            end = found[at][1]
        yield start, end
        at += 1


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether somebody broke the lines of a text at a width: none is long, one begins small."""
    if any(end - start > _WRAPPED for start, end in lines):
        return False
    return any(text[two[0]].islower() and _goes_on(text, one, two) for one, two in pairwise(lines))


def _goes_on(text: str, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether a line is the rest of the full one right above it, and no item or row of its own."""
    between = text[one[1] : two[0]]
    line = text[slice(*two)]
    return (
        len(re.findall(r"\r\n|\r|\n", between)) == 1
        and one[1] - one[0] >= _FULL
        and not (_MARK.match(line) or LEADING.match(line))
    )


def _split(text: str, start: int, end: int) -> Iterator[TextBlock]:
    """One line as a block, or as a question and its answer."""
    line = text[start:end]
    mark = _MARK.match(line)
    asked = re.match(r"[^.!?]{8,200}\?\s+(?=\S)", line[mark.end() if mark else 0 :])
    if mark and asked and line.count("?") == 1:
        middle = start + mark.end() + asked.end()
        yield TextBlock(
            "question", start, start + mark.end() + len(asked[0].rstrip()), "a question"
        )
        yield TextBlock("answer", middle, end)
        return
    if stamp := _STAMP.match(line):  # a line of a live page is a headline of its own
        start, line = start + stamp.end(), line[stamp.end() :]
        if line and not _ENDS.search(line):
            yield TextBlock("headline", start, end)
            return
    if more := _MORE.search(line):  # "… on Thursday. read more": the page speaks after the report
        yield TextBlock("boilerplate", start + more.end(1), end, "the page speaks of itself")
        end, line = start + more.end(1), line[: more.end(1)]
    kind, why = _kind(line)
    yield TextBlock(kind, start, end, why)


def _kind(line: str) -> tuple[Kind, str]:
    words = line.split()
    if _HEAD_OF_TABLE.match(line):
        return "boilerplate", "the head of a table"
    if _CRUMBS.match(line) and not _ENDS.search(line):
        return "boilerplate", "a path through the site"
    if line.endswith('">') or re.search(r"</?\w+[^>]*>|\{[^}]*[;:][^}]*\}|function\s*\(", line):
        return "boilerplate", "left over from markup"
    quoted = re.search('[“”"«»]', line) is not None
    if _BOILERPLATE.search(line) and not (quoted and len(words) > 25) and len(words) <= 60:
        return "boilerplate", "the page speaks of itself"
    if not re.search(r"[^\W\d_]", line):
        return "boilerplate", "no words"
    if LEADING.match(line) and 3 <= len(words) <= _ROW:
        return "row", ""
    if line.endswith("?") and not quoted:
        return "question", "a question"
    if len(words) <= _HEADING and not _ENDS.search(line) and not _reads_as_sentence(line):
        return "heading", "a heading"
    return "paragraph", ""


def _reads_as_sentence(line: str) -> bool:
    """A short line without a period that is still a sentence: it has speech in quotation marks."""
    return re.search(r"[“\"«][^”\"»]{8,}[”\"»]", line) is not None


def _key(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))
