"""The family of a promise: promises whose fate may go together, since the same states give them.

The rule, which a reader can apply with a list of alliances in hand:

1. Take the members of the promise in the year in question. If they all belong to an alliance of
   three or more members that promises defense and stands in that year (the promise itself may be
   that alliance), the family is that bloc; the widest, where there are several.
2. Otherwise it is a promise between two states alone, and the family is the circle of the one
   called on: all that it promised to single states outside a common bloc.

So the Arab states' promises to each other are one family, the United States' to Taiwan is of the
circle of the United States, and NATO is a bloc of its own.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

#: Fewest members of a bloc.
BLOC = 3
#: Names of blocs that a war called on, by ATOP's id of the widest alliance.
NAMES = {
    1020: "German Confederation", 1255: "Triple Alliance against Paraguay",
    1355: "Triple Alliance with Romania", 2025: "Entente of 1915", 2030: "Central Powers",
    2040: "Entente of 1916", 2330: "Balkan Pact of 1934", 2420: "Nyon Agreement",
    2515: "Tripartite Pact", 2550: "United Nations of 1942", 2555: "Britain, USSR and Iran",
    3010: "Act of Chapultepec", 3150: "OAS and Rio Treaty", 3205: "Arab League",
    3215: "ANZUS", 3260: "SEATO", 3285: "Warsaw Pact",
    3395: "France, Chad, Congo and Central African Republic", 4400: "CIS",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AllianceFamily:
    """What the record knows of a family. COW codes.

    key: as ``key`` gives it. members: of a bloc, at its last call; of a circle, the one state.
    ended: the year in which a bloc ended, None while it stands (ATOP). called, honored: calls;
    outside, kept: those of them against an attacker that was no member, and those honored.
    last: year of the last call.
    """

    key: str
    name: str
    members: tuple[int, ...]
    ended: int | None
    called: int
    honored: int
    outside: int
    kept: int
    last: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "name": self.name, "called": self.called, "honored": self.honored,
            "from_outside": {"called": self.outside, "honored": self.kept}, "last": self.last,
        }  # fmt: skip

    @property
    def bloc(self) -> bool:
        """Whether it is a bloc, and not one state's circle."""
        return self.key.startswith("bloc")

    @property
    def tested(self) -> bool:
        """Whether an attacker from outside ever called on it."""
        return self.outside > 0


@dataclass(frozen=True, slots=True)
class DefensePact:
    """An alliance with a promise of defense: its members' codes with first and last years."""

    id: int
    terms: tuple[tuple[int, int, int], ...]

    def members(self, year: int) -> frozenset[int]:
        """Members in a year."""
        return frozenset(code for code, first, last in self.terms if first <= year <= last)


def pacts(members: "pl.DataFrame") -> tuple[DefensePact, ...]:
    """Alliances that promise defense, from the table ``atop-members``, by rising id."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    promising = set()
    for row in members.iter_rows(named=True):
        term = row["member"], row["yrent"], row["yrexit"] or 9999
        found.setdefault(row["atopid"], []).append(term)
        if row["defense"] == 1:
            promising.add(row["atopid"])
    return tuple(DefensePact(id, tuple(found[id])) for id in sorted(promising))


def bloc(known: Iterable[DefensePact], parties: Collection[int], year: int) -> DefensePact | None:
    """The widest alliance of three or more that has all ``parties`` in a year; the oldest of two
    alike; None where there is none.
    """
    wanted = frozenset(parties)
    wide = [pact for pact in known if len(pact.members(year)) >= BLOC]
    wide = [pact for pact in wide if wanted <= pact.members(year)]
    return max(wide, key=lambda pact: (len(pact.members(year)), -pact.id), default=None)


def key(found: DefensePact | None, guarantor: int) -> str:
    """The family's key: ``bloc 3205`` by ATOP's id, or ``state 2`` by COW code."""
    return f"bloc {found.id}" if found else f"state {guarantor}"


def name(of: str) -> str:
    """A key in words: a bloc's name, or whose circle it is."""
    from foedus.states import find

    kind, number = of.split()
    if kind == "bloc":
        return NAMES.get(int(number), f"bloc of ATOP {number}")
    return f"{find(int(number)).name}, to single states"


def belongs(
    families: Collection[AllianceFamily], parties: Sequence[int], year: int
) -> AllianceFamily | None:
    """The family on record of a promise made in ``year``; None where no war ever called on it.

    parties: COW codes, the guarantors first and the protégé last.
    """
    wanted = frozenset(parties)
    wide = [each for each in families if each.bloc and wanted <= set(each.members)]
    standing = [each for each in wide if each.ended is None or year <= each.ended]
    if standing or len(wanted) >= BLOC:
        return max(standing, key=lambda each: len(each.members), default=None)
    own = (parties[0],)
    return next((each for each in families if not each.bloc and each.members == own), None)
