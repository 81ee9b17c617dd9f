"""Honor as a file."""

from typing import Any

from foedus.history.honor.model import Honor
from foedus.history.store import DIGITS, Store, structure
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


STORE = Store(
    "honor", "posterior of honor", "foedus fit honor", _encode, structure(Honor),
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
