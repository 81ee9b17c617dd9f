"""Past crises gone through again: what every text of the library made available on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import as_file, files

from foedus.document import Document, read
from foedus.errors import UnknownNameError
from foedus.ledger.moment import first, last
from foedus.record import Day, Record, StateCode, Text, validate
from foedus.terms import library
from foedus.terms.guarantee import Guarantee
from foedus.watch.board import board
from foedus.watch.casus.incident import standing_entries
from foedus.watch.casus.ruling import CasusRuling
from foedus.watch.casus.truth import Truth
from foedus.watch.entries.act import INVOKING, Act
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.hand import entries
from foedus.watch.undertakings import Undertakings

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
class PastClause:
    """One clause of a text on one day: the best of its incidents, by each reading.

    hangs_on: the facts that leave it open or exclude it, by reading. asked: who had invoked it.
    """

    text: str
    clause: int
    obligation: str
    cites: tuple[str, ...]
    truths: dict[str, Truth]
    hangs_on: dict[str, tuple[str, ...]]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastDay:
    """What texts made available by what was known at the end of a day.

    outside: texts that had nothing for the protégé, by the reason.
    """

    day: date
    available: tuple[PastClause, ...]
    outside: dict[str, tuple[str, ...]]


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
    ruled: dict[str, dict[int, list[CasusRuling]]] = {}
    for each in found.rulings:
        ruled.setdefault(each.guarantee, {}).setdefault(each.clause, []).append(each)
    asked: dict[tuple[str, int], list[str]] = {}
    for entry in standing_entries(crisis.entries, moment):
        if isinstance(entry, Act) and entry.act in INVOKING:
            asked.setdefault((entry.guarantee, entry.clause), []).append(entry.by)
    available: list[PastClause] = []
    outside: dict[str, list[str]] = {}
    for name, text in watched.guarantees.items():
        clauses = ruled.get(name, {})
        if any(_binds(each) for every in clauses.values() for each in every):
            available += [
                _available(name, number, text, every, asked.get((name, number), []))
                for number, every in clauses.items()
            ]
        else:
            outside.setdefault(_why_outside(text, watched.victim, moment.date()), []).append(name)
    return PastDay(
        moment.date(), tuple(sorted(available, key=lambda each: (each.text, each.clause))),
        {why: tuple(sorted(texts)) for why, texts in sorted(outside.items())},
    )  # fmt: skip


def _binds(ruling: CasusRuling) -> bool:
    """Whether the text was in force for the protégé, or for parties that may ask for themselves."""
    return not any(g.aspect == "party" and g.truth is Truth.NOT_MET for g in ruling.grounds)


def _why_outside(text: Guarantee, victim: str, day: date) -> str:
    if text.stands(day) is False:
        return "not in force on the day"
    if not text.clauses:
        return "without a clause"
    return f"in force, but {victim} is no party" if text.mutual else "given to another state"


def _available(
    name: str, number: int, text: Guarantee, ruled: Sequence[CasusRuling], asked: Sequence[str]
) -> PastClause:
    best: dict[str, CasusRuling] = {}
    for each in ruled:
        if each.reading not in best or best[each.reading].truth < each.truth:
            best[each.reading] = each
    clause = text.clauses[number]
    return PastClause(
        name, number, clause.obligation, clause.cites,
        {reading: each.truth for reading, each in best.items()},
        {reading: each.deciding for reading, each in best.items() if each.truth is not Truth.MET},
        tuple(dict.fromkeys(asked)),
    )  # fmt: skip
