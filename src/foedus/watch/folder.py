"""Watches that lie in a folder: which files they are, what each is about, and how long it is."""

from dataclasses import dataclass
from pathlib import Path

from foedus.errors import FoedusError
from foedus.scenario.scenario import WATCH_FILE
from foedus.watch.watch import Watch


@dataclass(frozen=True, slots=True)
class WatchListing:
    """A file that may be a watch. scenario: its subject. fault: why it cannot be opened, if so."""

    file: str
    scenario: str = ""
    title: str = ""
    records: int = 0
    replay: bool = False
    fault: str = ""


def watches(folder: Path, named: str | None = None) -> tuple[WatchListing, ...]:
    """Every watch of a folder, by the names of the files; of its subfolders the one named alone."""
    here = {path.name for path in folder.glob(f"*{WATCH_FILE}") if path.is_file()}
    if named is not None and (folder / named).is_file():
        here.add(named)
    return tuple(_listing(folder, file) for file in sorted(here))


def _listing(folder: Path, file: str) -> WatchListing:
    try:
        with Watch(folder / file) as opened:
            return WatchListing(
                file, str(opened.opening["scenario"]), str(opened.opening["title"]),
                opened.store.size, opened.replay,
            )  # fmt: skip
    except FoedusError as error:
        return WatchListing(file, fault=error.what)
