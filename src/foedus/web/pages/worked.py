"""Pages of what takes longer: the result where it is there, else how far it is; and the jobs."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from foedus.report.page import fragment
from foedus.report.plain import plain
from foedus.web.access import Role
from foedus.web.board.board import DesignBoard
from foedus.web.desk import AtDesk, Desk, Editor, Visitor
from foedus.web.jobs import PageJob
from foedus.web.page import PageContent
from foedus.web.pages.board import opened
from foedus.web.refusals import ForbiddenError
from foedus.web.work import MOST_CELLS, varied

router = APIRouter()
_SWEEP = "Many settings"


def shown(
    request: Request, desk: Desk, name: str, kind: str, title: str, lead: str,
    more: Mapping[str, str] | None = None,
    context: Callable[[DesignBoard], Mapping[str, Any]] | None = None,
) -> PageContent:  # fmt: skip
    """A page of some work on a board. more: what the work asks for beside the board."""
    it = opened(desk, name, request)
    job = desk.jobs.asked(kind, name, _query(it, more or {}))
    told = {"lead": lead, "board": it, "job": job.to_dict(),
            **(context(it) if context else {})}  # fmt: skip
    if job.state != "done":
        return PageContent("working.html", title, lambda: {"job": job.to_dict()}, name, told)
    made = fragment(job.result.sections)
    told["parts"] = made.parts
    return PageContent("worked.html", title, lambda: _data(job), name, told, made.styles, it.tag)


def begun(
    request: Request, desk: Desk, name: str, kind: str, more: Mapping[str, str]
) -> bool:  # fmt: skip
    """Whether somebody has asked for this work before."""
    query = _query(opened(desk, name, request), more)
    return desk.jobs.known(kind, name, query) is not None


def _query(it: DesignBoard, more: Mapping[str, str]) -> str:
    return "&".join(filter(None, (it.query, urlencode(more))))


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
    return shown(
        request, desk, name, "study", "What would change the answer", "",
        context=lambda _: {"more": (f"/sweep/{name}", "Ask it over settings of your own")},
    )  # fmt: skip


def sweep(
    request: Request, desk: AtDesk, session: Visitor, name: str,
    vary: Annotated[str, Query(max_length=2000)] = "",
) -> PageContent:  # fmt: skip
    """The question over many settings: which of them moves the risk, and how far. An editor asks;
    what was asked is there for every reader.
    """
    if not varied(vary):
        it = opened(desk, name, request)
        context = {"board": it, "vary": vary, "most": MOST_CELLS}
        return PageContent("sweep.html", _SWEEP, lambda: {"sweep": None}, name, context)
    lines = {"vary": "\n".join(varied(vary))}
    if not session.role.may(Role.EDITOR) and not begun(request, desk, name, "sweep", lines):
        raise ForbiddenError(f"a {session.role} begins no sweep", hint="sign in as an editor")
    return shown(
        request, desk, name, "sweep", _SWEEP, f"What varies: {'; '.join(varied(vary))}.",
        lines,
    )  # fmt: skip


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
