"""What went wrong, as a page or as JSON: the product's own words, and never a traceback."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import Scope

from foedus.errors import DataError, FoedusError, InputError, UnknownNameError
from foedus.scenario.versions import StaleError
from foedus.web.page import document
from foedus.web.refusals import BusyError, ForbiddenError, SizeError, TakenError

log = logging.getLogger("foedus.web")


#: Kind of error -> status; the first that fits.
STATUS: tuple[tuple[type[FoedusError], int], ...] = (
    (StaleError, 412), (TakenError, 409), (ForbiddenError, 403), (SizeError, 413),
    (BusyError, 503), (UnknownNameError, 404), (InputError, 422), (DataError, 503),
    (FoedusError, 500),
)  # fmt: skip
_TITLES = {
    403: "Not allowed", 404: "Not here", 405: "Not allowed", 409: "That name is taken",
    412: "Changed meanwhile", 413: "Too large", 422: "That does not work", 503: "Not to be had",
}  # fmt: skip


def status(error: FoedusError) -> int:
    """The HTTP status of an error."""
    return next(code for kind, code in STATUS if isinstance(error, kind))


def failure(scope: Scope, error: FoedusError) -> Response:
    """An error as a page, or as JSON where a program asked."""
    return _answer(scope, status(error), error)


def _answer(scope: Scope, code: int, error: FoedusError) -> Response:
    told = {"what": error.what, "where": error.where, "hint": error.hint, "text": str(error)}
    if isinstance(error, TakenError):
        told["free"] = error.free
    if str(scope["path"]).startswith("/api/"):
        return JSONResponse({"error": told}, code)
    title = _TITLES.get(code, "Something went wrong here")
    return document(scope, "failure.html", title=title, error=told, status=code)


def install(app: FastAPI) -> None:
    """Answer every error of an application in these words."""

    @app.exception_handler(FoedusError)
    def _own(request: Request, error: FoedusError) -> Response:
        return failure(request.scope, error)

    @app.exception_handler(RequestValidationError)
    def _asked(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        told = InputError(f"{first['msg']}", where=place, hint="docs/serve.md lists what is taken")
        return failure(request.scope, told)

    @app.exception_handler(HTTPException)
    def _known(request: Request, error: HTTPException) -> Response:
        what = {404: "there is no such page", 405: "this cannot be done here"}
        told = FoedusError(
            what.get(error.status_code, str(error.detail)), where=request.url.path,
            hint="the list of scenarios is at /",
        )  # fmt: skip
        return _answer(request.scope, error.status_code, told)

    @app.exception_handler(Exception)
    def _unknown(request: Request, error: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        told = FoedusError(
            "this failed for a reason that nobody thought of",
            hint="the terminal of the server says more; nothing was changed",
        )
        return _answer(request.scope, 500, told)
