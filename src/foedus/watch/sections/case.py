"""One case in full: every condition by every reading, and the triggers that it has."""

from collections.abc import Sequence

from foedus.report import words
from foedus.report.blocks import Bullets, Section, Table
from foedus.watch.board import Board
from foedus.watch.casus.ruling import CasusRuling
from foedus.watch.casus.truth import Truth
from foedus.watch.undertakings import Undertakings


def explained(board: Board, watched: Undertakings, ruled: Sequence[CasusRuling]) -> list[Section]:
    """Rulings with every condition, and the triggers and irregular acts of their cases."""
    found: list[Section] = []
    for each in ruled:
        text = watched.guarantees[each.guarantee].clauses[each.clause]
        rows = tuple((g.aspect, g.truth.word, words.cut(g.fact, 200)) for g in each.grounds)
        hangs = words.some([words.cut(fact, 160) for fact in each.deciding], 3)
        found.append(
            Section(
                f"{each.guarantee}-{each.clause}-{each.reading}-{each.incident}",
                f"{each.guarantee}, clause {each.clause + 1}: {text.summary()}",
                f"By the reading {each.reading!r} the case is {each.truth.word} for "
                f"{each.incident}. "
                + (f"It hangs on: {hangs}." if each.truth is not Truth.MET else ""),
                (Table(f"grounds-{len(found)}", "", ("Condition", "Truth", "Fact"), rows),),
            )
        )
    names = {(each.guarantee, each.clause, each.incident) for each in ruled}
    alike: dict[tuple[str, ...], list[str]] = {}
    for file in board.files:
        if (file.guarantee, file.clause, file.incident) in names:
            for t in file.triggers:
                case = f"{file.guarantee}, {file.clause + 1}", words.cut(file.incident, 30)
                row = (*case, t.state, t.moved or "nothing filed")
                alike.setdefault(row, []).append(t.debtor)
    moved = tuple(
        (clause, incident, words.parties(who, board.as_of.year, 8), state, by)
        for (clause, incident, state, by), who in alike.items()
    )
    if moved:
        heads = ("Clause", "Incident", "Debtors", "Trigger", "Moved by")
        found.append(Section("triggers", "Triggers", "", (Table("triggers", "", heads, moved),)))
    if board.irregular:
        told = tuple(f"{each.act}: {each.why}" for each in board.irregular)
        found.append(Section("irregular", "Acts that moved nothing", "", (Bullets(told),)))
    return found
