"""Dated events, and disputes beside them."""

from foedus.brief.blocks import Block, Section, Table
from foedus.brief.content import calls, phrase
from foedus.brief.content.material import Material

MOST = 60


def section(m: Material) -> Section:
    """The figure, and every event and dispute with its source."""
    asked = m.found.scenario
    rows = [
        (
            event.on, event.on.isoformat(), phrase.cut(event.what),
            phrase.cut(event.place or ""), "planned" if event.planned else "event",
            phrase.cut(event.source or "", 120),
        )
        for event in asked.events
    ]  # fmt: skip
    rows += [
        (
            dispute.start, dispute.start.isoformat(),
            f"Dispute begun by {phrase.party(dispute.initiator, m.year)} against "
            f"{phrase.party(dispute.target, m.year)}, to {dispute.end or 'the day of the question'}"
            f": {calls.LEVELS[dispute.hostility]}",
            "", "dispute", phrase.cut(dispute.source or "judgement", 120),
        )
        for dispute in asked.situation.disputes
    ]  # fmt: skip
    if not rows:
        return Section(
            "timeline", "Timeline", "The scenario dates no event and no dispute.",
            (),
        )  # fmt: skip
    rows.sort(key=lambda row: row[0])
    shown = rows[-MOST:]
    blocks: list[Block] = [*m.pictures("timeline")]
    blocks.append(
        Table(
            "timeline",
            "Events and disputes by date",
            ("Date", "What", "Where", "Kind", "Source"),
            tuple(row[1:] for row in shown),
            phrase.left_out(len(shown), len(rows), "earlier row"),
        )
    )
    ahead = sum(1 for event in asked.events if event.planned)
    planned = f" Of these, {ahead} had been announced and not yet happened." if ahead else ""
    return Section(
        "timeline",
        "Timeline",
        f"{phrase.counted(len(asked.events), 'dated event')} and "
        f"{phrase.counted(len(asked.situation.disputes), 'dispute')} as of {asked.as_of}.{planned}",
        tuple(blocks),
    )
