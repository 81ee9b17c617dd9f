"""The pools as a file."""

from typing import Any

import numpy as np

from foedus.history.horizon.pool import Arm, Horizon, Pool
from foedus.history.horizon.record import HorizonScore, HorizonStudy
from foedus.history.store import Store
from foedus.version import __version__

MODEL = "horizon"
COMMAND = "foedus fit horizon"


def _encode(study: HorizonStudy) -> dict[str, Any]:
    from foedus.evidence.card import card
    from foedus.history.rows import SOURCES

    return {
        "version": __version__, "command": COMMAND,
        "hashes": {source: card(source).sha256 for source in SOURCES},
        "first": study.first, "last": study.last,
        "pools": study.pools, "rows": study.rows,
    }  # fmt: skip


def _decode(document: dict[str, Any]) -> HorizonStudy:
    return HorizonStudy(
        {event: _pool(each) for event, each in document["pools"].items()},
        tuple(_row(each) for each in document["rows"]),
        document["first"], document["last"],
    )  # fmt: skip


def _pool(told: dict[str, Any]) -> Pool:
    horizons = tuple(
        Horizon(each["years"], _arm(each["recalibrated"]), _arm(each["direct"]), each["weight"])
        for each in told["horizons"]
    )
    return Pool(told["event"], horizons, tuple(told["origins"]), told["spread"])


def _arm(told: dict[str, Any]) -> Arm:
    return Arm(np.asarray(told["mean"], float), np.asarray(told["cov"], float))


def _row(told: dict[str, Any]) -> HorizonScore:
    low, middle, high = told["ratio"]
    gain = {name: (total, se) for name, (total, se) in told["gain"].items()}
    return HorizonScore(**{**told, "ratio": (low, middle, high), "gain": gain})


STORE = Store(MODEL, "record of pools", COMMAND, _encode, _decode, ('¶{"event":', "pools"))
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
