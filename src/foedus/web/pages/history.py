"""Versions of a scenario: who saved which, when and why; and two who saved at once."""

from fastapi import Request

from foedus import document
from foedus.errors import InputError
from foedus.report import words
from foedus.scenario.meeting import meeting as met
from foedus.web.board.transfer import transferred
from foedus.web.desk import AtDesk
from foedus.web.page import PageContent
from foedus.web.pages.board import opened


def history(request: Request, desk: AtDesk, name: str) -> PageContent:  # noqa: ARG001
    """Versions of a scenario, with who saved them, when and why."""
    kept = desk.shelf.versions.list(name)[::-1] if desk.shelf.own(name) else []
    desk.shelf.text(name)
    return PageContent(
        "history.html", "History", lambda: [each.to_dict() for each in kept], name,
        {"versions": kept, "name": name},
    )  # fmt: skip


def meeting(request: Request, desk: AtDesk, name: str) -> PageContent:
    """What two changed who began from the same version: theirs, yours, and where both did."""
    it = opened(desk, name, request)
    if not it.version:
        raise InputError("it ships, and nobody else changes it", where=name, hint="save a copy")
    mine = it.written
    theirs = desk.shelf.text(name)
    base, first, second = (
        document.parse(text, f"{name}.yaml").data for text in (it.text, theirs, mine)
    )
    found = met(base, first, second)
    last = desk.shelf.versions.list(name)[-1]
    onto = transferred(desk.boards, it)
    return PageContent(
        "meeting.html", "Two changes meet", lambda: [each.to_dict() for each in found], name,
        {
            "board": it, "rows": found, "last": last, "onto": onto.query, "lost": onto.lost,
            "both": words.counted(sum(each.both for each in found), "place"),
        },
    )  # fmt: skip
