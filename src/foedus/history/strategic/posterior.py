"""The fitted game as a file: JSON, readable, written whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import DataError, InputError
from foedus.history.strategic.helpers import Bound, Helpers, Kind
from foedus.history.strategic.model import Freed, Strategic
from foedus.storage import replacing, storing

if TYPE_CHECKING:
    from foedus.history.strategic.score import PartScore

FORMAT = 1
MODEL = "extended-deterrence"
_DIGITS = 9  # significant digits kept: far below the estimate's own uncertainty
_ARRAYS = ("mean", "cov", "model_sd")
_PLAIN = (
    "loglik", "gradient_norm", "rows", "dyads", "outcomes", "first", "last", "version", "command",
    "hashes", "scores",
)  # fmt: skip


def save(model: Strategic, path: Path) -> None:
    """Write the posterior. Raises DataError if it cannot be stored."""
    document = {
        "foedus_posterior": FORMAT,
        "model": MODEL,
        **{name: _value(getattr(model, name)) for name in _PLAIN},
        "payoffs": [[*key, list(names)] for key, names in model.payoffs.items()],
        "names": list(model.names),
        **{name: _value(getattr(model, name)) for name in _ARRAYS},
        "spans": _value(model.spans),
        "helpers": _value(asdict(model.helpers)),
        "freed": None if model.freed is None else _value(asdict(model.freed)),
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for mark in (
        '"scores":',
        '"payoffs":',
        '"names":',
        '"mean":',
        '"cov":',
        '"spans":',
        '"helpers":',
    ):
        text = text.replace(mark, "\n" + mark)  # lines that a diff can show
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


def _value(value: Any) -> Any:
    if isinstance(value, np.ndarray | tuple | list):
        return [_value(item) for item in value]
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.{_DIGITS}g}")
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    return value


@cache
def shipped() -> Strategic:
    """The posterior that comes with the package."""
    return load()


def with_scores(model: Strategic, scores: Mapping[str, "PartScore"]) -> Strategic:
    """The model with its out-of-sample record beside it."""
    return replace(model, scores={name: score.to_dict() for name, score in scores.items()})


def apart(one: Strategic, two: Strategic) -> float | None:
    """The largest difference of two estimates, in sds; None where they do not compare."""
    if (one.first, one.last, one.hashes, one.names) != (two.first, two.last, two.hashes, two.names):
        return None
    return float(np.max(np.abs(one.mean - two.mean) / two.sd))


def load(path: Path | None = None) -> Strategic:
    """Read a posterior: the one shipped with the package, or a file of ``foedus fit strategic``.

    Raises InputError where the file is not such a posterior, DataError where it cannot be read.
    """
    where = str(path) if path else "the shipped posterior"
    hint = "write one with `foedus fit strategic --out FILE`"
    try:
        if path is None:
            source = files("foedus.history").joinpath(f"posteriors/{MODEL}.json")
            text = source.read_text("utf-8")
        else:
            text = path.read_text("utf-8")
        document = json.loads(text)
        if (document["foedus_posterior"], document["model"]) != (FORMAT, MODEL):
            raise InputError("this is no posterior of this game", where=where, hint=hint)
        return _model(document)
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=where) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"this is no posterior: {error!r}", where=where, hint=hint) from error


def _model(document: dict[str, Any]) -> Strategic:
    helpers, freed = document["helpers"], document["freed"]
    arrays: dict[str, Any] = {name: np.asarray(document[name], np.float64) for name in _ARRAYS}
    return Strategic(
        payoffs={(player, end): tuple(names) for player, end, names in document["payoffs"]},
        names=tuple(document["names"]),
        spans={name: (low, high) for name, (low, high) in document["spans"].items()},
        helpers=Helpers(
            tuple(Kind(**each) for each in helpers["kinds"]),
            tuple(Bound(**each) for each in helpers["bound"]),
        ),
        freed=None if freed is None else Freed(**freed),
        **arrays,
        **{name: document[name] for name in _PLAIN},
    )
