"""Changes of a scenario made by hand, as an address says them: ``nato.term=20&RUS.cinc=0.04``.

A change names a design and one of its terms, or a state and one of its facts. Guarantors are taken
away with ``-HUN`` and added with ``EST``; clauses, by their number in the saved design, with
``-2``, and added by what they oblige to and when, ``aid:threat``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError

from foedus.errors import InputError, UnknownNameError
from foedus.scenario import Fact, Scenario
from foedus.scenario.situation import StateFacts
from foedus.states import find
from foedus.terms.clause import Clause
from foedus.terms.guarantee import (
    Adoption,
    Aid,
    Bases,
    Command,
    Contact,
    Guarantee,
    Military,
    Organization,
)

#: Terms that are one word of several; what the text does not say is ``none``.
CHOICES: dict[str, tuple[str, ...]] = {
    "contact": get_args(Contact),
    "command": get_args(Command),
    "bases": get_args(Bases),
    "organization": get_args(Organization),
    "aid": get_args(Aid),
    "adopted_by": ("none", *get_args(Adoption)),
}
#: Military ties that a text has or has not.
TIES = ("contribution", "subordination", "companion")
#: Facts of a state that a hand may set.
FACTS = ("cinc", "polyarchy")
LONGEST = 100  # years of a term
#: Changes of one address.
MOST = 400
JUDGED = "set by hand on the board"


@dataclass(frozen=True, slots=True)
class BoardEdit:
    """One change. subject: a design's name, or a state's code. value: as an address has it."""

    subject: str
    field: str
    value: str

    @property
    def key(self) -> str:
        """``nato.term``."""
        return f"{self.subject}.{self.field}"


def parsed(pairs: Iterable[tuple[str, str]], scenario: Scenario) -> tuple[BoardEdit, ...]:
    """The changes of an address, in the scenario's order; the last of a key counts.

    Keys without a dot are not changes, and are left out. Raises UnknownNameError for a design,
    state or term that there is not, InputError for too many.
    """
    found = dict(_edits(pairs, scenario))
    if len(found) > MOST:
        raise InputError(f"{len(found)} changes; at most {MOST} are taken")
    places = {name: place for place, name in enumerate(scenario.designs)}
    return tuple(
        sorted(found.values(), key=lambda edit: (places.get(edit.subject, len(places)), edit.key))
    )


def _edits(pairs: Iterable[tuple[str, str]], scenario: Scenario) -> Iterator[tuple[str, BoardEdit]]:
    for key, value in pairs:
        subject, dot, field = key.rpartition(".")
        if not dot:
            continue
        if subject in scenario.designs:
            known: Iterable[str] = (*CHOICES, *TIES, "term", "guarantors", "clauses", "stationed")
        elif subject in {scenario.challenger, scenario.protege}:
            known = FACTS
        else:
            states = (scenario.challenger, scenario.protege)
            raise UnknownNameError("design", subject, [*scenario.designs, *states], where=key)
        if field not in known:
            raise UnknownNameError("term", field, known, where=key)
        yield key, BoardEdit(subject, field, value)


def edited(scenario: Scenario, edits: Iterable[BoardEdit]) -> Scenario:
    """The scenario with every change made. Raises InputError that names the change."""
    for edit in edits:
        try:
            scenario = _one(scenario, edit)
        except InputError as error:
            raise InputError(error.what, where=edit.key, hint=error.hint) from None
    for name in {edit.subject for edit in edits if edit.subject in scenario.designs}:
        design = scenario.designs[name]
        if design.clauses and not design.guarantors:
            raise InputError("nobody is left who promises", where=f"{name}.guarantors",
                             hint="keep one guarantor, or take every clause away")  # fmt: skip
    return scenario


def _one(scenario: Scenario, edit: BoardEdit) -> Scenario:
    if edit.subject not in scenario.designs:
        return _stated(scenario, edit)
    change = _TERMS.get(edit.field, _tie)
    return scenario.with_design(change(scenario, scenario.designs[edit.subject], edit))


def _stated(scenario: Scenario, edit: BoardEdit) -> Scenario:
    """A fact of one of the two states."""
    value = _number(edit.value, 0.0, 1.0)
    states = dict(scenario.situation.states)
    fact = Fact[float](value=value, judgement=JUDGED)
    kept = states.get(edit.subject, StateFacts())
    states[edit.subject] = kept.model_copy(update={edit.field: fact})
    situation = scenario.situation.model_copy(update={"states": states})
    return scenario.model_copy(update={"situation": situation})


def _number(text: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise InputError(f"found {text!r}, expected a number from {least:g} to {most:g}")
    return value


def _term(_: Scenario, design: Guarantee, edit: BoardEdit) -> Guarantee:
    years = None if edit.value == "none" else _number(edit.value, 0.1, LONGEST)
    return design.model_copy(update={"term": years})


def _adoption(_: Scenario, design: Guarantee, edit: BoardEdit) -> Guarantee:
    word = _word(edit)
    return design.model_copy(update={"adopted_by": None if word == "none" else word})


def _word(edit: BoardEdit) -> str:
    if edit.value not in CHOICES[edit.field]:
        raise UnknownNameError("word", edit.value, CHOICES[edit.field])
    return edit.value


def _guarantors(scenario: Scenario, design: Guarantee, edit: BoardEdit) -> Guarantee:
    parties = {scenario.challenger, scenario.protege}
    kept = list(design.guarantors)
    gone: list[str] = []
    for each in _listed(edit.value):
        state = find(each.removeprefix("-"), year=scenario.as_of.year).label
        if each.startswith("-"):
            gone.append(state)
        elif state in parties:
            raise InputError(f"{state} is a party to the question, and guarantees nothing here")
        elif state not in kept:
            kept.append(state)
    design = design.without(*gone)
    kept = [state for state in kept if state not in gone]
    return design.model_copy(update={"guarantors": tuple(kept)})


def _clauses(_: Scenario, design: Guarantee, edit: BoardEdit) -> Guarantee:
    gone: set[int] = set()
    added: list[Clause] = []
    for each in _listed(edit.value):
        if each.startswith("-") and each[1:].isdecimal():
            if not 1 <= int(each[1:]) <= len(design.clauses):
                raise InputError(f"found {each!r}, and there are {len(design.clauses)} clauses")
            gone.add(int(each[1:]))
        else:
            obligation, trigger = each.split(":", 1) if ":" in each else (each, "any")
            added.append(_valid(Clause, obligation=obligation, trigger=trigger))
    kept = [clause for number, clause in enumerate(design.clauses, 1) if number not in gone]
    return design.model_copy(update={"clauses": (*kept, *added)})


def _valid(kind: Callable[..., Any], **values: Any) -> Any:
    """A record of a kind; InputError says which value is none of those allowed."""
    try:
        return kind(**values)
    except ValidationError as error:
        first = error.errors()[0]
        found, allowed = first["input"], first.get("ctx", {}).get("expected", "")
        raise InputError(
            f"found {found!r}" + (f", allowed: {allowed.replace(chr(39), '')}" if allowed else "")
        ) from None


def _tie(_: Scenario, design: Guarantee, edit: BoardEdit) -> Guarantee:
    """A military tie, in the text and, where it works otherwise, in practice too."""
    if edit.field in CHOICES:
        value: Any = _word(edit)
    elif edit.field in TIES:
        if edit.value not in {"yes", "no"}:
            raise InputError(f"found {edit.value!r}, expected yes or no")
        value = edit.value == "yes"
    else:
        value = _forces(design, edit.value)
    return design.model_copy(update={
        "military": _with(design.military, edit.field, value),
        **({"practice": _with(design.practice, edit.field, value)} if design.practice else {}),
    })  # fmt: skip


def _with(ties: Military, item: str, value: Any) -> Military:
    return ties.model_copy(update={item: value})


def _forces(design: Guarantee, value: str) -> Any:
    """``GBR:10000,FRA:5000``, or ``none``; what is known of a force that stays is kept."""
    kept = {each.state: each for each in design.military.stationed}
    found = []
    for each in _listed("" if value == "none" else value):
        code, _, size = each.partition(":")
        state = find(code).label
        if state not in design.guarantors:
            raise InputError(f"{state} stations forces but is no guarantor of this design")
        number = int(_number(size, 0, 5_000_000)) if size else None
        own = kept.get(state)
        if own and own.number == number:
            found.append(own.model_dump())
        else:
            found.append({"state": state, "number": number, "judgement": JUDGED})
    return _valid(Military, stationed=tuple(found)).stationed


def _listed(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]


#: Terms that are no military tie, and how each is changed.
_TERMS: dict[str, Callable[[Scenario, Guarantee, BoardEdit], Guarantee]] = {
    "term": _term, "adopted_by": _adoption, "guarantors": _guarantors, "clauses": _clauses,
}  # fmt: skip
