"""Depth as a file."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np

from foedus.errors import InputError
from foedus.history.depth import response
from foedus.history.depth.items import CLUSTERS, ITEMS
from foedus.history.depth.model import LAYOUT, DepthModel
from foedus.history.store import Store, structure

_PLAIN = (
    "loglik", "gradient_norm", "alliances", "incomplete", "first", "last", "version", "command",
    "hashes", "record",
)  # fmt: skip
_ARRAYS = ("mean", "cov", "ranks")


def _encode(model: DepthModel) -> dict[str, Any]:
    return {
        **{name: getattr(model, name) for name in _PLAIN},
        "scale": "trait: normal(0, 1) in the population; depth: trait less bare, 0 without ties",
        "bare": model.bare,
        "items": ITEMS,
        "estimates": estimates(model),
        **{name: getattr(model, name) for name in (*_ARRAYS, "scores")},
    }


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


def _decode(document: dict[str, Any]) -> DepthModel:
    names = [item["name"] for item in document["items"]]
    if names != [item.name for item in ITEMS] or len(document["mean"]) != LAYOUT.parameters:
        raise InputError(f"its items are others: {names}")
    return structure(DepthModel)(document)


STORE = Store(
    "depth", "fit of depth", "foedus fit depth", _encode, _decode,
    ("record", "items", "estimates", *_ARRAYS, "scores"),
)  # fmt: skip
save, load = STORE.save, STORE.load
#: Every row of ties as the shipped fit measures it: measuring one takes longer than reading all.
#: `python scripts/depths.py` makes it again, and a test holds the two together.
TABLE = "posteriors/depth.npy"


@cache
def shipped() -> DepthModel:
    """The one that comes with the package, its table beside it."""
    table = files("foedus.history").joinpath(TABLE).read_bytes()
    return replace(STORE.shipped(), table=np.load(BytesIO(table)))


def apart(one: DepthModel, two: DepthModel) -> float | None:
    """The largest difference of two estimates, in sds; None where they do not compare."""
    if one.hashes != two.hashes or len(one.mean) != len(two.mean):
        return None
    return float(np.max(np.abs(one.mean - two.mean) / np.sqrt(np.diag(one.cov))))
