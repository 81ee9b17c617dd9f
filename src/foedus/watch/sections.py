"""A watch in words: its board on one screen, its duties, one case in full, its log."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table
from foedus.watch.board import Board
from foedus.watch.casus.readings import by_opinion
from foedus.watch.casus.ruling import CasusRuling
from foedus.watch.casus.truth import Truth
from foedus.watch.casus_file import CasusFile
from foedus.watch.changes import BoardChange
from foedus.watch.duty.duty import Duty
from foedus.watch.undertakings import Undertakings

#: Rows of a table on the one screen of ``status``.
SHOWN = 6
SOON = timedelta(hours=72)
_LIVE = ("running", "perhaps-overdue")


def status(
    board: Board, watched: Undertakings, changed: Sequence[BoardChange], since: datetime
) -> list[Section]:
    """What changed, what is due next, what may be claimed: in this order, on one screen."""
    return [
        Section("watch", f"{board.promises}, {shown(board.as_of)}", _headline(board), ()),
        Section("changed", f"Changed since {shown(since)}", "", tuple(_changed(changed))),
        Section("due", "Due next", "", tuple(_due(board))),
        Section("claimable", "May be claimed", "", tuple(_claimable(board, watched))),
        Section("unsettled", "Not settled", "", tuple(_unsettled(board))),
    ]


def _headline(board: Board) -> str:
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


def _causes(causes: Sequence[str]) -> str:
    """The first of them, each once."""
    return words.cut(words.some(list(dict.fromkeys(causes)), 2), 60)


_ORDER = ("duty", "trigger", "voiding", "case")


def _due(board: Board) -> Iterator[Block]:
    owed = [each for each in board.duties if each.state in (*_LIVE, "defaulted")]
    if not owed:
        yield Paragraph("Nothing.")
        return
    last = datetime.max.replace(tzinfo=board.as_of.tzinfo)
    owed.sort(key=lambda each: (each.due.latest or last, each.guarantee, each.name, each.debtor))
    alike: dict[tuple[str, ...], list[str]] = {}
    for each in owed:
        row = (deadline(each, board.as_of), each.guarantee, each.act, each.state)
        alike.setdefault(row, []).append(each.debtor)
    rows = tuple(
        (when, words.some(who, 4), act, guarantee, state)
        for (when, guarantee, act, state), who in list(alike.items())[:SHOWN]
    )
    heads = ("When", "Who", "What", "Under", "State")
    yield Table("due", "", heads, rows, words.left_out(SHOWN, len(alike), "duty", "duties"))


def deadline(duty: Duty, as_of: datetime) -> str:
    """When a duty falls due, and how far off that is; the text's words where it has no date."""
    if duty.due.latest is None or duty.due.earliest is None:
        return duty.due.says
    hours = (duty.due.latest - as_of).total_seconds() / 3600
    away = f"in {hours:.0f} h" if hours >= 0 else f"{-hours:.0f} h ago"
    by = "by" if duty.due.earliest == duty.due.latest else "at the latest"
    return f"{by} {shown(duty.due.latest)}, {away}"


def _claimable(board: Board, watched: Undertakings) -> Iterator[Block]:
    files = [file for file in board.files if file.claimable]
    if not files:
        yield Paragraph("Nothing by any reading.")
        return
    alike: dict[tuple[str, str], list[CasusFile]] = {}
    for file in files:
        alike.setdefault((file.guarantee, clause(watched, file)), []).append(file)
    rows = tuple(
        (guarantee, said, *_readings(of), claimant(watched, of[0]), f"{len(of):,}")
        for (guarantee, said), of in list(alike.items())[:SHOWN]
    )
    heads = ("Under", "Clause", "By reading", "Not, or not surely, by", "By", "Cases")
    more = words.left_out(SHOWN, len(alike), "clause")
    yield Table("claimable", "", heads, rows, more, ("l", "l", "l", "l", "l", "r"))


def claimant(watched: Undertakings, file: CasusFile) -> str:
    """Who may claim a case: the protected state, or any party that thinks itself threatened."""
    text = watched.guarantees[file.guarantee].clauses[file.clause]
    return "any party" if by_opinion(text) else watched.victim


def clause(watched: Undertakings, file: CasusFile) -> str:
    """``1, defense on armed-attack``."""
    return (
        f"{file.clause + 1}, {watched.guarantees[file.guarantee].clauses[file.clause].obligation}"
    )


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
            f"{words.cut(fact, 160)} ({words.counted(count, 'ruling')})"
            for fact, count in ordered[:4]
        )
    )
    more = words.left_out(4, len(ordered), "fact")
    if more:
        yield Paragraph(more)


def duties(board: Board) -> list[Section]:
    """Every duty and contribution; debtors of one step that stand alike in one row."""
    alike: dict[tuple[str, ...], list[str]] = {}
    waiting = sum(each.state == "waiting" for each in board.duties)
    opened = [each for each in board.duties if each.state not in {"waiting", "not-owed"}]
    for each in opened:
        state = each.state + (", grounds withdrawn" if each.withdrawn_grounds else "")
        row = (f"{each.guarantee}, {each.clause + 1}", words.cut(each.incident, 24), each.name,
               state, deadline(each, board.as_of))  # fmt: skip
        alike.setdefault(row, []).append(each.debtor)
    rows = tuple(
        (guarantee, incident, step, words.some(who, 8), state, due)
        for (guarantee, incident, step, state, due), who in alike.items()
    )
    heads = ("Clause", "Incident", "Step", "Who owes it", "State", "Due")
    blocks: list[Block] = [Table("duties", "", heads, rows)]
    if not rows:
        blocks = [Paragraph("Nobody owes anything yet.")]
    acts = {
        f"{each.guarantee}, {each.name}: {each.act}"
        + (f"; done when {each.standard}" if each.standard else "")
        + (f"; silence means that {each.silence}" if each.silence else "")
        + (f"; not done, it opens {each.then}" if each.then else ""): None
        for each in opened
    }
    if waiting:
        said = words.counted(waiting, "more duty waits", "more duties wait")
        blocks.append(Paragraph(f"{said} for a notice, claim, finding or recognition."))
    if acts:
        blocks.append(Bullets(tuple(acts)))
    brought = tuple(
        (each.guarantee, each.by, each.item, _amount(each.pledged), _amount(each.allocated),
         _amount(each.delivered), each.unit, _amount(each.gap),
         "" if each.age is None else f"{each.age:,}")
        for each in board.contributions
    )  # fmt: skip
    gaps = Table(
        "contributions", "",
        ("Under", "By", "What", "Pledged", "Allocated", "Delivered", "Unit", "Gap", "Days"),
        brought, "Days: since it was due, or pledged where no day was set.",
        ("l", "l", "l", "r", "r", "r", "l", "r", "r"),
    )  # fmt: skip
    return [
        Section("duties", f"Duties, {shown(board.as_of)}", "", tuple(blocks)),
        Section("contributions", "Contributions", "", (gaps,) if brought else ()),
    ]


def _amount(value: float | None) -> str:
    return "not said" if value is None else f"{value:,.0f}"


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
        (clause, incident, words.some(who, 8), state, by)
        for (clause, incident, state, by), who in alike.items()
    )
    if moved:
        heads = ("Clause", "Incident", "Debtors", "Trigger", "Moved by")
        found.append(Section("triggers", "Triggers", "", (Table("triggers", "", heads, moved),)))
    if board.irregular:
        told = tuple(f"{each.act}: {each.why}" for each in board.irregular)
        found.append(Section("irregular", "Acts that moved nothing", "", (Bullets(told),)))
    return found
