"""What changed between two moments, and which entries changed it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from foedus.watch.board import Board, board
from foedus.watch.entries.forms import AnyEntry
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
            causes: tuple[str, ...] = ()
            if old.get(key, "") != now:
                causes = _causes(_bearing(new, what, key[0]), *key[:2], before, after)
            found.append(BoardChange(what, *key, was, now, causes))
    return BoardChanges(before, after, tuple(found))


_Values: TypeAlias = dict[tuple[str, str, str], str]


def _cases(board: Board) -> _Values:
    return {
        (each.guarantee, each.incident, f"clause {each.clause + 1}, {each.reading}"):
        each.truth.word for each in board.rulings if each.truth
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


def _bearing(new: Sequence[AnyEntry], what: What, guarantee: str) -> list[AnyEntry]:
    """Entries that can have changed such a value.

    No act changes a fact or another guarantee; a trigger or duty is moved by acts where there are
    some, else by the facts.
    """
    facts = [each for each in new if each.kind not in {"act", "provision"}]
    acts = [each for each in new if each.kind == "act" and each.guarantee == guarantee]
    return facts if what in {"case", "voiding", "incident"} else [*acts] or facts


def _causes(
    new: Sequence[AnyEntry], guarantee: str, incident: str, before: Board, after: Board
) -> tuple[str, ...]:
    """New entries that amend a text or name an incident, or one of its reports before or after."""
    names = {incident}
    for seen in (before, after):
        for each in seen.incidents:
            members = {report.name for report in each.reports}
            if incident == each.name or incident in members:
                names |= members
    if incident == "accumulated":
        names |= {each.name for each in new if each.kind == "report"}
    found = [
        each for each in new
        if each.name in names or getattr(each, "incident", None) in names
        or names & set(getattr(each, "members", ()))
        or (each.kind == "amendment" and each.guarantee == guarantee)
    ]  # fmt: skip
    ordered = sorted(found, key=lambda each: (each.known, each.name))
    return tuple(
        f"{each.name} rev. {each.revision}" + (" withdrawn" if each.withdrawn else "")
        for each in ordered
    )
