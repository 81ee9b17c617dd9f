"""What a watch beside the question says: is the promise being kept."""

from typing import Any

from foedus.errors import InputError
from foedus.report.blocks import Section
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.watch import library
from foedus.watch.sections import texts as texts_of
from foedus.watch.sections.kept import kept
from foedus.watch.undertakings import undertakings
from foedus.watch.watch import KeptWatch


def section(found: KeptWatch, asked: Scenario) -> Section:
    """Who owes what, what came, what may be claimed by which reading. Raises InputError."""
    pair = found.watched.challenger, found.watched.victim
    if pair != (asked.challenger, asked.protege):
        raise InputError(
            f"the watch is about {pair[0]} and {pair[1]}, the scenario about {asked.challenger} "
            f"and {asked.protege}", where="--watch",
        )  # fmt: skip
    return kept(found.board, found.watched)


def texts(asked: Scenario) -> Section | None:
    """What would be watched, where the scenario names texts that ship and no watch is shown.

    None where it names none, or texts about two other states.
    """
    if asked.watch is None or asked.watch not in library.names():
        return None
    found = library.scenario(asked.watch)
    if (found.challenger, found.protege) != (asked.challenger, asked.protege):
        return None
    return texts_of.texts(undertakings(found), asked.watch, found.as_of.year)


def values(found: KeptWatch) -> dict[str, Any]:
    """The same as values, with the moment."""
    board = found.board
    return {
        name: plain(getattr(board, name))
        for name in ("promises", "as_of", "known", "files", "duties", "contributions")
    }
