"""The log in words: what was taken, what was filed, what a proof shows, how answers changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.report import words
from foedus.report.blocks import Block, Paragraph, Section, Table
from foedus.watch.casus.proposals import MergeProposal
from foedus.watch.intake.intake import Intake
from foedus.watch.past import PastClause, PastCrisis, PastDay
from foedus.watch.replay import ReplayDay
from foedus.watch.sections.screen import shown

SHOWN = 20


def intake(found: Intake) -> list[Section]:
    """What a file held: taken, revised, withdrawn, unchanged, refused and why."""
    new = sum(not each.revision for each in found.reports)
    gone = sum(each.withdrawn for each in found.reports)
    said = (
        f"{found.file}: {words.counted(new, 'new report')}, "
        f"{words.counted(len(found.reports) - new - gone, 'revision')}, "
        f"{words.counted(gone, 'withdrawal')}, {found.unchanged:,} unchanged, "
        f"{len(found.refused):,} refused."
    )
    blocks: list[Block] = [Paragraph(said)]
    reasons = Counter(each.reason for each in found.refused)
    if reasons:
        first = {each.reason: each.where for each in reversed(found.refused)}
        rows = tuple(
            (f"{count:,}", words.cut(reason, 120), first[reason])
            for reason, count in reasons.most_common(SHOWN)
        )
        more = words.left_out(SHOWN, len(reasons), "reason")
        blocks.append(
            Table("refused", "", ("Refused", "Because", "First"), rows, more, ("r", "l", "l"))
        )
    return [Section("intake", "", "", tuple(blocks))]


def intake_data(found: Intake) -> dict[str, Any]:
    """The same as values, each report by its name and revision alone."""
    return {
        "source": found.source,
        "file": found.file,
        "sha256": found.digest,
        "taken": [
            {"name": each.name, "revision": each.revision, "withdrawn": each.withdrawn}
            for each in found.reports
        ],
        "unchanged": found.unchanged,
        "refused": found.refused,
        "unused_columns": found.unused,
    }


def pairs(found: Sequence[MergeProposal]) -> list[Section]:
    """Proposals to merge, the clear ones first."""
    if not found:
        return [Section("pairs", "", "No two sources are so near each other.", ())]
    rows = tuple(
        (each.one, each.two, f"{each.kilometers:.1f}", f"{each.days}", f"{each.rivals:,}")
        for each in found[:SHOWN]
    )
    heads = ("Incident", "Other", "Kilometers", "Days", "Rivals")
    more = words.left_out(SHOWN, len(found), "pair")
    note = words.said("Rivals: others of the same source as near.", more)
    return [
        Section(
            "pairs", "", "", (Table("pairs", "", heads, rows, note, ("l", "l", "r", "r", "r")),)
        )
    ]


def log(leaves: Sequence[tuple[int, Mapping[str, Any]]], size: int) -> list[Section]:
    """Records in the order of filing."""
    rows = tuple(
        (
            f"{place:,}",
            str(leaf.get("recorded", "")),
            str(leaf.get("who", "")),
            str(leaf.get("kind", "")) + (" withdrawn" if leaf.get("withdrawn") else ""),
            words.cut(_about(leaf), 80),
        )
        for place, leaf in leaves
    )
    more = words.left_out(len(leaves), size, "record")
    heads = ("No.", "Recorded", "By", "Kind", "What")
    table = Table("log", "", heads, rows, more, ("r", "l", "l", "l", "l"))
    return [Section("log", "", "", (table,))]


def _about(leaf: Mapping[str, Any]) -> str:
    match leaf.get("kind"):
        case "opening":
            return f"{leaf['name']}: {leaf['title']}"
        case "refusal":
            return f"{leaf['where']}: {leaf['reason']}"
        case "member":
            return f"{leaf['name']}, {leaf['role']}"
    name = f"{leaf.get('source')}/{leaf.get('id')} rev. {leaf.get('revision', 0)}"
    what = leaf.get("act") or leaf.get("value") or leaf.get("conduct") or leaf.get("stage") or ""
    return f"{name}: {what}" if what else name


def replayed(days: Sequence[ReplayDay]) -> list[Section]:
    """Each moment at which an answer changed; changes that are alike in one row."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for day in days:
        for each in day.changes:
            if each.what != "incident":
                causes = words.some(list(each.causes), 1) if each.causes else "time"
                move = f"{each.what}: {each.was or 'none'} to {each.now or 'none'}"
                row = (shown(day.at), each.guarantee, move, causes)
                alike.setdefault(row, []).append(each.about)
    if not alike:
        return [Section("replay", "", "Nothing changed.", ())]
    rows = tuple(
        (when, guarantee, move, words.cut(words.some(list(dict.fromkeys(abouts)), 2), 60), causes)
        for (when, guarantee, move, causes), abouts in alike.items()
    )
    heads = ("Known", "Under", "What", "Where", "Because of")
    return [Section("replay", "", "", (Table("replay", "", heads, rows),))]


def past(crisis: PastCrisis, days: Sequence[PastDay]) -> list[Section]:
    """What every text of the library made available on some days of a crisis."""
    heading = crisis.heading
    who = words.party(heading.protege, days[0].day.year) if days else heading.protege
    said = (
        f"What each text of the library made available to {who}, by what was known at the end of "
        "each day: not what politics asked for."
    )
    found = [Section("past", heading.title, said, ())]
    for day in days:
        texts: dict[str, list[PastClause]] = {}
        for each in day.available:
            texts.setdefault(each.text, []).append(each)
        blocks: list[Block] = [_available(text, clauses) for text, clauses in texts.items()]
        found.append(Section(f"past-{day.day}", f"{day.day}", "", tuple(blocks)))
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for day in days:
        for why, which in day.outside.items():
            alike.setdefault((why, which), []).append(f"{day.day}")
    rows = tuple(
        (words.some(on, 4), why, f"{len(which):,}", ", ".join(which))
        for (why, which), on in alike.items()
    )
    heads = ("On", "Why", "Texts", "Which")
    table = Table("outside", "", heads, rows, "", ("l", "l", "r", "l"))
    found.append(Section("outside", "Nothing available", "", (table,) if rows else ()))
    return found


def _available(text: str, clauses: Sequence[PastClause]) -> Table:
    rows = []
    for each in clauses:
        article = ", ".join(each.cites) or f"clause {each.clause + 1}"
        for reading, truth in each.truths.items():
            hangs = words.some(list(each.hangs_on.get(reading, ())), 2) if truth < 2 else ""
            about = f"{article}, {each.obligation}"
            asked = f"asked for by {words.some(list(each.asked), 8)}" if each.asked else ""
            rows.append((about, reading, truth.word, words.cut(hangs, 160) or asked))
    heads = ("Clause", "Reading", "Case", "Hangs on")
    return Table(f"past-{text}", text, heads, tuple(rows))
