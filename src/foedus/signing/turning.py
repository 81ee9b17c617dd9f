"""What would turn a party: the inputs, of all that was drawn, whose ends put it in another class.

An input is looked at in its lowest and in its highest fifth of the draws, all else as it falls. A
claim's origin is left out, and the party's stand drawn again with the same random numbers.
"""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.signing.party import Turn
from foedus.signing.stakes import OWN, RISKS, Ground, role, standing
from foedus.signing.verdict import verdict

Flags = NDArray[np.bool_]
_COURSE = "the protégé's gains on the ground"
#: A smaller move of the share is as good as the luck of the draw.
_LEAST = 0.05
#: Weights behind each driver; the end of the fighting has one for each role.
_BEHIND = {
    "safety": ("war_protege",),
    "protégé's safety": ("care", "war_protege"),
    "option of war lost": ("war_challenger",),
    "entrapment": ("honor", "war_guarantor"),
    "cost": ("tie", "forces", "adoption"),
}


def turns(
    known: Ground,
    party: str,
    issues: tuple[str, ...],
    drivers: Mapping[str, Array],
    better: Flags,
    again: Callable[[Ground], Flags],
) -> tuple[Turn, ...]:
    """What would put the party in another class, what moves it farthest first.

    drivers: what moves it, (n,) draws each. better: (n,) whether it is better off. again: the same
    over another ground.
    """
    share = float(better.mean())
    found = [*_inputs(known, party, issues, drivers, better), *_claims(known, party, issues, again)]
    told = [turn for turn in found if turn.size(share) >= _LEAST and turn.turned(verdict(share))]
    return tuple(sorted(told, key=lambda turn: -turn.size(share)))


def _inputs(
    known: Ground,
    party: str,
    issues: tuple[str, ...],
    drivers: Mapping[str, Array],
    better: Flags,
) -> Iterator[Turn]:
    fifth = len(better) // 5
    for name, drawn in _levers(known, party, issues, drivers).items():
        if np.ptp(drawn) > 0:
            order = np.argpartition(drawn, (fifth, len(drawn) - fifth))
            ends = {"low": order[:fifth], "high": order[-fifth:]}
            yield Turn(name, {case: float(better[rows].mean()) for case, rows in ends.items()})


def _levers(
    known: Ground, party: str, issues: tuple[str, ...], drivers: Mapping[str, Array]
) -> dict[str, Array]:
    """What the party's gain is made from, by name: weights, risk, the war, its positions."""
    names = [name for driver in drivers for name in _BEHIND.get(driver, ())]
    found: dict[str, Array] = {}
    if names:
        found |= {what: known.own("", what) for what in RISKS}
    if "end of the fighting" in drivers:
        names.append(f"peace_{role(known.scenario, party)}")
        if role(known.scenario, party) != "guarantor":
            found[_COURSE] = known.course
    for name in names:
        if name in known.weights:
            own = party if name in OWN else None
            found[known.weights[name].means] = known.weight(name, own)
    for issue in issues:
        stand = standing(known, party, issue)
        if stand is not None and stand.stated:
            found[f"its position on {issue}"] = stand.position
    return found


def _claims(
    known: Ground, party: str, issues: tuple[str, ...], again: Callable[[Ground], Flags]
) -> Iterator[Turn]:
    origins: dict[str, list[str]] = {}
    for claim in known.scenario.claims:
        if any(move.actor == party and move.issue in issues for move in claim.moves):
            origins.setdefault(claim.origin or claim.id, []).append(claim.id)
    for origin, claims in origins.items():
        share = float(again(known.without(origin)).mean())
        named = f"claim{'s' * (len(claims) > 1)} {', '.join(claims)}"
        yield Turn(named, {"left out": share})
