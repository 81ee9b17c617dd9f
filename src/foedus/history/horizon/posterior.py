"""The pools as a file."""

from typing import Any

import numpy as np

from foedus.history.horizon.record import HorizonStudy
from foedus.history.provenance import provenance
from foedus.history.store import Store, structure

MODEL = "horizon"
COMMAND = "foedus fit horizon"


def _encode(study: HorizonStudy) -> dict[str, Any]:
    years = {"first": study.first, "last": study.last}
    return {**provenance(COMMAND), **years, "pools": study.pools, "rows": study.rows}


STORE = Store(
    MODEL, "record of pools", COMMAND, _encode, structure(HorizonStudy), ('¶{"event":', "pools")
)
save, load, shipped = STORE.save, STORE.load, STORE.shipped


def apart(one: HorizonStudy, two: HorizonStudy) -> float:
    """The largest difference of two studies' parameters, in the second's posterior sds."""
    found = 0.0
    for event, pool in one.pools.items():
        for mine, other in zip(pool.horizons, two.pools[event].horizons, strict=True):
            for a, b in ((mine.recalibrated, other.recalibrated), (mine.direct, other.direct)):
                gap = np.abs(a.mean - b.mean) / np.sqrt(np.diag(b.cov))
                found = max(found, float(gap.max()))
    return found
