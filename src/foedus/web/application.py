"""The application: its pages, its door, its answers to what goes wrong."""

from fastapi import FastAPI

from foedus.scenario.versions import Versions
from foedus.version import __version__
from foedus.web import failures
from foedus.web.access import Access, secret
from foedus.web.board.board import Boards
from foedus.web.desk import Desk
from foedus.web.guard import Guard
from foedus.web.jobs import Jobs
from foedus.web.routes import NAVIGATION, router
from foedus.web.settings import Settings
from foedus.web.shelf import Shelf
from foedus.web.work import works


def application(settings: Settings) -> FastAPI:
    """The workbench over one folder, ready for a server or a test."""
    app = FastAPI(
        title="Foedus", version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json",
        description="Every page of the workbench as data. Sign in with `Authorization: Bearer`.",
    )  # fmt: skip
    access = Access(secret(settings.folder), settings.tokens)
    shelf = Shelf(Versions(settings.folder))
    boards = Boards(shelf, settings.draws)
    app.state.desk = Desk(
        settings, access, shelf, boards, Jobs(settings.folder, works(boards, settings.folder))
    )
    app.state.navigation = NAVIGATION
    failures.install(app)
    app.include_router(router)
    app.add_middleware(Guard, settings=settings, access=access, failure=failures.failure)
    return app
