"""Who is who: states by COW code, ISO 3166 alpha-3 code or name, and when each was a member.

The table ``states.tsv`` lists the members of the Correlates of War state system (v2016). A code
can mean different states at different dates (DEU is 255 before 1945 and since 1990, 260 in
between), so :func:`find` takes a year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from foedus.errors import InputError, UnknownNameError

#: The last year that COW's list of members covers; later years carry membership forward.
LAST_LISTED_YEAR = 2016


class UnknownStateError(InputError):
    """No state has this code or name, or it was no member of the system then."""


@dataclass(frozen=True, slots=True)
class State:
    """A member of the COW state system."""

    ccode: int  # COW number
    iso3: str | None  # ISO 3166-1 or, for former states, 3166-3 alpha-3
    name: str
    spells: tuple[tuple[date, date | None], ...]  # first and last day; None = still a member

    def in_system(self, year: int) -> bool:
        """Whether any day of ``year`` falls in a spell of membership."""
        return any(a.year <= year and (b is None or year <= b.year) for a, b in self.spells)

    @property
    def label(self) -> str:
        """ISO code where there is one, else the COW number."""
        return self.iso3 or str(self.ccode)

    @property
    def years(self) -> str:
        """Years of membership, for messages: ``1955–1990``."""
        return ", ".join(f"{a.year}–{b.year if b else ''}" for a, b in self.spells)


def _spell(text: str) -> tuple[date, date | None]:
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


@cache
def all_states() -> tuple[State, ...]:
    """Every state of the table, in the order of COW codes."""
    lines = files("foedus").joinpath("states.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(
        State(int(code), None if iso == "-" else iso, name, tuple(map(_spell, spells.split())))
        for code, iso, name, spells in rows
    )


@cache
def _by_ccode() -> dict[int, State]:
    return {state.ccode: state for state in all_states()}


@cache
def _by_word() -> dict[str, tuple[State, ...]]:
    words: dict[str, list[State]] = {}
    for state in all_states():
        for word in {state.iso3, state.name} - {None}:
            words.setdefault(str(word).casefold(), []).append(state)
    return {word: tuple(found) for word, found in words.items()}


def find(who: int | str, *, year: int | None = None, where: str | None = None) -> State:
    """The state that ``who`` names: a COW code, an ISO alpha-3 code, or a name.

    year: where given, the state must be a member of the system then; where a code is shared,
        the member of that year is meant (without a year, the latest).
    Raises UnknownStateError with the nearest codes, or with the years of membership.
    """
    text = str(who).strip()
    if text.isascii() and text.isdigit():
        found = tuple(filter(None, [_by_ccode().get(int(text))]))
    else:
        found = _by_word().get(text.casefold(), ())
    if not found:
        raise UnknownStateError(
            f"no state is called {who!r}",
            where=where,
            hint=UnknownNameError("state", text, _labels_and_names()).hint,
        )
    if year is None:
        return max(found, key=lambda state: state.spells[-1][1] or date.max)
    for state in found:
        if state.in_system(year):
            return state
    state = found[0]
    raise UnknownStateError(
        f"{who!r} is {state.ccode} ({state.name}), no member of the state system in {year}: "
        f"COW lists it {state.years}",
        where=where,
        hint=_other_codes(state, year),
    )


def _labels_and_names() -> Iterable[str]:
    for state in all_states():
        yield state.name
        if state.iso3:
            yield state.iso3


# Codes that follow one another on much the same ground; for hints only.
_GROUNDS = ((255, 260, 265), (300, 305, 310), (730, 731, 732), (678, 679, 680), (816, 817))


def _other_codes(state: State, year: int) -> str:
    for ground in _GROUNDS:
        if state.ccode in ground:
            there = [_by_ccode()[code] for code in ground if _by_ccode()[code].in_system(year)]
            if there:
                return f"in {year}: " + ", ".join(f"{s.ccode} ({s.name})" for s in there)
    return "a year of its membership"


def members(year: int) -> tuple[State, ...]:
    """The states that were members of the system on any day of ``year``."""
    return tuple(state for state in all_states() if state.in_system(year))
