"""Whom a commitment protects, against whom: one rule for every commitment of the past.

The protégé is the state that the text names; in a mutual pact a party other than the strongest of
those that owe help. The rival is a state that the text names as adversary; where it names none, one
outside the pact that is a strategic rival of the protégé or met it in a dispute in the ten years
before. (A guarantee of a third state does not keep a guarantor from being the threat: there any
state may be the rival, and is then no guarantor.) Of several pairs the one counts that are
strategic rivals, then the one with the highest hostility in those years, then the one whose rival
is strongest beside the protégé. Where there is none such, the rival is the strongest neighbor (by
land, or up to 400 miles of water).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from foedus.analogy.world import CommitmentSides, StateHistory, middle, rivalry
from foedus.facts import days
from foedus.states import members

Two = tuple[int, int]  # protégé, rival


@dataclass(frozen=True, slots=True)
class SignedPact:
    """Who signed what; COW codes. named: adversaries in the text. protege: if it names one."""

    parties: tuple[int, ...]
    owing: tuple[int, ...]  # that owe help: the active obligation, else any
    named: tuple[int, ...]
    protege: int | None
    month: int  # of signature, from year 0


@dataclass(frozen=True, slots=True)
class _Choice:
    """The pairs that a pact may be about. named: whether its text names the rival."""

    pact: SignedPact
    protected: tuple[int, ...]
    named: bool
    pairs: tuple[Two, ...]


def sides(world: StateHistory, pacts: Sequence[SignedPact]) -> list[CommitmentSides]:
    """The protégé, the rival and the guarantors of each pact."""
    choices = [_choice(world, pact) for pact in pacts]
    ones, twos, months = _columns(choices)
    rivals = _split(rivalry(ones, twos, months // 12), choices)
    found = [_threat(world, choice, mine) for choice, mine in zip(choices, rivals, strict=True)]
    left = [choice for choice, side in zip(choices, found, strict=True) if side is None]
    ones, twos, months = _columns(left)
    near = days.contiguity(ones, twos, [middle(int(month)) for month in months]).values > 0
    rest = map(_neighbor, [world] * len(left), left, _split(near, left))
    return [side or next(rest) for side in found]


def strongest(world: StateHistory, side: CommitmentSides) -> int | None:
    """The guarantor with most capabilities."""
    year = side.month // 12
    return max(side.guarantors, key=lambda c: world.share(c, year) or 0.0, default=None)


def _choice(world: StateHistory, pact: SignedPact) -> _Choice:
    year = pact.month // 12
    if pact.protege is not None:
        protected: tuple[int, ...] = (pact.protege,)
    else:
        most = max(
            pact.owing or pact.parties, key=lambda c: world.share(c, year) or 0.0, default=None
        )
        protected = tuple(code for code in pact.parties if code != most)
    there = _there(year)
    named = tuple((p, r) for p in protected for r in pact.named if r != p and r in there)
    outside = there - set(pact.parties if pact.protege is None else protected)
    pairs = named or tuple((p, r) for p in protected for r in outside)
    return _Choice(pact, protected, bool(named), pairs)


@cache
def _there(year: int) -> frozenset[int]:
    return frozenset(state.ccode for state in members(year))


def _columns(choices: Sequence[_Choice]) -> NDArray[np.int64]:
    """(3, n) protégé, rival and month of every pair of every choice."""
    rows = [(*pair, each.pact.month) for each in choices for pair in each.pairs]
    return np.array(rows, dtype=np.int64).reshape(-1, 3).T


def _split(flags: NDArray[np.bool_], choices: Sequence[_Choice]) -> list[set[Two]]:
    """The pairs of each choice whose flag is set."""
    ends = np.cumsum([len(each.pairs) for each in choices])
    return [
        {each.pairs[place] for place in np.flatnonzero(mine)}
        for each, mine in zip(choices, np.split(flags, ends)[:-1], strict=True)
    ]


def _threat(world: StateHistory, choice: _Choice, rivals: set[Two]) -> CommitmentSides | None:
    """The pair named, or one of rivals or foes; None where there are none."""
    month, met = choice.pact.month, world.met

    def power(code: int) -> float:
        return world.share(code, month // 12) or 0.0

    def threat(pair: Two) -> tuple[bool, int, float]:
        protege, rival = pair
        beside = power(rival) / (power(protege) or 1e-6)
        return pair in rivals, world.hostility(protege, rival, month), beside

    if choice.named:
        return _side(choice, max(choice.pairs, key=threat), "named in the text")
    foes = [
        each
        for each in choice.pairs
        if each in rivals or (each in met and world.hostility(*each, month))
    ]
    if not foes:
        return None
    pair = max(foes, key=threat)
    hostile = world.hostility(*pair, month)
    quarrel = "met in a dispute in the ten years before"
    how = ", ".join(["strategic rival"] * (pair in rivals) + [quarrel] * (hostile > 0))
    return _side(choice, pair, how)


def _neighbor(world: StateHistory, choice: _Choice, near: set[Two]) -> CommitmentSides:
    year = choice.pact.month // 12
    pairs = [pair for pair in choice.pairs if pair in near]
    found = max(pairs, key=lambda pair: world.share(pair[1], year) or 0.0, default=None)
    if found is None:
        alone = choice.protected[0] if choice.protected else None
        return _side(choice, (alone, None), "no rival found")
    return _side(choice, found, "no rival on record: the strongest neighbor")


def _side(choice: _Choice, pair: tuple[int | None, int | None], chosen: str) -> CommitmentSides:
    owing = choice.pact.owing or choice.pact.parties
    left = tuple(code for code in owing if code not in pair)
    return CommitmentSides(*pair, chosen, left, choice.pact.month)
