"""The origins as files: one a last year, each what a forecast needs; and which one answers when."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from foedus.errors import DataError, InputError
from foedus.evidence.storage import replacing, storing
from foedus.history import horizon, posterior
from foedus.history.horizon.pool import Pool
from foedus.history.ladder import Ladder
from foedus.history.origins.packed import pack, pack_pool, unpack, unpack_pool
from foedus.history.rivalry import Rivalry

FORMAT = 1
MODEL = "origin"
COMMAND = "foedus fit origins"
#: Last years of the data that each was fitted on. The main posterior, through 2014, is the next.
YEARS = (1913, 1938, 1949, 1959, 1969, 1979, 1989, 1999, 2007, 2010)
_KEPT = ("first", "last", "version", "command", "hashes")


def before(year: int) -> Ladder:
    """The ladder, with its pools, that knows most of the years before ``year`` and none later.

    Before the first origin's end there is none: then the first, which has seen later years.
    """
    if posterior.shipped().last < year:
        return posterior.shipped()
    return shipped(max((last for last in YEARS if last < year), default=YEARS[0]))


def pools(ladder: Ladder) -> Mapping[str, Pool]:
    """The pools of a ladder: its own, or the latest shipped that know no later year than it does.

    Empty where no window of years was over by then: the ladder's paths then stand as they are.
    """
    if ladder.pools is not None:
        return ladder.pools
    if ladder.last >= posterior.shipped().last:
        return horizon.shipped().pools
    return before(ladder.last + 1).pools or {}


@cache
def shipped(last: int) -> Ladder:
    """The ladder fitted through ``last``, one of ``YEARS``, with its pools."""
    text = files("foedus.history").joinpath(f"posteriors/origins/{last}.json").read_text("utf-8")
    return read(json.loads(text))


def save(ladder: Ladder, path: Path) -> None:
    """Write a ladder and its pools. Raises DataError if they cannot be stored."""
    rivalry = asdict(ladder.rivalry) if ladder.rivalry else None
    document = {
        "foedus_posterior": FORMAT, "model": MODEL,
        **{name: getattr(ladder, name) for name in _KEPT},
        "rivalry": posterior.plain(rivalry),
        "rungs": {name: pack(rung) for name, rung in ladder.rungs.items()},
        "pools": {event: pack_pool(pool) for event, pool in pools(ladder).items()},
    }  # fmt: skip
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for name in ("rungs", "mean", "cov", "spread", "variants", "pools"):
        text = text.replace(f'"{name}":', f'\n"{name}":')  # lines that a diff can show
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text + "\n", "utf-8")


def load(path: Path) -> Ladder:
    """Read a file of ``foedus fit origins``.

    Raises InputError where it is no such file, DataError where it cannot be read.
    """
    try:
        return read(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise DataError(f"cannot read it: {error.strerror}", where=str(path)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"this is no ladder of an origin: {error!r}", where=str(path),
            hint=f"write one with `{COMMAND} --out DIR`",
        ) from error  # fmt: skip


def read(document: dict[str, Any]) -> Ladder:
    """The ladder of a document. Raises KeyError, TypeError or ValueError where it is none."""
    if (document["foedus_posterior"], document["model"]) != (FORMAT, MODEL):
        raise ValueError("another format or model")
    told = document["rivalry"]
    return Ladder(
        rungs={name: unpack(name, values) for name, values in document["rungs"].items()},
        rivalry=Rivalry(**{**told, "begins": tuple(told["begins"])}) if told else None,
        pools={event: unpack_pool(event, each) for event, each in document["pools"].items()},
        **{name: document[name] for name in _KEPT},
    )
