"""The fitted hazard as a file."""

from dataclasses import fields
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history import store
from foedus.history.lapse.model import Lapse
from foedus.history.lapse.renewal import Renewal
from foedus.history.store import Store
from foedus.report.plain import record

_NAMES = tuple(each.name for each in fields(Lapse))
_ARRAYS = tuple(each.name for each in fields(Lapse) if each.type == Array)
_TUPLES = ("names", "terms", "support_rates")


def _decode(document: dict[str, Any]) -> Lapse:
    read = dict(document)
    for name in _ARRAYS:
        read[name] = np.asarray(read[name], dtype=np.float64)
    for name in _TUPLES:
        read[name] = tuple(read[name])
    read["renewal"] = Renewal.from_dict(read["renewal"])
    return Lapse(**read)


STORE = Store(
    "lapse", "lapse posterior", "foedus fit lapse", record, _decode,
    tuple(f',¶"{name}":' for name in _NAMES), once=True,
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped


def apart(one: Lapse, two: Lapse) -> float | None:
    """The largest difference of two posteriors' means, in sds; None where they do not compare."""
    return store.apart(one, two, ("first", "last", "hashes", "names"))
