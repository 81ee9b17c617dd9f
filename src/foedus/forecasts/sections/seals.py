"""A seal in words: what it says, from what it was made, and who can check it how."""

from collections.abc import Sequence

from foedus.forecasts.definitions import Definition
from foedus.forecasts.outcome import OutsideForecast, Settlement, YearOutcome
from foedus.forecasts.question import SealedQuestion
from foedus.forecasts.seal import Seal
from foedus.ledger.note import Checkpoint
from foedus.record import Record
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Preformatted, Section, Table

SHOWN = 12


def sealed(seal: Seal, head: Checkpoint, *, full: bool = False) -> list[Section]:
    """What was sealed, and the signed head that covers it."""
    many = seal.table.rows if seal.table else len(seal.questions)
    what = "pair-year" if seal.table else "question"
    lead = (
        f"{seal.id}: {seal.title}. {words.counted(many, what)}, sealed on {seal.day} by "
        f"{seal.by or 'nobody named'}, Foedus {seal.maker.version} ({seal.maker.sha256[:12]}…)."
    )
    blocks: list[Block] = []
    if seal.questions:
        blocks.append(questions(seal.questions, len(seal.questions) if full else SHOWN))
    if seal.table:
        rates = "; ".join(
            f"{rung} {words.percent(seal.table.base[rung].chance)}" for rung in seal.table.covers
        )
        blocks.append(Paragraph(f"Base rates when it was sealed, a year: {rates}."))
    if seal.lacks:
        blocks.append(Bullets(tuple(words.sentence(each) for each in seal.lacks)))
    late = [each for each in seal.questions if each.opens <= seal.day]
    if late:
        days = (seal.day - min(each.opens for each in late)).days + 1
        blocks.append(Paragraph(
            f"Sealed {words.counted(days, 'day')} into the window of "
            f"{words.counted(len(late), 'question')}: what had come by then is not scored."
        ))  # fmt: skip
    blocks.append(Paragraph(
        "Give this head to others: it covers every record so far, and whoever holds it finds any "
        "later edit or gap. No record shows what was never sealed."
    ))  # fmt: skip
    blocks.append(Preformatted(str(head)))
    return [Section("sealed", "", lead, tuple(blocks))]


def questions(asked: Sequence[SealedQuestion], most: int) -> Table:
    """Questions with their chances, base rates and the plain logit's word."""
    rows = tuple(
        (
            each.id,
            f"{each.closes}",
            interval(each),
            words.percent(each.base.chance) if each.base else "none",
            words.percent(each.logit.chance) if each.logit else "none",
        )
        for each in asked[:most]
    )
    heads = ("Question", "Closes", "Chance", "Base rate", "Plain logit")
    note = words.said(
        "In brackets: 90% interval." if any(e.low is not None for e in asked) else "",
        words.left_out(most, len(asked), "question"),
    )
    return Table("questions", "", heads, rows, note, ("l", "l", "r", "r", "r"))


def interval(asked: SealedQuestion) -> str:
    """``7.1% (2.6–13%)``."""
    if asked.low is None or asked.high is None:
        return words.percent(asked.chance)
    return f"{words.percent(asked.chance)} ({words.span(asked.low, asked.high)})"


def definitions(seals: Sequence[Seal]) -> Section:
    """What each event is, in the words that were sealed."""
    every: dict[str, Definition] = {}
    for seal in seals:
        for name, each in seal.definitions.items():
            every.setdefault(f"{name}, as in {seal.subject}", each)
    merged: dict[str, list[str]] = {}
    for name, each in every.items():
        merged.setdefault(each.model_dump_json(), []).append(name)
    blocks = [each for names in merged.values() for each in _definition(names, every[names[0]])]
    lead = "An outcome is decided by the words that were sealed with its forecast."
    return Section("events", "What each event is", lead, tuple(blocks))


def _definition(names: Sequence[str], each: Definition) -> tuple[Block, ...]:
    said = words.sentence(f"{each.title} ({words.some(names, 3)}): {each.means}")
    items = [
        f"{head}: {'; '.join(told)}."
        for head, told in (
            ("Counts", each.counts), ("Does not count", each.does_not_count),
            ("Decided by", each.sources),
        )
        if told
    ]  # fmt: skip
    return Paragraph(said), *([Bullets(tuple(items))] if items else [])


def settled(entries: Sequence[Record], left: Sequence[str], head: Checkpoint) -> list[Section]:
    """What was filed, and what is still open."""
    rows = tuple(_row(each) for each in entries)
    blocks: list[Block] = []
    if rows:
        heads = ("Seal", "Question", "Outcome", "On", "Source")
        more = words.left_out(SHOWN * 2, len(rows), "outcome")
        blocks.append(Table("settled", "", heads, rows[: SHOWN * 2], more))
    if left:
        blocks.append(Bullets(tuple(words.sentence(each) for each in left[:SHOWN])))
        more = words.left_out(SHOWN, len(left), "question")
        if more:
            blocks.append(Paragraph(more))
    filed, still = words.counted(len(rows), "record"), words.counted(len(left), "question")
    lead = f"{filed} filed, {still} open."
    blocks.append(Preformatted(str(head)))
    return [Section("settled", "", lead, tuple(blocks))]


def _row(each: Record) -> tuple[str, ...]:
    match each:
        case Settlement():
            said = each.outcome + (f", {each.value:g}" if each.value is not None else "")
            said += f" (revision {each.revision})" if each.revision else ""
            source = words.cut(each.source + (f"; {each.why}" if each.why else ""), 60)
            return each.seal, each.question, said, str(each.on or ""), source
        case YearOutcome():
            counts = ", ".join(f"{len(pairs)} {rung}" for rung, pairs in each.happened.items())
            return each.seal, str(each.year), counts, f"{each.year}", words.cut(each.source, 60)
        case OutsideForecast():
            said = f"{words.percent(each.chance)}, {each.by}"
            return each.seal, each.question, said, str(each.on), words.cut(each.source, 60)
    return ("", "", "", "", "")


def nothing(left: Sequence[str]) -> list[Section]:
    """Where the data settle nothing yet."""
    told = tuple(words.sentence(each) for each in left)
    return [Section("settled", "", "Nothing new is settled.", (Bullets(told),) if told else ())]
