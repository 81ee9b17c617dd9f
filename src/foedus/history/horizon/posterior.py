"""The pools as a file: JSON, readable, written whole or not at all."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import DataError, InputError
from foedus.history.horizon.pool import Arm, Horizon, Pool
from foedus.history.horizon.record import Row, Study
from foedus.history.posterior import plain
from foedus.storage import replacing, storing
from foedus.version import __version__

FORMAT = 1
MODEL = "horizon"
COMMAND = "foedus fit horizon"


def save(study: Study, path: Path) -> None:
    """Write the pools and their scores. Raises DataError if they cannot be stored."""
    from foedus.evidence.card import card
    from foedus.history.rows import SOURCES

    document = {
        "foedus_posterior": FORMAT, "model": MODEL, "version": __version__, "command": COMMAND,
        "hashes": {source: card(source).sha256 for source in SOURCES},
        "first": study.first, "last": study.last,
        "pools": {event: plain(asdict(pool)) for event, pool in study.pools.items()},
        "rows": [plain(row.to_dict()) for row in study.rows],
    }  # fmt: skip
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = text.replace('{"event":', '\n{"event":').replace('"pools":', '\n"pools":')
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


@cache
def shipped() -> Study:
    """The pools that come with the package."""
    return load()


def load(path: Path | None = None) -> Study:
    """Read the pools: those shipped, or a file of ``foedus fit horizon``.

    Raises InputError where the file is no such thing, DataError where it cannot be read.
    """
    where = str(path) if path else "the shipped pools"
    try:
        source = path or files("foedus.history").joinpath("posteriors/horizon.json")
        document = json.loads(source.read_text("utf-8"))
        if (document["foedus_posterior"], document["model"]) != (FORMAT, MODEL):
            raise InputError(
                "these are no pools of this format", where=where,
                hint="write them with `foedus fit horizon --out FILE`",
            )  # fmt: skip
        return Study(
            {event: _pool(each) for event, each in document["pools"].items()},
            tuple(_row(each) for each in document["rows"]),
            document["first"], document["last"],
        )  # fmt: skip
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=where) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"these are no pools: {error!r}", where=where,
            hint="write them with `foedus fit horizon --out FILE`",
        ) from error  # fmt: skip


def apart(one: Study, two: Study) -> float:
    """The largest difference of two studies' parameters, in the second's posterior sds."""
    found = 0.0
    for event, pool in one.pools.items():
        for mine, other in zip(pool.horizons, two.pools[event].horizons, strict=True):
            for a, b in ((mine.recalibrated, other.recalibrated), (mine.direct, other.direct)):
                gap = np.abs(a.mean - b.mean) / np.sqrt(np.diag(b.cov))
                found = max(found, float(gap.max()))
    return found


def _pool(told: dict[str, Any]) -> Pool:
    horizons = tuple(
        Horizon(each["years"], _arm(each["recalibrated"]), _arm(each["direct"]), each["weight"])
        for each in told["horizons"]
    )
    return Pool(told["event"], horizons, tuple(told["origins"]), told["spread"])


def _arm(told: dict[str, Any]) -> Arm:
    return Arm(np.asarray(told["mean"], float), np.asarray(told["cov"], float))


def _row(told: dict[str, Any]) -> Row:
    low, middle, high = told["ratio"]
    gain = {name: (total, se) for name, (total, se) in told["gain"].items()}
    return Row(**{**told, "ratio": (low, middle, high), "gain": gain})
