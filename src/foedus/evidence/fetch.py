"""Raw data sets on this machine: verified on every use, fetched once, usable offline afterwards.

``FOEDUS_MIRROR=DIR`` reads from a local copy with the layout ``<owner>/<repository>/<path>`` and
nowhere else. Without it files come from the user's cache (``FOEDUS_CACHE``, else the system's
cache folder), and what is not there is downloaded from the pinned address on the card.
"""

import hashlib
import os
import time
from pathlib import Path

from foedus.errors import DataError
from foedus.evidence.card import Card, card
from foedus.storage import cache_dir, exists, replacing, storing

#: Seconds without an answer before a download is given up.
TIMEOUT = 30
#: Further tries of a download that broke off or came altered.
RETRIES = 2
#: Seconds between two tries.
WAIT = 1.0


def mirror_dir() -> Path | None:
    """The local copy that ``FOEDUS_MIRROR`` names, if any. Raises DataError if it is no folder."""
    named = os.environ.get("FOEDUS_MIRROR")
    if not named:
        return None
    folder = Path(named).expanduser()
    if not (exists(folder) and folder.is_dir()):
        raise DataError(
            "this is no folder",
            where=f"FOEDUS_MIRROR={named}",
            hint="unset it to download, or name a folder laid out <owner>/<repository>/<path>",
        )
    return folder


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def place(entry: Card) -> Path:
    """Where the raw file lies, or would lie once fetched."""
    return (mirror_dir() or cache_dir()) / entry.path


def state(entry: Card) -> str:
    """``ok``, ``missing`` or ``altered``: what lies at ``place``, by its hash."""
    path = place(entry)
    with storing(path):
        if not path.is_file():
            return "missing"
        return "ok" if sha256(path) == entry.sha256 else "altered"


def fetch(name: str) -> Path:
    """The verified raw file of data set ``name``, downloaded if it is not here yet.

    Raises DataError if the file is missing or altered in the mirror, if an absent or altered
    file cannot be downloaded, if what arrives has the wrong hash, or if it cannot be stored.
    """
    entry = card(name)
    path = place(entry)
    found = state(entry)
    if found == "ok":
        return path
    if mirror_dir() is not None:
        raise DataError(
            f"{entry.id} is {found} in the mirror{_wrong_hash(path, entry, found)}",
            where=str(path),
            hint="copy it again from " + entry.url,
        )
    _download(entry, found)
    return path


def _wrong_hash(path: Path, entry: Card, found: str) -> str:
    if found != "altered":
        return ""
    size = path.stat().st_size
    return f": its {size:,} bytes hash to {sha256(path)[:12]}…, the card says {entry.sha256[:12]}…"


def _download(entry: Card, found: str) -> None:
    """Fetch into the cache: written beside the target, checked by its hash, then moved there."""
    import requests

    path = cache_dir() / entry.path
    was = "is not in the cache" if found == "missing" else "is altered in the cache"
    with storing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in reversed(range(RETRIES + 1)):
            try:
                with replacing(path) as part:
                    _receive(entry, part)
                return
            except (requests.exceptions.RequestException, DataError) as error:
                if left:
                    time.sleep(WAIT)
                elif isinstance(error, DataError):
                    raise
                else:
                    raise DataError(
                        f"{entry.id} {was} and could not be downloaded ({_reason(error)})",
                        where=entry.url,
                        hint="connect and run `foedus data pull`, or set FOEDUS_MIRROR=DIR to a "
                        "local copy",
                    ) from error


def _receive(entry: Card, part: Path) -> None:
    """Download into ``part``; DataError where what arrives is not what the card says."""
    import pooch

    pooch.HTTPDownloader(timeout=TIMEOUT)(entry.url, str(part), None)
    if sha256(part) != entry.sha256:
        raise DataError(
            f"{entry.id} was downloaded, but its SHA-256 is not the one on its card; nothing kept",
            where=entry.url,
            hint="try again; if it stays so, a proxy or the publisher altered the file",
        )


def _reason(error: Exception) -> str:
    import requests

    response = getattr(error, "response", None)
    if response is not None:
        return f"HTTP {response.status_code}"
    if isinstance(error, requests.exceptions.Timeout):
        return f"no answer in {TIMEOUT} s"
    return "no connection" if isinstance(error, requests.exceptions.ConnectionError) else str(error)
