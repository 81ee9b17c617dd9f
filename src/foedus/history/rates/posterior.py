"""The counts and logits as a file."""

from typing import Any

from foedus.history.provenance import provenance
from foedus.history.rates.record import Rates
from foedus.history.store import Store, structure

COMMAND = "foedus fit rates"


def _encode(found: Rates) -> dict[str, Any]:
    years = {"first": found.first, "last": found.last}
    return {**provenance(COMMAND), **years, "rows": found.rows, "logits": found.logits}


STORE = Store(
    "rates", "record of rates", COMMAND, _encode, structure(Rates),
    ("rows", "logits", '¶{"event":'),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
