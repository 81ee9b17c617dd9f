"""The record of pairs as a file."""

from typing import Any

from foedus.history.pairs.record import PairRecord
from foedus.history.provenance import provenance
from foedus.history.store import Store, structure
from foedus.report.plain import plain

COMMAND = "foedus fit pairs"


def _encode(record: PairRecord) -> dict[str, Any]:
    return {**provenance(COMMAND), **plain(record)}


STORE = Store(
    "pairs", "record of pairs", COMMAND, _encode, structure(PairRecord),
    ('¶{"origin":', '¶{"event":', '¶{"model":', "windows", "rows", "coders"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
