"""Blocks as Markdown: CommonMark with GitHub's tables, for wikis, issues and further editing.

Every text is escaped, so that it reads as it was written whatever it holds: no markup, no HTML and
no link but the web addresses in it, which stand between angle brackets. A figure is its title and
its text alternative.
"""

import re
from collections.abc import Iterable, Iterator

from foedus.report.blocks import (
    Block,
    Brief,
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
from foedus.report.figure.svg import clean
from foedus.report.layout import pieces

#: Marks that mean something wherever they stand; an underscore only at the edge of a word.
_MARKS = re.compile(r"[\\`*\[\]<>|~$]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#+|#+(?=\s|$)")
#: What begins a list or a rule at the start of a line.
_START = re.compile(r"-(?=[-\s]|$)|\+(?=\s|$)|\d{1,9}(?=[.)](?:\s|$))")


def markdown(sections: Iterable[Section]) -> str:
    """Sections one after the other, each under its title as a heading of the second level.

    A section without a title continues the one before. Ends with a line break where it is not
    empty.
    """
    parts = [part for section in sections for part in _section(section)]
    return "\n\n".join(parts) + "\n" if parts else ""


def brief(it: Brief) -> str:
    """The whole brief: title, bottom line, sections, and what it was made with."""
    head = Section("brief", "", "", (Paragraph(it.subtitle), Bullets(it.abstract)))
    made = Table("made", "", ("", ""), tuple(it.meta.items()))
    foot = Section("made", "How this was made", "", (made,))
    parts = (head, *it.page, *it.sections, foot)
    return f"# {inline(it.title)}\n\n{markdown(parts)}"


def inline(text: str) -> str:
    """A text on one line, escaped to read as it is written; web addresses are links."""
    words = " ".join(clean(text).split())
    found = "".join(
        piece
        if kind == "code"
        else f"<{piece}>"
        if kind not in {"", "kept"}
        else _MARKS.sub(_escaped, piece)
        for piece, kind in pieces(words)
    )
    start = _START.match(found)
    if start is None:
        return found
    at = start.end() if start[0][0].isdigit() else 0  # 1\. and \-
    return f"{found[:at]}\\{found[at:]}"


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{mark}" for mark in match[0])


def _section(section: Section) -> Iterator[str]:
    body = [*([inline(section.lead)] if section.lead else []), *_blocks(section.blocks)]
    if body and section.title:
        yield f"## {inline(section.title)}"
    yield from body


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from filter(None, _block(block))


def _block(block: Block) -> Iterator[str]:
    """The parts of a block, to stand with an empty line between them."""
    match block:
        case Paragraph(text):
            yield inline(text)
        case Bullets(items, first):
            marks = (f"{first + at}." if first else "-" for at in range(len(items)))
            yield "\n".join(
                f"{mark} {inline(item)}" for mark, item in zip(marks, items, strict=True)
            )
        case Judgement(text, detail):
            yield f"- {_strong(text)}\n\n  {inline(detail)}"
        case Preformatted(text):
            yield _fenced(clean(text))
        case Table():
            yield from _table(block)
        case Picture(figure):
            policy = getattr(figure, "policy", "")  # of a map: its boundaries
            yield _strong(figure.title)
            yield inline(f"{figure.alt} {policy}")
            yield inline(figure.source)
        case Pair(left, right):
            yield from _blocks((left, right))
        case Question(question, answer):
            yield f"### {inline(question)}"
            yield from _blocks(answer)


def _strong(text: str) -> str:
    said = inline(text)
    return f"**{said}**" if said else ""


def _fenced(text: str) -> str:
    """Lines as they are, between fences longer than any in them."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _table(it: Table) -> Iterator[str]:
    yield _strong(it.caption)
    align = it.align or ("l",) * len(it.columns)
    rule = ["--:" if way == "r" else "---" for way in align]
    cells = [[inline(cell) for cell in row] for row in (it.columns, *it.rows)]
    yield "\n".join(f"| {' | '.join(row)} |" for row in (cells[0], rule, *cells[1:]))
    yield inline(it.note)
