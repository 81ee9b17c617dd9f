"""Promises of defense in a region, in one year.

They are those of ATOP's member level, in its last year where the question is later, and those that
the library and the chronology know to have been made, or to have ended, since.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.nuclear import nuclear
from foedus.facts.known import STANDING, TIES
from foedus.facts.pacts import atop
from foedus.facts.pacts.protection import measure_of
from foedus.facts.region.chronology import chronicled
from foedus.history import depth
from foedus.history.guarantors import (
    LAST_YEAR,
    Commitments,
    PromiseRows,
    applicable,
    commitments,
    counted,
)
from foedus.report.words import roster
from foedus.scenario import Scenario
from foedus.states import find, members
from foedus.terms import depth_count, instruments

#: COW codes are below this; promises are looked up by code.
_CODES = 1000


@dataclass(frozen=True, slots=True)
class Promises:
    """What is promised to whom, by COW code. later: what came after ATOP's last year, in words."""

    pledges: PromiseRows | None
    year: int
    later: tuple[str, ...]

    def columns(
        self, one: int, codes: Sequence[int], majors: NDArray[np.int64]
    ) -> dict[str, NDArray[np.float64]]:
        """``STANDING`` and ``TIES`` of n states against the challenger ``one``; (n,) each."""
        names = (*STANDING, *TIES)
        if self.pledges is None:
            return {what: np.zeros(len(codes)) for what in names}
        every = np.arange(_CODES)
        cube = applicable(
            self.pledges, _CODES, np.isin(every, majors), nuclear(every, self.year)
        )[one, codes]  # fmt: skip
        return dict(zip(names, cube.T.astype(np.float64), strict=True))

    def guarantors(self, one: int, codes: Sequence[int]) -> dict[int, list[int]]:
        """State -> those in the system that owe it defense against the challenger ``one``."""
        if self.pledges is None:
            return {code: [] for code in codes}
        giver, taker = self.pledges.giver, self.pledges.taker
        there = np.isin(giver, [state.ccode for state in members(self.year)])
        counts = counted(self.pledges, _CODES)[one] & there
        return {code: np.unique(giver[counts & (taker == code)]).tolist() for code in codes}

    def takers(self, giver: int) -> int:
        """How many states one owes defense."""
        if self.pledges is None:
            return 0
        return len(np.unique(self.pledges.taker[self.pledges.giver == giver]))


def promises(scenario: Scenario, region: Set[int]) -> Promises:
    """The promises of the year of ``as_of``. Raises DataError where data cannot be had.

    region: codes of the states asked about, for what the chronology has of them.
    """
    year = scenario.as_of.year
    owed = commitments(np.arange(_CODES), frame=atop.members(), measure=measure_of(scenario))
    later_ = tuple[str, ...]()
    if year > LAST_YEAR:
        owed, later_ = _with_later(owed, scenario)
        owed, more = chronicled(scenario, owed, region)
        later_ = (*later_, *more)
    return Promises(owed.at(min(year, LAST_YEAR)), year, later_)


def _with_later(owed: Commitments, scenario: Scenario) -> tuple[Commitments, tuple[str, ...]]:
    """ATOP's commitments, with those of the library that came later; and the latter in words."""
    new: list[tuple[int, int, float, int]] = []  # alliance, member, depth, ties
    said = []
    for number, (name, parties, joined) in enumerate(later(scenario), start=100_000):
        rows = np.flatnonzero((owed.alliance == (joined or -1)) & (owed.last > LAST_YEAR))
        text = instruments.get(name)
        deep = float(owed.depth[rows].max()) if len(rows) else depth.of(text).mean
        ties = int(owed.ties[rows].max()) if len(rows) else depth_count(text)
        key = joined if joined and len(rows) else number
        codes = (find(state, year=scenario.as_of.year).ccode for state in parties)
        new += [(key, code, deep, ties) for code in codes]
        said.append(f"{name}: {roster(parties)}")
    if not new:
        return owed, ()
    alliance, member, deeps, counts = zip(*new, strict=True)
    many = len(new)
    together = replace(
        owed,
        alliance=np.concatenate([owed.alliance, alliance]).astype(np.int64),
        member=np.concatenate([owed.member, member]).astype(np.int64),
        first=np.concatenate([owed.first, np.full(many, LAST_YEAR)]),
        last=np.concatenate([owed.last, np.full(many, 9999)]),
        owes=np.concatenate([owed.owes, np.ones(many, dtype=np.bool_)]),
        depth=np.concatenate([owed.depth, deeps]),
        ties=np.concatenate([owed.ties, counts]).astype(np.int64),
    )
    return together, tuple(said)


def later(scenario: Scenario) -> list[tuple[str, tuple[str, ...], int | None]]:
    """Mutual promises of defense made after ATOP's last day and in force on the scenario's date.

    Name, states newly bound, ATOP's number of the pact that they joined; by name.
    """
    day = scenario.as_of
    new = [(text.name, parties, None) for text, parties in atop.later(day)]
    joined = [
        (text.name, tuple(s for s, on in text.acceded.items() if atop.LAST_DAY < on <= day), number)
        for number, text in atop.joined(day)
        if text.mutual and text.promises_defense
    ]
    return sorted([*new, *joined], key=lambda each: each[0])
