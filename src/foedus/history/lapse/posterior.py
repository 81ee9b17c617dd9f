"""The fitted hazard as a file: JSON, readable, written whole or not at all."""

import json
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import DataError, InputError
from foedus.history.covariates import Array
from foedus.history.lapse.model import Lapse
from foedus.history.lapse.renewal import Renewal

FORMAT = 1
MODEL = "lapse"
_DIGITS = 9  # significant digits kept: far below the posterior's own uncertainty
_ARRAYS = tuple(each.name for each in fields(Lapse) if each.type == Array)
_TUPLES = ("names", "terms", "support_rates")


def save(model: Lapse, path: Path) -> None:
    """Write the posterior. Raises DataError if it cannot be stored."""
    from foedus.storage import replacing, storing

    document = {
        "foedus_posterior": FORMAT,
        "model": MODEL,
        **{each.name: _plain(getattr(model, each.name)) for each in fields(Lapse)},
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for name in (each.name for each in fields(Lapse)):
        text = text.replace(f',"{name}":', f',\n"{name}":', 1)  # lines that a diff can show
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, Renewal):
        return value.to_dict()
    if isinstance(value, np.ndarray | tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.{_DIGITS}g}")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


@cache
def shipped() -> Lapse:
    """The posterior that comes with the package."""
    return load()


def with_scores(model: Lapse, scores: dict[str, Any]) -> Lapse:
    """The model with its out-of-sample record beside it."""
    return replace(model, scores=scores)


def apart(one: Lapse, two: Lapse) -> float | None:
    """The largest difference of two posteriors' means, in sds; None where they do not compare."""
    if (one.first, one.last, one.hashes, one.names) != (two.first, two.last, two.hashes, two.names):
        return None
    return float(np.max(np.abs(one.mean - two.mean) / np.sqrt(np.diag(two.cov))))


def load(path: Path | None = None) -> Lapse:
    """Read a posterior: the one shipped with the package, or a file of ``foedus fit lapse``.

    Raises InputError where the file is not such a posterior, DataError where it cannot be read.
    """
    where = str(path) if path else "the shipped posterior"
    hint = "write one with `foedus fit lapse --out FILE`"
    try:
        source = path or files("foedus.history").joinpath(f"posteriors/{MODEL}.json")
        document = json.loads(source.read_text("utf-8"))
        if (document.pop("foedus_posterior"), document.pop("model")) != (FORMAT, MODEL):
            raise InputError("this is no lapse posterior of this format", where=where, hint=hint)
        return _model(document)
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=where) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"this is no posterior: {error!r}", where=where, hint=hint) from error


def _model(document: dict[str, Any]) -> Lapse:
    read = dict(document)
    for name in _ARRAYS:
        read[name] = np.asarray(read[name], dtype=np.float64)
    for name in _TUPLES:
        read[name] = tuple(read[name])
    read["renewal"] = Renewal.from_dict(read["renewal"])
    return Lapse(**read)
