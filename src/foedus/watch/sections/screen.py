"""A watch on one screen: what changed, what is due next, what may be claimed, what is open."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table
from foedus.watch.board import Board
from foedus.watch.casus.readings import by_opinion
from foedus.watch.casus.truth import Truth
from foedus.watch.casus_file import CasusFile
from foedus.watch.changes import BoardChange
from foedus.watch.duty.duty import Duty
from foedus.watch.undertakings import Undertakings

#: Rows of a table on the one screen of ``status``.
SHOWN = 3
#: Open facts on it.
OPEN = 2
#: States of a duty that is still owed.
OWED = frozenset(("running", "perhaps-overdue", "defaulted"))


def status(
    board: Board, watched: Undertakings, changed: Sequence[BoardChange], since: datetime
) -> list[Section]:
    """What changed, what is due next, what may be claimed: in this order, on one screen."""
    return [
        Section("watch", f"{board.promises}, {shown(board.as_of)}", headline(board), ()),
        Section("changed", f"Changed since {shown(since)}", "", tuple(_changed(changed))),
        Section("due", "Due next", "", tuple(due(board))),
        Section("claimable", "May be claimed", "", tuple(claimable(board, watched))),
        Section("unsettled", "Not settled", "", tuple(_unsettled(board))),
    ]


def headline(board: Board) -> str:
    """How much there is, in a sentence or a few."""
    met = sum(file.claimable for file in board.files)
    late = sum(each.state == "defaulted" for each in board.duties)
    vain = sum(each.withdrawn_grounds for each in board.duties)
    return words.said(
        f"{words.counted(len(board.incidents), 'incident')}, {words.counted(met, 'case')} that may "
        f"be claimed, {words.counted(late, 'duty', 'duties')} not done in time.",
        f"{words.counted(vain, 'duty was', 'duties were')} done on grounds since withdrawn."
        if vain else "",
        f"{words.counted(len(board.unobserved), 'report')} that nothing could be observed."
        if board.unobserved else "",
        f"{words.counted(len(board.irregular), 'act')} moved nothing." if board.irregular else "",
    )  # fmt: skip


def shown(moment: datetime) -> str:
    """``2026-11-27 14:30Z``."""
    return moment.strftime("%Y-%m-%d %H:%MZ")


def _changed(changed: Sequence[BoardChange]) -> Iterator[Block]:
    told = [each for each in changed if each.what != "incident"]
    if not told:
        new = len(changed)
        yield Paragraph(f"Nothing but {words.counted(new, 'incident')}." if new else "Nothing.")
        return
    # acts and deadlines move things for good; cases that facts open come after them
    told.sort(key=lambda each: (_ORDER.index(each.what), each.now != "met"))
    alike: dict[tuple[str, ...], list[str]] = {}
    for each in told:
        causes = words.some(list(each.causes), 1) if each.causes else "time"
        row = (each.guarantee, f"{each.what}: {each.was or 'none'} to {each.now or 'none'}")
        alike.setdefault(row, []).append(causes)
    rows = tuple(
        (
            guarantee,
            move,
            f"{len(causes):,}",
            words.cut(words.some(list(dict.fromkeys(causes)), 2), 60),
        )
        for (guarantee, move), causes in list(alike.items())[:SHOWN]
    )
    heads = ("Guarantee", "What", "Times", "Because of")
    more = words.left_out(SHOWN, len(alike), "kind of change", "kinds of change")
    yield Table("changes", "", heads, rows, more, ("l", "l", "r", "l"))


_ORDER = ("duty", "trigger", "voiding", "case")


def due(board: Board, most: int = SHOWN) -> Iterator[Block]:
    """What runs or was not done in time, the next deadline first."""
    owed = [each for each in board.duties if each.state in OWED]
    if not owed:
        yield Paragraph("Nothing.")
        return
    owed.sort(key=lambda each: (urgency(each, board.as_of), each.guarantee, each.debtor))
    alike: dict[tuple[str, ...], list[str]] = {}
    for each in owed:
        row = (until(each, board.as_of), each.name, each.guarantee, each.state)
        alike.setdefault(row, []).append(each.debtor)
    rows = tuple(
        (when, words.parties(who, board.as_of.year, 2), name, guarantee, state)
        for (when, name, guarantee, state), who in list(alike.items())[:most]
    )
    heads = ("At the latest", "Who", "Step", "Under", "State")
    yield Table("due", "", heads, rows, words.left_out(most, len(alike), "duty", "duties"))


def urgency(duty: Duty, as_of: datetime) -> tuple[int, float]:
    """The order of deadlines: what is to come, by its time; what is late; what has no time."""
    if duty.due.latest is None:
        return 2, 0.0
    hours = (duty.due.latest - as_of).total_seconds()
    return (0, hours) if hours >= 0 else (1, -hours)


def until(duty: Duty, as_of: datetime) -> str:
    """``2026-11-21 23:59Z, in 38 h``; the text's words where it has no date."""
    if duty.due.latest is None:
        return duty.due.says
    return f"{shown(duty.due.latest)}, {away(duty.due.latest, as_of)}"


