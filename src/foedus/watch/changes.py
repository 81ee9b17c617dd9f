"""What changed between two moments, and which entries changed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from foedus.watch.board import Board
from foedus.watch.entries.forms import AnyEntry

What = Literal["case", "trigger", "duty", "voiding", "incident"]


@dataclass(frozen=True, slots=True)
class BoardChange:
    """One value that is not what it was. was, now: empty where there was, or is, none.

    causes: entries that became known between the two and bear on it; empty where only time passed.
    """

    what: What
    guarantee: str
    incident: str
    about: str
    was: str
    now: str
    causes: tuple[str, ...]


def changes(before: Board, after: Board, entries: Iterable[AnyEntry]) -> tuple[BoardChange, ...]:
    """Everything that differs, cases first. entries: all of the watch's."""
    new = [each for each in entries if before.as_of < each.known <= after.as_of]
    found: list[BoardChange] = []
    parts: tuple[tuple[What, _Values, _Values], ...] = (
        ("case", _cases(before), _cases(after)),
        ("voiding", _voided(before), _voided(after)),
        ("trigger", _triggers(before), _triggers(after)),
        ("duty", _duties(before), _duties(after)),
        ("incident", _incidents(before), _incidents(after)),
    )
    for what, one, two in parts:
        for key in sorted({*one, *two}):
            was, now = one.get(key, ""), two.get(key, "")
            if was != now:
                causes = _causes(new, key[1], before, after)
                found.append(BoardChange(what, *key, was, now, causes))
    return tuple(found)


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


def _causes(new: Sequence[AnyEntry], incident: str, before: Board, after: Board) -> tuple[str, ...]:
    """New entries that name an incident, or one of its reports before or after."""
    names = {incident}
    for board in (before, after):
        for each in board.incidents:
            members = {report.name for report in each.reports}
            if incident == each.name or incident in members:
                names |= members
    if incident == "accumulated":
        names |= {each.name for each in new if each.kind == "report"}
    found = [
        each for each in new
        if each.name in names or getattr(each, "incident", None) in names
        or names & set(getattr(each, "members", ()))
    ]  # fmt: skip
    ordered = sorted(found, key=lambda each: (each.known, each.name))
    return tuple(
        f"{each.name} rev. {each.revision}" + (" withdrawn" if each.withdrawn else "")
        for each in ordered
    )
