"""The table of states: members of the Correlates of War state system, their names and years.

``states.tsv`` lists the members (v2016) with their names by year; ``not_states.tsv`` the groups and
territories that people write where a state is asked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

#: The last year that COW's list of members covers; later years carry membership forward.
LAST_LISTED_YEAR = 2016

_ALWAYS = (0, 9999)


@dataclass(frozen=True, slots=True)
class Name:
    """What a state is called. shown: it is the state's name in ``years``, in which it stands alone
    for it; bound: it means this state in those years only.
    """

    text: str
    years: tuple[int, int] = _ALWAYS  # first and last
    shown: bool = False
    bound: bool = False

    def covers(self, year: int) -> bool:
        """Whether the year is one of its own."""
        return self.years[0] <= year <= self.years[1]

    @property
    def span(self) -> str:
        """Its years, for messages: ``1918–2003``, ``years to 1991``."""
        first, last = self.years
        if first == _ALWAYS[0]:
            return f"years to {last}"
        return f"{first}–{last if last < _ALWAYS[1] else ''}"


@dataclass(frozen=True, slots=True)
class State:
    """A member of the COW state system."""

    ccode: int  # COW number
    iso3: str | None  # ISO 3166-1 or, for former states, 3166-3 alpha-3
    codes: tuple[str, ...]  # ISO alpha-2 and numeric, COW's abbreviation, Gleditsch & Ward's number
    names: tuple[Name, ...]  # today's or the last one first
    spells: tuple[tuple[date, date | None], ...]  # first and last day; None = still a member

    def in_system(self, year: int) -> bool:
        """Whether any day of ``year`` falls in a spell of membership."""
        return any(a.year <= year and (b is None or year <= b.year) for a, b in self.spells)

    @property
    def label(self) -> str:
        """ISO code where there is one, else the COW number: a key for files, not for readers."""
        return self.iso3 or str(self.ccode)

    @property
    def short(self) -> str:
        """ISO code where there is one, else the name: what a list shows a reader."""
        return self.iso3 or self.name

    @property
    def name(self) -> str:
        """Its name today, or the last it had."""
        return self.names[0].text

    def called(self, year: int) -> str:
        """Its name in a year: ``Soviet Union`` in 1950, ``Russia`` in 2025."""
        dated = (name.text for name in self.names if name.shown and name.covers(year))
        return next(dated, self.name)

    @property
    def years(self) -> str:
        """Years of membership, for messages: ``1955–1990``."""
        return ", ".join(f"{a.year}–{b.year if b else ''}" for a, b in self.spells)


def rows(table: str) -> Iterator[list[str]]:
    """The cells of one of the two tables, line by line."""
    lines = files("foedus.states").joinpath(table).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines if not line.startswith("#"))


def _spell(text: str) -> tuple[date, date | None]:
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


def _name(text: str) -> Name:
    found = re.fullmatch(r"(\*?)(.*?)(?: (\d{4})?\.\.(\d{4})?(!?))?", text)
    star, name, first, last, bound = found.groups() if found else ("", text, None, None, None)
    years = (int(first or _ALWAYS[0]), int(last or _ALWAYS[1]))
    return Name(name, years, bool(star), bool(bound))


@cache
def all_states() -> tuple[State, ...]:
    """Every state of the table, in the order of COW codes."""
    return tuple(
        State(
            int(code),
            None if iso == "-" else iso,
            () if codes == "-" else tuple(codes.split()),
            tuple(map(_name, names.split("; "))),
            tuple(map(_spell, spells.split())),
        )
        for code, iso, codes, names, spells in rows("states.tsv")
    )


@cache
def by_ccode() -> dict[int, State]:
    """COW number -> state."""
    return {state.ccode: state for state in all_states()}


def members(year: int) -> tuple[State, ...]:
    """The states that were members of the system on any day of ``year``."""
    return tuple(state for state in all_states() if state.in_system(year))
