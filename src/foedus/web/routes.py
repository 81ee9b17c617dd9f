"""The table of pages: where each is, which file shows it, and what leads to it."""

from fastapi import APIRouter

from foedus.web.page import add
from foedus.web.pages import board, files, scenarios, sign_in

#: Pages about one scenario, in the order of the navigation: path, title, key.
NAVIGATION: tuple[tuple[str, str, str], ...] = (("/board/{name}", "Board", "b"),)

router = APIRouter()
add(router, "/", scenarios.scenarios)
add(router, "/board/{name}", board.board)
router.include_router(board.router)
router.include_router(scenarios.router)
router.include_router(sign_in.router)
router.include_router(files.router)
