"""Watches that ship: proposed texts without facts, and past crises to go through again."""

import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from foedus import scenario as scenarios
from foedus.errors import InputError
from foedus.scenario import Scenario

_FOLDER = files("foedus.watch.library")
MAX_AREAS = 20_000_000


def names() -> tuple[str, ...]:
    """Names of the watches that ship."""
    found = (item.name for item in _FOLDER.iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in found if n.endswith(".yaml")))


def scenario(name: str) -> Scenario:
    """What is promised: of a watch or scenario that ships, or in a file. Raises InputError."""
    if name in names():
        with as_file(_FOLDER.joinpath(f"{name}.yaml")) as path:
            return scenarios.load(path)
    return scenarios.load(name)


def geojson(path: Path) -> dict[str, Any]:
    """A GeoJSON file. Raises InputError."""
    try:
        if path.stat().st_size > MAX_AREAS:
            raise InputError("larger than 20 MB", where=str(path), hint="simplify it")
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"cannot be read as GeoJSON: {error}", where=str(path)) from None
    if not isinstance(data, dict):
        raise InputError("no FeatureCollection", where=str(path))
    return data
