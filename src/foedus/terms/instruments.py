"""The library: real instruments coded from their texts, one YAML file each.

The files are what one reads and edits; what is loaded is one JSON file made of them all, since
parsing eighty YAML files takes a second. `python docs/terms.py` makes it again, and a test holds
the two together.
"""

import json
from functools import cache
from importlib.resources import as_file, files
from types import MappingProxyType
from typing import Any

from foedus.document import read
from foedus.errors import UnknownNameError
from foedus.record import validate
from foedus.terms.guarantee import Guarantee

_HOME = files("foedus.terms")


@cache
def _compiled() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_HOME.joinpath("library.json").read_text("utf-8"))
    return found


def names() -> tuple[str, ...]:
    """Names of all instruments, in alphabetical order."""
    return tuple(_compiled())


@cache
def get(name: str) -> Guarantee:
    """The instrument called ``name``; UnknownNameError offers the nearest ones."""
    if name not in _compiled():
        raise UnknownNameError("instrument", name, names())
    return Guarantee.model_validate(_compiled()[name])


def called(name: str) -> str:
    """What readers call a pact: its title in the library, or whose number it has."""
    if name in names():
        return f"the {get(name).title or name}"
    number = name.removeprefix("atop-")
    return f"the pact that ATOP numbers {number}" if number != name else name


@cache
def library() -> MappingProxyType[str, Guarantee]:
    """Every instrument by name."""
    return MappingProxyType({name: get(name) for name in names()})


def sources() -> dict[str, Guarantee]:
    """Every instrument read anew from its own file, in alphabetical order.

    Raises DocumentError, with file and line, for a file that is wrong.
    """
    found = {}
    for item in sorted(_HOME.joinpath("library").iterdir(), key=lambda each: each.name):
        if item.name.endswith(".yaml"):
            with as_file(item) as path:
                found[item.name.removesuffix(".yaml")] = validate(Guarantee, read(path))
    return found


def compiled(instruments: dict[str, Guarantee]) -> str:
    """The text of ``library.json``: what is set in each instrument, and nothing else."""
    plain = {n: each.model_dump(mode="json", exclude_unset=True) for n, each in instruments.items()}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
