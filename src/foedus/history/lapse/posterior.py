"""The fitted hazard as a file."""

from dataclasses import fields

from foedus.history import store
from foedus.history.lapse.model import Lapse
from foedus.history.store import Store, structure
from foedus.report.plain import record

STORE = Store(
    "lapse", "lapse posterior", "foedus fit lapse", record, structure(Lapse),
    tuple(f',¶"{each.name}":' for each in fields(Lapse)), once=True,
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped


def apart(one: Lapse, two: Lapse) -> float | None:
    """The largest difference of two posteriors' means, in sds; None where they do not compare."""
    return store.apart(one, two, ("first", "last", "hashes", "names"))
