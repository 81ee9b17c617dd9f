"""The record of pairs as a file."""

from typing import Any

from foedus.evidence.card import card
from foedus.history.measures import Measures
from foedus.history.pairs.mean import Window
from foedus.history.pairs.record import Later, PairRecord, PairScore
from foedus.history.rows import SOURCES
from foedus.history.store import Store
from foedus.report.plain import plain
from foedus.version import __version__

COMMAND = "foedus fit pairs"


def _encode(record: PairRecord) -> dict[str, Any]:
    return {
        "version": __version__, "command": COMMAND,
        "hashes": {source: card(source).sha256 for source in SOURCES},
        **plain(record),
    }  # fmt: skip


def _decode(document: dict[str, Any]) -> PairRecord:
    return PairRecord(
        windows=tuple(_window(each) for each in document["windows"]),
        scored=document["scored"],
        rows=tuple(_row(each) for each in document["rows"]),
        later=tuple(Later(each["model"], _measures(each["events"])) for each in document["later"]),
        coders=document["coders"],
    )


def _window(told: dict[str, Any]) -> Window:
    return Window(told["origin"], {event: tuple(each) for event, each in told["losses"].items()})


def _row(told: dict[str, Any]) -> PairScore:
    gain = {model: (total, se) for model, (total, se) in told["gain"].items()}
    return PairScore(told["event"], told["pairs"], _measures(told["measures"]), gain)


def _measures(told: dict[str, Any]) -> dict[str, Measures]:
    return {name: Measures(**each) for name, each in told.items()}


STORE = Store(
    "pairs", "record of pairs", COMMAND, _encode, _decode,
    ('¶{"origin":', '¶{"event":', '¶{"model":', "windows", "rows", "coders"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
