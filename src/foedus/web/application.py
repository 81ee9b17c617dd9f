"""The application: its pages, its door, its answers to what goes wrong.

The list of scenarios is there at once. Everything else computes, and loads what it computes with
(half a second of processor) when the first of it is asked for.
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
    app.state.navigation = ()
    app.state.rooms = Rooms(app)
    failures.install(app)
    app.include_router(entrance())
    app.add_middleware(Opening, rooms=app.state.rooms)
    app.add_middleware(Guard, settings=settings, access=access, failure=failures.failure)
    return app


class Rooms:
    """The pages behind the first one, which are there once they are opened."""

    def __init__(self, app: FastAPI) -> None:
        self.app, self.there, self._lock = app, False, threading.Lock()

    def open(self) -> None:
        """Load every page, and take up the work that a stopped server left; once."""
        with self._lock:
            if self.there:
                return
            from foedus.web.routes import NAVIGATION, router

            self.app.include_router(router)
            self.app.state.navigation = NAVIGATION
            self.app.state.desk.jobs.resume()
            self.there = True


class Opening:
    """An application whose rooms are opened for the first request that is not for its entrance."""

    def __init__(self, app: ASGIApp, rooms: Rooms) -> None:
        self.app, self.rooms = app, rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and not self.rooms.there and not enters(scope["path"]):
            await run_in_threadpool(self.rooms.open)
        await self.app(scope, receive, send)
