"""The cases as a file: JSON, readable, written whole or not at all."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from foedus.history.reference.record import Case, Cases
from foedus.storage import replacing, storing
from foedus.version import __version__

COMMAND = "foedus fit reference"
_FLAGS = ("began", "rival", "land", "relevant", "major")


def save(cases: Cases, path: Path) -> None:
    """Write the cases. Raises DataError if they cannot be stored."""
    document = {
        "model": "reference", "version": __version__, "command": COMMAND, "through": cases.through,
        "after_war": [_plain(each) for each in cases.after_war],
        "windows": [_plain(each) for each in cases.windows],
    }  # fmt: skip
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('"after_war":', '\n"after_war":').replace('"windows":', '\n"windows":')
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text.replace('],["', '],\n["') + "\n", "utf-8")


@cache
def shipped() -> Cases:
    """The cases that come with the package."""
    text = files("foedus.history").joinpath("posteriors/reference.json").read_text("utf-8")
    told = json.loads(text)
    after, windows = (tuple(map(_case, told[name])) for name in ("after_war", "windows"))
    return Cases(after, windows, told["through"])


def _plain(case: Case) -> list[Any]:
    flags = sum(getattr(case, name) << place for place, name in enumerate(_FLAGS))
    return [case.one, case.two, case.begins, case.war, flags, [list(e) for e in case.fought]]


def _case(told: list[Any]) -> Case:
    one, two, begins, war, flags, fought = told
    named = {name: bool(flags >> place & 1) for place, name in enumerate(_FLAGS)}
    return Case(one, two, begins, war, **named, fought=tuple((y, bool(own)) for y, own in fought))
