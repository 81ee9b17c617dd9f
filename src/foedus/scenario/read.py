"""Scenarios read from files, from text, and from the shipped library."""

from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from foedus import document
from foedus.errors import InputError, UnknownNameError
from foedus.report.words import roster
from foedus.scenario.scenario import Scenario
from foedus.scenario.several import scenarios
from foedus.states import find
from foedus.storage import exists

_FOLDER = files("foedus.scenario").joinpath("library")


@cache
def names() -> tuple[str, ...]:
    """Names of the shipped scenarios, in alphabetical order."""
    found = (item.name for item in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def text(name: str) -> str:
    """The text of a shipped scenario, comments and all; UnknownNameError where there is none."""
    if name not in names():
        raise UnknownNameError("scenario", name, names())
    return _FOLDER.joinpath(f"{name}.yaml").read_text("utf-8")


def load(name_or_path: str | Path, protege: str | None = None) -> Scenario:
    """The scenario shipped under a name, or written in a file.

    protege: which of its protégés it is to ask about, by code, number or name; one that names
    several asks about none without it. A name of the library is taken first; anything with a suffix
    or a folder is a path. Raises InputError (DocumentError where the file's content is at fault,
    with every problem's place).
    """
    return _one(each(name_or_path), protege)


def opened(asked: Scenario | str | Path) -> Scenario:
    """A scenario as it is; one under a name or in a file as ``load`` reads it."""
    return asked if isinstance(asked, Scenario) else load(asked)


def each(name_or_path: str | Path) -> dict[str, Scenario]:
    """Protégé -> the scenario that asks about it alone, in the file's order; errors of ``load``."""
    wanted = str(name_or_path)
    if wanted in names() and not isinstance(name_or_path, Path):
        with as_file(_FOLDER.joinpath(f"{wanted}.yaml")) as path:
            return dict(_read(document.content_of(path), str(path), wanted))
    if Path(wanted).name == wanted and not Path(wanted).suffix and not exists(wanted):
        error = UnknownNameError("scenario", wanted, names())
        raise InputError(
            f"no shipped scenario and no file is called {wanted!r}",
            hint=f"{error.hint}; `foedus new {wanted or 'NAME'}` starts a file",
        )
    return dict(_read(document.content_of(wanted), wanted, Path(wanted).stem))


@lru_cache(maxsize=16)  # a command asks for its question several times
def _read(content: bytes, place: str, name: str) -> dict[str, Scenario]:
    return scenarios(document.parse(content, place), name)


def copy(name_or_path: str | Path) -> str:
    """The text of a scenario that reads without a problem, comments and all."""
    each(name_or_path)
    if str(name_or_path) in names():
        return text(str(name_or_path))
    return Path(name_or_path).read_text("utf-8-sig")


def loads(content: str | bytes, name: str = "<text>", protege: str | None = None) -> Scenario:
    """The scenario written in a text (or its UTF-8 bytes); ``protege`` as in ``load``."""
    return _one(scenarios(document.parse(content, name), Path(name).stem), protege)


def _one(found: dict[str, Scenario], protege: str | None) -> Scenario:
    """The scenario that is meant. Raises InputError where none is, or several could be."""
    first = next(iter(found.values()))
    if protege is not None:
        asked = int(protege) if protege.isdigit() else protege
        state = find(asked, year=first.as_of.year, where="--protege").label
        if state not in found:
            raise UnknownNameError("protégé", state, found, where="--protege")
        return found[state]
    if len(found) > 1:
        raise InputError(
            f"this asks about {len(found)} protégés: {roster(found)}",
            where=first.name,
            hint=f"--protege {first.protege} (in Python protege={first.protege!r}) answers for "
            "one; `foedus assess` and `foedus brief` (in Python foedus.assess_each, "
            "foedus.load_scenarios) for each and for any of them",
        )
    return first
