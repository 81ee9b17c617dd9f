"""A review in words: comments with their answers, and the table of responses to reviewers."""

from collections.abc import Sequence

from foedus.report import words
from foedus.report.blocks import Block, Paragraph, Section, Table
from foedus.review.anchor import ABSTRACT
from foedus.review.entries import Post, Rewording
from foedus.review.thread import Remark, Thread


def threads_section(found: Sequence[Thread], title: str) -> list[Section]:
    """Every comment: where it stands, what was said, and how it stands."""
    if not found:
        return [Section("review", "", f"No comment on {title}.", ())]
    still = [each for each in found if each.resolved is None]
    lost = sum(each.orphaned for each in found)
    lead = f"{len(still)} of {len(found)} open."
    if lost:
        lead += f" Orphaned: {lost}; their words are not in this version, and they are not moved."
    blocks: list[Block] = []
    for each in found:
        blocks.append(
            Paragraph(
                f"{each.comment.id[:8]}  {_where(each)}  “{words.cut(each.anchor.quote, 70)}”"
            )
        )
        blocks.extend(Paragraph(_said(one)) for one in (each.comment, *each.answers))
        if each.resolved:
            by, when, note = each.resolved
            blocks.append(Paragraph(f"Resolved by {by}, {when:%Y-%m-%d}. {note}".strip()))
    return [Section("review", f"Comments on {title}", lead, tuple(blocks))]


def responses(found: Sequence[Thread], title: str) -> list[Section]:
    """The table that a reviewer is sent: each comment, and what was done about it."""
    rows = tuple(
        (
            str(number), each.comment.by, _where(each), each.anchor.quote, each.comment.body,
            "\n".join(f"{one.by}: {one.body}" for one in each.answers) or "–", _fate(each),
        )
        for number, each in enumerate(found, 1)
    )  # fmt: skip
    table = Table(
        "responses", f"Responses to reviewers of {title}",
        ("", "Reviewer", "Where", "Words", "Comment", "Answer", "Fate"), rows,
        note="Orphaned: the words are not in this version.",
    )  # fmt: skip
    return [Section("responses", "Responses to reviewers", "", (table,))]


def held(found: Sequence[Post | Rewording]) -> list[Section]:
    """What waits for an editor."""
    if not found:
        return [Section("held", "", "Nothing waits.", ())]
    lines = tuple(
        Paragraph(f"{each.id}  {each.by}, {each.recorded:%Y-%m-%d}: {each.body}") for each in found
    )
    return [Section("held", f"{words.counted(len(found), 'post')} to look at", "", lines)]


def _where(each: Thread) -> str:
    part = each.anchor.section.replace("-", " ").capitalize()
    name = "Bottom line" if each.anchor.section == ABSTRACT else part
    return f"{name} (orphaned)" if each.orphaned else name


def _said(one: Remark) -> str:
    kind = ", editor" if one.editor else ""
    edited = f", edited {one.edited:%Y-%m-%d}" if one.edited else ""
    return f"{one.by}{kind}, {one.when:%Y-%m-%d}{edited}: {one.body}"


def _fate(each: Thread) -> str:
    if each.resolved:
        return f"Resolved. {each.resolved[2]}".strip()
    return "Orphaned, open" if each.orphaned else "Open"
