"""What every page works with: scenarios, boards, jobs, and who is asking."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from foedus.web.access import Access, Role, Session
from foedus.web.page_cache import PageCache
from foedus.web.refusals import ForbiddenError
from foedus.web.settings import Settings
from foedus.web.shelf import Shelf
from foedus.web.streams import Streams

if TYPE_CHECKING:
    from foedus.web.board.board import Boards, DesignBoard
    from foedus.web.jobs import Jobs


@dataclass(frozen=True)
class Desk:
    """One server's desk. Boards and jobs load what they compute with when they are first asked."""

    settings: Settings
    access: Access
    shelf: Shelf
    streams: Streams = field(default_factory=Streams)
    pages: PageCache = field(default_factory=PageCache)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def boards(self) -> "Boards":
        """Questions on the board, with the draws of the last ones."""
        from foedus.web.board.board import Boards

        return Boards(self.shelf, self.settings.draws)

    @property
    def jobs(self) -> "Jobs":
        """The long work; one for the server."""
        with self._lock:
            return self._jobs

    @cached_property
    def _jobs(self) -> "Jobs":
        from foedus.web.jobs import Jobs
        from foedus.web.work import APART, works

        return Jobs(self.settings.folder, works(self.boards, self.settings.folder), APART)

    def board(self, name: str, pairs: Iterable[tuple[str, str]]) -> "DesignBoard":
        """The board that the pairs of a query ask for. Raises InputError for what cannot be."""
        return self.boards.board(name, pairs)


def _desk(request: Request) -> Desk:
    found = request.app.state.desk
    if not isinstance(found, Desk):
        raise TypeError(found)
    return found


def _session(request: Request) -> Session:
    found = request.scope["state"]["session"]
    if not isinstance(found, Session):
        raise ForbiddenError("this server asks who you are", hint="open /sign-in")
    return found


def _editor(session: Annotated[Session, Depends(_session)]) -> Session:
    if not session.role.may(Role.EDITOR):
        raise ForbiddenError(f"a {session.role} changes nothing", hint="sign in as an editor")
    return session


#: For the signature of a route: the desk; who asks; who asks, where only an editor may.
AtDesk = Annotated[Desk, Depends(_desk)]
Visitor = Annotated[Session, Depends(_session)]
Editor = Annotated[Session, Depends(_editor)]
