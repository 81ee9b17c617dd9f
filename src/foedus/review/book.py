"""The reviews of a folder on disk: one append-only log, so that nothing said can be unsaid quietly.

The log is ``foedus.ledger``'s: what was acknowledged survives a crash, writers take turns.
"""

import secrets
from pathlib import Path

from foedus.errors import InputError
from foedus.ledger.canonical import canonical, record_of
from foedus.ledger.moment import now, spelled
from foedus.ledger.store import LeafDraft, Ledger, LedgerStore
from foedus.review.entries import ENTRIES, Entry
from foedus.storage import storing

OPENING = "review"
FILE = "review"


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_hex(8)


class ReviewBook(Ledger):
    """An open log of reviews. Use as a context manager, or close it."""

    def __init__(self, path: Path) -> None:
        """Open one. Raises InputError where there is none or it is another kind of log."""
        if not path.is_file():
            raise InputError("nobody has commented here yet", where=str(path))
        self.path = path
        self.store = LedgerStore(path)
        self.opening = self.store.opening
        if self.opening.get("of") != OPENING:
            self.store.close()
            raise InputError("its first record opens no review", where=str(path))

    @classmethod
    def of(cls, folder: Path) -> "ReviewBook":
        """That of a folder of scenarios. Raises InputError where there is none."""
        return cls(folder / ".foedus" / FILE)

    @classmethod
    def at(cls, folder: Path) -> "ReviewBook":
        """That of a folder of scenarios, begun if there is none. Raises DataError."""
        path = folder / ".foedus" / FILE
        if not path.exists():
            with storing(path, "another folder"):
                path.parent.mkdir(exist_ok=True)
            opening = {"kind": "opening", "of": OPENING, "form": 1, "recorded": spelled(now())}
            try:
                LedgerStore.create(path, canonical(opening)).close()
            except InputError:
                if not path.exists():  # else another process began it in this moment
                    raise
        return cls(path)

    def entries(self) -> list[Entry]:
        """Every record, in order. Raises DataError for what is none."""
        return [
            record_of(leaf, ENTRIES, "a review", f"{self.path}: record {place}")
            for place, leaf in self.store.records(1)
        ]

    def add(self, *entries: Entry) -> None:
        """File records, all or none; on the disk when this returns. Raises DataError."""
        self.store.append([LeafDraft(canonical(each.model_dump(mode="json"))) for each in entries])


def entries(folder: Path) -> list[Entry]:
    """What was said in a folder of scenarios so far; nothing where nobody said anything."""
    if not (folder / ".foedus" / FILE).exists():
        return []
    with ReviewBook.of(folder) as book:
        return book.entries()
