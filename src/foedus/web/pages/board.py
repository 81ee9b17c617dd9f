"""The board: designs as columns, every term within reach, the answer above them."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from foedus.assessment.notebook import NotebookAssessment
from foedus.assessment.sections import designs
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.limits.caveats import outside
from foedus.assessment.sections.voice import Voice, stacked_ratio
from foedus.report import words
from foedus.report.blocks import Section
from foedus.report.page import environment, fragment
from foedus.report.plain import plain
from foedus.scenario.versions import StaleError
from foedus.scenario.write import dumps
from foedus.web.board import controls
from foedus.web.board.board import MOST_YEARS, DesignBoard
from foedus.web.board.charts import documents, hues, live
from foedus.web.board.clauses import CLAUSE_WORDS, CONDITIONS
from foedus.web.board.design_terms import CHOICES
from foedus.web.board.wording import CALLED
from foedus.web.desk import AtDesk, Desk, Editor
from foedus.web.page import PACKAGE, PageContent
from foedus.web.pages.scenarios import saved

router = APIRouter()
#: Parts of a difference that open on demand: how it is read, what moves on the logit, how long,
#: and what all of it rests on.
_BEHIND = ("reading", "logit", "standing", "posteriors")


def opened(desk: Desk, name: str, request: Request) -> DesignBoard:
    """The board that a request's address asks for."""
    return desk.board(name, request.query_params.multi_items())


def board(request: Request, desk: AtDesk, name: str) -> PageContent:
    """A scenario on the board, with the changes that the address names."""
    it = opened(desk, name, request)
    found, before = it.answer, it.saved_answer
    told = spoken(it, found, before)

    def twin() -> Any:
        return {**told, "assessment": found.to_dict()}

    v = Voice(before)
    return PageContent(
        "board.html", f"{it.scenario.title}", twin, scenario=name, tag=it.tag,
        context={
            **_controls(it, found, before), "board": it, "told": told,
            "sliders": list(controls.sliders(before, found)),
            "question": f"{v.one} and {v.two}, as of {it.scenario.as_of}",
            "proteges": {each: words.name_of(each, it.scenario.as_of.year) for each in it.proteges},
            "states": controls.states(it.scenario), "library": controls.instruments(),
            "most_years": MOST_YEARS, "documents": documents(), "own": desk.shelf.own(name),
        },
    )  # fmt: skip


def _controls(
    it: DesignBoard, found: NotebookAssessment, before: NotebookAssessment
) -> dict[str, Any]:
    """What the matrix of designs takes."""
    return {
        "columns": controls.columns(it, found.titles), "called": CALLED, "choices": CHOICES,
        "rows": controls.ROWS, "checks": controls.CHECKS, "unread": controls.UNREAD,
        "clause_words": CLAUSE_WORDS, "conditions": CONDITIONS,
        "obligations": controls.obligations(), "hues": hues(found, before),
    }  # fmt: skip


@router.get("/api/board/{name}/live", summary="What a changed board answers, and no more.")
def follows(
    request: Request, desk: AtDesk, name: str, hurry: bool = False, controls: bool = False
) -> JSONResponse:
    """Bottom line, columns, charts and tables; in a hurry no tables, which tell more than war.

    controls: with the matrix of designs as HTML.
    """
    it = opened(desk, name, request)
    found, before = it.hurried if hurry else it.answer, it.saved_answer
    told = spoken(it, found, before, hurry)
    if controls:
        template = environment(PACKAGE).get_template("matrix.html")
        told["controls"] = template.render(told=told, **_controls(it, found, before))
    return JSONResponse(told)


@router.get("/api/board/{name}/difference", summary="What the changes do: which clause, how much.")
def differs(request: Request, desk: AtDesk, name: str) -> JSONResponse:
    """The sections that `foedus explain SAVED --against CHANGED` prints, as blocks and HTML."""
    it = opened(desk, name, request)
    sections = [each for each in (it.difference() if it.edits else ()) if each.lead or each.blocks]
    kinds = [each.id.partition("-")[0] for each in sections]
    parts = list(zip(kinds, fragment(sections, 3, "changed").parts, strict=True))
    template = environment(PACKAGE).get_template("difference.html")
    shown = template.render(parts=parts, behind=_BEHIND).strip()
    return JSONResponse({"sections": plain(sections), "html": shown})


@router.get("/api/board/{name}/text", summary="The changed scenario as a file.")
def as_text(request: Request, desk: AtDesk, name: str) -> JSONResponse:
    """YAML with the changes in it."""
    it = opened(desk, name, request)
    return JSONResponse({"text": it.written, "whole": dumps(it.changed)})


class BoardSave(BaseModel):
    """Why a board is saved, and under which name where not its own."""

    why: Annotated[str, Field(max_length=400)] = ""
    name: Annotated[str, Field(max_length=80)] = ""


@router.post("/api/board/{name}", summary="Save a board's changes as a version.")
def save(
    request: Request, name: str, sent: BoardSave, desk: AtDesk, editor: Editor,
    if_match: Annotated[str, Header()] = "",
) -> JSONResponse:  # fmt: skip
    """Write the changes into the scenario's file; 412 where another version was saved meanwhile."""
    to, current = sent.name or name, desk.shelf.tag(name)
    if to == name and if_match.strip('"') not in {"", current}:
        raise StaleError(name, "", desk.shelf.text(name))  # before a change is said not to fit
    it = opened(desk, name, request)
    base = it.tag if to == name else ""
    why = sent.why or "; ".join(it.unsaved) or f"a copy of {name}"
    return saved(desk, editor.name, to, it.written, why, base)


def spoken(
    it: DesignBoard, found: NotebookAssessment, before: NotebookAssessment, hurry: bool = False
) -> dict[str, Any]:
    """An answer as the board shows it, in the words of every other page."""
    v = Voice(found)
    charts, made = live(found, before), {}
    if not hurry:
        told = {"ratio": Section("designs", "", "", (designs.table(v),)), "risk": designs.growth(v)}
        made = {
            name: str(fragment([part], 3, name).parts[0]) for name, part in told.items() if part
        }
    return {
        "query": it.query,
        "bottom_line": list(bottom_line(v)),
        "columns": {name: _column(name, found, before) for name in found.designs},
        "sliders": {
            each.key: {"text": each.text, "now": each.now}
            for each in controls.sliders(before, found)
        },
        "years": words.years(found.years),
        "ahead": found.years,
        "unsaved": it.unsaved,
        "beyond": outside(found),
        "charts": {each.name: each.to_dict() for each in charts},
        "tables": made,
    }


def _column(name: str, found: NotebookAssessment, before: NotebookAssessment) -> dict[str, str]:
    """The head of a design's column."""
    design = found.designs[name]
    war = design.risk.by["war"][-1]
    was = before.designs[name].risk.by["war"][-1] if name in before.designs else war
    own = design.practice
    return {
        "chance": words.percent(war.value),
        "interval": words.span(war.low, war.high),
        "ratio": ""
        if name == found.reference
        else stacked_ratio(design.versus.ratio["war"]).replace("\n", " "),
        "practice": words.percent(own.risk.by["war"][-1].value) if own else "",
        "stands": words.percent(design.durability.standing[-1].value) if design.durability else "",
        "honored": words.percent(design.reliability.honored.value) if design.reliability else "",
        "before": words.percent(was.value) if was != war else "",
    }
