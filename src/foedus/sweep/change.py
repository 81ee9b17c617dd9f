"""A scenario with one variable set: a guarantor, a term of the text, a fact of a state or a pair.

A variable is named as the scenario's file would name its place: ``term`` or ``military.bases`` of
every design that promises, ``as_of`` of the question, ``RUS.capability`` of a state,
``RUS-UKR.rivalry`` of a pair. ``as-is`` leaves what is written; ``x2`` multiplies a number of a
state or a pair.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from foedus import document
from foedus.errors import InputError, UnknownNameError
from foedus.facts.known import Known
from foedus.scenario import Scenario
from foedus.scenario.several import scenarios
from foedus.scenario.situation import OF_BOTH, DyadFacts, StateFacts
from foedus.scenario.write import plain
from foedus.states import UnknownStateError, find
from foedus.sweep.cell import Settings
from foedus.terms.guarantee import Military, Terms

AS_IS = "as-is"
#: Who guarantees: values are states joined by +.
COALITION = ("guarantors", "without")
QUESTION = ("as_of", "protege", "challenger")
#: Other names of facts, which people use.
_CALLED = {"capability": "cinc", "democracy": "polyarchy"}
_ASIDE = {"title", "notes", "cites", "fate", "atop", "name", "guarantors", "protege", "clauses",
          "acceded", "left", "replaces", "compliance", "military", "practice"}  # fmt: skip
#: Fields of a design that hold one value.
TERMS = tuple(name for name in Terms.model_fields if name not in _ASIDE)
_PARTS: dict[str, tuple[str, ...]] = {
    "military": tuple(name for name in Military.model_fields if name != "stationed"),
}
DESIGN = (*TERMS, *(f"{part}.{name}" for part, names in _PARTS.items() for name in names))
STATE = (*StateFacts.model_fields, *_CALLED)
_ROW = {"dyad", "source", "judgement"}  # of a row of facts, what is none
PAIR = tuple(name for name in DyadFacts.model_fields if name not in _ROW)
_TIMES = re.compile(r"x(\d{1,6}(?:\.\d{1,9})?)")
#: Facts of the scenario as they are known, asked for where a value multiplies one.
Lookup = Callable[[], Mapping[str, Known]]


def changed(scenario: Scenario, settings: Settings, facts: Lookup) -> Scenario:
    """The scenario with every variable as set, read again as if its file said so.

    facts: of the scenario as it is, by name. Raises UnknownNameError for a variable that there is
    none of, InputError for a value that cannot be, with the option as its place.
    """
    for name, value in settings.items():
        scenario = _set(scenario, name, value, facts)
    return scenario


def _set(scenario: Scenario, name: str, value: str, facts: Lookup) -> Scenario:
    where = f"--vary {name}={value}"
    if name in COALITION:
        return scenario if value == AS_IS else _coalition(scenario, name, value, where)
    owner, dot, what = name.rpartition(".")
    if name in QUESTION:
        path: tuple[str, ...] = (name,)
        return scenario if value == AS_IS else _again(scenario, where, _put(path, _typed(value)))
    if name in DESIGN:
        if value == AS_IS:
            return scenario
        typed, keys = _typed(value), tuple(name.split("."))
        promising = [each for each, design in scenario.designs.items() if design.guarantors]
        if not promising:
            raise InputError("no design here promises anything", where=where, hint="`designs`")
        return _again(
            scenario, where,
            lambda data: [_put(("designs", each, *keys), typed)(data) for each in promising],
        )  # fmt: skip
    if not dot:
        raise UnknownNameError(
            "variable", name, [*COALITION, *QUESTION, *DESIGN, "RUS.capability"], where="--vary"
        )
    return _fact(scenario, owner, what, value, where, facts)


def _coalition(scenario: Scenario, name: str, value: str, where: str) -> Scenario:
    states = [each for each in value.split("+") if each]
    try:
        if name == "guarantors":
            return scenario.with_guarantors(*states)
        fewer = scenario
        for design in scenario.designs.values():
            fewer = fewer.with_design(design.without(*states)) if design.guarantors else fewer
        return fewer
    except UnknownStateError as error:
        raise InputError(error.what, where=where, hint=error.hint or "USA+GBR") from None


def _fact(
    scenario: Scenario, owner: str, what: str, value: str, where: str, facts: Lookup
) -> Scenario:
    """A fact of a state (``RUS.capability``) or of a directed pair (``RUS-UKR.rivalry``)."""
    year, states = scenario.as_of.year, owner.split("-")
    if len(states) > 2:
        raise InputError(f"{owner!r} is no state and no pair", where=where, hint="RUS or RUS-UKR")
    try:
        codes = [find(each, year=year).label for each in states]
    except UnknownStateError as error:
        raise InputError(error.what, where=where, hint=error.hint) from None
    known = STATE if len(codes) == 1 else PAIR
    if what not in known:
        raise UnknownNameError("fact", what, known, where=where)
    what = _CALLED.get(what, what)
    if value == AS_IS:
        return scenario
    times = _TIMES.fullmatch(value)
    if times:
        typed: Any = float(times[1]) * _today(facts(), codes, what, where)
        typed = min(typed, 1.0) if what in {"cinc", "polyarchy"} else typed
    else:
        typed = _typed(value)
    fact = {"value": typed, "judgement": f"varied: {value}"}
    if len(codes) == 1:
        return _again(scenario, where, _put(("situation", "states", codes[0], what), fact))
    return _again(scenario, where, _put_pair(codes, what, fact))


def _today(facts: Mapping[str, Known], codes: list[str], what: str, where: str) -> float:
    name = f"{codes[0]}.{what}" if len(codes) == 1 else {"capital_distance_km": "pair.capdist"}.get(
        what, f"pair.{what}"
    )  # fmt: skip
    known = facts.get(name)
    if known is None or not isinstance(known.value, float):
        raise InputError(f"{name} is not known as a number", where=where, hint="a value, not x2")
    return known.value


def _typed(value: str) -> Any:
    return document.scalar(value)


Change = Callable[[dict[str, Any]], Any]


def _put(path: tuple[str, ...], value: Any) -> Change:
    def put(data: dict[str, Any]) -> None:
        for key in path[:-1]:
            if not isinstance(data.get(key), dict):
                data[key] = {}
            data = data[key]
        data[path[-1]] = value

    return put


def _put_pair(codes: list[str], what: str, fact: dict[str, Any]) -> Change:
    def put(data: dict[str, Any]) -> None:
        rows = data.setdefault("situation", {}).setdefault("dyads", [])
        for row in rows:
            if row["dyad"] == codes or (what in OF_BOTH and row["dyad"] == codes[::-1]):
                row.pop(what, None)
        own: dict[str, Any] = next((row for row in rows if row["dyad"] == codes), {"dyad": codes})
        own[what] = fact
        rows[:] = [row for row in rows if row is not own and set(row) - _ROW] + [own]

    return put


def read(data: dict[str, Any], name: str) -> Scenario:
    """A scenario of plain values, checked as a file is. Raises InputError."""
    [found] = scenarios(document.Document(name, data, {(): 1}), name).values()
    return found


def _again(scenario: Scenario, where: str, change: Change) -> Scenario:
    """The scenario with its data changed, checked from the start."""
    data = plain(scenario)
    change(data)
    try:
        return read(data, scenario.name)
    except InputError as error:
        told = str(error).replace(f"{scenario.name}:1: ", "")  # it was read from no file's line
        raise InputError(f"the scenario cannot be so: {told}", where=where) from None
