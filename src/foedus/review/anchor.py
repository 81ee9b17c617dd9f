"""Where a comment stands: a version, a section of the brief, the exact words, and what is around.

A comment is never moved. Where its words are gone from the section, or stand there more than once
and nothing around tells which, it has no place any more: it is orphaned. Nothing is matched by
likeness, since a number that came back in another sentence would draw comments that were not made
on it (selectors as in the W3C's Web Annotation Data Model, 4.2.4).
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, NamedTuple

from pydantic import Field, StringConstraints

from foedus.errors import InputError
from foedus.record import Record
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
from foedus.report.layout import key

#: Characters before and after the words that are kept.
AROUND = 48
#: Words of so many characters speak for themselves where they stand once in their section.
DISTINCT = 24
#: The key of the bottom line, which is no section.
ABSTRACT = "bottom-line"
#: Characters of a quotation at most.
LONGEST = 1_000


class Anchor(Record):
    """version: tag of the scenario's text. section: the key of a part of its brief. quote: words of
    one passage, exactly. prefix, suffix: what stood before and after them in the passage.
    """

    scenario: Annotated[str, Field(max_length=120)]
    version: Annotated[str, StringConstraints(pattern=r"[0-9a-f]{8,64}")]
    section: Annotated[str, Field(max_length=80)]
    quote: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    prefix: Annotated[str, Field(max_length=AROUND)] = ""
    suffix: Annotated[str, Field(max_length=AROUND)] = ""


def passages(brief: Brief) -> dict[str, str]:
    """Section's key -> its text in reading order, a passage a line; the bottom line's first. A row
    of a table is a passage, with tabs between its cells, so that a number is known by its row.

    A section that stands on the page and in the annex has the text of both.
    """
    found = {ABSTRACT: "\n".join(brief.abstract)}
    for section in (*brief.page, *brief.sections):
        name = key(section.id)
        text = "\n".join(_said(section))
        found[name] = f"{found[name]}\n{text}" if name in found else text
    return found


class TextLine(NamedTuple):
    """A line of a section's text, and where it begins there."""

    start: int
    text: str


def lines(text: str) -> tuple[TextLine, ...]:
    """The passages of a section's text that say something."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(TextLine(at, line))
        at += len(line) + 1
    return tuple(found)


def anchored(
    texts: Mapping[str, str], scenario: str, version: str, section: str, quote: str, start: int = -1
) -> Anchor:
    """An anchor at words of a section. start: where they begin in its text; where it is not given,
    they must stand there once.

    Raises InputError where the section or the words are not there.
    """
    text = texts.get(section)
    if text is None:
        raise InputError(f"the brief has no section {section!r}",
                         hint=f"one of {', '.join(texts)}")  # fmt: skip
    at = [start] if start >= 0 else list(_each(text, quote))
    if not quote or not at or text[at[0] : at[0] + len(quote)] != quote:
        raise InputError(f"{quote[:60]!r} does not stand in {section!r}",
                         hint="copy the words exactly, from one passage")  # fmt: skip
    if len(at) > 1:
        raise InputError(f"{quote[:60]!r} stands {len(at)} times in {section!r}",
                         hint="quote more of the sentence")  # fmt: skip
    prefix, suffix = _around(text, at[0], quote)
    return Anchor(
        scenario=scenario, version=version, section=section, quote=quote, prefix=prefix,
        suffix=suffix,
    )  # fmt: skip


def place(anchor: Anchor, texts: Mapping[str, str]) -> int | None:
    """Where an anchor's words begin in its section's text; None where it is orphaned."""
    text = texts.get(anchor.section, "")
    around = anchor.prefix, anchor.suffix
    at = list(_each(text, anchor.quote))
    same = [each for each in at if _around(text, each, anchor.quote) == around]
    if len(same) == 1:
        return same[0]
    return at[0] if len(at) == 1 and len(anchor.quote) >= DISTINCT else None


def _around(text: str, at: int, quote: str) -> tuple[str, str]:
    """What stands before and after words, within their passage."""
    before, after = text[:at].rpartition("\n")[2], text[at + len(quote) :].partition("\n")[0]
    return before[-AROUND:], after[:AROUND]


def _each(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _said(section: Section) -> Iterator[str]:
    yield section.title
    if section.lead:
        yield section.lead
    for block in section.blocks:
        yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | Preformatted(text):
            yield text
        case Bullets(items):
            yield from items
        case Judgement(text, detail):
            yield from (text, detail)
        case Table():
            yield block.caption
            for row in (block.columns, *block.rows):
                yield "\t".join(" ".join(cell.split()) for cell in row)
            yield block.note
        case Picture(figure):
            yield from (figure.title, figure.note)
        case Pair(left, right):
            yield from (*_words(left), *_words(right))
        case Question(question, answer):
            yield question
            for each in answer:
                yield from _words(each)
