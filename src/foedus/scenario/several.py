"""A file that asks about several protégés: one question for each, with the others beside it.

What is written once is read for each of them. A protégé among a design's guarantors guarantees the
others and never itself; a change of the baseline whose pact is named by two of its members, one of
them a protégé, is that protégé's alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator

from foedus.document import Document
from foedus.record import DocumentError, Problem, Record, StateCode, validate, wrong
from foedus.report.words import codes, roster
from foedus.scenario.check import problems
from foedus.scenario.groups import expanded
from foedus.scenario.resolve import resolve
from foedus.scenario.scenario import Draft, Scenario
from foedus.scenario.unread import unread


def _each_once(states: tuple[str, ...]) -> tuple[str, ...]:
    if not states:
        raise wrong("an empty list, expected one state or more", "protege: [EST, LVA, LTU]")
    twice = [state for place, state in enumerate(states) if state in states[:place]]
    if twice:
        raise wrong(f"{codes(twice)[0]} is named twice", "each state once")
    return states


class Proteges(Record):
    """Whom the guarantee is to protect, where that is a list."""

    protege: Annotated[tuple[StateCode, ...], AfterValidator(_each_once)]


def proteges(source: Document) -> tuple[str, ...]:
    """The states of a file's list of protégés; empty where it is no list."""
    told = source.data.get("protege") if isinstance(source.data, dict) else None
    if not isinstance(told, list):
        return ()
    return validate(Proteges, replace(source, data={"protege": told}), _year(source)).protege


def _year(source: Document) -> int | None:
    """The year that a file asks in, None where it says none."""
    day = source.data.get("as_of") if isinstance(source.data, dict) else None
    found = re.match(r"\d{4}(?=-)", str(day))
    return int(found[0]) if found else None


def drafts(source: Document, former: dict[str, str] | None = None) -> dict[str, Draft]:
    """Protégé -> the file as written, with that one alone as its protégé.

    former: takes up names of other years, as ``validate``.
    """
    states, year = proteges(source), _year(source)
    if not states:
        draft = validate(Draft, source, year, former)
        return {draft.protege: draft}
    return {
        state: validate(Draft, replace(source, data=source.data | {"protege": state}), year, former)
        for state in states
    }


def scenarios(source: Document, name: str) -> dict[str, Scenario]:
    """Protégé -> the question about it alone. Raises DocumentError with all that is wrong."""
    source, groups = expanded(source)
    former: dict[str, str] = {}
    asked = drafts(source, former)
    read = {state: alone(draft, tuple(asked)) for state, draft in asked.items()}
    resolved = {state: resolve(draft) for state, draft in read.items()}
    found = list(_told(asked, {state: wrongs for state, (_, wrongs) in resolved.items()}))
    if found:
        raise DocumentError(source, found)
    return {
        state: Scenario(
            **{key: getattr(draft, key) for key in draft.model_fields_set - {"designs"}},
            designs=resolved[state][0],
            name=name,
            groups=groups,
            former=former,
        )
        for state, draft in read.items()
    }


def alone(draft: Draft, states: tuple[str, ...]) -> Draft:
    """A draft as it asks about its own protégé, one of ``states``."""
    if len(states) == 1:
        return draft
    own, others = draft.protege, {*states} - {draft.protege}
    kept = tuple(
        change
        for change in draft.baseline
        if own in (pact := set(change.pact.pact or ())) or not pact & others
    )
    designs = {name: design.without(own) for name, design in draft.designs.items()}
    return draft.model_copy(update={"baseline": kept, "designs": designs})


def _told(asked: dict[str, Draft], wrongs: dict[str, list[Problem]]) -> Iterator[Problem]:
    """The problems of all, each told once; of some protégés alone, with their names.

    A fact counts as read where it is read of one of them.
    """
    found: dict[Problem, list[str]] = {}
    for state, draft in asked.items():
        for each in dict.fromkeys((*wrongs[state], *problems(draft))):
            found.setdefault(each, []).append(state)
    for each, states in found.items():
        all_ = len(states) == len(asked) or each.path == ("protege",)
        some = "" if all_ else f"for {roster(states)}: "
        yield replace(each, what=f"{some}{each.what}")
    idle = [dict.fromkeys(unread(draft)) for draft in asked.values()]
    yield from (each for each in idle[0] if all(each in rest for rest in idle))
    if len(asked) > 1:
        yield from _of_one_pair(next(iter(asked.values())), asked)


def _of_one_pair(draft: Draft, states: Iterable[str]) -> Iterator[Problem]:
    """What a file about several may not say, since it is about one pair."""
    for role in ("initiator", "target", "dyad"):
        if getattr(draft.situation.history, role):
            yield Problem(
                ("situation", "history", role),
                f"history is of one pair, and this asks about {roster(states)}",
                "a file of its own for the protégé that it is about",
            )
