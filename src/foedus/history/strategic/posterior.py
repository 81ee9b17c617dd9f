"""The fitted game as a file."""

from typing import Any

from foedus.history.store import Store, structure
from foedus.history.strategic.model import Strategic

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
    payoffs = {(player, end): tuple(names) for player, end, names in document["payoffs"]}
    return structure(Strategic)({**document, "payoffs": payoffs})


STORE = Store(
    MODEL, "posterior of this game", "foedus fit strategic", _encode, _decode,
    ("scores", "payoffs", "names", "mean", "cov", "spans", "helpers"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
