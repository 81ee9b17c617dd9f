"""A clock for each duty that is owed: the next deadline first, and what is not known of it."""

from dataclasses import dataclass
from datetime import datetime

from foedus.report import words
from foedus.watch.board import Board
from foedus.watch.duty.deadline import Deadline
from foedus.watch.duty.duty import DutyState
from foedus.watch.sections.screen import OWED, deadline, shown, urgency


@dataclass(frozen=True, slots=True)
class DutyClock:
    """One step that some states owe alike. debtors: their codes. who: the first few by name. due:
    by the text. text: the deadline in words.

    doubt: why there is no one moment to count to; empty where there is.
    """

    guarantee: str
    clause: int
    incident: str
    step: str
    act: str
    debtors: tuple[str, ...]
    state: DutyState
    due: Deadline
    text: str
    doubt: str
    who: str

    @property
    def moments(self) -> tuple[tuple[str, datetime], ...]:
        """What is counted to, each with what it is; none where no date follows."""
        if self.due.earliest is None or self.due.latest is None:
            return ()
        if self.due.earliest == self.due.latest:
            return (("Due", self.due.latest),)
        return ("At the earliest", self.due.earliest), ("At the latest", self.due.latest)


def clocks(board: Board) -> tuple[DutyClock, ...]:
    """Duties that run or were not done in time; debtors of one step that stand alike together."""
    owed = [each for each in board.duties if each.state in OWED]
    owed.sort(key=lambda each: (urgency(each, board.as_of), each.guarantee, each.debtor))
    alike: dict[tuple[str, int, str, str, DutyState, Deadline], list[str]] = {}
    acts: dict[tuple[str, str], str] = {}
    texts: dict[Deadline, str] = {}
    for each in owed:
        key = each.guarantee, each.clause, each.incident, each.name, each.state, each.due
        alike.setdefault(key, []).append(each.debtor)
        acts[each.guarantee, each.name] = each.act
        texts[each.due] = deadline(each, board.as_of)
    return tuple(
        DutyClock(
            guarantee, clause, incident, step, acts[guarantee, step], tuple(who), state, due,
            texts[due], _doubt(due), words.parties(who, board.as_of.year, 8),
        )
        for (guarantee, clause, incident, step, state, due), who in alike.items()
    )  # fmt: skip


def _doubt(due: Deadline) -> str:
    if due.earliest is None or due.latest is None:
        return f"Indeterminate: {due.says}. No date follows from the text, and none is made up."
    if due.earliest != due.latest:
        return (
            f"Indeterminate: between {shown(due.earliest)} and {shown(due.latest)}, since the "
            "moment that it counts from is not known exactly."
        )
    return ""
