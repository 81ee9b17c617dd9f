"""Checks that no single value can fail: membership, dates, references."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from foedus import terms
from foedus.document import KeyPath
from foedus.errors import nearest
from foedus.evidence.chronology import chronology
from foedus.record import Problem
from foedus.report.words import code
from foedus.scenario.scenario import Draft
from foedus.scenario.twice import twice
from foedus.scenario.unread import STANDING
from foedus.states import UnknownStateError, find

#: A pact by its number in ATOP.
_NUMBERED = re.compile(r"atop-\d{4,5}")
_LOOKS_LIKE_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


def problems(draft: Draft) -> Iterator[Problem]:
    """What is wrong between the parts of a scenario; what nothing reads aside."""
    if draft.challenger == draft.protege:
        yield Problem(("protege",), f"{code(draft.protege)} is also the challenger")
    yield from _membership(draft)
    yield from _dates(draft)
    yield from _baseline(draft)
    yield from twice(draft)
    yield from _sources(draft, draft, ())
    yield from _claims(draft)
    yield from _issues(draft)


def _membership(draft: Draft) -> Iterator[Problem]:
    places: list[tuple[KeyPath, str]] = [
        (("challenger",), draft.challenger),
        (("protege",), draft.protege),
    ]
    for name, design in draft.designs.items():
        for index, state in enumerate(design.guarantors):
            places.append((("designs", name, "guarantors", index), state))
    for state in draft.situation.states:
        places.append((("situation", "states", state), state))
    for row, facts in enumerate(draft.situation.dyads):
        for index, state in enumerate(facts.dyad):
            places.append((("situation", "dyads", row, "dyad", index), state))
    for path, state in places:
        try:
            find(state, year=draft.as_of.year)
        except UnknownStateError as error:
            yield Problem(path, error.what, error.hint)


def _dates(draft: Draft) -> Iterator[Problem]:
    for row, dispute in enumerate(draft.situation.disputes):
        path: KeyPath = ("situation", "disputes", row)
        if dispute.start > draft.as_of:
            yield Problem((*path, "start"), f"{dispute.start} is after as_of ({draft.as_of})")
        elif dispute.end and dispute.end > draft.as_of:
            yield Problem(
                (*path, "end"),
                f"{dispute.end} is after as_of ({draft.as_of})",
                "a day by then (a year stands for its last day), or no `end` where it is not over",
            )
        for state in (dispute.initiator, dispute.target):
            try:
                find(state, year=dispute.start.year)
            except UnknownStateError as error:
                yield Problem(path, error.what, error.hint)
    for row, facts in enumerate(draft.situation.dyads):
        for key in ("at_war_since", "war_ended"):
            fact = getattr(facts, key)
            if fact and fact.value > draft.as_of:
                place = ("situation", "dyads", row, key)
                yield Problem(place, f"{fact.value} is after as_of ({draft.as_of})")
    for row, claim in enumerate(draft.claims):
        if claim.on > draft.as_of:
            yield Problem(("claims", row, "on"), f"{claim.on} is after as_of ({draft.as_of})")
    for row, event in enumerate(draft.events):
        if event.on > draft.as_of and not event.planned:
            yield Problem(
                ("events", row, "on"),
                f"{event.on} is after as_of ({draft.as_of})",
                "say `planned: true` of what has not happened yet",
            )


def _baseline(draft: Draft) -> Iterator[Problem]:
    """Changes of the baseline: known names, days within the first year."""
    for row, change in enumerate(draft.baseline):
        place: KeyPath = ("baseline", row, change.verb)
        name = str(change.pact)
        if change.pact.name is None:
            if change.verb == "stands":
                yield Problem(place, "what stands is named by its instrument in the library")
        elif not _known(name) or (change.verb == "stands" and name in _chronicled()):
            hint = nearest(name, [*terms.names(), *draft.designs])
            other = (
                "a pact that the library lacks goes by its ATOP number, such as atop-4875, or by "
                "its name in `foedus data chronology --kind pacts`"
            )
            yield Problem(place, f"no instrument is called {name!r}", f"{hint} {other}")
        elif change.verb == "stands" and _NUMBERED.fullmatch(name):
            yield Problem(
                place,
                f"{name} is a number, and what it promises is not in the library",
                "an instrument's name; or `situation: dyads: defense_pact: true` of each guarantor",
            )
        if change.on and change.on > draft.ends(1):
            yield Problem(
                ("baseline", row, "on"),
                f"{change.on} is after the first year forecast ({draft.begins} to {draft.ends(1)})",
                "what stands in the first year is taken to stand on; ask as of a later day",
            )
    for name, design in draft.designs.items():
        for index, pact in enumerate(design.replaces):
            if not _known(pact):
                hint = nearest(pact, terms.names())
                place = ("designs", name, "replaces", index)
                yield Problem(place, f"no instrument is called {pact!r}", f"{hint} or atop-NUMBER")
    said = [name for name in STANDING if name in draft.situation.history.dyad]
    if draft.baseline and said:
        yield Problem(
            ("situation", "history", "dyad", said[0]),
            f"{said[0]} says what stands, and so does `baseline`",
            "keep one of the two",
        )


@cache
def _chronicled() -> frozenset[str]:
    """Pacts that the chronology alone names."""
    return frozenset(each.id for each in chronology().pacts) - {*terms.names()}


def _known(pact: str) -> bool:
    """Whether a pact may go by this name: the library's, ATOP's number, or the chronology's."""
    return bool(_NUMBERED.fullmatch(pact)) or pact in terms.names() or pact in _chronicled()


def _sources(draft: Draft, value: Any, path: KeyPath) -> Iterator[Problem]:
    """Every `source` that looks like an id must be one of `sources`."""
    if isinstance(value, BaseModel):
        source = getattr(value, "source", None)
        id_like = isinstance(source, str) and _LOOKS_LIKE_ID.fullmatch(source)
        if id_like and source not in draft.sources:
            yield Problem(
                (*path, "source"),
                f"no source has the id {source!r}",
                nearest(source, draft.sources) if draft.sources else "add it to `sources`",
            )
        for key in value.model_fields_set:
            yield from _sources(draft, getattr(value, key), (*path, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _sources(draft, inner, (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _sources(draft, inner, (*path, index))


def _claims(draft: Draft) -> Iterator[Problem]:
    ids = [claim.id for claim in draft.claims]
    issues = [issue.name for issue in draft.issues]
    for row, claim in enumerate(draft.claims):
        for index, move in enumerate(claim.moves):
            if move.issue not in issues:
                hint = nearest(move.issue, issues) if issues else "add it to `issues`"
                place = ("claims", row, "moves", index, "issue")
                yield Problem(place, f"no issue is called {move.issue!r}", hint)
    for row, claim in enumerate(draft.claims):
        for index, other in enumerate(claim.contradicts):
            if other not in ids or other == claim.id:
                where = ("claims", row, "contradicts", index)
                yield Problem(where, f"no other claim has the id {other!r}", nearest(other, ids))


def _issues(draft: Draft) -> Iterator[Problem]:
    for row, issue in enumerate(draft.issues):
        for key, fact in {"reference": issue.reference, **issue.designs}.items():
            place = ("issues", row, *(("designs", key) if key in issue.designs else (key,)))
            if key in issue.designs and key not in draft.designs:
                yield Problem(place, f"no design is called {key!r}", nearest(key, draft.designs))
            ends = [] if fact is None else [fact.value, fact.low, fact.high]
            if any(end is not None and not 0 <= end <= 100 for end in ends):
                yield Problem(place, "a point off the scale, which is 0 to 100")
