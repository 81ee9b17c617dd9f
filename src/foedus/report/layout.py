"""A brief laid out: its blocks in order, each with its kind and number, as plain values.

What a template of any kind needs and no more. Drawings are left to the renderer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

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
    Table,
)

#: An ISO date, or two numbers with a dash or a minus: what reads wrong across two lines.
_WHOLE = re.compile(
    r"(?<!\S)[(\[]?[<>−+-]{0,2}\d[\d.,%]{0,8}(?:[–-][<>]?(?:\d[\d.,]{0,8})?\d%?){1,2}[)\]]?(?=[\s,.;:]|$)"
)
#: What to type, as the house's own sentences have it: a command, or an option of one.
_CODE = re.compile(r"`(?:foedus |--)[^`\n]+`")
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+")


@dataclass(slots=True)
class Layout:
    """The page and the sections as plain values. figures and tables: all, by their numbers.

    prefix: before every anchor, where several layouts stand on one page.
    """

    prefix: str = ""
    page: list[dict[str, Any]] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)


def laid(brief: Brief, prefix: str = "") -> Layout:
    """The brief's blocks with kind, number and, for a figure, the figure itself.

    Anchors are safe and unique whatever the ids are: ``part-1-bottom-line``, ``figure-1``; with a
    prefix of letters, ``changed-part-1-bottom-line``.
    """
    made = Layout(f"{prefix}-" if prefix else "")
    for kind, given, kept in (
        ("page", brief.page, made.page), ("part", brief.sections, made.sections),
    ):  # fmt: skip
        for number, section in enumerate(given, 1):
            kept.append({
                "id": f"{made.prefix}{kind}-{number}{_slug(section.id)}", "name": key(section.id),
                "number": number, "title": section.title, "topic": section.topic,
                "lead": section.lead, "blocks": _blocks(section.blocks, made),
            })  # fmt: skip
    return made


def _blocks(blocks: tuple[Block, ...], made: Layout) -> list[dict[str, Any]]:
    return [_block(each, made) for each in blocks]


def _block(block: Block, made: Layout) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Bullets(items, first):
            return {"kind": "bullets", "items": list(items)} | ({"first": first} if first else {})
        case Preformatted(text):
            return {"kind": "preformatted", "text": text}
        case Judgement(text, detail):
            return {"kind": "judgement", "text": text, "detail": detail}
        case Table():
            return _table(block, made)
        case Picture():
            return _picture(block, made)
        case Pair(left, right):
            return {"kind": "pair", "blocks": [_picture(left, made), _picture(right, made)]}
        case Question(question, answer):
            return {"kind": "question", "question": question, "blocks": _blocks(answer, made)}


def _table(table: Table, made: Layout) -> dict[str, Any]:
    count = len(table.columns)
    whole = [[cell.replace("\n", " ") for cell in row] for row in (table.columns, *table.rows)]
    told = {
        "kind": "table", "number": len(made.tables) + 1,
        "id": f"{made.prefix}table-{len(made.tables) + 1}",
        "name": table.name, "caption": table.caption, "note": table.note,
        "columns": whole[0], "rows": whole[1:],
        "align": list(table.align or ("l",) * count),
    }  # fmt: skip
    made.tables.append(told)
    return told


def _picture(picture: Picture, made: Layout) -> dict[str, Any]:
    figure, number = picture.figure, len(made.figures) + 1
    policy = getattr(figure, "policy", "")  # of a map: its boundaries
    told = {
        "kind": "picture", "number": number, "id": f"{made.prefix}figure-{number}",
        "wide": picture.wide,
        "file": f"{number}{_slug(figure.name)}", "title": figure.title, "note": figure.note,
        "source": figure.source,
        "alt": " ".join(filter(None, (figure.alt, policy))), "figure": figure,
    }  # fmt: skip
    made.figures.append(told)
    return told


def plain(brief: Brief) -> dict[str, Any]:
    """The brief as plain values, for JSON: its text, its tables, each figure's words and rows."""
    made = laid(brief)
    for each in made.figures:
        each["rows"] = [dict(row) for row in each.pop("figure").rows]
    return {
        "foedus_brief": 1, "title": brief.title, "subtitle": brief.subtitle, "as_of": brief.as_of,
        "language": brief.language, "authors": list(brief.authors),
        "abstract": list(brief.abstract), "page": made.page, "sections": made.sections,
        "meta": dict(brief.meta), "assessment": dict(brief.data),
    }  # fmt: skip


def key(section: str) -> str:
    """What a section goes by from version to version, of its id: fit for an address."""
    return _slug(section).strip("-")


def _slug(text: str) -> str:
    """A hyphen and what of a name fits into an anchor or a file's name; nothing if nothing does."""
    kept = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40]
    return f"-{kept}" if kept else ""


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Pieces of a text, each with what it is: "" for words, "kept" for what no line may break (a
    date, an interval), "code" for what to type, in its marks, else the web address that it is."""
    at = 0
    for match in _CODE.finditer(text):
        yield from _linked(text[at : match.start()])
        yield match[0], "code"
        at = match.end()
    yield from _linked(text[at:])


def bare(piece: str, kind: str) -> str:
    """A piece as it is set: what to type without its marks."""
    return piece.strip("`") if kind == "code" else piece


def _linked(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for match in _URL.finditer(text):
        address = match[0].rstrip(".,;:!?")
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(".,;:!?")
        yield from _kept(text[at : match.start()])
        yield address, address
        at = match.start() + len(address)
    yield from _kept(text[at:])


def _kept(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for match in _WHOLE.finditer(text):
        if at < match.start():
            yield text[at : match.start()], ""
        yield match[0], "kept"
        at = match.end()
    if at < len(text):
        yield text[at:], ""
