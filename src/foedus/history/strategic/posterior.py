"""The fitted game as a file."""

from typing import Any

import numpy as np

from foedus.history import store
from foedus.history.store import Store
from foedus.history.strategic.helpers import Bound, Helpers, Kind
from foedus.history.strategic.model import Freed, Strategic

MODEL = "extended-deterrence"
_ARRAYS = ("mean", "cov", "model_sd")
_PLAIN = (
    "loglik", "gradient_norm", "rows", "dyads", "outcomes", "first", "last", "version", "command",
    "hashes", "scores",
)  # fmt: skip


def _encode(model: Strategic) -> dict[str, Any]:
    return {
        **{name: getattr(model, name) for name in _PLAIN},
        "payoffs": [[*key, list(names)] for key, names in model.payoffs.items()],
        **{name: getattr(model, name) for name in ("names", *_ARRAYS, "spans", "helpers", "freed")},
    }


def _decode(document: dict[str, Any]) -> Strategic:
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


STORE = Store(
    MODEL, "posterior of this game", "foedus fit strategic", _encode, _decode,
    ("scores", "payoffs", "names", "mean", "cov", "spans", "helpers"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped


def apart(one: Strategic, two: Strategic) -> float | None:
    """The largest difference of two estimates, in sds; None where they do not compare."""
    return store.apart(one, two, ("first", "last", "hashes", "names"))
