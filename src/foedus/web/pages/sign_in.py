"""Signing in with a token, where the server asks for one."""

import time
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from foedus.report import words
from foedus.web.desk import AtDesk
from foedus.web.guard import cookie
from foedus.web.page import document
from foedus.web.refusals import ForbiddenError

router = APIRouter(include_in_schema=False)
_NAME = 80  # characters


@router.get("/sign-in")
def asks(request: Request) -> Response:
    """The form."""
    return document(request.scope, "sign_in.html", title="Sign in")


@router.post("/sign-in")
async def signs_in(request: Request, desk: AtDesk) -> Response:
    """Begin a session, its role the token's."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=8)
    token, name = (sent.get(key, [""])[0] for key in ("token", "name"))
    role = desk.access.role_of(token)
    if role is None:
        raise ForbiddenError("the token is not one of this server's", hint="ask who started it")
    value = desk.access.issued(role, words.cut(name, _NAME) or str(role), time.time())
    return RedirectResponse("/", 303, {"set-cookie": cookie(value)})
