"""What a duty officer must be woken for: a case newly claimable, a duty newly due."""

from dataclasses import dataclass
from datetime import timedelta

from foedus.watch.board import Board
from foedus.watch.duty.duty import Duty

#: A duty that falls due within so long counts as due.
AHEAD = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class WatchNews:
    """claimable: cases that may be claimed and could not before: guarantee, clause, incident.

    due: duties that fell due, or fall due soon, and did not before.
    """

    claimable: tuple[tuple[str, int, str], ...]
    due: tuple[Duty, ...]


def news(before: Board, now: Board) -> WatchNews:
    """What is new between two boards."""
    old = {(f.guarantee, f.clause, f.incident) for f in before.files if f.claimable}
    new = [(f.guarantee, f.clause, f.incident) for f in now.files if f.claimable]
    known = {_key(each) for each in before.duties if _due(each, before)}
    due = tuple(each for each in now.duties if _due(each, now) and _key(each) not in known)
    return WatchNews(tuple(key for key in new if key not in old), due)


def _due(duty: Duty, board: Board) -> bool:
    if duty.state in {"defaulted", "perhaps-overdue"}:
        return True
    soon = duty.due.latest is not None and duty.due.latest <= board.as_of + AHEAD
    return duty.state == "running" and soon


def _key(duty: Duty) -> tuple[object, ...]:
    return duty.guarantee, duty.clause, duty.incident, duty.name, duty.debtor, duty.state
