"""The state that a code or a name means in a year."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from foedus.errors import InputError
from foedus.states.hints import either, hint, naming, others
from foedus.states.meanings import Meanings, candidates, key_of
from foedus.states.table import LAST_LISTED_YEAR, Name, State, by_ccode


class UnknownStateError(InputError):
    """No state has this code or name, several have, or it was no member of the system then.

    hint: may be made when it is asked for, since most such errors are caught and never shown.
    """

    def __init__(
        self, what: str, *, where: str | None = None, hint: str | Callable[[], str] = ""
    ) -> None:
        self._made = hint
        super().__init__(what, where=where)

    @property
    def hint(self) -> str | None:
        """What to write in its place."""
        if callable(self._made):
            self._made = self._made()
        return self._made or None

    @hint.setter
    def hint(self, given: str | None) -> None:
        self._made = given or self._made


def _live(found: Meanings, year: int) -> list[State]:
    """Those that are members in a year in which the word means them."""
    return [
        state
        for state, name in found
        if state.in_system(year) and (name.covers(year) or not name.bound)
    ]


def find(who: int | str, *, year: int | None = None, where: str | None = None) -> State:
    """The state that ``who`` names: a COW code, an ISO code, or a name.

    year: where given, the state must be a member of the system then; where a code or name is
        shared, the member of that year is meant (without a year, today's member, else the latest).
    Raises UnknownStateError with the nearest names, with all that could be meant, or with the years
    of membership.
    """
    return _find(who, year, where)


def known(who: int | str, *, year: int | None = None) -> State | None:
    """As ``find``; None where there is none."""
    try:
        return _find(who, year, None)
    except UnknownStateError:
        return None


@lru_cache(maxsize=4096, typed=True)  # a document asks for the same few again and again
def _find(who: int | str, year: int | None, where: str | None) -> State:
    text = str(who).strip()
    known = by_ccode().get(int(text)) if re.fullmatch("[0-9]{1,4}", text) else None
    if known and (year is None or known.in_system(year)):
        return known
    found = candidates(text)
    if known and not _live(found, year or 0):
        found = ((known, Name(text)),)
    if not found:
        raise UnknownStateError(
            f"no state is called {who!r}", where=where, hint=lambda: hint(text, year)
        )
    when = year or LAST_LISTED_YEAR
    live = _live(found, when)
    if len(live) > 1:
        raise UnknownStateError(
            f"{who!r} can mean {either(naming(state, when) for state in live)}",
            where=where,
            hint="write the one that is meant",
        )
    if live:
        return live[0]
    if year is None:
        return max((s for s, _ in found), key=lambda state: state.spells[-1][1] or date.max)
    state, name = found[0]
    itself = "" if key_of(state.name) == key_of(text) else f"{state.name}, "
    if state.in_system(year):
        what = f"{who!r} is no name of {year} but of {name.span}, when it meant other ground"
    else:
        what = f"{who!r} is {itself}no member of the state system in {year}"
        what += f": COW lists it {state.years}"
    raise UnknownStateError(what, where=where, hint=others(state, year))


def renamed(who: object, state: State, year: int) -> bool:
    """Whether a text is a name that the state had in other years than this one: Zaire today."""
    return any(
        meant is state and not name.covers(year) for meant, name in candidates(str(who).strip())
    )
