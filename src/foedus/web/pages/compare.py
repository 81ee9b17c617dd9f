"""Two designs, versions or scenarios side by side: what differs, and what that does."""

from typing import Annotated

from fastapi import Query, Request

from foedus.errors import InputError
from foedus.explanation.change import changes
from foedus.explanation.sections import change
from foedus.report.page import fragment
from foedus.report.plain import plain
from foedus.terms import sections as terms
from foedus.terms.compare import compare as compared
from foedus.web.board.board import DesignBoard
from foedus.web.desk import AtDesk, Desk
from foedus.web.page import PageContent
from foedus.web.pages.board import opened

Word = Annotated[str, Query(max_length=80)]


def compare(
    request: Request, desk: AtDesk, name: str, design: Word = "", to: Word = "", other: Word = ""
) -> PageContent:
    """What differs between two designs, two versions or two scenarios, and what that does."""
    one = opened(desk, name, request)
    two = _other(desk, one, other)
    first = design or _changed(one, two)
    second = to or (first if other else _first(two, first))
    found = changes(one.answer, two.answer, design=first, to=second)
    sections = [*change.sections(found, one.answer, two.answer)]
    was, now = (it.changed.designs.get(each) for it, each in ((one, first), (two, second)))
    if was and now:
        sections += terms.comparison(compared(was, now), every=True)
    made = fragment(sections)
    kept = desk.shelf.versions.list(name) if one.version else []
    return PageContent(
        "compare.html", "Compare", lambda: plain(list(found)), name,
        {
            "board": one, "parts": made.parts, "design": first, "to": second, "other": other,
            "ones": one.answer.titles, "twos": two.answer.titles,
            "versions": [each.number for each in kept],
            "scenarios": [each for each in desk.shelf.names() if each != name],
        },
        made.styles,
    )  # fmt: skip


def _other(desk: Desk, one: DesignBoard, other: str) -> DesignBoard:
    """The second side: the same board, another version of it, or another scenario."""
    if not other:
        return one
    if other.startswith("version-"):
        return desk.board(one.name, [("version", other.removeprefix("version-")),
                                     ("years", str(one.years))])  # fmt: skip
    found = desk.board(other, [("years", str(one.years))])
    if not set(found.changed.designs):
        raise InputError("it has no design", where=other)
    return found


def _changed(one: DesignBoard, two: DesignBoard) -> str:
    """The first design that the two have otherwise; the last where they are the same."""
    before, after = one.changed.designs, two.changed.designs
    differ = (name for name in before if name in after and before[name] != after[name])
    return next(differ, list(one.answer.designs)[-1])


def _first(it: DesignBoard, but: str) -> str:
    """The design before another one: what it most often is to be compared with."""
    names = [each for each in it.answer.designs if each != but]
    binding = [each for each in names if it.answer.designs[each].reading.binds]
    return (binding or names or [but])[-1]
