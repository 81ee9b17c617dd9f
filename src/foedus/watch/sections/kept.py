"""What is being kept, as one section of a page: who owes what, what came, what may be claimed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from foedus.report.blocks import Block, Paragraph, Section, Table
from foedus.watch.board import Board
from foedus.watch.sections import owed, screen
from foedus.watch.undertakings import Undertakings

#: Rows of a table.
MOST = 30


def kept(board: Board, watched: Undertakings) -> Section:
    """The board of a moment, by what was known then."""
    said = f"By what the watch knew at {screen.shown(board.as_of)}: {screen.headline(board)}"
    blocks = (Paragraph(said), *_blocks(board, watched))
    return Section("kept", "What is being kept", "", tuple(blocks))


def _blocks(board: Board, watched: Undertakings) -> Iterator[Block]:
    yield from _told("Who owes what", screen.due(board, MOST), "Nobody owes anything yet.")
    yield from owed.steps(each for each in board.duties if each.state in screen.OWED)
    brought = owed.contributions(board)
    if brought.rows:
        yield replace(brought, caption="What was pledged, allocated and delivered")
    yield from _told("What may be claimed", screen.claimable(board, watched, MOST), "Nothing may.")


def _told(caption: str, blocks: Iterable[Block], none: str) -> Iterator[Block]:
    """Tables under a caption; a sentence in place of one that has no rows."""
    for each in blocks:
        if isinstance(each, Table):
            yield replace(each, caption=caption)
        else:
            yield Paragraph(f"{caption}: {none[:1].lower()}{none[1:]}")
