"""The watch that a scenario names: a log beside its file, or texts that ship."""

from dataclasses import dataclass
from pathlib import Path

from foedus.errors import InputError, UnknownNameError
from foedus.scenario import Scenario
from foedus.scenario.scenario import WATCH_FILE
from foedus.watch import library


@dataclass(frozen=True, slots=True)
class NamedWatch:
    """What a scenario says under ``watch``. log: a file, which may not be begun; texts: a name."""

    log: Path | None = None
    texts: str | None = None


def named(asked: Scenario, place: str | Path) -> NamedWatch:
    """The watch of a scenario; nothing where it names none. place: the scenario's file.

    Raises UnknownNameError for texts that do not ship.
    """
    if asked.watch is None:
        return NamedWatch()
    if asked.watch.endswith(WATCH_FILE):
        return NamedWatch(log=Path(place).parent / asked.watch)
    if asked.watch not in library.names():
        raise UnknownNameError("watch", asked.watch, library.names(), where=f"{place}: watch")
    return NamedWatch(texts=asked.watch)


def promised(name: str) -> tuple[Scenario, Path | None]:
    """What a watch on a scenario holds, and the log that the scenario names, if it names one.

    name: of a watch or scenario that ships, or a file. Texts that ship take the place of the
    scenario's designs where it names them. Raises InputError.
    """
    asked = library.scenario(name)
    if name in library.names():
        return asked, None
    found = named(asked, name)
    if found.texts is None:
        return asked, found.log
    other = library.scenario(found.texts)
    if (other.challenger, other.protege) != (asked.challenger, asked.protege):
        raise InputError(
            f"{found.texts} is about {other.challenger} and {other.protege}, the scenario about "
            f"{asked.challenger} and {asked.protege}", where=f"{name}: watch",
        )  # fmt: skip
    return other, None
