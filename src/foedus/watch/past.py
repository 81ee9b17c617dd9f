"""Past crises gone through again: what every text of the library made available on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import as_file, files

from foedus.document import Document, read
from foedus.errors import UnknownNameError
from foedus.record import Day, Record, StateCode, Text, validate
from foedus.terms import library
from foedus.watch.board import Undertakings, board
from foedus.watch.casus.ruling import CasusRuling
from foedus.watch.casus.truth import Truth
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.hand import entries
from foedus.watch.entries.moment import first, last

_FOLDER = files("foedus.watch.library").joinpath("past")


class PastHeading(Record):
    """Who threatened whom, and the days to look at."""

    title: Text
    challenger: StateCode
    protege: StateCode
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class PastCrisis:
    """A crisis with what was known when, coded by the project from cited sources."""

    name: str
    heading: PastHeading
    entries: tuple[AnyEntry, ...]

    def undertakings(self) -> Undertakings:
        """Every text of the library, in force on the days on which it was."""
        return Undertakings(
            self.name, self.heading.challenger, self.heading.protege, library(), in_force=False
        )


@dataclass(frozen=True, slots=True)
class Available:
    """One clause of a text on one day: the best of its incidents, by each reading.

    hangs_on: the facts that leave it open or exclude it, by reading.
    """

    text: str
    clause: int
    obligation: str
    cites: tuple[str, ...]
    truths: dict[str, Truth]
    hangs_on: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PastDay:
    """What texts made available by what was known at the end of a day. outside: how many texts
    were not in force for the protégé, or have no clause."""

    day: date
    available: tuple[Available, ...]
    outside: int


def names() -> tuple[str, ...]:
    """Names of the crises that ship."""
    found = (item.name for item in _FOLDER.iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in found if n.endswith(".yaml")))


def load(name: str) -> PastCrisis:
    """A crisis that ships. Raises UnknownNameError."""
    if name not in names():
        raise UnknownNameError("past crisis", name, names())
    with as_file(_FOLDER.joinpath(f"{name}.yaml")) as path:
        document = read(path)
    head = {key: value for key, value in document.data.items() if key != "entries"}
    heading = validate(PastHeading, Document(document.name, head, document.lines))
    listed = Document(document.name, {"entries": document.data["entries"]}, document.lines)
    return PastCrisis(
        name, heading, tuple(entries(listed, first(heading.days[0]), "foedus", free=True))
    )


def day(crisis: PastCrisis, on: date) -> PastDay:
    """What every text of the library made available on a day, by what was then known."""
    return at(crisis, last(on))


def at(crisis: PastCrisis, moment: datetime) -> PastDay:
    """The same at a moment."""
    watched = crisis.undertakings()
    found = board(watched, crisis.entries, moment)
    bound: dict[tuple[str, int], list[CasusRuling]] = {}
    for each in found.rulings:
        out = any(g.aspect == "party" and g.truth is Truth.NOT_MET for g in each.grounds)
        if not out:
            bound.setdefault((each.guarantee, each.clause), []).append(each)
    available = tuple(
        _available(watched, text, clause, ruled) for (text, clause), ruled in sorted(bound.items())
    )
    outside = len(watched.guarantees) - len({each.text for each in available})
    return PastDay(moment.date(), available, outside)


def _available(
    watched: Undertakings, text: str, number: int, ruled: Sequence[CasusRuling]
) -> Available:
    clause = watched.guarantees[text].clauses[number]
    best: dict[str, CasusRuling] = {}
    for each in ruled:
        if each.reading not in best or best[each.reading].truth < each.truth:
            best[each.reading] = each
    return Available(
        text, number, clause.obligation, clause.cites,
        {name: each.truth for name, each in best.items()},
        {name: each.deciding for name, each in best.items() if each.truth is not Truth.MET},
    )  # fmt: skip
