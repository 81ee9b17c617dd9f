"""Scenarios read from files, from text, and from the shipped library."""

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from foedus import document
from foedus.errors import InputError, UnknownNameError
from foedus.record import DocumentError, validate
from foedus.scenario.check import problems
from foedus.scenario.resolve import resolve
from foedus.scenario.scenario import Draft, Scenario

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


def load(name_or_path: str | Path) -> Scenario:
    """The scenario shipped under a name, or written in a file.

    A name of the library is taken first; anything with a suffix or a folder is a path. Raises
    InputError (DocumentError where the file's content is at fault, with every problem's place).
    """
    wanted = str(name_or_path)
    if wanted in names() and not isinstance(name_or_path, Path):
        with as_file(_FOLDER.joinpath(f"{wanted}.yaml")) as path:
            return _scenario(document.read(path), wanted)
    if Path(wanted).name == wanted and not Path(wanted).suffix and not _exists(wanted):
        error = UnknownNameError("scenario", wanted, names())
        raise InputError(
            f"no shipped scenario and no file is called {wanted!r}",
            hint=f"{error.hint}; `foedus new {wanted or 'NAME'}` starts a file",
        )
    return _scenario(document.read(wanted), Path(wanted).stem)


def copy(name_or_path: str | Path) -> str:
    """The text of a scenario that reads without a problem, comments and all."""
    load(name_or_path)
    if str(name_or_path) in names():
        return text(str(name_or_path))
    return Path(name_or_path).read_text("utf-8-sig")


def loads(content: str | bytes, name: str = "<text>") -> Scenario:
    """The scenario written in a text (or its UTF-8 bytes)."""
    return _scenario(document.parse(content, name), Path(name).stem)


def _exists(wanted: str) -> bool:
    try:
        return Path(wanted).exists()
    except ValueError:  # a NUL in the name
        return False


def _scenario(source: document.Document, name: str) -> Scenario:
    draft = validate(Draft, source)
    designs, found = resolve(draft)
    found += problems(draft)
    if found:
        raise DocumentError(source, found)
    values = {key: getattr(draft, key) for key in draft.model_fields_set - {"designs"}}
    return Scenario(**values, designs=designs, name=name)
