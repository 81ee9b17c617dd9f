"""Scenarios at hand: those of the folder, with their versions, and those that ship."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.document import parse
from foedus.errors import InputError, UnknownNameError
from foedus.scenario import names as library
from foedus.scenario.read import text as library_text
from foedus.scenario.scenario import WATCH_PATH
from foedus.scenario.versions import Versions, tag


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder's scenarios before the library's: a name of both is the folder's."""

    versions: Versions

    def own(self, name: str) -> bool:
        """Whether a scenario lies in the folder, and so can be saved."""
        return name in self.versions.names()

    def shipped(self) -> Iterable[str]:
        """Names that only the library has."""
        own = self.versions.names()
        return [name for name in library() if name not in own]

    def names(self) -> list[str]:
        """Every scenario: those of the folder, then those that ship."""
        return [*self.versions.names(), *self.shipped()]

    def text(self, name: str) -> str:
        """The current text of a scenario. Raises UnknownNameError."""
        if self.own(name):
            return self.versions.text(name)
        if name not in library():
            raise UnknownNameError("scenario", name, self.names())
        return library_text(name)

    def watch(self, name: str) -> str | None:
        """The file of the watch that a scenario names; None where it names none or is broken."""
        try:
            told = parse(self.text(name), name).data
        except InputError:
            return None
        named = told.get("watch") if isinstance(told, dict) else None
        return named if isinstance(named, str) and WATCH_PATH.fullmatch(named) else None

    def tag(self, name: str) -> str:
        """The tag to save a scenario against: empty where it is not in the folder yet."""
        return tag(self.text(name)) if self.own(name) else ""
