"""A data set as a Polars frame: converted once, kept as Parquet beside the cache.

The Parquet file's name holds the source's hash, the converter's version and the hash of its own
bytes. A file that is truncated or altered no longer matches its name and is made again; two runs
that convert at once write the same name, and the last rename wins whole.
"""

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.evidence.card import Card, card
from foedus.evidence.convert import VERSION, convert, installed
from foedus.evidence.fetch import fetch
from foedus.storage import cache_dir, replacing, storing, sweep

if TYPE_CHECKING:
    import polars as pl


def table(name: str) -> "pl.DataFrame":
    """The data set ``name`` as published: its columns, one row a record.

    Integers are integers, dates are dates, missing is null; the publisher's own missing codes
    (-9) are left. Raises UnknownNameError for an unknown id, DataError where the data cannot be
    had, verified or stored.
    """
    import polars as pl

    entry = card(name)
    raw = fetch(name)
    folder = cache_dir() / "tables"
    kept = _kept(folder, entry)
    if kept is not None:
        return pl.read_parquet(io.BytesIO(kept))
    frame = convert(entry, raw)
    _keep(folder, entry, frame)
    return frame


def readable(name: str) -> bool:
    """Whether a data set that is here can be read: by what is installed, or as converted before."""
    entry = card(name)
    return installed(entry) or _kept(cache_dir() / "tables", entry) is not None


def _stem(entry: Card) -> str:
    return f"{entry.id}.{entry.sha256[:16]}.v{VERSION}"


def _kept(folder: Path, entry: Card) -> bytes | None:
    """The bytes of an earlier conversion, if they still hash to their name."""
    with storing(folder):
        sweep(folder)  # a run killed while another made the same table left nothing to write again
        for path in sorted(folder.glob(f"{_stem(entry)}.*.parquet")):
            try:
                found = path.read_bytes()
            except FileNotFoundError:  # another run has just replaced it
                continue
            if hashlib.sha256(found).hexdigest()[:16] == path.name.split(".")[-2]:
                return found
            path.unlink(missing_ok=True)
    return None


def _keep(folder: Path, entry: Card, frame: "pl.DataFrame") -> None:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="lz4")
    stored = buffer.getvalue()
    path = folder / f"{_stem(entry)}.{hashlib.sha256(stored).hexdigest()[:16]}.parquet"
    with storing(path):
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            part.write_bytes(stored)
