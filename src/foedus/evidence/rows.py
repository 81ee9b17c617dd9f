"""The rows of a panel: which states or pairs of states were in the system in which years.

A year counts if a state has a spell of membership that touches it, and a pair-year only if both
were members on one same day: two states that shared a year but never a day are no dyad.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.states import LAST_LISTED_YEAR, all_states

if TYPE_CHECKING:
    import polars as pl

Unit = Literal["directed-dyad-year", "dyad-year", "state-year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
#: COW's list of states begins in 1816.
FIRST_YEAR = 1816
#: Later panels are refused: membership after 2016 is carried forward, and cannot be for ever.
LAST_YEAR = 2050


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one panel, and each row's place in a dense state × state × year grid.

    n rows, S states of the system (by code), T years from 1816 to ``last``. ``year`` and the
    places index the grid, whatever the panel's first year is.
    """

    unit: Unit
    first: int
    last: int
    codes: NDArray[np.int16]  # (S,) COW codes, rising
    one: NDArray[np.int16]  # (n,) place of state 1 (the state, for state-years) in codes
    two: NDArray[np.int16] | None  # (n,) place of state 2; None for state-years
    year: NDArray[np.int16]  # (n,) calendar year

    @property
    def pairs(self) -> bool:
        """Whether a row is a pair of states."""
        return self.two is not None

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that name a row."""
        return ("ccode1", "ccode2", "year") if self.pairs else ("ccode", "year")

    def frame(self) -> "pl.DataFrame":
        """The key columns, sorted by them; n rows."""
        import polars as pl

        columns = [self.codes[self.one], self.year]
        if self.two is not None:
            columns.insert(1, self.codes[self.two])
        return pl.DataFrame(dict(zip(self.keys, columns, strict=True)))

    def places(self, codes: "pl.Series | NDArray[np.integer]") -> NDArray[np.int64]:
        """(k,) places in ``codes`` of COW codes; -1 for a code that the system never had."""
        given = np.asarray(codes, dtype=np.int64)
        known = np.full(int(max(self.codes.max(), given.max(initial=0))) + 1, -1)
        known[self.codes] = np.arange(len(self.codes))
        return np.where(given >= 0, known[given], -1)

    def side(
        self, table: "pl.DataFrame", which: Literal[1, 2], *, carried_from: int | None = None
    ) -> "pl.DataFrame":
        """Columns of a state-year ``table`` (ccode, year, …) for state 1 or 2 of each row.

        carried_from: years after this one take its values. Absent rows are null.
        Raises DataError if a key of the table is not unique.
        """
        mine = self.one if which == 1 or self.two is None else self.two
        return self._gather(
            table, ("ccode",), self.places(table["ccode"]), mine, len(self.codes), carried_from
        )

    def pair(
        self,
        table: "pl.DataFrame",
        *,
        symmetric: bool = False,
        carried_from: int | None = None,
    ) -> "pl.DataFrame":
        """Columns of a dyad-year ``table`` (ccode1, ccode2, year, …) for each row, else null.

        The table is read in its own direction; with ``symmetric`` it lists a pair once, in
        either order, and holds for both. Raises DataError if a key is not unique.
        """
        states = len(self.codes)

        def line(one: NDArray[np.integer], two: NDArray[np.integer]) -> NDArray[np.int64]:
            low, high = (np.minimum(one, two), np.maximum(one, two)) if symmetric else (one, two)
            return low.astype(np.int64) * states + high

        first, second = self.places(table["ccode1"]), self.places(table["ccode2"])
        theirs = np.where((first >= 0) & (second >= 0), line(first, second), -1)
        mine = line(self.one, self.one if self.two is None else self.two)
        return self._gather(table, ("ccode1", "ccode2"), theirs, mine, states**2, carried_from)

    def _gather(
        self,
        table: "pl.DataFrame",
        who: tuple[str, ...],
        theirs: NDArray[np.integer],
        mine: NDArray[np.integer],
        lines: int,
        carried_from: int | None,
    ) -> "pl.DataFrame":
        """Look rows up by (line, year) in a dense grid of row numbers: no hashing, no sorting.

        theirs (k,) the line of each row of the table, -1 for none; mine (n,) of each panel row.
        The grid also shows keys that appear twice, among the lines that are asked for: the second
        overwrites the first's number.
        """
        import polars as pl

        unlisted = table.height  # gathers the blank row put at the end
        years = self.last - FIRST_YEAR + 1
        when = table["year"].to_numpy() - FIRST_YEAR
        asked = np.zeros(lines + 1, dtype=np.bool_)  # the last for rows of no line
        asked[mine] = True
        place = np.cumsum(asked) - 1  # of each line in the grid: it has those that are asked for
        inside = np.flatnonzero(asked[theirs] & (when >= 0) & (when < years))
        cells = place[theirs[inside]] * years + when[inside]
        grid = np.full((place[-1] + 1) * years, unlisted, dtype=np.int32)
        grid[cells] = inside
        if not np.array_equal(grid[cells], inside):
            unique(table, (*who, "year"))  # says which
            raise DataError("a pair is listed both ways round", hint="one row a key: list it once")
        year = self.year if carried_from is None else np.minimum(self.year, carried_from)
        wanted = grid[place[mine] * years + (year - FIRST_YEAR)]
        values = table.drop(*who, "year")
        return pl.concat([values, values.clear(1)])[pl.Series(wanted)]


def rows(unit: str = "directed-dyad-year", first: int = FIRST_YEAR, last: int = 2010) -> Rows:
    """The rows of ``unit`` from ``first`` to ``last``, sorted by state(s) and year.

    Raises UnknownNameError for an unknown unit, InputError for years out of range.
    """
    if unit not in UNITS:
        raise UnknownNameError("unit", unit, UNITS)
    _check_years(first, last)
    codes, member = _membership(last)
    start = first - FIRST_YEAR
    if unit == "state-year":
        one, year = np.nonzero(member[:, start:])
        two: NDArray[np.int16] | None = None
    else:
        both = member[:, None, start:] & member[None, :, start:]
        both[np.arange(len(codes)), np.arange(len(codes))] = False
        for one_at, two_at, in_year in _never_on_the_same_day():
            if first <= in_year <= last:
                both[one_at, two_at, in_year - first] = False
        if unit == "dyad-year":
            both &= np.triu(np.ones(both.shape[:2], dtype=bool), 1)[:, :, None]
        one, other, year = np.nonzero(both)
        two = other.astype(np.int16)
    return Rows(
        unit=unit,
        first=first,
        last=last,
        codes=codes,
        one=one.astype(np.int16),
        two=two,
        year=(year + first).astype(np.int16),
    )


def _check_years(first: int, last: int) -> None:
    for name, year in (("from", first), ("to", last)):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InputError(
                f"there is no state system to list in {year}",
                where=f"--{name}",
                hint=f"a year from {FIRST_YEAR} to {LAST_YEAR} "
                f"(membership after {LAST_LISTED_YEAR} is carried forward)",
            )
    if last < first:
        raise InputError(
            f"the panel would end in {last}, before it begins in {first}",
            where="--to",
            hint=f"a year from {first} on",
        )


def _membership(last: int) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Codes (S,) and whether each state was a member in each year from 1816 on (S, T)."""
    states = all_states()
    member = np.zeros((len(states), last - FIRST_YEAR + 1), dtype=bool)
    for place, state in enumerate(states):
        for began, ended in state.spells:
            until = ended.year if ended else last
            member[place, began.year - FIRST_YEAR : until - FIRST_YEAR + 1] = True
    return np.array([state.ccode for state in states], dtype=np.int16), member


