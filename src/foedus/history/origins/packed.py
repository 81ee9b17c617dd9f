"""A ladder's rungs and its pools in few digits: what a forecast needs of them, as plain values."""

from typing import Any

import numpy as np

from foedus.history.horizon.pool import Arm, Horizon, Pool
from foedus.history.ladder import Ladder, Rung
from foedus.history.origins.digits import COARSE, DIGITS, covariance, read_covariance, short
from foedus.history.rivalry import Rivalry
from foedus.history.store import structure

#: What a ladder's document has as it is.
KEPT = ("first", "last", "version", "command", "hashes")
_FINE = ("mean", "center", "scale", "lowest", "highest")
_ROUGH = ("model_sd", "prior_sd", "leverage")
_COUNTS = ("rows", "events", "dyads")
_KINDS = ("within", "between")


def pack(rung: Rung) -> dict[str, Any]:
    """The rung's plain values; its terms by era are left out."""
    told = {(each["name"], each["kind"]): each for each in rung.variants}
    guarantee = dict.fromkeys(name for name, _ in told)
    return {
        "names": list(rung.names),
        **{name: getattr(rung, name) for name in _COUNTS},
        **{name: short(getattr(rung, name), DIGITS) for name in _FINE},
        **{name: short(getattr(rung, name), COARSE) for name in _ROUGH},
        "cov": covariance(rung.cov),
        "spread": covariance(rung.spread),
        "variants": {
            name: short(
                np.array([told[name, kind][what] for kind in _KINDS for what in ("mean", "sd")]),
                COARSE,
            )
            for name in guarantee
        },
    }


def unpack(name: str, told: dict[str, Any]) -> Rung:
    """The rung again. Raises KeyError, TypeError or ValueError where the values are no rung's."""
    values: dict[str, Any] = {each: int(told[each]) for each in _COUNTS}
    for each in (*_FINE, *_ROUGH):
        values[each] = np.asarray(told[each], dtype=np.float64)
    return Rung(
        name=name,
        names=tuple(told["names"]),
        cov=read_covariance(told["cov"]),
        spread=read_covariance(told["spread"]),
        terms=(),
        variants=tuple(
            {"name": term, "kind": kind, "mean": float(four[2 * place]),
             "sd": float(four[2 * place + 1])}
            for term, four in told["variants"].items()
            for place, kind in enumerate(_KINDS)
        ),
        **values,
    )  # fmt: skip


def pack_pool(pool: Pool) -> dict[str, Any]:
    """The pool's plain values."""
    return {
        "origins": list(pool.origins),
        "spread": float(f"{pool.spread:.{COARSE}g}"),
        "horizons": [
            {"years": each.years, "weight": float(f"{each.weight:.{COARSE}g}"),
             "recalibrated": _arm(each.recalibrated), "direct": _arm(each.direct)}
            for each in pool.horizons
        ],
    }  # fmt: skip


def unpack_pool(event: str, told: dict[str, Any]) -> Pool:
    """The pool again. Raises KeyError, TypeError or ValueError where the values are no pool's."""
    horizons = tuple(
        Horizon(each["years"], _read_arm(each["recalibrated"]), _read_arm(each["direct"]),
                each["weight"])
        for each in told["horizons"]
    )  # fmt: skip
    return Pool(event, horizons, tuple(told["origins"]), told["spread"])


def _arm(arm: Arm) -> dict[str, Any]:
    return {"mean": short(arm.mean, DIGITS), "cov": covariance(arm.cov)}


def _read_arm(told: dict[str, Any]) -> Arm:
    return Arm(np.asarray(told["mean"], dtype=np.float64), read_covariance(told["cov"]))


def read(document: dict[str, Any]) -> Ladder:
    """The ladder of a document, with its pools.

    Raises KeyError, TypeError or ValueError where it is none.
    """
    rivalry = document["rivalry"]
    return Ladder(
        rungs={name: unpack(name, values) for name, values in document["rungs"].items()},
        rivalry=structure(Rivalry)(rivalry) if rivalry else None,
        pools={event: unpack_pool(event, each) for event, each in document["pools"].items()},
        **{name: document[name] for name in KEPT},
    )
