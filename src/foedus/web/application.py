"""The application: its pages, its door, its answers to what goes wrong.

The list of scenarios is there at once. Everything else computes, and loads what it computes with
when the first of it is asked for: the board alone, or all.
"""

import threading

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from foedus.scenario.versions import Versions
from foedus.version import __version__
from foedus.web import failures
from foedus.web.access import Access, secret
from foedus.web.desk import Desk
from foedus.web.entrance import enters, entrance
from foedus.web.guard import Guard
from foedus.web.routes import BOARD, NAVIGATION, board_room, other_rooms
from foedus.web.settings import Settings
from foedus.web.shelf import Shelf


def application(settings: Settings) -> FastAPI:
    """The workbench over one folder, ready for a server or a test."""
    app = FastAPI(
        title="Foedus", version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json",
        description="Every page of the workbench as data. Sign in with `Authorization: Bearer`.",
    )  # fmt: skip
    access = Access(secret(settings.folder), settings.tokens)
    app.state.desk = Desk(settings, access, Shelf(Versions(settings.folder)))
    app.state.navigation = NAVIGATION
    app.state.rooms = Rooms(app)
    failures.install(app)
    app.include_router(entrance())
    app.add_middleware(Opening, rooms=app.state.rooms)
    app.add_middleware(Guard, settings=settings, access=access, failure=failures.failure)
    return app


class Rooms:
    """The pages behind the first one, which are there once they are opened. there: whether all."""

    def __init__(self, app: FastAPI) -> None:
        self.app, self.board, self.there, self._lock = app, False, False, threading.Lock()

    def closed(self, path: str) -> bool:
        """Whether what a path leads to has to be opened."""
        if self.there or enters(path):
            return False
        return not (self.board and path.startswith(BOARD))

    def open(self, path: str = "") -> None:
        """Load what a path leads to, every page if none is given; once. With the last of them the
        work that a stopped server left is taken up.
        """
        with self._lock:
            if not self.board:
                self.app.include_router(board_room())
                self.board = True
            if self.there or path.startswith(BOARD):
                return
            self.app.include_router(other_rooms())
            self.app.state.desk.jobs.resume()
            self.there = True


class Opening:
    """An application whose rooms are opened for the first request that is not for its entrance."""

    def __init__(self, app: ASGIApp, rooms: Rooms) -> None:
        self.app, self.rooms = app, rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and self.rooms.closed(scope["path"]):
            await run_in_threadpool(self.rooms.open, scope["path"])
        await self.app(scope, receive, send)
