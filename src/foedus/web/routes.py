"""The table of pages: where each is, which file shows it, and what leads to it.

Those that need no model are in ``entrance``.
"""

from fastapi import APIRouter

from foedus.web.page import add
from foedus.web.pages import (
    board,
    brief,
    claims,
    compare,
    events,
    evidence,
    history,
    review,
    watch,
    work,
    worked,
)

#: Pages about one scenario, in the order of the navigation: path, title, key.
NAVIGATION: tuple[tuple[str, str, str], ...] = (
    ("/board/{name}", "Board", "b"),
    ("/compare/{name}", "Compare", "c"),
    ("/map/{name}", "Map", "m"),
    ("/evidence/{name}", "Evidence", "e"),
    ("/claims/{name}", "Claims", "l"),
    ("/signing/{name}", "Who would sign", "s"),
    ("/study/{name}", "What would change it", "w"),
    ("/search/{name}", "Search", "f"),
    ("/history/{name}", "History", "h"),
    ("/brief/{name}", "Brief", "p"),
    ("/review/{name}", "Review", "r"),
    ("/watch/{name}", "Watch", "t"),
)

router = APIRouter()
add(router, "/board/{name}", board.board, keep=True)
add(router, "/compare/{name}", compare.compare, keep=True)
add(router, "/map/{name}", worked.neighborhood, keep=True)
add(router, "/evidence/{name}", evidence.evidence, keep=True)
add(router, "/analogues/{name}", evidence.analogues, keep=True)
add(router, "/claims/{name}", claims.claims, keep=True)
add(router, "/signing/{name}", worked.signing, keep=True)
add(router, "/study/{name}", worked.study, keep=True)
add(router, "/search/{name}", worked.search, keep=True)
add(router, "/sweep/{name}", worked.sweep, keep=True)
add(router, "/work", work.work)
add(router, "/models/{name}", work.model)
add(router, "/history/{name}", history.history, keep=True)
add(router, "/meeting/{name}", history.meeting)
add(router, "/brief/{name}", brief.brief, keep=True)
add(router, "/review/{name}", review.review)
add(router, "/watch/{name}", watch.watch)
for page in (board, brief, claims, events, review, watch, work, worked):
    router.include_router(page.router)
