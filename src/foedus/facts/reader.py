"""One reader of the public data: what is known of n states, or n directed pairs, each in its year.

Values are those of ``foedus.evidence``'s panels, carried forward past the last year that a data
set covers, and are read for the rows asked about alone. A row need not be a member of the system,
or a pair one that was; ``together`` says which were. Parts that were read once for the same
rows are kept.

A data set that is not on this machine is never downloaded here: what ships with the package was
worked out by this reader, and stands in for it (``foedus.facts.shipped``). Of a set of which
nothing ships nothing is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.evidence import bridge
from foedus.evidence.add import (
    history,
    regime,
)
from foedus.evidence.part import Options
from foedus.evidence.rows import FIRST_YEAR, Rows, rows
from foedus.facts.known import BACK, HISTORY, LAST, REACH, Known, Value
from foedus.facts.shipped import store
from foedus.facts.shipped.here import here
from foedus.facts.sources import SOURCES
from foedus.history.covariates import HALF_LIVES

if TYPE_CHECKING:
    import polars as pl


_HISTORY = frozenset((*HISTORY, *BACK, *LAST))


@dataclass(frozen=True, slots=True)
class Values:
    """One fact of n rows. values: (n,), NaN where the data have none. years: (n,) each is of."""

    values: NDArray[np.float64]
    years: NDArray[np.int64]
    source: str
    origin: str = "data"  # shipped: where it was read off what ships

    def rounded(self) -> tuple[float | None, ...]:
        """The values at seven digits, as files keep them; None: the data have none."""
        return tuple(map(_rounded, self.values))

    def known(self, row: int) -> Known:
        """The fact of one row; its value may be None."""
        return Known(_rounded(self.values[row]), int(self.years[row]), self.source, self.origin)


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else float(f"{value:.7g}")


def worked_out(name: str, values: NDArray[np.float64], year: int) -> Values:
    """(n,) values of a fact as worked out from the data of ``year``, or of their last year."""
    source = SOURCES[name]
    return Values(values, np.full(len(values), min(year, source.last)), source.dataset)


def known(name: str, value: Value, year: int) -> Known:
    """One value as worked out from the data of ``year``, or of their last year."""
    source = SOURCES[name]
    return Known(value, min(year, source.last), source.dataset, origin(name))


def states(codes: ArrayLike, years: ArrayLike, facts: Iterable[str]) -> dict[str, Values]:
    """Facts of n states by COW code, each in its year (arrays broadcast).

    facts: cinc (share of the world's), personnel (thousands), cowmaj (1 or 0), polyarchy (0 to 1),
    polity2 (-10 to 10). Nothing is known before 1816. Raises DataError where data cannot be had.
    """
    one, year = _broadcast(codes, years)
    return {name: _values(name, one, None, year) for name in facts}


def pairs(
    ones: ArrayLike, twos: ArrayLike, years: ArrayLike, facts: Iterable[str]
) -> dict[str, Values]:
    """Facts of n directed pairs by COW code, each in its year (arrays broadcast).

    facts: conttype (0 to 5), capdist and mindist (km), close (1 where mindist is ``REACH`` or
    less), rivalry and atop_defense (1 or 0);
    ``HISTORY`` and ``LAST``: decayed counts of the disputes, and the years of the last dispute and
    war, known at the end of the year. ``BACK`` is ``HISTORY`` of the pair turned round. Nothing is
    known before 1816. Raises DataError where data cannot be had.
    """
    one, two, year = _broadcast(ones, twos, years)
    found = {}
    for name in facts:
        if name not in _HISTORY:
            found[name] = _values(name, one, two, year)
            continue
        # Counts look strictly before their year.
        through = np.minimum(year, SOURCES[name].last)
        sides = (two, one) if name in BACK else (one, two)
        mine = _values(name, *sides, through + 1)
        values = through + 1 - mine.values if name in LAST else mine.values
        found[name] = Values(values, through, bridge.source(int(through.max())), mine.origin)
    return found


def together(ones: ArrayLike, twos: ArrayLike, years: ArrayLike) -> NDArray[np.bool_]:
    """(n,) whether two states were members of the system on one same day of a year."""
    one, two, year = _broadcast(ones, twos, years)
    _, place = _codes()
    found = np.zeros(len(year), dtype=np.bool_)
    for when in np.unique(year[year >= FIRST_YEAR]):
        some = year == when
        found[some] = _square(int(when))[place[one[some]], place[two[some]]]
    return found


def members(year: int) -> NDArray[np.int64]:
    """COW codes, rising, of the states that were in the system with another in a year."""
    codes, _ = _codes()
    return np.asarray(codes[_square(year).any(axis=1)], dtype=np.int64)


def great(year: int) -> NDArray[np.int64]:
    """COW codes of the major powers of a year, rising."""
    there = members(year)
    return np.asarray(there[states(there, year, ["cowmaj"])["cowmaj"].values == 1], dtype=np.int64)


def absent(sets: Iterable[str]) -> tuple[str, ...]:
    """Which of some data sets are not on this machine, whole; none of them is downloaded."""
    return tuple(name for name in sets if not here(name))


def lacking(sets: Iterable[str], year: int) -> tuple[str, ...]:
    """Which of some data sets a year's facts cannot be read without: none where readings ship."""
    return () if year >= store.FIRST_YEAR else absent(sets)


def origin(name: str) -> str:
    """Where a fact is read: ``data`` where its set is on this machine, else ``shipped``."""
    sets = bridge.SOURCES if name in _HISTORY else (SOURCES[name].dataset,)
    return "data" if all(map(here, sets)) else "shipped"


def hashes(sets: Iterable[str]) -> dict[str, str]:
    """Data set -> the SHA-256 of its bytes, or of those that what ships was read from.

    A set that is not on this machine, and of which nothing ships, was not read and is left out.
    """
    from foedus.evidence.card import card

    ships = store.about()
    read = (name for name in sets if here(name) or (name in ships and ships[name].facts))
    return {name: card(name).sha256 for name in read}


def _broadcast(*arrays: ArrayLike) -> list[NDArray[np.int64]]:
    return [
        np.ravel(each)
        for each in np.broadcast_arrays(*(np.asarray(a, dtype=np.int64) for a in arrays))
    ]


def _values(
    name: str,
    one: NDArray[np.int64],
    two: NDArray[np.int64] | None,
    year: NDArray[np.int64],
) -> Values:
    dataset, last, part, column, *_ = SOURCES[name]
    read = origin(name)
    if read == "shipped" and name not in _HISTORY:
        values = _shipped(name, one, two, np.minimum(year, last))
    else:
        asked = (one.tobytes(), None if two is None else two.tobytes(), year.tobytes())
        frame = _part(read, column if part == "regime" else part, *asked)
        values = frame[column].to_numpy().astype(np.float64)
        if name == "close":
            values = (values <= REACH).astype(np.float64)
    _, place = _codes()
    listed = place[one] >= 0 if two is None else (place[one] >= 0) & (place[two] >= 0)
    values[~listed | (year < FIRST_YEAR)] = np.nan
    return Values(values, np.minimum(year, last), dataset, read)


def _shipped(
    name: str, one: NDArray[np.int64], two: NDArray[np.int64] | None, year: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(n,) a fact as it ships; NaN where nothing of it does."""
    otherwise = SOURCES[name].ships
    if otherwise is None:
        return np.full(len(one), np.nan)
    if two is None:
        return store.states(name, one, year, otherwise)
    return store.pairs(name, one, two, year, otherwise)


@lru_cache(maxsize=64)
def _part(read: str, part: str, one: bytes, two: bytes | None, year: bytes) -> "pl.DataFrame":
    """A part's columns for rows, given as the bytes of their codes and years.

    read: ``data`` or, of disputes, ``shipped``. part: of the panel, or one index of regimes.
    """
    from foedus.evidence.panel import PARTS

    when = np.maximum(np.frombuffer(year, dtype=np.int64), FIRST_YEAR)
    codes, place = _codes()
    asked = Rows(
        unit="state-year" if two is None else "directed-dyad-year",
        first=int(when.min()),
        last=int(when.max()),
        codes=codes,
        one=place[np.frombuffer(one, dtype=np.int64)],
        two=None if two is None else place[np.frombuffer(two, dtype=np.int64)],
        year=when.astype(np.int16),
    )
    options = Options(carry=True, half_lives=tuple(HALF_LIVES))
    if part in regime.LAST:
        return regime.index(part, asked, options)
    if read == "shipped":
        return history.memory(asked, options, *store.disputes())
    return PARTS[part].add(asked, options)


@cache
def _codes() -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Codes of the system's states, rising, and the place of each code among them."""
    codes = rows("state-year", FIRST_YEAR, FIRST_YEAR).codes
    place = np.full(1000, -1, dtype=np.int16)
    place[codes] = np.arange(len(codes))
    return codes, place


@lru_cache(maxsize=256)
def _square(year: int) -> NDArray[np.bool_]:
    """(S, S) by the places of codes: which pairs of the system's S states there were in a year."""
    found = rows("directed-dyad-year", year, year)
    square = np.zeros((len(found.codes),) * 2, dtype=np.bool_)
    square[found.one, found.two] = True
    return square
