"""A region's promises of defense by the chronology: those it alone has, and those that ended.

The library goes first, as in ``foedus.facts.chronology.pacts``: a pact that it holds is made and
joined by its own file. A pact of the chronology alone is read as one without military ties.
"""

from collections.abc import Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.chronology import PactChange
from foedus.facts.chronology.pacts import BINDS, LOOSENS, changes
from foedus.facts.pacts import atop
from foedus.facts.pacts.protection import measured
from foedus.history.depth import shipped
from foedus.history.guarantors import LAST_YEAR, Commitments
from foedus.report.words import roster
from foedus.scenario import Scenario
from foedus.states import find
from foedus.terms.depth import ATOP_ITEMS

#: Numbers given to pacts that no data set numbers.
_FROM = 200_000
_OPEN = 9999  # last year of a promise that still stands


def chronicled(
    scenario: Scenario, owed: Commitments, region: Set[int]
) -> tuple[Commitments, tuple[str, ...]]:
    """Commitments by COW code with the chronology's changes to the question's day; and in words.

    region: codes of the states asked about; a change that touches none of them is left out.
    A promise that ended is closed the year before ``LAST_YEAR``, which stands for later years.
    """
    said: list[str] = []
    for number, change in enumerate(changes(scenario), start=_FROM):
        everyone = [find(state, year=scenario.as_of.year).ccode
                    for state in dict.fromkeys((*change.states, *change.partners))]  # fmt: skip
        taken = change.states if change.change in LOOSENS else (*change.states, *change.partners)
        here = region & {*everyone[: len(taken)]}
        if "defense" not in change.promises or not here:
            continue
        if change.change in LOOSENS:
            gone = _rows(owed, change)
            if gone.any():
                owed = replace(owed, last=np.where(gone, LAST_YEAR - 1, owed.last))
                said.append(f"{change.id}: {roster(change.states)} {change.change}")
        elif change.change in BINDS and (
            change.instrument is None or atop.named(change.instrument) is None
        ):
            owed = _with(owed, change, everyone, number)
            said.append(f"{change.id}: {roster(taken)}")
    return owed, tuple(said)


def _rows(owed: Commitments, change: PactChange) -> NDArray[np.bool_]:
    """Rows of the member level that a change ends: those of the states that left, or of all."""
    held = atop.named(change.instrument) if change.instrument else None
    numbers = {*change.atop} | ({held.atop} if held and held.atop else set())
    year = change.effective.year if change.effective else LAST_YEAR
    mine = np.isin(owed.alliance, list(numbers)) & (owed.last >= LAST_YEAR)
    if change.change == "ended":
        return mine
    return mine & np.isin(owed.member, [find(state, year=year).ccode for state in change.states])


def _with(owed: Commitments, change: PactChange, everyone: list[int], number: int) -> Commitments:
    """With one pact more. everyone: its members' codes, those that are named first first."""
    depth, _ = measured((0,) * len(ATOP_ITEMS), shipped())
    many = len(everyone)
    owes = np.full(many, change.mutual) | (np.arange(many) < len(change.states))
    return Commitments(
        alliance=np.concatenate([owed.alliance, np.full(many, number)]),
        member=np.concatenate([owed.member, everyone]),
        first=np.concatenate([owed.first, np.full(many, LAST_YEAR)]),
        last=np.concatenate([owed.last, np.full(many, _OPEN)]),
        owes=np.concatenate([owed.owes, owes]),
        depth=np.concatenate([owed.depth, np.full(many, depth)]),
        ties=np.concatenate([owed.ties, np.zeros(many, dtype=np.int64)]),
    )
