"""Pages of what takes longer: the result where it is there, else how far it is; and the jobs."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from foedus.report.page import fragment
from foedus.report.plain import plain
from foedus.web.board.board import DesignBoard
from foedus.web.desk import AtDesk, Desk, Editor, Visitor
from foedus.web.jobs import PageJob
from foedus.web.page import PageContent
from foedus.web.pages.board import opened

router = APIRouter()


def shown(
    request: Request, desk: Desk, name: str, kind: str, title: str, lead: str,
    more: Mapping[str, str] | None = None,
    context: Callable[[DesignBoard], Mapping[str, Any]] | None = None,
) -> PageContent:  # fmt: skip
    """A page of some work on a board. more: what the work asks for beside the board."""
    it = opened(desk, name, request)
    query = "&".join(filter(None, (it.query, urlencode(more or {}))))
    job = desk.jobs.asked(kind, name, query)
    told = {"lead": lead, "board": it, "job": job.to_dict(),
            **(context(it) if context else {})}  # fmt: skip
    if job.state != "done":
        return PageContent("working.html", title, lambda: {"job": job.to_dict()}, name, told)
    made = fragment(job.result.sections)
    told["parts"] = made.parts
    return PageContent("worked.html", title, lambda: _data(job), name, told, made.styles, it.tag)


def _data(job: PageJob) -> dict[str, Any]:
    return {"job": job.to_dict(), "data": job.result.data,
            "sections": plain([_lean(each) for each in job.result.sections])}  # fmt: skip


def _lean(section: Any) -> dict[str, Any]:
    return {"id": section.id, "title": section.title, "lead": section.lead}


def signing(request: Request, desk: AtDesk, name: str) -> PageContent:
    """Who would sign each design, and who blocks."""
    return shown(
        request, desk, name, "signing", "Who would sign",
        "Classes, not chances: nothing scores who signs.",
    )  # fmt: skip


def neighborhood(request: Request, desk: AtDesk, name: str) -> PageContent:
    """The neighborhood on a map, and what each design does to it."""
    return shown(request, desk, name, "map", "The neighborhood", "")


def search(request: Request, desk: AtDesk, name: str) -> PageContent:
    """The guarantees that nothing beats."""
    return shown(request, desk, name, "search", "Guarantees that nothing beats", "")


def study(request: Request, desk: AtDesk, name: str) -> PageContent:
    """What would change the answer, and which input has which share of its variance."""
    return shown(request, desk, name, "study", "What would change the answer", "")


@router.get("/api/jobs", summary="Every job that this server knows.")
def jobs(desk: AtDesk, visitor: Visitor) -> JSONResponse:  # noqa: ARG001 (who may read)
    """Kinds, states, and what each is at."""
    return JSONResponse([each.to_dict() for each in desk.jobs.all()])


@router.get("/api/jobs/{ident}", summary="How far a job is.")
def job(ident: str, desk: AtDesk) -> JSONResponse:
    """Its state, and what it is at."""
    return JSONResponse(desk.jobs.job(ident).to_dict())


@router.delete("/api/jobs/{ident}", summary="Break a job off.")
def stop(ident: str, desk: AtDesk, editor: Editor) -> JSONResponse:  # noqa: ARG001 (who may)
    """It ends at its next step."""
    return JSONResponse(desk.jobs.stop(ident).to_dict())
