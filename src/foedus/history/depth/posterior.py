"""Depth as a file: JSON, readable, written whole or not at all."""

import json
from dataclasses import asdict, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import DataError, InputError
from foedus.history.depth import response
from foedus.history.depth.items import CLUSTERS, ITEMS
from foedus.history.depth.model import LAYOUT, DepthModel, Scores

FORMAT = 1
MODEL = "depth"
_DIGITS = 9  # significant digits kept: far below the estimate's own uncertainty
_PLAIN = (
    "loglik", "gradient_norm", "alliances", "incomplete", "first", "last", "version", "command",
    "hashes", "record",
)  # fmt: skip
_ARRAYS = ("mean", "cov", "ranks")


def save(model: DepthModel, path: Path) -> None:
    """Write the fit. Raises DataError if it cannot be stored."""
    from foedus.storage import replacing, storing

    document = {
        "foedus_posterior": FORMAT,
        "model": MODEL,
        **{name: plain(getattr(model, name)) for name in _PLAIN},
        "scale": "trait: normal(0, 1) in the population; depth: trait less bare, 0 without ties",
        "bare": plain(model.bare),
        "items": plain([asdict(item) for item in ITEMS]),
        "estimates": plain(estimates(model)),
        **{name: plain(getattr(model, name)) for name in _ARRAYS},
        "scores": None if model.scores is None else plain(asdict(model.scores)),
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for name in ("record", "items", "estimates", *_ARRAYS, "scores"):
        text = text.replace(f'"{name}":', f'\n"{name}":')  # lines that a diff can show
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


def estimates(model: DepthModel) -> dict[str, list[dict[str, Any]]]:
    """Items' slopes and thresholds and clusters' sigmas, with standard errors (delta method)."""
    values = response.natural(model.mean, LAYOUT)
    turn = response.natural_slopes(model.mean, LAYOUT)
    errors = np.sqrt(np.diag(turn @ model.cov @ turn.T))
    items = [
        {
            "item": item.name,
            "slope": values[span][0], "slope_se": errors[span][0],
            "thresholds": values[span][1:], "thresholds_se": errors[span][1:],
        }
        for item, span in zip(ITEMS, LAYOUT.spans, strict=True)
    ]  # fmt: skip
    rest = sum(LAYOUT.sizes)
    clusters = [
        {"cluster": name, "items": list(members), "sigma": sigma, "sigma_se": error}
        for (name, members), sigma, error in zip(
            CLUSTERS, values[rest:], errors[rest:], strict=True
        )
    ]
    return {"items": items, "clusters": clusters}


def plain(value: Any) -> Any:
    """The value in JSON's own types: arrays as lists, floats to nine digits."""
    if isinstance(value, np.ndarray | tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.{_DIGITS}g}")
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


@cache
def shipped() -> DepthModel:
    """The fit that comes with the package."""
    return load()


def with_record(model: DepthModel, record: dict[str, Any]) -> DepthModel:
    """The model with what ``foedus score depth`` found about it."""
    return replace(model, record=record)


def apart(one: DepthModel, two: DepthModel) -> float | None:
    """The largest difference of two estimates, in sds; None where they do not compare."""
    if one.hashes != two.hashes or len(one.mean) != len(two.mean):
        return None
    return float(np.max(np.abs(one.mean - two.mean) / np.sqrt(np.diag(one.cov))))


def load(path: Path | None = None) -> DepthModel:
    """Read a fit: the one shipped with the package, or a file of ``foedus fit depth``.

    Raises InputError where the file is not such a fit, DataError where it cannot be read.
    """
    where = str(path) if path else "the shipped depth"
    hint = "write one with `foedus fit depth --out FILE`"
    try:
        if path is None:
            text = files("foedus.history").joinpath(f"posteriors/{MODEL}.json").read_text("utf-8")
        else:
            text = path.read_text("utf-8")
        document = json.loads(text)
        if (document["foedus_posterior"], document["model"]) != (FORMAT, MODEL):
            raise InputError("this is no fit of depth of this format", where=where, hint=hint)
        names = [item["name"] for item in document["items"]]
        if names != [item.name for item in ITEMS] or len(document["mean"]) != LAYOUT.parameters:
            raise InputError(f"its items are others: {names}", where=where, hint=hint)
        return _model(document)
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=where) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"this is no fit of depth: {error!r}", where=where, hint=hint) from error


def _model(document: dict[str, Any]) -> DepthModel:
    arrays: dict[str, Any] = {name: np.asarray(document[name], np.float64) for name in _ARRAYS}
    scores = document["scores"]
    return DepthModel(
        **arrays,
        **{name: document[name] for name in _PLAIN},
        scores=None if scores is None else Scores(
            np.asarray(scores["atopid"], np.int64),
            *(np.asarray(scores[name], np.float64) for name in ("mean", "sd", "low", "high")),
        ),
    )  # fmt: skip
