"""Outcomes from the product's own reader: COW's and GML's data to 2014, the chronology since."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from foedus.assessment.aftermath import Aftermath, aftermath
from foedus.errors import InputError
from foedus.evidence.card import card
from foedus.evidence.chronology import chronology
from foedus.forecasts.book import ForecastBook
from foedus.forecasts.outcome import Settlement, YearOutcome
from foedus.forecasts.question import SealedQuestion
from foedus.forecasts.seal import Seal
from foedus.forecasts.settling import answering, revisions
from foedus.history.rows import SOURCES, load
from foedus.history.span import LAST_YEAR
from foedus.record import Record
from foedus.scenario import loads
from foedus.states import find

#: What the chronology has: a dispute that stopped at a threat is in none of its records.
SINCE = ("force", "deadly", "war")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the data settle of a seal, and what they leave open, each with the reason."""

    records: tuple[Record, ...]
    left: tuple[str, ...]


def from_data(
    book: ForecastBook, seal: Seal, *, in_force: str = "", at: datetime | None = None
) -> Resolution:
    """Outcomes of all that the data cover and that is not settled yet.

    in_force: the design that came to hold; without it, what was asked without one. Raises
    InputError for a seal that no data here can settle.
    """
    clock = book.clock(at)
    if seal.what == "pairs":
        return _years(book, seal, clock)
    if seal.what != "scenario":
        raise InputError(
            f"no data here can settle {seal.what}", where=seal.id,
            hint="by hand: `foedus forecast settle SEAL QUESTION OUTCOME --source …`",
        )  # fmt: skip
    if in_force and in_force not in {each.condition for each in seal.questions}:
        raise InputError(f"{in_force} is no design of {seal.id}", where="--in-force")
    records: list[Record] = []
    left = []
    known = aftermath(loads(seal.inputs["scenario"], seal.subject), seal.settings["years"])
    for question in seal.questions:
        if question.condition != in_force:
            continue
        found = settled(known, question, clock.date())
        if isinstance(found, str):
            left.append(f"{question.id}: {found}")
            continue
        on, verdict, source = found
        for each in answering(book, seal, question):
            if not revisions(book.of_seal(each.id, Settlement), question.id):
                records.append(Settlement(
                    recorded=clock, seal=each.id, question=question.id,
                    outcome="yes" if verdict else "no", on=on, source=source, by="data",
                ))  # fmt: skip
    return Resolution(tuple(records), tuple(left))


def settled(
    known: Aftermath, question: SealedQuestion, today: date
) -> tuple[date, bool, str] | str:
    """Day, whether it came, and the source; or why it is open.

    The first event between the two decides, whoever began it: see the sealed definitions.
    """
    if question.event in known.unknown:
        return "the data on this machine do not cover it: `foedus data pull`"
    opens, closes = str(question.opens), str(question.closes)
    begun = [e for e in known.begun(question.event) if e.start <= closes[: len(e.start)]]
    coded = begun and int(begun[0].start[:4]) <= LAST_YEAR
    if question.event == "dispute" and question.closes.year > LAST_YEAR and not coded:
        return f"threats since {LAST_YEAR + 1} are in no data here; settle it by hand"
    if begun and question.asked_of and begun[0].initiator == question.asked_of[0]:
        came = _last_day(begun[0].start)
        on = min(max(came, question.opens), question.closes)
        if on <= today and begun[0].start >= opens[: len(begun[0].start)]:
            return on, True, f"{begun[0].source}: {begun[0].what}, {begun[0].start}"
    if not question.over(today):
        return f"its window closes on {closes}"
    if known.through < question.closes:
        return f"the chronology's sources reach to {known.through}, its window to {closes}"
    first = f"; the first was begun by {begun[0].initiator}" if begun else ""
    return question.closes, False, f"nothing in the record to {known.through}{first}"


def _last_day(start: str) -> date:
    """The last day of what may be a day, a month or a year."""
    parts = [int(each) for each in start.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _years(book: ForecastBook, seal: Seal, clock: datetime) -> Resolution:
    if seal.table is None:
        return Resolution((), ())
    done = {each.year for each in book.of_seal(seal.id, YearOutcome)}
    searched = chronology().about.searched
    records: list[Record] = []
    left = []
    for year in seal.table.years:
        if year in done:
            continue
        if date(year, 12, 31) >= clock.date():
            left.append(f"{year}: not over")
        elif year <= LAST_YEAR:
            records.append(_coded(seal, year, clock))
        elif date(year, 12, 31) <= searched:
            records.append(_chronicled(seal, year, clock))
        else:
            left.append(f"{year}: the chronology's sources reach to {searched}")
    return Resolution(tuple(records), tuple(left))


def _coded(seal: Seal, year: int, clock: datetime) -> YearOutcome:
    """A year of the public data, by the columns that the ladder learns from."""
    data = load(year, year)
    pairs = list(zip(data.ccode1.tolist(), data.ccode2.tolist(), strict=True))
    happened = {
        rung: tuple(pairs[place] for place in data.outcome(rung).nonzero()[0])
        for rung in (seal.table.covers if seal.table else ())
    }
    return YearOutcome(
        recorded=clock, seal=seal.id, year=year, happened=happened,
        left=tuple(sorted(_pairs(seal, year) - set(pairs))),
        source="GML to 2010, COW MID 5.0 to 2014, the table of wars",
        data={name: card(name).sha256 for name in SOURCES},
    )  # fmt: skip


def _chronicled(seal: Seal, year: int, clock: datetime) -> YearOutcome:
    """A year of the chronology: force and more, not threats; and it is not complete."""
    found = chronology()
    happened: dict[str, set[tuple[int, int]]] = {rung: set() for rung in SINCE}
    for pair, level in _begun(year):
        for rung in SINCE[: SINCE.index(level) + 1]:
            happened[rung].add(pair)
    system = {pair for pair in _pairs(seal, year) if all(_member(code, year) for code in pair)}
    return YearOutcome(
        recorded=clock, seal=seal.id, year=year,
        happened={rung: tuple(sorted(each)) for rung, each in happened.items()},
        left=tuple(sorted(_pairs(seal, year) - system)),
        source=f"Foedus chronology {found.about.version}, sources to {found.about.searched}; "
        "not complete",
    )  # fmt: skip


def _begun(year: int) -> Iterator[tuple[tuple[int, int], str]]:
    """Directed pairs with what one began against the other in a year of the chronology."""
    for dispute in chronology().disputes:
        for pair in dispute.pairs():
            new = dispute.continues is None or pair.level == "war"
            if dispute.carried or not new or not pair.originators or pair.start.year != year:
                continue
            one, two = (find(e, year=year).ccode for e in (pair.initiator, pair.target))
            yield (one, two), pair.level


def _pairs(seal: Seal, year: int) -> set[tuple[int, int]]:
    from foedus.forecasts.maker.pairs import opened

    if seal.table is None:
        return set()
    rows = opened(seal.table)
    mine = rows.filter(rows["year"] == year).select("ccode1", "ccode2")
    return {(one, two) for one, two in mine.iter_rows()}


def _member(code: int, year: int) -> bool:
    return find(code, year=year).in_system(year)
