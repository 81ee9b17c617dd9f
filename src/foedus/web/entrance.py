"""The entrance: the list of scenarios, signing in, and files; what needs no model."""

from fastapi import APIRouter

from foedus.web.page import add
from foedus.web.pages import files, scenarios, sign_in

#: Paths of the entrance, and what they begin with.
_WHOLE = {"/", "/api"}
_BEGIN = ("/static/", "/assets/", "/sign-in")


def entrance() -> APIRouter:
    """Its routes."""
    router = APIRouter()
    add(router, "/", scenarios.scenarios, keep=True)
    for page in (files, scenarios, sign_in):
        router.include_router(page.router)
    return router


def enters(path: str) -> bool:
    """Whether a path is of the entrance."""
    return path in _WHOLE or path.startswith(_BEGIN)
