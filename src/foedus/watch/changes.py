"""What changed between two moments, and which entries changed it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from foedus.watch.board import Board, board
from foedus.watch.casus.ruling import ACCUMULATED
from foedus.watch.entries.act import Act
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.report import IncidentReport
from foedus.watch.entries.statement import Amendment, Provision
from foedus.watch.undertakings import Undertakings, amended

What = Literal["case", "trigger", "duty", "voiding", "incident"]


@dataclass(frozen=True, slots=True)
class BoardChange:
    """One value that is not what it was. was, now: empty where there was, or is, none.

    causes: entries that became known between the two and bear on it; empty where time alone did it:
    by what was known before, it would be the same today.
    """

    what: What
    guarantee: str
    incident: str
    about: str
    was: str
    now: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardChanges:
    """Two boards, and everything in which they differ."""

    before: Board
    after: Board
    changes: tuple[BoardChange, ...]


def changes(
    watched: Undertakings, entries: Iterable[AnyEntry], start: datetime, end: datetime
) -> BoardChanges:
    """What differs between two moments, cases first."""
    every = list(entries)
    later = amended(watched, every, end)
    before, after = board(watched, every, start), board(watched, every, end)
    new = [each for each in every if start < each.known <= end]
    aged = board(watched, [e for e in every if e.known <= start], end) if new else after
    causes = _Causes(new, before, after)
    found: list[BoardChange] = []
    parts: tuple[tuple[What, Callable[[Board], _Values]], ...] = (
        ("case", _cases), ("voiding", _voided), ("trigger", _triggers), ("duty", _duties),
        ("incident", _incidents),
    )  # fmt: skip
    for what, values in parts:
        one, two, old = (
            {(later.of(text, incident), incident, about): value
             for (text, incident, about), value in values(each).items()}
            for each in (before, after, aged)
        )  # fmt: skip
        for key in sorted({*one, *two}):
            was, now = one.get(key, ""), two.get(key, "")
            if was == now:
                continue
            told = causes.of(what, *key[:2]) if old.get(key, "") != now else ()
            found.append(BoardChange(what, *key, was, now, told))
    return BoardChanges(before, after, tuple(found))


_Values: TypeAlias = dict[tuple[str, str, str], str]


def _cases(board: Board) -> _Values:
    return {
        (each.guarantee, each.incident, f"clause {each.clause + 1}, {each.reading}"):
        each.truth.word + (f", first on {each.reached}" if each.reached else "")
        for each in board.rulings if each.truth
    }  # fmt: skip


def _voided(board: Board) -> _Values:
    return {(v.guarantee, v.incident, v.condition): v.truth.word for v in board.voided}


def _triggers(board: Board) -> _Values:
    return {
        (file.guarantee, file.incident, f"clause {file.clause + 1}, {each.debtor}"): each.state
        for file in board.files for each in file.triggers if each.state != "none"
    }  # fmt: skip


def _duties(board: Board) -> _Values:
    return {
        (each.guarantee, each.incident, f"clause {each.clause + 1}, {each.name}, {each.debtor}"):
        each.state + (", on withdrawn grounds" if each.withdrawn_grounds else "")
        for each in board.duties if each.state not in {"waiting", "not-owed"}
    }  # fmt: skip


def _incidents(board: Board) -> _Values:
    return {
        ("", each.name, "reports"): ", ".join(f"{r.name} rev. {r.revision}" for r in each.reports)
        for each in board.incidents
    }  # fmt: skip


class _Causes:
    """What became known between two boards, by what it bears on."""

    def __init__(self, new: Sequence[AnyEntry], before: Board, after: Board) -> None:
        self.by: dict[str, list[AnyEntry]] = {}
        self.reports = [each.name for each in new if isinstance(each, IncidentReport)]
        for each in new:
            about = {each.name, getattr(each, "incident", ""), *getattr(each, "members", ())}
            if isinstance(each, Amendment):
                about.add(_text(each.guarantee))
            for name in about - {""}:
                self.by.setdefault(name, []).append(each)
        self.days = {e.reached for b in (before, after) for e in b.rulings if e.reached}
        self.members: dict[str, set[str]] = {}
        for incident in (*before.incidents, *after.incidents):
            names = {report.name for report in incident.reports}
            for name in names:
                self.members.setdefault(name, set()).update(names)

    def of(self, what: What, guarantee: str, incident: str) -> tuple[str, ...]:
        """Entries that can have changed such a value, the one known first at the front; of a case
        that many make, before them those that may lie on the day on which it first was one.

        No act changes a fact or another guarantee; a trigger or duty is moved by acts where there
        are some, else by the facts. An amendment of the text may change anything of it.
        """
        names = [incident, *self.members.get(incident, ()), _text(guarantee)]
        if incident == ACCUMULATED:
            names += self.reports
        found = {id(each): each for name in names for each in self.by.get(name, ())}.values()
        facts = [each for each in found if not isinstance(each, Act | Provision)]
        acts = [e for e in found if isinstance(e, Act) and e.guarantee == guarantee]
        told: list[AnyEntry] = [*facts]
        if what in {"trigger", "duty"} and acts:
            told = [*acts, *(each for each in facts if isinstance(each, Amendment))]
        aside = incident == ACCUMULATED
        ordered = sorted(told, key=lambda e: (aside and not self._moves(e), e.known, e.name))
        return tuple(
            f"{each.name} rev. {each.revision}" + (" withdrawn" if each.withdrawn else "")
            for each in ordered
        )

    def _moves(self, entry: AnyEntry) -> bool:
        return isinstance(entry, IncidentReport) and any(
            entry.start <= day <= entry.end for day in self.days
        )


def _text(guarantee: str) -> str:
    """A key that no entry's name has: those have a source before a slash."""
    return f"text {guarantee}"
