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
_CARRIED = {"version", "protege", "years", "designs", "claims", "priors"}


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
    text = environment(PACKAGE).get_template(template).render(
        title=title, path=scope["path"], scenario=scenario, session=session, version=__version__,
        csrf=session.csrf if session else "", navigation=scope["app"].state.navigation,
        asset=address, carried=carried(scope), **context,
    )  # fmt: skip
    policy = POLICY.format(styles="".join(f" {each}" for each in styles))
    return HTMLResponse(text, status, {"content-security-policy": policy, "vary": "cookie",
                                       "cache-control": "no-store"})  # fmt: skip


def add(router: APIRouter, path: str, shows: Callable[..., PageContent]) -> None:
    """Route a page at ``path`` and its twin at ``/api`` and that path.

    shows: takes the request as ``request`` and whatever else its signature asks for.
    """

    @wraps(shows)
    def page(request: Request, **asked: Any) -> Response:
        view = shows(request=request, **asked)
        made = document(
            request.scope, view.template, title=view.title, scenario=view.scenario,
            styles=view.styles, data=view.data, **view.context,
        )  # fmt: skip
        return _tagged(made, view.tag)

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
