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

from dataclasses import dataclass
from datetime import date

from foedus.analogy.world import World
from foedus.states import members


@dataclass(frozen=True, slots=True)
class Pact:
    """Who signed what; COW codes. named: adversaries in the text. protege: if it names one."""

    parties: tuple[int, ...]
    owing: tuple[int, ...]  # that owe help: the active obligation, else any
    named: tuple[int, ...]
    protege: int | None
    month: int  # of signature, from year 0


@dataclass(frozen=True, slots=True)
class Pair:
    """The pair found, and the guarantors that are left. chosen: how the rival was found."""

    protege: int | None
    rival: int | None
    chosen: str
    guarantors: tuple[int, ...]

    def strongest(self, world: World, year: int) -> int | None:
        """The guarantor with most capabilities."""
        return max(self.guarantors, key=lambda c: world.share(c, year) or 0.0, default=None)


def pair(world: World, pact: Pact) -> Pair:
    """The protégé, the rival and the guarantors of a pact."""
    year = pact.month // 12

    def power(code: int) -> float:
        return world.share(code, year) or 0.0

    if pact.protege is not None:
        protected: tuple[int, ...] = (pact.protege,)
    else:
        strongest = max(pact.owing or pact.parties, key=power, default=None)
        protected = tuple(code for code in pact.parties if code != strongest)

    def threat(both: tuple[int, int]) -> tuple[bool, int, float]:
        protege, rival = both
        beside = power(rival) / (power(protege) or 1e-6)
        hostile = world.hostility(protege, rival, pact.month)
        return world.rivalry(protege, rival, year), hostile, beside

    there = {state.ccode for state in members(year)}
    outside = there - set(pact.parties if pact.protege is None else protected)
    named = [(p, r) for p in protected for r in pact.named if r != p and r in there]
    foes = [
        both
        for p in protected
        for r in world.foes(p, year) & outside
        if any(threat(both := (p, r))[:2])
    ]
    if named:
        (protege, rival), how = max(named, key=threat), "named in the text"
    elif foes:
        protege, rival = max(foes, key=threat)
        rivals, hostile, _ = threat((protege, rival))
        how = "strategic rival" if rivals else "met in a dispute in the ten years before"
        if rivals and hostile:
            how += ", met in a dispute in the ten years before"
    else:
        found = _neighbor(world, protected, outside, pact.month)
        if found is None:
            alone = protected[0] if protected else None
            return Pair(alone, None, "no rival found", _left(pact, alone, None))
        (protege, rival), how = found, "no rival on record: the strongest neighbor"
    return Pair(protege, rival, how, _left(pact, protege, rival))


def _neighbor(
    world: World, protected: tuple[int, ...], outside: set[int], month: int
) -> tuple[int, int] | None:
    when = date(month // 12, month % 12 + 1, 15)
    near = [(p, r) for p in protected for r in outside if world.contiguity(p, r, when) > 0]
    return max(near, key=lambda both: world.share(both[1], when.year) or 0.0, default=None)


def _left(pact: Pact, protege: int | None, rival: int | None) -> tuple[int, ...]:
    owing = pact.owing or pact.parties
    return tuple(code for code in owing if code not in {protege, rival})
