"""The table of pages: where each is, which file shows it, and what leads to it.

Those that need no model are in ``entrance``. What many open first, the board, is loaded without the
others, which is half of the way to it.
"""

from fastapi import APIRouter

from foedus.web.page import add

#: What paths of the board begin with.
BOARD = ("/board/", "/api/board/")
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


def board_room() -> APIRouter:
    """The board."""
    from foedus.web.pages import board

    router = APIRouter()
    add(router, "/board/{name}", board.board, keep=True)
    router.include_router(board.router)
    return router


def other_rooms() -> APIRouter:
    """Every page behind the entrance but the board."""
    from foedus.web.pages import (
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

    router = APIRouter()
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
    for page in (brief, claims, events, review, watch, work, worked):
        router.include_router(page.router)
    return router