def away(moment: datetime, as_of: datetime) -> str:
    """``in 38 h``, ``24 h ago``."""
    hours = (moment - as_of).total_seconds() / 3600
    return f"in {hours:.0f} h" if hours >= 0 else f"{-hours:.0f} h ago"


def deadline(duty: Duty, as_of: datetime) -> str:
    """When a duty falls due, and how far off that is; the text's words where it has no date."""
    if duty.due.latest is None or duty.due.earliest is None:
        return duty.due.says
    by = "by" if duty.due.earliest == duty.due.latest else "at the latest"
    return f"{by} {until(duty, as_of)}"


def claimable(board: Board, watched: Undertakings, most: int = SHOWN) -> Iterator[Block]:
    """Cases that nobody has claimed yet, by clause: by which readings, and by whom."""
    files = [file for file in board.files if file.claimable]
    if not files:
        yield Paragraph("Nothing by any reading.")
        return
    alike: dict[tuple[str, str], list[CasusFile]] = {}
    for file in files:
        said = clause(watched, file.guarantee, file.clause)
        alike.setdefault((file.guarantee, said), []).append(file)
    rows = tuple(
        (guarantee, said, *_readings(of), claimant(watched, of[0], board), f"{len(of):,}")
        for (guarantee, said), of in list(alike.items())[:most]
    )
    heads = ("Under", "Clause", "By reading", "Not, or not surely, by", "By", "Cases")
    more = words.left_out(most, len(alike), "clause")
    yield Table("claimable", "", heads, rows, more, ("l", "l", "l", "l", "l", "r"))


def claimant(watched: Undertakings, file: CasusFile, board: Board) -> str:
    """Who may claim a case: the protected state, or any party that thinks itself threatened."""
    text = watched.guarantees[file.guarantee].clauses[file.clause]
    return "any party" if by_opinion(text) else words.party(watched.victim, board.as_of.year)


def clause(watched: Undertakings, guarantee: str, number: int) -> str:
    """``1, defense``. number: from 0."""
    return f"{number + 1}, {watched.guarantees[guarantee].clauses[number].obligation}"


def _readings(files: Sequence[CasusFile]) -> tuple[str, str]:
    """Readings that some case meets, and those that none does."""
    met = {name for file in files for name, each in file.truths.items() if each is Truth.MET}
    rest = {name for file in files for name in file.truths} - met
    return ", ".join(sorted(met)), ", ".join(sorted(rest)) or "none"


def _unsettled(board: Board) -> Iterator[Block]:
    """The facts that most rulings hang on."""
    facts: dict[str, int] = {}
    for each in board.rulings:
        if each.truth is Truth.UNDETERMINED:
            for fact in each.deciding:
                facts[fact] = facts.get(fact, 0) + 1
    if not facts:
        yield Paragraph("Nothing.")
        return
    ordered = sorted(facts.items(), key=lambda each: (-each[1], each[0]))
    yield Bullets(
        tuple(
            f"{words.cut(fact, 100)} ({words.counted(count, 'ruling')})"
            for fact, count in ordered[:OPEN]
        )
    )
    more = words.left_out(OPEN, len(ordered), "fact")
    if more:
        yield Paragraph(more)
