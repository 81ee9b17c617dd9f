"""The posterior as a file: JSON, readable, written whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import DataError, InputError
from foedus.history.covariates import Array
from foedus.history.ladder import Ladder, Rung
from foedus.history.rivalry import Rivalry
from foedus.storage import replacing, storing

if TYPE_CHECKING:
    from foedus.history.score import Score

FORMAT = 1
_DIGITS = 9  # significant digits kept: far below the posterior's own uncertainty
_ARRAYS = {field.name for field in fields(Rung) if field.type == Array}


def save(ladder: Ladder, path: Path) -> None:
    """Write the posterior. Raises DataError if it cannot be stored."""
    document = {
        "foedus_posterior": FORMAT,
        "model": "ladder",
        **{name: getattr(ladder, name) for name in ("first", "last", "version", "command")},
        "hashes": ladder.hashes,
        "scores": ladder.scores,
        "rivalry": plain(asdict(ladder.rivalry)) if ladder.rivalry else None,
        "rungs": {name: _plain(rung) for name, rung in ladder.rungs.items()},
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for name in (*_ARRAYS, "rungs", "terms", "variants", "scores"):
        text = text.replace(f'"{name}":', f'\n"{name}":')  # lines that a diff can show
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


def _plain(rung: Rung) -> dict[str, Any]:
    return {field.name: plain(getattr(rung, field.name)) for field in fields(Rung)}


def plain(value: Any) -> Any:
    """The value in JSON's own types: arrays as lists, floats to nine digits."""
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value]
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.{_DIGITS}g}")
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


@cache
def shipped() -> Ladder:
    """The posterior that comes with the package."""
    return load()


def with_scores(ladder: Ladder, scores: Mapping[str, "Score"]) -> Ladder:
    """The ladder with its out-of-sample record beside it."""
    return replace(ladder, scores={name: score.to_dict() for name, score in scores.items()})


def apart(one: Ladder, two: Ladder) -> float | None:
    """The largest difference of two posteriors' means, in sds; None where they do not compare."""
    if (one.first, one.last, one.hashes) != (two.first, two.last, two.hashes):
        return None
    if {n: r.names for n, r in one.rungs.items()} != {n: r.names for n, r in two.rungs.items()}:
        return None
    return max(
        float(np.max(np.abs(rung.mean - two.rungs[name].mean) / np.sqrt(np.diag(rung.cov))))
        for name, rung in one.rungs.items()
    )


def check_place(path: Path) -> None:
    """Refuse a file that cannot be written, before any work is done. Raises InputError."""
    if path.is_dir() or not path.parent.is_dir():
        what = "it is a folder" if path.is_dir() else f"there is no folder {str(path.parent)!r}"
        raise InputError(what, where=f"--out {path}", hint="the name of a file: ladder.json")


def load(path: Path | None = None) -> Ladder:
    """Read a posterior: the one shipped with the package, or a file of ``foedus fit ladder`` or of
    ``foedus fit origins``, which has its pools beside it.

    Raises InputError where the file is not such a posterior.
    """
    where = str(path) if path else "the shipped posterior"
    try:
        if path is None:
            text = files("foedus.history").joinpath("posteriors/ladder.json").read_text("utf-8")
        else:
            text = path.read_text("utf-8")
        document = json.loads(text)
        if document["model"] == "origin":
            from foedus.history.origins.store import read

            return read(document)
        if document["foedus_posterior"] != FORMAT or document["model"] != "ladder":
            raise InputError(
                "this is no ladder posterior of this format",
                where=where,
                hint="write one with `foedus fit ladder --out FILE`",
            )
        rungs = {name: _rung(values) for name, values in document["rungs"].items()}
        told = document.get("rivalry")
        return Ladder(
            rungs=rungs,
            rivalry=Rivalry(**{**told, "begins": tuple(told["begins"])}) if told else None,
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
    read: dict[str, Any] = {
        name: np.asarray(value, dtype=np.float64) if name in _ARRAYS else value
        for name, value in values.items()
    }
    for name in ("names", "terms", "variants"):
        read[name] = tuple(read[name])
    return Rung(**read)
