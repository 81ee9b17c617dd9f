"""The scores in words."""

from collections.abc import Iterator

from foedus.clip.page_score import PageScore
from foedus.clip.score import AttributionCount, ClipScore
from foedus.history.reference.record import Share
from foedus.report import words
from foedus.report.blocks import Align, Block, Bullets, Section, Table

_SHOWN = 20
_COLUMNS = ("Engine", "Passages", "Marked", "Drafted", "Precision", "Recall", "Speaker")
_ALIGNED: tuple[Align, ...] = ("l", "l", "r", "r", "r", "r", "r")


def sections(found: ClipScore) -> list[Section]:
    """A table of the engines, what the best of them missed or made up, and the pages."""
    return [*_passages(found), *_faults(found), *([_pages(found.pages)] if found.pages else [])]


def _passages(found: ClipScore) -> Iterator[Section]:
    note = (
        "Found: half the words in common with what was marked, at least. Speaker: right among the "
        "found. In brackets: 90% intervals (Wilson), as if attributions were independent."
    )
    if found.as_found:
        yield Section(
            "held-out", "As found on passages not seen before",
            "Each set was marked before it was run; the rules were mended between the sets. Those "
            "held out were written for it, those of news are paragraphs that outlets published: "
            "expect what the news gave.",
            (Table("held-out", "", _COLUMNS, _rows(found.as_found), note, _ALIGNED),),
        )  # fmt: skip
    rows = _rows(found.counts)
    lead = (
        "In sample: the given passages were in sight while the rules were written, and the sets "
        f"held out showed the faults by which they were mended. textacy: "
        f"{found.rival}." if found.rival else ""
    )  # fmt: skip
    yield Section(
        "passages", "Attributions in passages, today", lead,
        (Table("engines", "", _COLUMNS, rows, note, _ALIGNED),),
    )  # fmt: skip


def _rows(found: dict[str, dict[str, AttributionCount]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (name if place == 0 else "", part, *_row(count))
        for name, parts in found.items()
        for place, (part, count) in enumerate(parts.items())
    )


def _row(it: AttributionCount) -> tuple[str, ...]:
    shares = (it.precision, it.recall, it.speaker)
    return (str(it.gold), str(it.drafted), *map(_share, shares))


def _share(it: Share | None) -> str:
    return "–" if it is None else f"{it.k / it.n:.2f} ({it.low:.2f}–{it.high:.2f})"


def _faults(found: ClipScore) -> Iterator[Section]:
    told = [
        *((f"missed in {name}: {words.cut(text, 120)}") for name, text in found.missed[:_SHOWN]),
        *((f"false in {name}: {words.cut(text, 120)}") for name, text in found.false[:_SHOWN]),
    ]
    if told:
        listed: tuple[Block, ...] = (Bullets(tuple(told)),)
        yield Section("faults", f"Faults of {found.best}", "", listed)


def _pages(it: PageScore) -> Section:
    row = (str(it.pages), f"{it.mean:.3f}", f"{it.error:.3f}")
    return Section(
        "pages", "Articles read off pages", "", (Table(
            "pages", "", ("Pages", "F1", "Standard error"), (row,),
            "F1 over runs of four words, the mean over pages. On all 181 pages of the benchmark "
            "trafilatura itself has .964 (.007).", ("r", "r", "r"),
        ),),
    )  # fmt: skip
