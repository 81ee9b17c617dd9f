"""What the hand may change: the terms of each design, and facts of the two states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foedus.assessment.inputs import UNITS, facts
from foedus.assessment.result import Assessment
from foedus.report import words
from foedus.scenario import Scenario
from foedus.terms.clause import DUTIES
from foedus.web.board.edits import CHOICES, TIES

#: Choice or tie -> how a reader calls it.
CALLED = {
    "bases": "Bases", "contact": "Contact", "command": "Command", "organization": "Organization",
    "aid": "Military aid", "contribution": "Fixed contributions",
    "subordination": "One command over forces", "companion": "Companion agreement",
    "adopted_by": "Adopted by", "term": "Term",
}  # fmt: skip
_LONGEST_TERM = 50
#: Column of a setting -> fact of a state that a hand may set.
_COLUMNS = {"cinc": "cinc", "democracy": "polyarchy"}


@dataclass(frozen=True, slots=True)
class ControlPart:
    """A clause, a guarantor, a force. token: what stands for it in an address."""

    token: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A design's controls. saved: key -> value as saved. parts: key -> what can be taken away."""

    name: str
    title: str
    promises: bool
    saved: Mapping[str, str]
    parts: Mapping[str, tuple[ControlPart, ...]]


@dataclass(frozen=True, slots=True)
class Slider:
    """An uncertain input. value, low, high: a fact as saved and the 90% range of such facts."""

    key: str
    label: str
    value: float
    low: float
    high: float
    step: float
    text: str
    source: str


def columns(scenario: Scenario, called: Mapping[str, str]) -> list[Column]:
    """The designs' controls, in the scenario's order. called: design -> what readers call it."""
    return [_column(scenario, name, called.get(name, name)) for name in scenario.designs]


def _column(scenario: Scenario, name: str, title: str) -> Column:
    design, year = scenario.designs[name], scenario.as_of.year
    ties = design.military
    saved = {item: str(getattr(ties, item)) for item in CHOICES if item != "adopted_by"}
    saved |= {item: "yes" if getattr(ties, item) else "no" for item in TIES}
    saved |= {
        "adopted_by": design.adopted_by or "none",
        "term": f"{design.term:g}" if design.term else "none",
    }
    parts = {
        "clauses": tuple(
            ControlPart(
                str(number), words.sentence(clause.summary()).rstrip("."), clause.note or ""
            )
            for number, clause in enumerate(design.clauses, 1)
        ),
        "guarantors": tuple(
            ControlPart(state, words.code(state), words.name_of(state, year))
            for state in design.guarantors
        ),
        "stationed": tuple(
            ControlPart(
                f"{each.state}:{each.number}" if each.number is not None else each.state,
                words.code(each.state) + (f" {each.number:,}" if each.number is not None else ""),
                each.where or "",
            )
            for each in ties.stationed
        ),
    }
    return Column(name, title[:1].upper() + title[1:], bool(design.guarantors), saved, parts)


def sliders(found: Assessment) -> Iterator[Slider]:
    """Facts of the two states that the answer hangs on."""
    asked = found.scenario
    for each in facts(found.setting):
        what, side = each.name[:-1], each.name[-1:]
        if what not in _COLUMNS:
            continue
        state = asked.challenger if side == "1" else asked.protege
        name = words.name_of(state, asked.as_of.year)
        meaning = each.meaning.replace("the challenger's", f"{name}'s").replace(
            "the protégé's", f"{name}'s"
        )
        yield Slider(
            f"{state}.{_COLUMNS[what]}", meaning[:1].upper() + meaning[1:], each.value, each.low,
            each.high, (each.high - each.low) / 200, UNITS[each.unit](each.value), each.source,
        )  # fmt: skip


def obligations() -> dict[str, str]:
    """What a clause may oblige to -> in words."""
    return {name: f"to {duty}" for name, duty in DUTIES.items()}
