"""Honor as a file."""

from dataclasses import fields
from typing import Any

import numpy as np

from foedus.history.honor.family import AllianceFamily
from foedus.history.honor.model import Count, CovariateSpace, Honor, HonorRecord
from foedus.history.store import DIGITS, Store
from foedus.report.plain import plain, record

_DRAW_DIGITS = 5  # of a draw: far below the posterior's own width
_PLAIN = (
    "unknown", "typical", "effective", "rhat", "version", "command", "hashes", "caveat",
    "leeds_anac", "scores",
)  # fmt: skip


def _encode(honor: Honor) -> dict[str, Any]:
    return {
        "kept": honor.kept,
        "record": honor.record,
        "families": [record(each) for each in honor.families],
        **{n: plain(getattr(honor, n), DIGITS) for n in (*_PLAIN, "prior_sd", "space")},
        "theta": plain(honor.theta, _DRAW_DIGITS),
    }


def _decode(document: dict[str, Any]) -> Honor:
    raw = document["record"]
    counts = HonorRecord(
        defense=Count(**raw["defense"]),
        wars=raw["wars"],
        **{
            name: {key: Count(**each) for key, each in raw[name].items()}
            for name in ("by_era", "standing", "outside", "by_obligation")
        },
    )
    space = {
        each.name: np.asarray(document["space"][each.name], float)
        for each in fields(CovariateSpace)
    }
    return Honor(
        kept=tuple(document["kept"]),
        theta=np.asarray(document["theta"], dtype=np.float64),
        prior_sd=np.asarray(document["prior_sd"], dtype=np.float64),
        record=counts,
        space=CovariateSpace(**space),
        families=tuple(
            AllianceFamily(**{**each, "members": tuple(each["members"])})
            for each in document["families"]
        ),
        **{name: document[name] for name in _PLAIN},
    )


STORE = Store(
    "honor", "posterior of honor", "foedus fit honor", _encode, _decode,
    tuple(f',¶"{name}":' for name in (
        "model", "kept", "record", "families", *_PLAIN, "prior_sd", "space", "theta")),
    format=2, digits=None,
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped


def apart(one: Honor, two: Honor) -> float | None:
    """The largest difference of posterior means, in sds; None where the two do not compare."""
    if (one.kept, one.hashes) != (two.kept, two.hashes):
        return None
    pairs = zip(one.coefficients, two.coefficients, strict=True)
    return max(abs(a.mean - b.mean) / b.sd for a, b in pairs)
