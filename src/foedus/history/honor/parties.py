"""Who a war called on: the members that owed defense, and whom against.

Berkemeier & Fuhrmann code alliances, not members. Here the protégés are, of the members that
another member owes defense (ATOP), those that were first at war (Reiter, Stam & Horowitz 2016):
before those that joined a war already begun, and, among those that entered together, the ones
attacked. The guarantors called on are the other members that owe defense. Where a member was itself
the attacker it is a guarantor only if nobody else is; where all were attacked together, each is
every other's.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.errors import DataError

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Parties:
    """A call: its year, the alliance's members then, who was called on, and against whom.

    COW codes. No adversaries: they are not known. attacked: the protégés; none, where no member
    that is owed defense fought.
    """

    year: int
    members: tuple[int, ...]
    attacked: tuple[int, ...]
    guarantors: tuple[int, ...]
    adversaries: tuple[int, ...]

    @property
    def inside(self) -> bool:
        """Whether a member of the alliance was itself the adversary of the protégé."""
        return bool(set(self.adversaries) & set(self.members))


@dataclass(frozen=True, slots=True)
class Fight:
    """Two states at war with each other, from a day. joined: the war was under way already."""

    day: date
    initiator: int
    target: int
    joined: bool = False


#: Wars of Berkemeier & Fuhrmann that Reiter, Stam & Horowitz do not list, by their name.
UNLISTED: dict[str, tuple[Fight, ...]] = {
    # Italy landed in Albania, its ally.
    "Italy-Albania1939": (Fight(date(1939, 4, 7), 325, 339),),
    # Tunisia laid siege to the French base at Bizerte: France was the party attacked.
    "Bizerte1961": (Fight(date(1961, 7, 19), 616, 220),),
    # Indonesia's Confrontation of Malaysia, from the day of the federation.
    "Malaysia_1963-1966": (Fight(date(1963, 9, 16), 850, 820),),
}


def fights(wars: "pl.DataFrame") -> dict[int, tuple[Fight, ...]]:
    """War's id -> its pairs of enemies, from the table ``interstate-wars-revised``."""
    found: dict[int, list[Fight]] = {}
    for row in wars.iter_rows(named=True):
        # A later year of a war opens on its first of January: the earliest day is the entry.
        day = date(row["year"], row["month_entry"] or 1, row["day_entry"] or 1)
        pair = Fight(day, row["init_ccode"], row["target_ccode"], row["joiner"] == 1)
        found.setdefault(row["larger_war_id"], []).append(pair)
    return {war: tuple(each) for war, each in found.items()}


def parties(
    war_name: str, signed: int, pairs: tuple[Fight, ...], members: "pl.DataFrame"
) -> Parties:
    """Who was called on. members: the alliance's rows of the table ``atop-members``.

    The call comes with the first member at war; in a war that is not listed (no ``pairs``, and not
    in ``UNLISTED``), in the year that its name holds; on a promise made during the war, in the year
    of its signature.
    """
    pairs = pairs or UNLISTED.get(war_name, ())
    rows = list(members.iter_rows(named=True))
    began = _entries(pairs, _owed(rows)) or _entries(pairs, {row["member"] for row in rows})
    opened = min((day.year for day, _ in began.values()), default=0) or _year_named(war_name)
    year = max(opened, signed)
    inside = [row for row in rows if row["yrent"] <= year <= (row["yrexit"] or 9999)]
    codes, owed = {row["member"] for row in inside}, _owed(inside)
    owing = {row["member"] for row in inside if row["defense"] == 1} or codes
    entry = _entries(pairs, owed) or _entries(pairs, codes)
    first = {code for code, when in entry.items() if when == min(entry.values())}
    opening = [pair for pair in pairs if any(_at(pair) == entry[code] for code in first)]
    fought = {pair.target for pair in opening} & first or first
    enemies = {
        foe
        for pair in opening
        for own, foe in ((pair.initiator, pair.target), (pair.target, pair.initiator))
        if own in fought
    }
    attacked = fought & owed
    called = owing - attacked - enemies or owing - attacked or owing
    return Parties(
        year=year,
        members=tuple(sorted(codes)),
        attacked=tuple(sorted(attacked)),
        guarantors=tuple(sorted(called)),
        adversaries=tuple(sorted(enemies)),
    )


def _owed(rows: "list[dict[str, Any]]") -> set[int]:
    """The members to whom another member owes defense; all, where no member is said to owe it."""
    owing = {row["member"] for row in rows if row["defense"] == 1}
    return {row["member"] for row in rows if not owing or owing - {row["member"]}}


def _at(pair: Fight) -> tuple[date, bool]:
    """When a pair began to fight: those who joined come after those who opened on the same day."""
    return pair.day, pair.joined


def _entries(pairs: tuple[Fight, ...], codes: set[int]) -> dict[int, tuple[date, bool]]:
    """When each of ``codes`` that fought entered. Whom a joiner fought had entered before it."""
    found: dict[int, tuple[date, bool]] = {}
    for pair in pairs:
        for code in {pair.initiator, pair.target} & codes:
            found[code] = min(_at(pair), found.get(code, _at(pair)))
    return found


def _year_named(war: str) -> int:
    found = re.search(r"1[89]\d\d|20\d\d", war)
    if found is None:
        raise DataError(f"the war {war!r} is not listed, and its name holds no year")
    return int(found[0])
