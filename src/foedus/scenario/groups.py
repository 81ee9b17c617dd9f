"""Groups of states in a scenario's file: ``guarantors: [USA, NATO]`` is read as of its day.

A group stands where a list of states does: guarantors, who owes a clause or is its adversary, and
the protégés. It brings neither of the two sides of the question, nor a state that is named already.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from foedus.document import Document, KeyPath
from foedus.errors import InputError
from foedus.record import DocumentError, Problem
from foedus.states import known
from foedus.terms import groups

#: Group -> the states that it brought.
Groups = dict[str, tuple[str, ...]]
_DESIGN, _CLAUSE = ("guarantors",), ("by", "adversaries")


def expanded(source: Document) -> tuple[Document, Groups]:
    """The document with states in place of groups, and what each group stood for.

    What is wrong with a value otherwise is left to those who read it. Raises DocumentError for a
    group of which nobody can say who belongs to it on the day.
    """
    data, found = source.data, Groups()
    if not isinstance(data, Mapping) or (day := _day(data.get("as_of"))) is None:
        return source, found
    problems: list[Problem] = []

    def put(values: Any, path: KeyPath, without: set[str]) -> Any:
        if not isinstance(values, list | str):
            return values
        listed, brought = [values] if isinstance(values, str) else values, list[Any]()
        own = {label for each in listed if (label := _label(each, day))}
        for place, each in enumerate(listed):
            try:
                of = groups.members(each, day) if isinstance(each, str) else ()
            except InputError as error:
                at = (*path, place) if isinstance(values, list) else path
                problems.append(Problem(at, error.what, error.hint))
                of = ()
            if of:
                kept = tuple(state for state in of if state not in without)
                found[each] = kept
                brought += [state for state in kept if state not in own]
                own |= set(kept)
            else:
                brought.append(each)
        return brought if brought != listed else values

    sides = {label for key in ("challenger", "protege") if (label := _label(data.get(key), day))}
    changed = dict(data)
    if "protege" in data:
        changed["protege"] = put(data["protege"], ("protege",), set())
    if isinstance(data.get("designs"), Mapping):
        changed["designs"] = {
            name: _design(design, ("designs", name), put, sides)
            for name, design in data["designs"].items()
        }
    if problems:
        raise DocumentError(source, problems)
    return (replace(source, data=changed), found) if found else (source, found)


def _design(
    design: Any, path: KeyPath, put: Callable[[Any, KeyPath, set[str]], Any], sides: set[str]
) -> Any:
    if not isinstance(design, Mapping):
        return design
    changed = dict(design)
    for key in filter(design.__contains__, _DESIGN):
        changed[key] = put(design[key], (*path, key), sides)
    clauses = design.get("clauses")
    if isinstance(clauses, list):
        changed["clauses"] = [
            clause
            | {
                key: put(clause[key], (*path, "clauses", row, key), sides)
                for key in filter(clause.__contains__, _CLAUSE)
            }
            if isinstance(clause, dict)
            else clause
            for row, clause in enumerate(clauses)
        ]
    return changed


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _label(value: Any, day: date) -> str | None:
    """The code of a state; None of what is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    state = known(value, year=day.year)
    return state.label if state else None
