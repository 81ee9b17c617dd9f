"""A page and its twin: what a route found, as HTML for a reader and as JSON for a program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from foedus.report.page import environment
from foedus.report.plain import plain
from foedus.version import __version__
from foedus.web.assets import address
from foedus.web.guard import POLICY
from foedus.web.page_cache import MARK, prints

PACKAGE = "foedus.web"


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page shows. data: the same as plain values, for its twin. scenario: whose pages the
    navigation leads to. styles: sources of the policy that its drawings need. tag: of what was
    shown, to save against.
    """

    template: str
    title: str
    data: Callable[[], Any]
    scenario: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    styles: tuple[str, ...] = ()
    tag: str = ""


#: Keys of a board in an address that have no dot.
_CARRIED = {"version", "protege", "years", "designs", "claims", "hypotheses", "priors"}


def carried(scope: Scope) -> str:
    """What of an address is a board's, to go along to other pages about the scenario."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return urlencode([each for each in pairs if "." in each[0] or each[0] in _CARRIED],
                     safe=",:;")  # fmt: skip


def document(
    scope: Scope, template: str, *, title: str, status: int = 200, scenario: str = "",
    styles: tuple[str, ...] = (), **context: Any,
) -> HTMLResponse:  # fmt: skip
    """A template as a whole page of the workbench."""
    session = scope["state"]["session"]
    text = _text(scope, template, title, scenario, context, session.csrf if session else "")
    return HTMLResponse(text, status, _headers(styles))


def _text(
    scope: Scope, template: str, title: str, scenario: str, context: Mapping[str, Any], token: str
) -> str:
    return environment(PACKAGE).get_template(template).render(
        title=title, path=scope["path"], scenario=scenario, session=scope["state"]["session"],
        version=__version__, csrf=token, navigation=scope["app"].state.navigation,
        asset=address, carried=carried(scope), **context,
    )  # fmt: skip


def _headers(styles: tuple[str, ...], cache: str = "no-store") -> dict[str, str]:
    policy = POLICY.format(styles="".join(f" {each}" for each in styles))
    return {"content-security-policy": policy, "vary": "cookie", "cache-control": cache}


def _kept(
    request: Request, shows: Callable[..., PageContent], asked: Mapping[str, Any]
) -> Response:
    """A page, from those that are kept where nothing that it rests on has changed."""
    session, desk = request.scope["state"]["session"], request.app.state.desk
    if session is None or session.invited:
        return _made(request, shows(request=request, **asked))
    lies = prints(desk.settings.folder)
    key = request.url.path, request.url.query, str(session.role)
    found = desk.pages.page(key, lies)
    if found is None:
        view = shows(request=request, **asked)
        if view.template == "working.html":
            return _made(request, view)
        context = {"data": view.data, **view.context}
        text = _text(request.scope, view.template, view.title, view.scenario, context, MARK)
        headers = _headers(view.styles, "private, no-cache")
        found = desk.pages.keep(key, lies, text, headers)
    headers = {**dict(found.headers), "etag": found.tag(session.csrf)}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return HTMLResponse(found.text.replace(MARK, session.csrf), 200, headers)


def _made(request: Request, view: PageContent) -> Response:
    made = document(
        request.scope, view.template, title=view.title, scenario=view.scenario,
        styles=view.styles, data=view.data, **view.context,
    )  # fmt: skip
    return _tagged(made, view.tag)


def add(
    router: APIRouter, path: str, shows: Callable[..., PageContent], *, keep: bool = False
) -> None:
    """Route a page at ``path`` and its twin at ``/api`` and that path.

    shows: takes the request as ``request`` and whatever else its signature asks for. keep: it is a
    function of its address, its reader's role and the scenarios of the folder alone, and is not
    made again where none of them has changed.
    """

    @wraps(shows)
    def page(request: Request, **asked: Any) -> Response:
        if keep:
            return _kept(request, shows, asked)
        return _made(request, shows(request=request, **asked))

    @wraps(shows)
    def twin(request: Request, **asked: Any) -> Response:
        view = shows(request=request, **asked)
        return _tagged(JSONResponse(plain(view.data())), view.tag)

    name = shows.__name__
    about = (shows.__doc__ or "").partition("\n")[0]
    router.add_api_route(
        path, page, methods=["GET"], include_in_schema=False, name=name,
        response_class=HTMLResponse, response_model=None,
    )  # fmt: skip
    router.add_api_route(
        f"/api{path}".rstrip("/"), twin, methods=["GET"], summary=about, name=f"{name}_json",
        response_class=JSONResponse, response_model=None,
    )  # fmt: skip


def _tagged(response: Response, tag: str) -> Response:
    if tag:
        response.headers["etag"] = f'"{tag}"'
    return response
