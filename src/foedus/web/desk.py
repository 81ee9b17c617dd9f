"""What every page works with: the folder of scenarios, and who is asking."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from foedus.errors import UnknownNameError
from foedus.scenario import names as shipped
from foedus.scenario.read import text as shipped_text
from foedus.scenario.versions import Versions, tag
from foedus.web.access import Access, Role, Session
from foedus.web.board.board import Boards
from foedus.web.refusals import ForbiddenError
from foedus.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """One server's desk."""

    settings: Settings
    access: Access
    versions: Versions
    boards: Boards

    def text(self, name: str) -> str:
        """The text of a scenario: of the folder's file, else of the shipped one of that name.

        Raises UnknownNameError.
        """
        if self.own(name):
            return self.versions.text(name)
        if name not in shipped():
            raise UnknownNameError("scenario", name, [*self.versions.names(), *shipped()])
        return shipped_text(name)

    def own(self, name: str) -> bool:
        """Whether a scenario lies in the folder, and so can be saved."""
        return name in self.versions.names()

    def tag(self, name: str) -> str:
        """The tag to save a scenario against: empty where it is not in the folder yet."""
        return tag(self.versions.text(name)) if self.own(name) else ""


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
