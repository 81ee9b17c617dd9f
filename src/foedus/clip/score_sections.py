"""The scores in words."""

from foedus.clip.score import AttributionCount, ClipScore
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Section, Table

_SHOWN = 20


def sections(found: ClipScore) -> list[Section]:
    """A table of the engines, what the best of them missed or made up, and the pages."""
    rows = [
        (name if part == "all" else "", part, *_row(count))
        for name, parts in found.counts.items()
        for part, count in parts.items()
    ]
    table = Table(
        "engines", "",
        ("Engine", "Part", "Marked", "Drafted", "Precision", "Recall", "F1", "Speaker"),
        tuple(rows),
        "Found: half the words in common with what was marked, at least. Speaker: right among the "
        "found. The test part holds the passages whose ids' code points sum to a multiple of "
        "three; with so few, one attribution more or less moves a score by several points.",
        ("l", "l", "r", "r", "r", "r", "r", "r"),
    )  # fmt: skip
    parts = [Section("passages", "Attributions in passages", "", (table,))]
    wrong = [
        *(f"missed in {name}: {words.cut(text, 120)}" for name, text in found.missed[:_SHOWN]),
        *(f"false in {name}: {words.cut(text, 120)}" for name, text in found.false[:_SHOWN]),
    ]
    if wrong:
        listed: tuple[Block, ...] = (Bullets(tuple(wrong)),)
        parts.append(Section("faults", f"Faults of {found.best}", "", listed))
    if found.pages:
        pages = tuple(
            (each.part, str(each.pages), f"{each.mean:.3f}", f"{each.error:.3f}")
            for each in found.pages
        )
        parts.append(
            Section("pages", "Articles read off pages", "", (Table(
                "pages", "", ("Part", "Pages", "F1", "Standard error"), pages,
                "F1 over runs of four words, the mean over pages.", ("l", "r", "r", "r"),
            ),))
        )  # fmt: skip
    return parts


def _row(it: AttributionCount) -> tuple[str, ...]:
    shares = (it.precision, it.recall, it.f1, it.speaker)
    return (str(it.gold), str(it.drafted), *("–" if x is None else f"{x:.2f}" for x in shares))
