"""One term of a design changed: who promises, how long, by which law, with which military ties."""

from collections.abc import Iterable
from typing import Any, get_args

from foedus.errors import InputError
from foedus.scenario import Scenario
from foedus.states import find
from foedus.terms import groups
from foedus.terms.guarantee import (
    Adoption,
    Aid,
    Bases,
    Command,
    Contact,
    Guarantee,
    Military,
    Organization,
    Terms,
)
from foedus.web.board.values import UNSAID, listed, number, valid, word, yes

#: Military ties that are one word of several.
WORDS: dict[str, tuple[str, ...]] = {
    "contact": get_args(Contact),
    "command": get_args(Command),
    "bases": get_args(Bases),
    "organization": get_args(Organization),
    "aid": get_args(Aid),
}
#: Military ties that a text has or has not.
TIES = ("contribution", "subordination", "companion")


def _allowed(field: str) -> tuple[str, ...]:
    """Words of a term that a text may leave open."""
    told = Terms.model_fields[field].annotation
    return tuple(word for kind in get_args(told) for word in get_args(kind))


#: Terms of the text that are one word of several, and the word for what it leaves open.
OPEN: dict[str, str] = {
    "adopted_by": "none", "renewal": UNSAID, "renunciation": UNSAID, "secrecy": UNSAID,
    "accession": UNSAID,
}  # fmt: skip
#: Every term that is one word of several.
CHOICES: dict[str, tuple[str, ...]] = WORDS | {
    "adopted_by": ("none", *get_args(Adoption)),
    **{field: (word, *_allowed(field)) for field, word in OPEN.items() if field != "adopted_by"},
}
LONGEST = 100  # years of a term
_TITLE = 200  # characters
JUDGED = "set by hand on the board"
#: Terms that a hand may set, in the order in which they are set; clauses come before them.
TERMS = ("title", "term", "mutual", "guarantors", "stationed", *CHOICES, *TIES)


def changed(scenario: Scenario, design: Guarantee, field: str, value: str) -> Guarantee:
    """A design with one term of TERMS changed. Raises InputError for what cannot be."""
    match field:
        case "title":
            title = " ".join(value.split())[:_TITLE]
            return design.model_copy(update={"title": title or None})
        case "term":
            years = None if value == "none" else number(value, 0.1, LONGEST)
            return design.model_copy(update={"term": years})
        case "mutual":
            return design.model_copy(update={"mutual": yes(value)})
        case "guarantors":
            return guarantors(scenario, design, value)
        case _ if field in OPEN:
            told = word(value, CHOICES[field])
            return design.model_copy(update={field: None if told == OPEN[field] else told})
        case _:
            return _tied(design, field, value)


def guarantors(scenario: Scenario, design: Guarantee, value: str) -> Guarantee:
    """``-HUN`` takes one away; ``EST``, or a group such as ``Nordic states``, comes last."""
    parties = {scenario.challenger, scenario.protege}
    kept, gone = list(design.guarantors), set[str]()
    for each in listed(value):
        taken = each.startswith("-")
        said = each.removeprefix("-")
        group = groups.members(said, scenario.as_of)
        states = group or (find(said, year=scenario.as_of.year).label,)
        if taken:
            gone |= set(states)
            continue
        if not group and states[0] in parties:
            raise InputError(f"{states[0]} is a party to the question, and guarantees nothing here")
        kept += [state for state in states if state not in kept and state not in parties]
    design = design.without(*gone)
    return design.model_copy(update={
        "guarantors": tuple(state for state in kept if state not in gone)
    })  # fmt: skip


def _tied(design: Guarantee, field: str, value: str) -> Guarantee:
    """A military tie, in the text and, where it works otherwise, in practice too."""
    now: Any
    if field in WORDS:
        now = word(value, CHOICES[field])
    else:
        now = yes(value) if field in TIES else _forces(design, listed(value))
    ties = {"military": design.military, "practice": design.practice}
    return design.model_copy(update={
        key: each.model_copy(update={field: now}) for key, each in ties.items() if each
    })  # fmt: skip


def _forces(design: Guarantee, wanted: Iterable[str]) -> Any:
    """``GBR:10000``, ``FRA`` of no number; what is known of a force that stays is kept."""
    kept = {each.state: each for each in design.military.stationed}
    found = []
    for each in wanted:
        code, _, size = each.partition(":")
        state = find(code).label
        if state not in design.guarantors:
            raise InputError(f"{state} stations forces but is no guarantor of this design")
        persons = int(number(size, 0, 5_000_000)) if size else None
        own = kept.get(state)
        if own and own.number == persons:
            found.append(own.model_dump())
        else:
            where = own.where if own else None
            found.append({"state": state, "number": persons, "where": where, "judgement": JUDGED})
    return valid(Military, stationed=tuple(found)).stationed
