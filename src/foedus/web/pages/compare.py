"""Two designs, versions or scenarios side by side: what differs, and what that does."""

from typing import Annotated

from fastapi import Query, Request

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

#: What a board is compared with as it was before its changes.
SAVED = "saved"
Word = Annotated[str, Query(max_length=80)]


def compare(
    request: Request, desk: AtDesk, name: str, design: Word = "", to: Word = "", other: Word = ""
) -> PageContent:
    """What differs between two designs, two versions or two scenarios, and what that does."""
    it = opened(desk, name, request)
    one, two = _sides(desk, it, other)
    first = design or _changed(one, two)
    second = to or (first if other else _first(two, first))
    found = changes(one.answer, two.answer, design=first, to=second)
    sections = [*change.sections(found, one.answer, two.answer)]
    was, now = (it.changed.designs.get(each) for it, each in ((one, first), (two, second)))
    if was and now:
        sections += terms.comparison(compared(was, now), every=True)
    made = fragment(sections)
    kept = desk.shelf.versions.list(name) if it.version else []
    return PageContent(
        "compare.html", "Compare", lambda: plain(list(found)), name,
        {
            "board": it, "parts": made.parts, "design": first, "to": second, "other": other,
            "ones": one.answer.titles, "twos": two.answer.titles,
            "versions": [each.number for each in kept],
            "scenarios": [each for each in desk.shelf.names() if each != name],
        },
        made.styles,
    )  # fmt: skip


def _sides(desk: Desk, it: DesignBoard, other: str) -> tuple[DesignBoard, DesignBoard]:
    """The board, and beside it itself, another version of it, or another scenario.

    What is saved stands before the board, since the board came of it.
    """
    years = ("years", str(it.years))
    if not other:
        return it, it
    if other == SAVED:
        version = [("version", str(it.version))] if it.version else []
        return desk.board(it.name, [*version, ("protege", it.scenario.protege), years]), it
    if other.startswith("version-"):
        return it, desk.board(it.name, [("version", other.removeprefix("version-")), years])
    return it, desk.board(other, [years])


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
