"""The public data sets in words: which there are, and which of their files are here."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from foedus.report.blocks import Align, Paragraph, Section, Table

if TYPE_CHECKING:
    from foedus.evidence.card import Card


def cards(found: Iterable[tuple["Card", str]]) -> tuple[Section, ...]:
    """Each card with its file's state: ok, missing or altered; what reads them, if lacking."""
    rows = (
        (
            card.id,
            state,
            f"{card.first}–{card.last}" if card.first else "–",
            f"{card.title} ({card.publisher}, {card.version})",
        )
        for card, state in found
    )
    table = _table("cards", ("id", "file", "years", "title"), rows)
    if find_spec("rdata"):
        return table
    return (
        *table,
        Section("reading", "", "", (Paragraph(
            "To be read for the first time most need the extra `data`, which is not installed: "
            "pip install 'foedus[data]'."
        ),)),
    )  # fmt: skip


def terms(found: Iterable["Card"]) -> tuple[Section]:
    """What each set's authors allow, and how to cite it."""
    rows = ((card.id, card.terms, card.citation) for card in found)
    return _table("terms", ("id", "terms", "cite as"), rows)


def files(found: Iterable[tuple[str, str, str]]) -> tuple[Section]:
    """Each set's id, its file's state and its place."""
    return _table("files", ("id", "file", "place"), found)


def tables(found: Iterable[tuple[str, int, int, str]]) -> tuple[Section]:
    """Each set's id, its rows and columns, and its file's place."""
    rows = ((name, f"{rows:,}", f"{columns}", place) for name, rows, columns, place in found)
    return _table("tables", ("id", "rows", "columns", "file"), rows, ("l", "r", "r", "l"))


def _table(
    name: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    align: tuple[Align, ...] = (),
) -> tuple[Section]:
    return (Section(name, "", "", (Table(name, "", columns, tuple(rows), align=align),)),)
