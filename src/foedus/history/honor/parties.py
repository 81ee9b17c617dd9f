"""Who a war called on: the members that owed defense, and whom against.

Berkemeier & Fuhrmann code alliances, not members. Here the protégés are the members of the
alliance that were first at war (Reiter, Stam & Horowitz 2016), the guarantors called on the other
members that owe defense (ATOP). Where all entered on one day, or the war is not listed, the
guarantors are all that owe it.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.errors import DataError

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Parties:
    """A call: its year, the alliance's members then, who was called on, and against whom.

    COW codes. No adversaries: they are not known.
    """

    year: int
    members: tuple[int, ...]
    guarantors: tuple[int, ...]
    adversaries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fight:
    """Two states at war with each other, from a day."""

    day: date
    one: int
    two: int


def fights(wars: "pl.DataFrame") -> dict[int, tuple[Fight, ...]]:
    """War's id -> its pairs of enemies, from the table ``interstate-wars-revised``."""
    found: dict[int, list[Fight]] = {}
    for row in wars.iter_rows(named=True):
        # A later year of a war opens on its first of January: the earliest day is the entry.
        day = date(row["year"], row["month_entry"] or 1, row["day_entry"] or 1)
        pair = Fight(day, row["init_ccode"], row["target_ccode"])
        found.setdefault(row["larger_war_id"], []).append(pair)
    return {war: tuple(each) for war, each in found.items()}


def parties(
    war_name: str, signed: int, pairs: tuple[Fight, ...], members: "pl.DataFrame"
) -> Parties:
    """Who was called on. members: the alliance's rows of the table ``atop-members``.

    The call comes with the first member at war; in a war that is not listed (no ``pairs``), in the
    year that its name holds; on a promise made during the war, in the year of its signature.
    """
    rows = list(members.iter_rows(named=True))
    entry = _entries(pairs, {row["member"] for row in rows})
    began = min((day.year for day in entry.values()), default=0) or _year_named(war_name)
    year = max(began, signed)
    inside = [row for row in rows if row["yrent"] <= year <= (row["yrexit"] or 9999)]
    codes = {row["member"] for row in inside}
    owing = {row["member"] for row in inside if row["defense"] == 1} or codes
    entry = _entries(pairs, codes)
    first = {code for code, day in entry.items() if day == min(entry.values())}
    enemies = {
        foe
        for pair in pairs
        for own, foe in ((pair.one, pair.two), (pair.two, pair.one))
        if own in first and pair.day == entry[own]
    }
    return Parties(
        year=year,
        members=tuple(sorted(codes)),
        guarantors=tuple(sorted((owing - first) or owing)),
        adversaries=tuple(sorted(enemies)),
    )


def _entries(pairs: tuple[Fight, ...], codes: set[int]) -> dict[int, date]:
    """The first day at war of each of ``codes`` that fought."""
    found: dict[int, date] = {}
    for pair in pairs:
        for code in {pair.one, pair.two} & codes:
            found[code] = min(pair.day, found.get(code, pair.day))
    return found


def _year_named(war: str) -> int:
    found = re.search(r"1[89]\d\d|20\d\d", war)
    if found is None:
        raise DataError(f"the war {war!r} is not listed, and its name holds no year")
    return int(found[0])
