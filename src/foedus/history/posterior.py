"""The posterior as a file: JSON, readable, written whole or not at all."""

import json
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import DataError, InputError
from foedus.evidence.storage import replacing, storing
from foedus.history.ladder import Ladder, Rung

FORMAT = 1
_DIGITS = 9  # significant digits kept: far below the posterior's own uncertainty
_ARRAYS = {field.name for field in fields(Rung) if "Array" in str(field.type)}


def save(ladder: Ladder, path: Path) -> None:
    """Write the posterior. Raises DataError if it cannot be stored."""
    document = {
        "foedus_posterior": FORMAT,
        "model": "ladder",
        **{name: getattr(ladder, name) for name in ("first", "last", "version", "command")},
        "hashes": ladder.hashes,
        "scores": ladder.scores,
        "rungs": {name: _plain(rung) for name, rung in ladder.rungs.items()},
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for mark in ('"rungs":', '"onset":{', '"force":{', '"war":{', '"cov":', '"spread":', '"terms":'):
        text = text.replace(mark, "\n" + mark)  # lines that a diff can show
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


def _plain(rung: Rung) -> dict[str, Any]:
    return {field.name: _value(getattr(rung, field.name)) for field in fields(Rung)}


def _value(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [_value(item) for item in value]
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.{_DIGITS}g}")
    if isinstance(value, tuple | list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    return value


def load(path: Path | None = None) -> Ladder:
    """Read a posterior: the one shipped with the package, or a file of ``foedus fit ladder``.

    Raises InputError where the file is not such a posterior.
    """
    where = str(path) if path else "the shipped posterior"
    try:
        if path is None:
            text = files("foedus.history").joinpath("posteriors/ladder.json").read_text("utf-8")
        else:
            text = path.read_text("utf-8")
        document = json.loads(text)
        if document["foedus_posterior"] != FORMAT or document["model"] != "ladder":
            raise InputError(
                "this is no ladder posterior of this format",
                where=where,
                hint="write one with `foedus fit ladder --out FILE`",
            )
        rungs = {name: _rung(values) for name, values in document["rungs"].items()}
        return Ladder(
            rungs=rungs,
            **{
                name: document[name]
                for name in ("first", "last", "version", "command", "hashes", "scores")
            },
        )
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=where) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"this is no ladder posterior: {error!r}",
            where=where,
            hint="write one with `foedus fit ladder --out FILE`",
        ) from error


def _rung(values: dict[str, Any]) -> Rung:
    read = {
        name: np.asarray(value, dtype=np.float64) if name in _ARRAYS else value
        for name, value in values.items()
    }
    for name in ("names", "terms", "variants"):
        read[name] = tuple(read[name])
    return Rung(**read)
