"""The brief: what would be published, and every form in which it leaves."""

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from foedus.errors import UnknownNameError
from foedus.report import layout, markdown, page, pdf
from foedus.report.blocks import Brief
from foedus.report.plain import plain
from foedus.web.desk import AtDesk, Desk
from foedus.web.jobs import PageJob
from foedus.web.page import PageContent, document
from foedus.web.pages.board import opened

router = APIRouter()
Length = Annotated[str, Query(pattern="^(page|full)$")]
Yardstick = Annotated[str, Query(pattern="^(icd-203|uk)$")]
#: Form -> its media type, and what makes it.
_FORMS: dict[str, tuple[str, Callable[[Brief], str | bytes]]] = {
    "html": ("text/html; charset=utf-8", page.html),
    "pdf": ("application/pdf", lambda made: pdf.pdf(made, lambda _: None)),
    "md": ("text/markdown; charset=utf-8", markdown.brief),
}
_WAIT = 120.0  # seconds that a download waits for its brief


def brief(
    request: Request, desk: AtDesk, name: str, length: Length = "page",
    yardstick: Yardstick = "icd-203",
) -> PageContent:  # fmt: skip
    """The brief as it would be published, with every form of it."""
    job = _job(request, desk, name, length, yardstick)
    it = opened(desk, name, request)
    query = "&".join(
        filter(None, (it.query, urlencode({"length": length, "yardstick": yardstick})))
    )
    context = {
        "lead": "", "board": it, "job": job.to_dict(), "query": query,
        "length": length, "yardstick": yardstick, "forms": [*_FORMS, "json", "yaml"],
    }  # fmt: skip
    ready = job.state == "done"

    def twin() -> Any:
        return layout.plain(job.result.brief) if ready else {"job": job.to_dict()}

    template = "brief.html" if ready else "working.html"
    return PageContent(template, "The brief", twin, name, context)


def _job(
    request: Request, desk: Desk, name: str, length: str, yardstick: str, patience: float = 0.8
) -> PageJob:
    it = opened(desk, name, request)
    asked = urlencode({"length": length, "yardstick": yardstick})
    return desk.jobs.asked("brief", name, "&".join(filter(None, (it.query, asked))), patience)


@router.get("/brief/{name}/file.{form}", include_in_schema=False)
@router.get("/api/brief/{name}/file.{form}", summary="The brief as html, pdf, md, json or yaml.")
def file(
    request: Request, desk: AtDesk, name: str, form: str, length: Length = "page",
    yardstick: Yardstick = "icd-203", inline: bool = False,
) -> Response:  # fmt: skip
    """The brief in one form, to keep."""
    known = [*_FORMS, "json", "yaml"]
    if form not in known:
        raise UnknownNameError("form", form, known)
    headers = {
        "content-disposition": f'{"inline" if inline else "attachment"}; filename="{name}.{form}"'
    }
    if form == "yaml":
        content = opened(desk, name, request).written
        return Response(content, media_type="application/yaml; charset=utf-8", headers=headers)
    job = _job(request, desk, name, length, yardstick, _WAIT)
    if job.state != "done":
        return document(request.scope, "failure.html", title="Not yet", status=503, error={
            "what": "the brief is still being written", "where": "", "hint": "a moment later",
            "text": "",
        })  # fmt: skip
    made = job.result.brief
    if form == "json":
        return JSONResponse(plain(layout.plain(made)), headers=headers)
    kind, written = _FORMS[form]
    if form == "html":  # it has a policy of its own, by the hashes of its script and styles
        headers["content-security-policy"] = "frame-ancestors 'self'"
        headers["cross-origin-opener-policy"] = "unsafe-none"
    if form not in job.forms:
        job.forms[form] = written(made)
    return Response(job.forms[form], media_type=kind, headers=headers)
