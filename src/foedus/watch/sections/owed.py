"""What is owed and what was brought, in tables."""

from collections.abc import Iterable

from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table
from foedus.watch.board import Board
from foedus.watch.duty.duty import Duty
from foedus.watch.sections.screen import deadline, shown


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
        (guarantee, incident, step, words.parties(who, board.as_of.year, 8), state, due)
        for (guarantee, incident, step, state, due), who in alike.items()
    )
    heads = ("Clause", "Incident", "Step", "Who owes it", "State", "Due")
    blocks: list[Block] = [Table("duties", "", heads, rows)]
    if not rows:
        blocks = [Paragraph("Nobody owes anything yet.")]
    if waiting:
        said = words.counted(waiting, "more duty waits", "more duties wait")
        blocks.append(Paragraph(f"{said} for a notice, claim, finding or recognition."))
    blocks += steps(opened)
    gaps = contributions(board)
    return [
        Section("duties", f"Duties, {shown(board.as_of)}", "", tuple(blocks)),
        Section("contributions", "Contributions", "", (gaps,) if gaps.rows else ()),
    ]


def steps(duties: Iterable[Duty]) -> tuple[Bullets, ...]:
    """What each step asks for, what silence means and what a missed one opens; none of nothing."""
    said = {
        f"{each.guarantee}, {each.name}: {each.act}"
        + (f"; done when {each.standard}" if each.standard else "")
        + (f"; silence means that {each.silence}" if each.silence else "")
        + (f"; not done, it opens {each.then}" if each.then else ""): None
        for each in duties
    }
    return (Bullets(tuple(said)),) if said else ()


def contributions(board: Board) -> Table:
    """What each guarantor pledged, allocated and delivered, with the gap and its age."""
    under = {each.guarantee for each in board.contributions}
    brought = tuple(
        (words.party(each.by, board.as_of.year),
         (f"{each.guarantee}: " if len(under) > 1 else "") + each.item
         + (f", {each.unit}" if each.pledged is not None else ""),
         _amount(each.pledged), _amount(each.allocated), _amount(each.delivered),
         _amount(each.gap), "" if each.age is None else f"{each.age:,}")
        for each in board.contributions
    )  # fmt: skip
    note = words.said(
        f"Under {', '.join(under)}." if len(under) == 1 else "",
        "Days: since it was due, or pledged where no day was set.",
    )
    return Table(
        "contributions", "", ("By", "What", "Pledged", "Allocated", "Delivered", "Gap", "Days"),
        brought, note, ("l", "l", "r", "r", "r", "r", "r"),
    )  # fmt: skip


def _amount(value: float | None) -> str:
    return "not said" if value is None else f"{value:,.0f}"
