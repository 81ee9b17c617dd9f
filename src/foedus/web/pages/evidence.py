"""The evidence: cases behind the numbers, how forecasts came out, what each fact rests on."""

from typing import Annotated

from fastapi import Query, Request

from foedus.assessment.figures.registry import draw
from foedus.assessment.sections import drivers, record, sources
from foedus.assessment.sections.beside import counted
from foedus.assessment.sections.voice import Voice
from foedus.explanation.short import subject
from foedus.report.blocks import Paragraph, Picture, Section
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.page import fragment
from foedus.web.board.board import DesignBoard
from foedus.web.desk import AtDesk
from foedus.web.page import PageContent
from foedus.web.pages.board import opened
from foedus.web.pages.worked import shown


def evidence(request: Request, desk: AtDesk, name: str) -> PageContent:
    """Cases behind the numbers, how forecasts of this size came out, what each fact rests on."""
    it = opened(desk, name, request)
    found = it.answer
    v = Voice(found)
    drawn = []
    for figure in ("calibration", "drivers"):
        try:
            drawn.append(Picture(draw(found, figure)))
        except EmptyFigureError:
            continue
    count = counted(v)
    every = (
        Section("count", "Pairs like this one", "", (Paragraph(count),)) if count else None,
        record.section(v),
        Section("drawn", "", "", tuple(drawn)) if drawn else None,
        drivers.section(v),
        sources.section(v),
    )
    sections = tuple(each for each in every if each is not None)
    made = fragment(sections)
    return PageContent(
        "worked.html", "The evidence", lambda: {"facts": found.facts, "record": found.record},
        name,
        {
            "lead": "", "board": it, "parts": made.parts,
            "choices": _designs(it), "choice": "", "action": f"/analogues/{name}",
            "asks": "Cases most like",
        },
        made.styles,
    )  # fmt: skip


def analogues(
    request: Request, desk: AtDesk, name: str, design: Annotated[str, Query(max_length=80)] = ""
) -> PageContent:
    """The commitments of history that are most like a design, and what became of them."""
    it = opened(desk, name, request)
    chosen = design or subject(it.answer)
    return shown(
        request, desk, name, "analogues", "Cases most like it", "", {"design": chosen},
        lambda board: {
            "choices": _designs(board), "choice": chosen, "action": f"/analogues/{name}",
            "asks": "Cases most like",
        },
    )  # fmt: skip


def _designs(it: DesignBoard) -> dict[str, str]:
    titles = it.saved_answer.titles
    return {name: titles[name] for name, each in it.scenario.designs.items() if each.clauses}
