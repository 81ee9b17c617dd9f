"""A watch gone through again: the answer at each moment at which something was learned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from foedus.watch.board import Board, board
from foedus.watch.changes import BoardChange, changes
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.undertakings import Undertakings


@dataclass(frozen=True, slots=True)
class ReplayDay:
    """A moment, the board as it then stood, and what had changed since the one before."""

    at: datetime
    board: Board
    changes: tuple[BoardChange, ...]


def moments(watched: Undertakings, entries: Sequence[AnyEntry]) -> tuple[datetime, ...]:
    """When something was known, and the second after each deadline that then ran, in order."""
    told = {each.known for each in entries}
    dues = {
        each.due.latest + timedelta(seconds=1)
        for moment in told
        for each in board(watched, entries, moment).duties if each.due.latest is not None
    }  # fmt: skip
    last = max(told, default=None)
    return tuple(sorted(told | {due for due in dues if last is not None and due <= last}))


def replay(
    watched: Undertakings, entries: Sequence[AnyEntry], through: datetime | None = None
) -> Iterator[ReplayDay]:
    """Go through a watch moment by moment, to ``through`` or the end."""
    every = [at for at in moments(watched, entries) if through is None or at <= through]
    if not every:
        return
    before = every[0] - timedelta(seconds=1)
    for at in every:
        found = changes(watched, entries, before, at)
        yield ReplayDay(at, found.after, found.changes)
        before = at
