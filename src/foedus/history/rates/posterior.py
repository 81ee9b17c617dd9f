"""The counts and logits as a file."""

from typing import Any

from foedus.history.rates.record import EventLogit, EventRate, Rates
from foedus.history.store import Store
from foedus.version import __version__

COMMAND = "foedus fit rates"


def _encode(found: Rates) -> dict[str, Any]:
    from foedus.evidence.card import card
    from foedus.history.rows import SOURCES

    return {
        "version": __version__, "command": COMMAND,
        "hashes": {source: card(source).sha256 for source in SOURCES},
        "first": found.first, "last": found.last, "rows": found.rows, "logits": found.logits,
    }  # fmt: skip


def _decode(document: dict[str, Any]) -> Rates:
    return Rates(
        tuple(EventRate(**each) for each in document["rows"]),
        tuple(
            EventLogit(each["event"], each["years"], tuple(each["mean"]))
            for each in document["logits"]
        ),
        document["first"], document["last"],
    )  # fmt: skip


STORE = Store(
    "rates", "record of rates", COMMAND, _encode, _decode,
    ("rows", "logits", '¶{"event":'),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
