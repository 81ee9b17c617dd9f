"""The work in hand: every job, with how far it is; and models that may be estimated again."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from foedus.history.model import MODELS, find
from foedus.history.refit import kept
from foedus.report.page import fragment
from foedus.web.access import Role
from foedus.web.desk import AtDesk, Editor, Visitor
from foedus.web.jobs import PageJob
from foedus.web.page import PageContent
from foedus.web.work import fits, shown

router = APIRouter()
#: Kind of job -> what it is called, and the page that shows its result.
KINDS = {
    "signing": ("Who would sign", "/signing/{name}"),
    "map": ("The neighborhood", "/map/{name}"),
    "analogues": ("Cases most like it", "/analogues/{name}"),
    "search": ("Guarantees that nothing beats", "/search/{name}"),
    "study": ("What would change it", "/study/{name}"),
    "brief": ("The brief", "/brief/{name}"),
    "sweep": ("Many settings", "/sweep/{name}"),
    "refit": ("A model estimated again", "/models/{name}"),
}


def work(request: Request, desk: AtDesk, session: Visitor) -> PageContent:  # noqa: ARG001
    """Every job that this server knows, and the models that may be estimated again."""
    jobs = [
        {**each.to_dict(), "title": KINDS[each.kind][0], "address": address(each),
         "ended": each.ended}
        for each in reversed(desk.jobs.all())
    ]  # fmt: skip
    models = [
        {"name": name, "line": line, "kept": _left(desk.settings.folder, name)}
        for name, (line, _) in MODELS.items()
    ]
    return PageContent(
        "work.html", "Work in hand", lambda: {"jobs": jobs, "models": models},
        context={"jobs": jobs, "models": models, "editor": session.role.may(Role.EDITOR)},
    )  # fmt: skip


def _left(folder: Any, name: str) -> bool:
    place = fits(folder, name)
    return place.is_file() or (place.is_dir() and any(place.glob("*.json")))


def address(job: PageJob) -> str:
    """The page of a job's result."""
    path = KINDS[job.kind][1].replace("{name}", quote(job.name, safe=""))
    return f"{path}?{job.query}" if job.query else path


def model(request: Request, desk: AtDesk, session: Visitor, name: str) -> PageContent:  # noqa: ARG001
    """A model as it was estimated again here, beside the one that ships."""
    found = find(name)
    title = f"The model {name}"
    job = desk.jobs.known("refit", name, "")
    editor = session.role.may(Role.EDITOR)
    if job is not None and not job.ended:
        return PageContent("working.html", title, lambda: {"job": job.to_dict()},
                           context={"job": job.to_dict()})  # fmt: skip
    if job is not None and job.state == "failed" and job.error is not None:
        raise job.error
    there = kept(found, fits(desk.settings.folder, name))
    left = shown(there) if there else None
    made = fragment(left.sections() if left else ())
    return PageContent(
        "model.html", title, lambda: {"model": name, "fit": left.to_dict() if left else None},
        context={"name": name, "lead": MODELS[name][0], "parts": made.parts, "editor": editor},
        styles=made.styles,
    )  # fmt: skip


@router.post("/api/models/{name}/refit", summary="Estimate a model again from the public data.")
def refit(name: str, desk: AtDesk, editor: Editor) -> JSONResponse:  # noqa: ARG001 (who may)
    """Begun as a job; its result is at ``/models/{name}``."""
    find(name)
    desk.jobs.forget("refit", name, "")
    job = desk.jobs.asked("refit", name, "", 0.0)
    return JSONResponse({"job": job.to_dict(), "page": address(job)}, 202)
