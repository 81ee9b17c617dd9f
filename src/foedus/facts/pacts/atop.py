"""Pacts by name: each alliance that binds one of the two states, as ATOP's member level has it.

A pact is kept with every date, so that one record serves any day of the year that it was read for;
``foedus.facts.pacts.standing`` says what of it stands on the question's day.
"""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from foedus.facts.shipped import store
from foedus.facts.shipped.here import here
from foedus.report.plain import plain
from foedus.states import UnknownStateError, find
from foedus.storage import cache_dir
from foedus.terms import instruments
from foedus.terms.depth import ATOP_ITEMS
from foedus.terms.guarantee import Guarantee
from foedus.terms.overruled import overruled

if TYPE_CHECKING:
    import polars as pl

#: The last day of ATOP's member level; what binds then is carried forward.
LAST_DAY = date(2016, 12, 31)
#: What of a pact is read.
OBLIGATIONS = {"defense": "defense", "nonagg": "nonaggression"}
#: A row of the member level, by its columns.
Row: TypeAlias = dict[str, Any]
Ties = tuple[int | None, ...]  # ATOP's codes of the eight military ties; None: unknown to ATOP


@dataclass(frozen=True, slots=True)
class Bond:
    """Members of a pact that were bound alike over the same days; until: None where it goes on."""

    states: tuple[str, ...]
    since: date
    until: date | None
    owes: tuple[str, ...]
    ties: Ties

    def on(self, day: date) -> bool:
        """Whether it binds on a day; on the day of a change the new bond does."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Pact:
    """One alliance. name: the library's where it has the treaty, else ``atop-`` and its number."""

    atop: int
    bonds: tuple[Bond, ...]

    @property
    def name(self) -> str:
        """How a scenario names it."""
        mine = instrument(self.atop)
        return mine.name if mine else f"atop-{self.atop}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for the file of frozen facts."""
        return plain({"name": self.name, "atop": self.atop, "bonds": self.bonds})

    def __str__(self) -> str:
        """In a few words, for a table."""
        owing = [s for bond in self.bonds for s in bond.states if "defense" in bond.owes]
        first = min(bond.since for bond in self.bonds)
        states = dict.fromkeys(s for bond in self.bonds for s in bond.states)
        owed = f"{len(set(owing))} owe defense" if owing else "nonaggression"
        return f"{self.name} ({first.year}), {len(states)} members, {owed}"


def loads(entry: Mapping[str, Any]) -> Pact:
    """A pact from plain values. Raises KeyError, TypeError or ValueError where it is none."""
    return Pact(
        int(entry["atop"]),
        tuple(
            Bond(
                tuple(_state(state) for state in bond["states"]),
                date.fromisoformat(bond["since"]),
                date.fromisoformat(bond["until"]) if bond["until"] else None,
                tuple(_owed(what) for what in bond["owes"]),
                _ties(bond["ties"]),
            )
            for bond in entry["bonds"]
        ),
    )


def _state(word: Any) -> str:
    try:
        return find(str(word)).label
    except UnknownStateError as error:
        raise ValueError(error.what) from None


def _owed(word: Any) -> str:
    if word not in OBLIGATIONS.values():
        raise ValueError(f"{word!r} is owed, not {' or '.join(OBLIGATIONS.values())}")
    return str(word)


def _ties(values: list[Any]) -> Ties:
    if len(values) != len(ATOP_ITEMS):
        raise ValueError(f"{len(values)} ties, not {len(ATOP_ITEMS)}")
    return tuple(None if value is None else int(value) for value in values)


@cache
def _by_number() -> dict[int, Guarantee]:
    mine = {each.atop: each for each in instruments.library().values() if each.atop is not None}
    more = {n: instruments.get(each.library) for n, each in overruled().items() if each.library}
    return mine | more


def instrument(atop: int) -> Guarantee | None:
    """The library's instrument with an ATOP number."""
    return _by_number().get(atop)


def named(name: str) -> Guarantee | None:
    """The library's instrument of a name."""
    return instruments.get(name) if name in instruments.names() else None


