"""Scenarios written: a whole one as YAML, or a commented file to start from."""

import os
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.scenario.scenario import Scenario


def dumps(scenario: Scenario) -> str:
    """The scenario as YAML that :func:`foedus.scenario.loads` reads as an equal one.

    Designs are written whole, with what they extended laid into them.
    """
    from ruamel.yaml import YAML

    data = scenario.model_dump(mode="json", exclude_unset=True, exclude={"name", "groups"})
    for design in data["designs"].values():
        design.pop("name", None)
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.sort_base_mapping_type_on_output = False, False
    yaml.width, yaml.allow_unicode = 100, True
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def save(text: str, path: Path, *, force: bool = False) -> None:
    """Write ``text`` to ``path``, wholly or not at all; an existing file only with ``force``."""
    if path.exists() and not force:
        raise InputError("the file exists", where=str(path), hint="another --out, or --force")
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None
