"""The record as a file: JSON, readable, written whole or not at all."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from foedus import __version__
from foedus.errors import DataError, InputError
from foedus.evidence.card import card
from foedus.evidence.storage import replacing, storing
from foedus.history.measures import Measures
from foedus.history.pairs.mean import Window
from foedus.history.pairs.record import Later, Record, Row
from foedus.history.posterior import plain
from foedus.history.rows import SOURCES

FORMAT = 1
MODEL = "pairs"
COMMAND = "foedus fit pairs"


def save(record: Record, path: Path) -> None:
    """Write the record. Raises DataError if it cannot be stored."""
    document = {
        "foedus_posterior": FORMAT, "model": MODEL, "version": __version__, "command": COMMAND,
        "hashes": {source: card(source).sha256 for source in SOURCES},
        **plain(record.to_dict()),
    }  # fmt: skip
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for name in ('{"origin":', '{"event":', '{"model":', '"windows":', '"rows":', '"coders":'):
        text = text.replace(name, "\n" + name)
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text.strip() + "\n", "utf-8")


@cache
def shipped() -> Record:
    """The record that comes with the package."""
    return load()


def load(path: Path | None = None) -> Record:
    """Read the record: the one shipped, or a file of ``foedus fit pairs``.

    Raises InputError where the file is no such thing, DataError where it cannot be read.
    """
    where = str(path) if path else "the shipped record of pairs"
    hint = "write one with `foedus fit pairs --out FILE`"
    try:
        source = path or files("foedus.history").joinpath("posteriors/pairs.json")
        told = json.loads(source.read_text("utf-8"))
        if (told["foedus_posterior"], told["model"]) != (FORMAT, MODEL):
            raise InputError("this is no record of this format", where=where, hint=hint)
        return Record(
            windows=tuple(_window(each) for each in told["windows"]),
            scored=told["scored"],
            rows=tuple(_row(each) for each in told["rows"]),
            later=tuple(Later(each["model"], _measures(each["events"])) for each in told["later"]),
            coders=told["coders"],
        )
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=where) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"this is no record: {error!r}", where=where, hint=hint) from error


def _window(told: dict[str, Any]) -> Window:
    return Window(told["origin"], {event: tuple(each) for event, each in told["losses"].items()})


def _row(told: dict[str, Any]) -> Row:
    gain = {model: (total, se) for model, (total, se) in told["gain"].items()}
    return Row(told["event"], told["pairs"], _measures(told["measures"]), gain)


def _measures(told: dict[str, Any]) -> dict[str, Measures]:
    return {name: Measures(**each) for name, each in told.items()}