def members() -> "pl.DataFrame":
    """The member level as published, or as it ships where the set is not on this machine.

    What ships has the columns that are read here, of members bound since 1945.
    """
    if not here("atop-members"):
        return store.bonds()
    from foedus.evidence.table import table

    return table("atop-members")


def from_data(one: int, two: int, year: int) -> tuple[Pact, ...]:
    """Every pact that binds the states with these COW codes on some day of ``year``.

    Kept are pacts in which one of the two is a member and somebody owes defense, and those in which
    both are and somebody owes nonaggression; by ATOP number.
    """
    record = _record(year, here("atop-members"), cache_dir())
    found = []
    for number in sorted({*record.of.get(one, ()), *record.of.get(two, ())}):
        rows = record.rows[number]
        both = {one, two} <= {row["member"] for row in rows}
        owed = {what for what in OBLIGATIONS if any(row[what] == 1 for row in rows)}
        if "defense" in owed or ("nonagg" in owed and both):
            if number not in record.pacts:
                record.pacts[number] = Pact(number, tuple(_bonds(rows)))
            found.append(record.pacts[number])
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _YearRecord:
    """The member level of one year. rows: by ATOP number; of: member -> numbers; pacts: as read."""

    rows: dict[int, list[Row]]
    of: dict[int, list[int]]
    pacts: dict[int, Pact]


@lru_cache(maxsize=4)
def _record(year: int, _whole: bool, _place: Path) -> _YearRecord:
    """What binds on some day of a year; read anew where the set or its place is another."""
    import polars as pl

    left = pl.col("yrexit").fill_null(0)
    here = (pl.col("yrent") <= year) & ((left == 0) | (left >= year))
    frame = members().filter(pl.col("member").is_between(1, 999) & here)
    rows: dict[int, list[Row]] = {}
    of: dict[int, list[int]] = {}
    for row in frame.iter_rows(named=True):
        rows.setdefault(row["atopid"], []).append(row)
        of.setdefault(row["member"], []).append(row["atopid"])
    return _YearRecord(rows, of, {})


def _bonds(rows: Iterable[Row]) -> Iterator[Bond]:
    """Rows of the member level, those alike together, in order of time."""
    alike: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        since = _day(row["yrent"], row["moent"], row["dayent"])
        until = _day(row["yrexit"], row["moexit"], row["dayexit"]) if row["yrexit"] else None
        owes = tuple(word for column, word in OBLIGATIONS.items() if row[column] == 1)
        ties = tuple(row[item] for item in ATOP_ITEMS)
        label = find(row["member"]).label
        alike.setdefault((since, until, owes, ties), []).append(label)
    for (since, until, owes, ties), states in sorted(
        alike.items(), key=lambda each: (each[0][0], each[1])
    ):
        yield Bond(tuple(sorted(states)), since, until, owes, ties)


def _day(year: int, month: int | None, day: int | None) -> date:
    """A date; an unknown day is the month's last, an unknown month the year's last."""
    month = month if month and month > 0 else 12
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day, last) if day and day > 0 else last)


def later(day: date) -> Iterator[tuple[Guarantee, tuple[str, ...]]]:
    """Mutual promises of defense that are in force on ``day`` and later than ATOP, with parties."""
    numbered = {each.name for each in _by_number().values()}
    for text in instruments.library().values():
        begun = text.in_force or text.signed
        if begun is None or text.name in numbered or not (text.mutual and text.promises_defense):
            continue
        over = text.ended is not None and text.ended <= day
        stands = text.ended is not None or (text.fate is not None and text.fate.end == "in-force")
        if (text.signed or begun) > LAST_DAY and begun <= day and stands and not over:
            yield text, text.guarantors_on(day)


def joined(day: date) -> Iterator[tuple[int, Guarantee]]:
    """Alliances of ATOP's, by number, that a state joined after ATOP's last day and by ``day``."""
    for number, text in _by_number().items():
        over = text.ended is not None and text.ended <= day
        if not over and any(LAST_DAY < since <= day for since in text.acceded.values()):
            yield number, text
