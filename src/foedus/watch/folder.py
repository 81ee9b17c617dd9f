"""Watches that lie in a folder: which files they are, what each is about, and how long it is."""

from dataclasses import dataclass
from pathlib import Path

from foedus.errors import FoedusError
from foedus.watch.watch import Watch

#: The ending of a watch's file.
ENDING = ".db"


@dataclass(frozen=True, slots=True)
class WatchListing:
    """A file that may be a watch. scenario: its subject. fault: why it cannot be opened, if so."""

    file: str
    scenario: str = ""
    title: str = ""
    records: int = 0
    replay: bool = False
    fault: str = ""


def watches(folder: Path) -> tuple[WatchListing, ...]:
    """Every watch of a folder, by the names of the files; none of its subfolders."""
    return tuple(_listing(path) for path in sorted(folder.glob(f"*{ENDING}")) if path.is_file())


def _listing(path: Path) -> WatchListing:
    try:
        with Watch(path) as opened:
            return WatchListing(
                path.name, str(opened.opening["scenario"]), str(opened.opening["title"]),
                opened.store.size, opened.replay,
            )  # fmt: skip
    except FoedusError as error:
        return WatchListing(path.name, fault=error.what)
