"""The table of pages: where each is, which file shows it, and what leads to it."""

from fastapi import APIRouter

from foedus.web.page import add
from foedus.web.pages import files, scenarios, sign_in

#: Pages about one scenario, in the order of the navigation: path, title, key.
NAVIGATION: tuple[tuple[str, str, str], ...] = ()

router = APIRouter()
add(router, "/", scenarios.scenarios)
router.include_router(scenarios.router)
router.include_router(sign_in.router)
router.include_router(files.router)
