"""Scenarios written: a whole one as YAML, or a commented file to start from."""

from io import StringIO
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.scenario.scenario import Scenario
from foedus.storage import check_place, replacing, storing


def plain(scenario: Scenario) -> dict[str, Any]:
    """What the scenario's file says as plain values, what designs extended laid into them."""
    data: dict[str, Any] = scenario.model_dump(
        mode="json", exclude_unset=True, exclude={"name", "groups", "former"}
    )
    for design in data["designs"].values():
        design.pop("name", None)
    return data


def dumps(scenario: Scenario) -> str:
    """The scenario as YAML that ``foedus.scenario.loads`` reads as an equal one.

    Designs are written whole, with what they extended laid into them.
    """
    from ruamel.yaml import YAML

    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.sort_base_mapping_type_on_output = False, False
    yaml.width, yaml.allow_unicode = 100, True
    stream = StringIO()
    yaml.dump(plain(scenario), stream)
    return stream.getvalue()


def save(text: str, path: Path, *, force: bool = False) -> None:
    """Write ``text`` to ``path``, wholly or not at all; an existing file only with ``force``.

    Raises InputError for a place that cannot be written, DiskError where the disk is full.
    """
    check_place(path)
    if path.exists() and not force:
        raise InputError("the file exists", where=str(path), hint="another --out, or --force")
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text, "utf-8")
