"""What was learned of every pair as files, one a last year."""

from typing import Any

import numpy as np

from foedus.history.forest import Forest
from foedus.history.ladder import posterior as ladder
from foedus.history.pairs.trees import Trees
from foedus.history.store import Store
from foedus.history.trees.learned import Learned, current
from foedus.report.plain import plain
from foedus.version import __version__

COMMAND = "foedus fit trees"
#: Last years that ship: the data's own, the last that GML has, and the last century's.
YEARS = (1999, 2010, 2014)
#: Digits of a threshold, which tell any two numbers of 32 bits apart, and of what a leaf says.
FINE, ROUGH = 9, 7
_WHOLE = ("splits", "column", "first", "leaves")


def kept(last: int) -> Learned | None:
    """What ships for a last year; None where nothing does, or the data are others by now."""
    if last not in YEARS:
        return None
    found = STORE.shipped(f"trees/{last}")
    return found if current(found.hashes) else None


def _encode(learned: Learned) -> dict[str, Any]:
    return {
        "version": __version__, "command": COMMAND, "last": learned.last,
        "hashes": learned.hashes,
        "ladder": learned.ladder and ladder.STORE.encode(learned.ladder),
        "names": learned.trees.names,
        "forests": {event: _forest(each) for event, each in learned.trees.models.items()},
    }  # fmt: skip


def _forest(found: Forest) -> dict[str, Any]:
    return {
        "base": found.base,
        **{name: getattr(found, name).tolist() for name in _WHOLE},
        "missing": "".join("01"[int(each)] for each in found.missing),
        "threshold": [float(f"{each:.{FINE}g}") for each in found.threshold],
        "value": [float(f"{each:.{ROUGH}g}") for each in found.value],
    }


def _decode(document: dict[str, Any]) -> Learned:
    own = document["ladder"]
    return Learned(
        document["last"],
        ladder.STORE.decode(own) if own else None,
        Trees(
            tuple(document["names"]),
            {event: _read(each) for event, each in document["forests"].items()},
        ),
        document["hashes"],
    )


def _read(told: dict[str, Any]) -> Forest:
    whole = {name: np.array(told[name], np.int64) for name in _WHOLE}
    # JSON has no infinity: a split of what is missing from all that is known.
    ends = [np.inf if each is None else each for each in told["threshold"]]
    return Forest(
        base=told["base"],
        threshold=np.array(ends, np.float32),
        missing=np.array([each == "1" for each in told["missing"]]),
        value=np.array(told["value"], np.float64),
        **whole,
    )


STORE = Store(
    "trees", "forecast of pairs", COMMAND, lambda learned: plain(_encode(learned)), _decode,
    ("ladder", "rungs", "forests", *_WHOLE, "missing", "threshold", "value"), digits=None,
)  # fmt: skip
save, load = STORE.save, STORE.load