@cache
def _never_on_the_same_day() -> tuple[tuple[int, int, int], ...]:
    """(place, place, year) of states that were both members in a year but on no same day.

    Only a state that entered or left within the year can miss another.
    """
    spans: dict[int, dict[int, list[tuple[date, date]]]] = {}  # year -> place -> days there
    for place, state in enumerate(all_states()):
        for began, ended in state.spells:
            ends = {began.year, ended.year} if ended else {began.year}
            for year in ends:
                days = (
                    max(began, date(year, 1, 1)),
                    min(ended or date(year, 12, 31), date(year, 12, 31)),
                )
                if days != (date(year, 1, 1), date(year, 12, 31)):
                    spans.setdefault(year, {}).setdefault(place, []).append(days)
    return tuple(
        (one, two, year)
        for year, partial in sorted(spans.items())
        for one, mine in partial.items()
        for two, theirs in partial.items()
        if one != two and not _share_a_day(mine, theirs)
    )


def _share_a_day(mine: Iterable[tuple[date, date]], theirs: Iterable[tuple[date, date]]) -> bool:
    others = list(theirs)
    return any(a <= d and c <= b for a, b in mine for c, d in others)


def unique(table: "pl.DataFrame", keys: tuple[str, ...]) -> None:
    """Raise DataError naming the first key that appears twice in ``table``."""
    import polars as pl

    twice = table.filter(pl.struct(keys).is_duplicated())
    if twice.height:
        named = ", ".join(f"{key} {twice[0, key]}" for key in keys)
        raise DataError(
            f"{twice.height} rows share their key; the first: {named}",
            hint="one row a key: a join on such rows would count them twice",
        )
