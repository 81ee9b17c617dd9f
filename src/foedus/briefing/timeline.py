"""Dated events, and disputes beside them."""

from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Block, Section, Table
from foedus.watch.casus.conditions import LEVELS

MOST = 60


def section(m: Material) -> Section | None:
    """The figure, and every event and dispute with its source; None where none is dated."""
    asked = m.found.scenario
    rows = [
        (
            event.on, event.on.isoformat(), words.cut(event.what),
            words.cut(event.place or ""), "planned" if event.planned else "event",
            words.cut(event.source or "", 120),
        )
        for event in asked.events
    ]  # fmt: skip
    rows += [
        (
            dispute.start, dispute.start.isoformat(),
            f"Dispute begun by {words.party(dispute.initiator, m.year)} against "
            f"{words.party(dispute.target, m.year)}, to {dispute.end or 'the day of the question'}"
            f": {LEVELS[dispute.hostility]}",
            "", "dispute", words.cut(dispute.source or "judgement", 120),
        )
        for dispute in asked.situation.disputes
    ]  # fmt: skip
    if not rows:
        return None
    rows.sort(key=lambda row: row[0])
    shown = rows[-MOST:]
    blocks: list[Block] = [*m.pictures("timeline")]
    blocks.append(
        Table(
            "timeline",
            "Events and disputes by date",
            ("Date", "What", "Where", "Kind", "Source"),
            tuple(row[1:] for row in shown),
            words.left_out(len(shown), len(rows), "earlier row"),
        )
    )
    ahead = sum(1 for event in asked.events if event.planned)
    planned = f" Of these, {ahead} had been announced and not yet happened." if ahead else ""
    return Section(
        "timeline",
        "Timeline",
        f"{words.none_or(len(asked.events), 'dated event')} and "
        f"{words.none_or(len(asked.situation.disputes), 'dispute')} as of {asked.as_of}.{planned}",
        tuple(blocks),
    )
