"""What the hand may change: the terms of each design, and facts of the two states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foedus import terms
from foedus.assessment.inputs import UNITS, facts
from foedus.assessment.result import Assessment
from foedus.report import words
from foedus.scenario import Scenario
from foedus.states import members
from foedus.terms.clause import DUTIES
from foedus.terms.guarantee import Guarantee, Stationed
from foedus.web.board.board import DesignBoard
from foedus.web.board.clauses import clause_terms, gone, numbered, reworded
from foedus.web.board.design_terms import OPEN, TIES, WORDS
from foedus.web.board.edits import begun
from foedus.web.board.wording import clause_words

#: Column of a setting -> fact of a state that a hand may set.
_COLUMNS = {"cinc": "cinc", "democracy": "polyarchy"}
#: Terms in rows of their own, and those that no model reads, which open on demand.
ROWS = (*WORDS, "adopted_by", "renewal")
UNREAD = ("renunciation", "secrecy", "accession")
CHECKS = (*TIES, "mutual")


@dataclass(frozen=True, slots=True)
class ControlPart:
    """A guarantor or a force. token: what stands for it in an address. kept: whether it is there.
    added: whether the saved design lacks it. number: of a force, "" where not said.
    """

    token: str
    text: str
    title: str = ""
    kept: bool = True
    added: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class ClauseControl:
    """A promise. added: its token where the design did not begin with it. now, saved: each term as
    an address has it.
    """

    number: int
    text: str
    note: str
    kept: bool
    added: str
    now: Mapping[str, str]
    saved: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A design's controls. place: as the address lists it. promises: whether it has any terms to
    set. began: how many promises it began with. now, saved: each term as an address has it.
    """

    name: str
    place: str
    title: str
    own_title: str
    saved_title: str
    origin: str
    promises: bool
    began: int
    now: Mapping[str, str]
    saved: Mapping[str, str]
    clauses: tuple[ClauseControl, ...]
    guarantors: tuple[ControlPart, ...]
    stationed: tuple[ControlPart, ...]
    idle: Mapping[str, str]  # guarantors that keep no forces there


@dataclass(frozen=True, slots=True)
class Slider:
    """An uncertain input. saved: the fact; low, high: the 90% range of such facts; now: as it is
    set. text, least, most: now, low and high for a reader. source: of the range.
    """

    key: str
    label: str
    saved: float
    now: float
    low: float
    high: float
    text: str
    least: str
    most: str
    source: str


def columns(it: DesignBoard, called: Mapping[str, str]) -> list[Column]:
    """The designs' controls, in the board's order. called: design -> what readers call it."""
    start, now = begun(it.scenario, it.edits), it.changed
    return [
        _column(it, start.designs[place.name], now.designs[place.name], str(place), place.origin,
                called.get(place.name, place.name))
        for place in it.columns
    ]  # fmt: skip


def _column(
    it: DesignBoard, start: Guarantee, now: Guarantee, place: str, origin: str, title: str
) -> Column:
    year, name = it.scenario.as_of.year, now.name
    value = next((each.value for each in it.edits
                  if (each.subject, each.field) == (name, "clauses")), "")  # fmt: skip
    forces = {each.state for each in now.military.stationed}
    return Column(
        name, place, title[:1].upper() + title[1:], now.title or "", start.title or "",
        "" if place == origin else _called(it.scenario, origin),
        bool(start.guarantors or now.guarantors or place != origin), len(start.clauses),
        _terms(now), _terms(start),
        tuple(_clauses(it, start, value)),
        tuple(_guarantors(start, now, year)), tuple(_forces(start, now, year)),
        {state: words.name_of(state, year) for state in now.guarantors if state not in forces},
    )  # fmt: skip


def _called(scenario: Scenario, origin: str) -> str:
    if not origin:
        return "new"
    design = scenario.designs.get(origin) or terms.get(origin)
    return f"from {design.title or origin}"


def _terms(design: Guarantee) -> dict[str, str]:
    """Each term as an address has it."""
    ties = design.military
    return {
        **{item: str(getattr(ties, item)) for item in WORDS},
        **{item: getattr(design, item) or word for item, word in OPEN.items()},
        **{item: "yes" if getattr(ties, item) else "no" for item in TIES},
        "mutual": "yes" if design.mutual else "no",
        "term": f"{design.term:g}" if design.term else "none",
    }


def _clauses(it: DesignBoard, start: Guarantee, value: str) -> Iterator[ClauseControl]:
    without, year = gone(start, value), it.scenario.as_of.year
    edits = [each.clause for each in it.edits if each.subject == start.name and each.clause]
    for number, clause in numbered(start, value).items():
        shown = clause
        for at, field, told in edits:
            if at == number:
                shown = reworded(shown, field, told, year)
        token = f"{clause.obligation}:{clause.trigger}" if number > len(start.clauses) else ""
        yield ClauseControl(
            number, clause_words(shown), clause.note or "", number not in without, token,
            clause_terms(shown), clause_terms(clause),
        )  # fmt: skip


def _guarantors(start: Guarantee, now: Guarantee, year: int) -> Iterator[ControlPart]:
    for state in dict.fromkeys((*start.guarantors, *now.guarantors)):
        yield ControlPart(
            state, words.code(state), words.name_of(state, year), state in now.guarantors,
            state not in start.guarantors,
        )  # fmt: skip


def _forces(start: Guarantee, now: Guarantee, year: int) -> Iterator[ControlPart]:
    first = {each.state: each for each in start.military.stationed}
    then = {each.state: each for each in now.military.stationed}
    for state, each in {**first, **then}.items():
        if state not in now.guarantors:
            continue
        shown: Stationed = then.get(state, each)
        yield ControlPart(
            state, words.name_of(state, year), shown.where or "", state in then,
            state not in first, "" if shown.number is None else str(shown.number),
        )  # fmt: skip


def sliders(saved: Assessment, found: Assessment) -> Iterator[Slider]:
    """Facts of the two states that the answer hangs on, as saved and as they are set."""
    asked, now = saved.scenario, {each.name: each.value for each in facts(found.setting)}
    for each in facts(saved.setting):
        what, side = each.name[:-1], each.name[-1:]
        if what not in _COLUMNS:
            continue
        state = asked.challenger if side == "1" else asked.protege
        name = words.name_of(state, asked.as_of.year)
        meaning = each.meaning.replace("the challenger's", f"{name}’s").replace(
            "the protégé's", f"{name}’s"
        )
        told = UNITS[each.unit]
        yield Slider(
            f"{state}.{_COLUMNS[what]}", words.sentence(meaning).rstrip("."), each.value,
            now[each.name], each.low, each.high, told(now[each.name]), told(each.low),
            told(each.high), each.source,
        )  # fmt: skip


def obligations() -> dict[str, str]:
    """What a clause may oblige to -> in words."""
    return {name: f"to {duty}" for name, duty in DUTIES.items()}


def instruments() -> dict[str, str]:
    """The library of real guarantees, the newest first: name -> title and year."""
    found = {name: (each.signed or each.in_force, each) for name, each in terms.library().items()}
    newest = sorted(found.items(), key=lambda pair: str(pair[1][0] or ""), reverse=True)
    return {
        name: f"{each.title or name}{f', {day.year}' if day else ''}"
        for name, (day, each) in newest
    }


def states(scenario: Scenario) -> dict[str, str]:
    """Who could be made a guarantor: code -> name, in the order of the names."""
    parties, year = {scenario.challenger, scenario.protege}, scenario.as_of.year
    found = {each.label: each.called(year) for each in members(year) if each.label not in parties}
    return dict(sorted(found.items(), key=lambda each: each[1]))
