"""The library: real instruments coded from their texts, one YAML file each."""

from functools import cache
from importlib.resources import as_file, files
from types import MappingProxyType

from foedus.document import read
from foedus.errors import UnknownNameError
from foedus.record import validate
from foedus.terms.guarantee import Guarantee

_FOLDER = files("foedus.terms").joinpath("library")


@cache
def names() -> tuple[str, ...]:
    """Names of all instruments, in alphabetical order."""
    found = (item.name for item in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


@cache
def get(name: str) -> Guarantee:
    """The instrument called ``name``; UnknownNameError offers the nearest ones."""
    if name not in names():
        raise UnknownNameError("instrument", name, names())
    with as_file(_FOLDER.joinpath(f"{name}.yaml")) as path:
        return validate(Guarantee, read(path))


def library() -> MappingProxyType[str, Guarantee]:
    """Every instrument by name."""
    return MappingProxyType({name: get(name) for name in names()})
