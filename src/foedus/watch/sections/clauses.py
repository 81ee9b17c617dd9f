"""The state of each clause, its readings side by side: met, undetermined or not met by which."""

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.report import words
from foedus.report.blocks import Section, Table
from foedus.watch.board import Board
from foedus.watch.casus.readings import readings
from foedus.watch.casus.truth import Truth
from foedus.watch.sections.screen import clause
from foedus.watch.undertakings import Undertakings

HEADS = ("Under", "Clause", "Met by", "Undetermined by", "Not met by", "Hangs on")


@dataclass(frozen=True, slots=True)
class ClauseState:
    """One clause at a moment. truths: by reading, that of its strongest case.

    cases: by reading, how many have that truth; 0 where none was ever asked. hangs_on: facts that
    leave a reading undetermined.
    """

    guarantee: str
    clause: int
    truths: Mapping[str, Truth]
    cases: Mapping[str, int]
    hangs_on: tuple[str, ...]


def states(board: Board, watched: Undertakings) -> tuple[ClauseState, ...]:
    """Every clause of every text, in their order. watched: as it read at the board's moment."""
    found: dict[tuple[str, int], dict[str, list[Truth]]] = {
        (name, number): {each: [] for each in readings(text, guarantee, watched.victim)}
        for name, guarantee in watched.guarantees.items()
        for number, text in enumerate(guarantee.clauses)
    }
    facts: dict[tuple[str, int], dict[str, None]] = {}
    for each in board.rulings:
        key = each.guarantee, each.clause
        found[key].setdefault(each.reading, []).append(each.truth)
    strongest = {
        key: {name: max(truths, default=Truth.NOT_MET) for name, truths in of.items()}
        for key, of in found.items()
    }
    for each in board.rulings:
        key = each.guarantee, each.clause
        if each.truth is strongest[key][each.reading] is Truth.UNDETERMINED:
            facts.setdefault(key, {}).update(dict.fromkeys(each.deciding))
    return tuple(
        ClauseState(
            *key, strongest[key],
            {name: truths.count(strongest[key][name]) for name, truths in of.items()},
            tuple(facts.get(key, ())),
        )
        for key, of in found.items()
    )  # fmt: skip


def clauses(board: Board, watched: Undertakings) -> Section:
    """The states in a table."""
    rows = tuple(
        (
            each.guarantee, clause(watched, each.guarantee, each.clause),
            *(_by(each, truth) for truth in (Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET)),
            words.some([words.cut(fact, 110) for fact in each.hangs_on], 1)
            if each.hangs_on else "",
        )
        for each in states(board, watched)
    )  # fmt: skip
    note = (
        "A reading stands where its strongest case does; in brackets, how many cases stand there."
    )
    return Section("clauses", "Clauses by reading", "", (Table("clauses", "", HEADS, rows, note),))


def _by(state: ClauseState, truth: Truth) -> str:
    named = [
        f"{name} ({state.cases[name]:,})" if truth and state.cases[name] else name
        for name, each in state.truths.items() if each is truth
    ]  # fmt: skip
    return ", ".join(named)
