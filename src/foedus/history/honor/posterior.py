"""Honor as a file: JSON, readable, written whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import DataError, InputError
from foedus.history.honor.family import Family
from foedus.history.honor.model import Count, Honor, Record, Space
from foedus.storage import replacing, storing

FORMAT = 2
MODEL = "honor"
_DIGITS = 9  # significant digits kept
_DRAW_DIGITS = 5  # of a draw: far below the posterior's own width
_HINT = "write one with `foedus fit honor --out FILE`"
_PLAIN = (
    "unknown", "typical", "effective", "rhat", "version", "command", "hashes", "caveat",
    "leeds_anac", "scores",
)  # fmt: skip


def save(honor: Honor, path: Path) -> None:
    """Write the posterior. Raises DataError if it cannot be stored."""
    document = {
        "foedus_posterior": FORMAT,
        "model": MODEL,
        "kept": list(honor.kept),
        "record": asdict(honor.record),
        "families": [asdict(each) for each in honor.families],
        **{name: _value(getattr(honor, name)) for name in _PLAIN},
        "prior_sd": _value(honor.prior_sd),
        "space": _value(asdict(honor.space)),
        "theta": _value(honor.theta, _DRAW_DIGITS),
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for name in document:
        text = text.replace(f',"{name}":', f',\n"{name}":')  # lines that a diff can show
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


def _value(value: Any, digits: int = _DIGITS) -> Any:
    if isinstance(value, np.ndarray | tuple | list):
        return [_value(item, digits) for item in value]
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.{digits}g}")
    if isinstance(value, dict):
        return {key: _value(item, digits) for key, item in value.items()}
    return value


@cache
def shipped() -> Honor:
    """The posterior that comes with the package."""
    return load()


def with_scores(honor: Honor, scores: Mapping[str, Any]) -> Honor:
    """The model with its out-of-sample record beside it."""
    return replace(honor, scores=dict(scores))


def apart(one: Honor, two: Honor) -> float | None:
    """The largest difference of posterior means, in sds; None where the two do not compare."""
    if (one.kept, one.hashes) != (two.kept, two.hashes):
        return None
    pairs = zip(one.coefficients, two.coefficients, strict=True)
    return max(abs(a.mean - b.mean) / b.sd for a, b in pairs)


def load(path: Path | None = None) -> Honor:
    """Read a posterior: the one shipped with the package, or a file of ``foedus fit honor``.

    Raises InputError where the file is not such a posterior, DataError where it cannot be read.
    """
    where = str(path) if path else "the shipped posterior"
    try:
        if path is None:
            source = files("foedus.history").joinpath(f"posteriors/{MODEL}.json")
            text = source.read_text("utf-8")
        else:
            text = path.read_text("utf-8")
        document = json.loads(text)
        if (document["foedus_posterior"], document["model"]) != (FORMAT, MODEL):
            raise InputError("this is no posterior of honor", where=where, hint=_HINT)
        return _honor(document)
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=where) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"this is no posterior: {error!r}", where=where, hint=_HINT) from error


def _honor(document: dict[str, Any]) -> Honor:
    raw = document["record"]
    record = Record(
        defense=Count(**raw["defense"]),
        wars=raw["wars"],
        **{
            name: {key: Count(**each) for key, each in raw[name].items()}
            for name in ("by_era", "standing", "outside", "by_obligation")
        },
    )
    space = {each.name: np.asarray(document["space"][each.name], float) for each in fields(Space)}
    return Honor(
        kept=tuple(document["kept"]),
        theta=np.asarray(document["theta"], dtype=np.float64),
        prior_sd=np.asarray(document["prior_sd"], dtype=np.float64),
        record=record,
        space=Space(**space),
        families=tuple(
            Family(**{**each, "members": tuple(each["members"])}) for each in document["families"]
        ),
        **{name: document[name] for name in _PLAIN},
    )
