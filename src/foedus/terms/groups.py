"""Groups of states by name, with who belonged to them on a day: ``NATO``, ``Baltic states``.

The table ``not_states.tsv`` names them. Of an alliance that the library holds, the members are its
parties on the day; of other groups the table has the days of each membership.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from foedus.errors import InputError
from foedus.states import UnknownStateError, find, other_than_state
from foedus.terms import instruments


@dataclass(frozen=True, slots=True)
class NamedStates:
    """States in order of mention, each once, and what groups among the words stood for."""

    states: tuple[str, ...]  # codes
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)  # name -> members on the day


def members(word: str, day: date, where: str | None = None) -> tuple[str, ...]:
    """Codes of the states that a group had on a day; empty where the word names no group.

    Raises InputError for a group of which nobody can say who belongs to it, or that had no member
    on the day.
    """
    match other_than_state(word):
        case (_, "instrument", pact):
            found = _parties(pact, day)
        case (name, kind, "-") if kind == "members":
            raise UnknownStateError(
                f"{name} is a group of states, and who is meant is not said",
                where=where, hint="name its members that are meant",
            )  # fmt: skip
        case (_, kind, told) if kind.startswith("members"):
            found = tuple(_member(each, day) for each in told.split())
        case _:
            return ()
    there = tuple(state for state in found if state and _in_system(state, day))
    if not there:
        raise InputError(
            f"{word} had no member on {day}", where=where, hint="name the states that are meant"
        )
    return there


def named(
    words: Iterable[str | int], day: date, without: Iterable[str] = (), where: str | None = None
) -> NamedStates:
    """The states that words mean on a day: a state by code or name, a group by its members.

    without: states that no group brings (the two sides of a question). Raises InputError where a
    word means no state and no group, or a state that was none then.
    """
    states: dict[str, None] = {}
    groups: dict[str, tuple[str, ...]] = {}
    left_out = set(without)
    for word in words:
        found = members(str(word), day, where)
        if found:
            groups[str(word)] = tuple(state for state in found if state not in left_out)
            states |= dict.fromkeys(groups[str(word)])
        else:
            states[find(word, year=day.year, where=where).label] = None
    return NamedStates(tuple(states), groups)


def _parties(pact: str, day: date) -> tuple[str, ...]:
    text = instruments.get(pact)
    begun = text.signed or text.in_force
    if begun is None or begun > day or (text.ended is not None and text.ended <= day):
        return ()
    return text.guarantors_on(day)


def _member(told: str, day: date) -> str:
    """The label of ``EST`` or ``GBR@1973-01-01..2020-01-31`` where it belongs on the day."""
    label, _, spells = told.partition("@")
    for spell in filter(None, spells.split(",")):
        first, _, last = spell.partition("..")
        if date.fromisoformat(first) <= day <= (date.fromisoformat(last) if last else date.max):
            return label
    return "" if spells else label


def _in_system(state: str, day: date) -> bool:
    try:
        return find(state, year=day.year).label == state
    except UnknownStateError:
        return False
