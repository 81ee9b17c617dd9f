"""States and pairs as the public data have them, looked up by commitment: who faced whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import isnan

import numpy as np

from foedus.assess.analogue import EVENTS, RECENCY, Place
from foedus.assess.analogue_disputes import Met, disputes, wars
from foedus.evidence.add.capabilities import COVERS as CAPABILITIES
from foedus.evidence.add.contiguity import COVERS as CONTIGUITY
from foedus.evidence.add.disputes import GML_COVERS as DISPUTES
from foedus.evidence.add.distance import great_circle
from foedus.evidence.add.majors import COVERS as MAJORS
from foedus.evidence.add.rivalry import COVERS as RIVALRY
from foedus.evidence.nuclear import nuclear
from foedus.evidence.spells import retained
from foedus.states import UnknownStateError, find

#: The data sets read here.
SOURCES = (
    "cow-nmc", "cow-majors", "cow-contiguity", "cow-capitals", "tss-rivalries",
    "gml-directed-disputes", "gml-disputes", "interstate-wars-revised",
    "atop-alliances", "atop-members", "berkemeier-fuhrmann",
)  # fmt: skip
#: Years in which a dispute before the signature makes a state a threat.
LOOK_BACK = 10
_HALF_LIFE = 8.0


@dataclass(frozen=True, slots=True)
class World:
    """Look-ups by COW code."""

    cinc: dict[tuple[int, int], float]
    majors: list[tuple[int, int, int]]
    near: dict[tuple[int, int], list[tuple[date, date, int]]]
    seats: dict[int, list[tuple[date, date, float, float]]]
    rivals: dict[int, list[tuple[int, int, int]]]  # state -> other, first and last year
    met: dict[tuple[int, int], list[Met]]  # both ways
    opponents: dict[int, set[int]]  # states that it ever met in a dispute
    wars: dict[tuple[int, int], list[int]]  # initiator, target -> months in which a war began

    @classmethod
    def load(cls) -> "World":
        """From the tables. Raises DataError where one cannot be had."""
        from foedus.evidence.table import table

        near, seats = defaultdict(list), defaultdict(list)
        for one, two, kind, first, last in table("cow-contiguity").iter_rows():
            near[one, two].append((first, last, kind))
        for row in table("cow-capitals").iter_rows(named=True):
            seats[row["ccode"]].append((row["stdate"], row["enddate"], row["lat"], row["lng"]))
        rivals = defaultdict(list)
        for row in table("tss-rivalries").iter_rows(named=True):
            one, two = row["ccode1"], row["ccode2"]
            rivals[one].append((two, row["start"], row["end"]))
            rivals[two].append((one, row["start"], row["end"]))
        nmc, met, opponents = table("cow-nmc").drop_nulls("cinc"), disputes(), defaultdict(set)
        for one, two in met:
            opponents[one].add(two)
        return cls(
            cinc={(c, y): v for c, y, v in nmc.select("ccode", "year", "cinc").iter_rows()},
            majors=list(table("cow-majors").select("ccode", "styear", "endyear").iter_rows()),
            near=dict(near), seats=dict(seats), rivals=dict(rivals), met=met,
            opponents=dict(opponents), wars=wars(),
        )  # fmt: skip

    def share(self, code: int, year: int) -> float | None:
        """Of the world's capabilities; in a gap that of the last five years, else the next."""
        year = min(year, CAPABILITIES[1])
        for when in (*range(year, year - 6, -1), *range(year + 1, year + 6)):
            if (code, when) in self.cinc:
                return self.cinc[code, when]
        return None

    def major(self, code: int, year: int) -> bool:
        """Whether COW lists it as a major power."""
        year = min(year, MAJORS[1])
        return any(code == c and first <= year <= last for c, first, last in self.majors)

    def contiguity(self, one: int, two: int, when: date) -> float:
        """COW's class, 0 for none."""
        when = min(when, date(CONTIGUITY[1], 1, 1))
        spells = self.near.get((one, two), []) + self.near.get((two, one), [])
        return float(min((k for first, last, k in spells if first <= when <= last), default=0))

    def kilometers(self, one: int, two: int, when: date) -> float | None:
        """Between the capitals."""
        places = []
        for code in (one, two):
            there = [seat[2:] for seat in self.seats.get(code, []) if seat[0] <= when <= seat[1]]
            if not there:
                return None
            places += list(there[0])
        return float(great_circle(*(np.array(value) for value in places)))

    def rivalry(self, one: int, two: int, year: int) -> bool:
        """Whether the two were strategic rivals in the year before.

        Rivalries are dated by those who know what came of them, many to the year of a first
        dispute; in that year itself it was not known yet.
        """
        year = min(year - 1, RIVALRY[1])
        return any(o == two and a <= year <= b for o, a, b in self.rivals.get(one, []))

    def hostility(self, one: int, two: int, month: int) -> int:
        """The highest of disputes in the ten years before a month; 0: none, or after the data."""
        first = month // 12 - LOOK_BACK
        return max(
            (each.level(month) for each in self.met.get((one, two), ())
             if each.began <= month and first <= each.year <= month // 12), default=0,
        )  # fmt: skip

    def foes(self, code: int, year: int) -> set[int]:
        """States that could be its rival: rivals and those that it has ever met in a dispute."""
        known = {other for other, a, b in self.rivals.get(code, []) if a <= year <= b + 5}
        return known | self.opponents.get(code, set())

    def place(
        self,
        protege: int | None,
        rival: int | None,
        chosen: str,
        guarantors: list[int],
        month: int,
    ) -> Place:
        """The derived facts of a commitment signed in ``month``; a protégé of None is no state."""
        year, when = month // 12, date(month // 12, month % 12 + 1, 15)
        measures: dict[str, float | None] = {
            "protege_share": None if protege is None else self.share(protege, year),
            "guarantors_share": total([self.share(code, year) for code in guarantors]),
            "major_guarantor": float(any(self.major(code, year) for code in guarantors)),
            "nuclear_guarantor": float(any(nuclear(code, year) for code in guarantors)),
        }
        met: dict[str, int | None] = dict.fromkeys(EVENTS)
        ongoing = False
        if rival is not None and protege is not None:
            measures |= {
                "rival_share": self.share(rival, year),
                "nuclear_rival": float(nuclear(rival, year)),
                "contiguity": self.contiguity(rival, protege, when),
                "capitals_km": self.kilometers(rival, protege, when),
                "rivalry": float(self.rivalry(rival, protege, year)),
                **self._recent(rival, protege, month),
            }
            ongoing = self._at_war(rival, protege, month)
            for event, least in EVENTS.items():
                later = [each.began - month for each in self.met.get((rival, protege), ())
                         if each.by == rival and each.hostility >= least
                         and each.began > month]  # fmt: skip
                # A war may come of a dispute that was on when the commitment was signed.
                later += [at - month for at in self.wars.get((rival, protege), ()) if at > month]
                met[event] = min(later, default=None)
        return Place(
            protege=_label(protege, year), rival=_label(rival, year),
            chosen=chosen,
            guarantors=tuple(str(_label(code, year)) for code in guarantors),
            measures=complete(measures), met=met, seen=DISPUTES[1] * 12 + 11 - month,
            ongoing=ongoing,
        )  # fmt: skip

    def _at_war(self, one: int, two: int, month: int) -> bool:
        """Whether a war was on in a month and went on into a later year.

        A dispute has one level of hostility in all its years; one in which a war began only after
        the month was no war yet.
        """
        last = max(
            (each.year for each in self.met.get((one, two), ())
             if each.began <= month and each.hostility >= EVENTS["war"]), default=0,
        )  # fmt: skip
        entries = (*self.wars.get((one, two), ()), *self.wars.get((two, one), ()))
        return last > month // 12 and not any(month < at < 12 * (last + 1) for at in entries)

    def _recent(self, one: int, two: int, month: int) -> dict[str, float | None]:
        """As the columns of a forecast that begins in the year after the signature."""
        first = month // 12 + 1
        if first > DISPUTES[1] + 1:
            return {}
        past = [m for m in self.met.get((one, two), ()) if m.began <= month and m.year < first]
        begun = [each.year for each in past if each.by is not None]
        return {
            "recent_dispute": recency(first - max((m.year for m in past), default=np.nan)),
            "recent_war": recency(
                first
                - max((m.year for m in past if m.level(month) >= EVENTS["war"]), default=np.nan)
            ),
            "disputes": sum(retained(_HALF_LIFE) ** (first - year) for year in begun),
        }


def recency(since: float) -> float:
    """2^(-years since / 10); 0 for never (NaN)."""
    return 0.0 if isnan(since) else float(2.0 ** (-since / RECENCY))


def total(values: list[float | None]) -> float | None:
    """The sum of those known; None where there are none."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def complete(measures: dict[str, float | None]) -> dict[str, float | None]:
    """Every measure in its order: the ratios worked out, those not given None."""
    from foedus.assess.analogue import MEASURES

    found: dict[str, float | None] = dict.fromkeys(MEASURES)
    found |= measures
    for who in ("guarantors", "protege"):
        mine, theirs = found[f"{who}_share"], found["rival_share"]
        found[f"{who}_to_rival"] = mine / theirs if mine and theirs else None
    return {name: None if v is None else float(f"{v:.4g}") for name, v in found.items()}


def code_of(label: str, year: int) -> int | None:
    """The COW code of a state in a year, or in one of the two after it; None: no member."""
    for when in (year, year + 1, year + 2):
        try:
            return find(label, year=when).ccode
        except UnknownStateError:
            continue
    return None


def _label(code: int | None, year: int) -> str | None:
    if code is None:
        return None
    try:
        return find(code, year=year).label
    except UnknownStateError:
        return find(code).label


def hashes() -> dict[str, str]:
    """Data set -> its SHA-256."""
    from foedus.evidence.card import card

    return {name: card(name).sha256 for name in SOURCES}


def absent() -> tuple[str, ...]:
    """The data sets that are not on this machine, whole; none is downloaded."""
    from foedus.evidence.card import card
    from foedus.evidence.fetch import state

    return tuple(name for name in SOURCES if state(card(name)) != "ok")
