"""Whom a new scenario is about: read off its name and off the past, where nobody says."""

import re
from collections.abc import Collection
from datetime import date

import numpy as np

from foedus.facts import reader, sources
from foedus.facts.shipped.store import FIRST_YEAR
from foedus.states import State, UnknownStateError, find

#: Whom a new scenario binds by default.
USUAL = ("USA", "GBR", "FRA")


def protege_of(name: str, day: date) -> tuple[State, date] | None:
    """The state that a scenario's name names, and the day: ``kuwait-1990`` is of 1 January 1990.

    None where the name names no state. Raises UnknownStateError where it could mean several, or one
    that was none then.
    """
    found = re.fullmatch(r"(.+?)[-_. ]+(1[89]\d\d|20\d\d)", name.removesuffix(".yaml"))
    word, when = (found[1], date(int(found[2]), 1, 1)) if found else (name, day)
    word = re.sub(r"[-_]+", " ", word.removesuffix(".yaml")).strip()
    try:
        return find(word, year=when.year), when
    except UnknownStateError as error:
        known = "no state is called" not in error.what
        if known:
            raise
        return None


def challenger_of(protege: State, day: date) -> State | None:
    """The state that began most disputes against the protégé, the latest counting most.

    Disputes of a generation, with a half-life of 25 years, through the last year that is wholly
    past. None where none of today's states began any, or the data do not reach the day.
    """
    year = min(day.year - 1, sources.SOURCES["last_mid"].last)
    if year < FIRST_YEAR:
        return None
    others = reader.members(day.year)
    others = others[others != protege.ccode]
    counts = reader.pairs(others, protege.ccode, year, ["mid_past12_h25"])["mid_past12_h25"]
    if not np.nanmax(counts.values) > 0:
        return None
    return find(int(others[int(np.nanargmax(counts.values))]), year=day.year)


def guarantors_of(
    challenger: State, protege: State, day: date, bound: Collection[str]
) -> tuple[str, ...]:
    """Codes of the states that a new scenario binds where nobody says whom, of ``USUAL``.

    bound: who owes the challenger defense; only where all do are they kept, since the models count
    such a guarantor as none.
    """
    there = [state for state in USUAL if find(state).in_system(day.year)]
    third = [state for state in there if state not in {challenger.label, protege.label}]
    return tuple(state for state in third if state not in bound) or tuple(third)
