"""States and pairs as the public data have them when commitments were signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.analogy.commitment import EVENTS, RECENCY, Circumstances
from foedus.analogy.disputes import Confrontation, disputes, wars
from foedus.evidence.add.disputes import GML_COVERS as DISPUTES
from foedus.evidence.nuclear import nuclear
from foedus.evidence.spells import retained
from foedus.facts import days, reader, sources
from foedus.states import UnknownStateError, all_states, find

#: The data sets read here.
SOURCES = (
    "cow-nmc", "cow-majors", "cow-contiguity", "cow-capitals", "tss-rivalries",
    "gml-directed-disputes", "gml-disputes", "interstate-wars-revised",
    "atop-alliances", "atop-members", "berkemeier-fuhrmann",
)  # fmt: skip
#: Years in which a dispute before the signature makes a state a threat.
LOOK_BACK = 10
_HALF_LIFE = 8.0
#: Years of the squares below; none before the first is asked for.
_FIRST, _LAST = 1800, sources.SOURCES["cinc"].last
#: A gap in the capabilities is filled from the last five years, else the next.
_GAP = (*range(1, 6), *range(-1, -6, -1))
_DISPUTES = DISPUTES[1]


@dataclass(frozen=True, slots=True)
class CommitmentSides:
    """The two sides of a commitment; COW codes. chosen: how the rival was found, in words."""

    protege: int | None  # None: no state
    rival: int | None
    chosen: str
    guarantors: tuple[int, ...]
    month: int  # of signature, from year 0


@dataclass(frozen=True, slots=True)
class StateHistory:
    """Look-ups by COW code, place 0 of a year's axis being 1800."""

    shares: NDArray[np.float64]  # (1000, T) of the world's capabilities, NaN where unknown
    majors: NDArray[np.bool_]  # (1000, T)
    met: dict[tuple[int, int], list[Confrontation]]  # both ways
    wars: dict[tuple[int, int], list[int]]  # initiator, target -> months in which a war began

    @classmethod
    def load(cls) -> "StateHistory":
        """From the tables. Raises DataError where one cannot be had."""
        years, codes = np.arange(_FIRST, _LAST + 1), [state.ccode for state in all_states()]
        found = reader.states(np.array(codes)[:, None], years, ("cinc", "cowmaj"))
        known, major = np.full((2, 1000, len(years)), np.nan)
        known[codes], major[codes] = (v.values.reshape(-1, len(years)) for v in found.values())
        shares = known.copy()
        for ago in _GAP:
            there = np.roll(known, ago, axis=1)
            there[:, slice(ago) if ago > 0 else slice(ago, None)] = np.nan
            shares = np.where(np.isnan(shares), there, shares)
        return cls(shares, major == 1, disputes(), wars())

    def share(self, code: int, year: int) -> float | None:
        """Of the world's capabilities; in a gap that of the last five years, else the next."""
        value = float(self.shares[code, min(year, _LAST) - _FIRST])
        return None if isnan(value) else value

    def major(self, code: int, year: int) -> bool:
        """Whether COW lists it as a major power."""
        return bool(self.majors[code, min(year, _LAST) - _FIRST])

    def hostility(self, one: int, two: int, month: int) -> int:
        """The highest of disputes in the ten years before a month; 0: none, or after the data."""
        first = month // 12 - LOOK_BACK
        return max(
            (each.level(month) for each in self.met.get((one, two), ())
             if each.began <= month and first <= each.year <= month // 12), default=0,
        )  # fmt: skip

    def places(self, sides: Sequence[CommitmentSides]) -> list[Circumstances]:
        """The derived facts of commitments."""
        pairs = [
            (each.rival, each.protege, each.month)
            for each in sides
            if each.rival is not None and each.protege is not None
        ]
        ones, twos, months = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
        when = [middle(int(month)) for month in months]
        columns = {
            "contiguity": days.contiguity(ones, twos, when).values,
            "capitals_km": days.distance(ones, twos, when).values,
            "rivalry": rivalry(ones, twos, months // 12),
        }
        names, rows = list(columns), iter(zip(*columns.values(), strict=True))
        return [
            self._place(
                each,
                {}
                if each.rival is None or each.protege is None
                else dict(zip(names, next(rows), strict=True)),
            )
            for each in sides
        ]

    def _place(self, side: CommitmentSides, geography: dict[str, float]) -> Circumstances:
        year, protege, rival, month = side.month // 12, side.protege, side.rival, side.month
        measures: dict[str, float | None] = {
            "protege_share": None if protege is None else self.share(protege, year),
            "guarantors_share": total([self.share(code, year) for code in side.guarantors]),
            "major_guarantor": float(any(self.major(code, year) for code in side.guarantors)),
            "nuclear_guarantor": float(any(nuclear(code, year) for code in side.guarantors)),
        }
        met: dict[str, int | None] = dict.fromkeys(EVENTS)
        ongoing = False
        if rival is not None and protege is not None:
            measures |= {
                "rival_share": self.share(rival, year),
                "nuclear_rival": float(nuclear(rival, year)),
                **{what: None if isnan(v) else float(v) for what, v in geography.items()},
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
        return Circumstances(
            protege=_label(protege, year), rival=_label(rival, year),
            chosen=side.chosen,
            guarantors=tuple(str(_label(code, year)) for code in side.guarantors),
            measures=complete(measures), met=met, seen=_DISPUTES * 12 + 11 - month,
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
        if first > _DISPUTES + 1:
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


def middle(month: int) -> date:
    """The day that stands for a month, given from year 0."""
    return date(month // 12, month % 12 + 1, 15)


def rivalry(ones: ArrayLike, twos: ArrayLike, years: ArrayLike) -> NDArray[np.bool_]:
    """(n,) whether two states were strategic rivals in the year before.

    Rivalries are dated by those who know what came of them, many to the year of a first
    dispute; in that year itself it was not known yet.
    """
    before = np.asarray(years, dtype=np.int64) - 1
    return np.equal(reader.pairs(ones, twos, before, ["rivalry"])["rivalry"].values, 1.0)


def recency(since: float) -> float:
    """2^(-years since / 10); 0 for never (NaN)."""
    return 0.0 if isnan(since) else float(2.0 ** (-since / RECENCY))


def total(values: list[float | None]) -> float | None:
    """The sum of those known; None where there are none."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def complete(measures: dict[str, float | None]) -> dict[str, float | None]:
    """Every measure in its order: the ratios worked out, those not given None."""
    from foedus.analogy.commitment import MEASURES

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
    return reader.hashes(SOURCES)


def absent() -> tuple[str, ...]:
    """The data sets that are not on this machine, whole; none is downloaded."""
    return reader.absent(SOURCES)
