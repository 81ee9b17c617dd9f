"""The space of designs that a search goes through: five choices, and every combination of them.

guarantors   each subset of a few named states, and each coalition of the scenario's own designs
promise      the clause vocabulary as a staircase: each step keeps the promises of those below
presence     none on the protégé's soil, access to bases, permanent bases, or forces stationed
ties         0 to 7 of the other military ties, added in one order
adoption     by executives, by legislatures, or as a treaty

The vocabulary has far more texts than these, but what a search measures reads a text only through
these five. The order of promises and of ties, from what commits a guarantor least, is a judgement:
"four ties" are the first four, whose depth is not that of any other four. Offense, neutrality and
nonaggression are left out: they are no promise to come to the protégé's help.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import combinations, product

from foedus.scenario import Scenario
from foedus.terms import Guarantee
from foedus.terms.guarantee import Adoption

#: The staircase of promises, lowest first; sanctions come with aid.
PROMISES = ("none", "assurance", "consultation", "aid", "defense", "automatic-defense")
#: The ties of ``foedus.terms.depth_count`` but bases, each as a guarantee has it.
TIES: dict[str, object] = {
    "contact": "regular", "aid": "general", "organization": "named", "companion": True,
    "contribution": True, "subordination": True, "command": "integrated",
}  # fmt: skip
PRESENCE = ("none", "access", "permanent", "forces")  # any but none is the eighth tie
ADOPTIONS: tuple[Adoption, ...] = ("executive", "legislature", "treaty")
#: Subsets of more named states than this are too many to look through one by one.
MOST_STATES = 8
_STEPS = {
    "assurance": ("assurance", "any"),
    "consultation": ("consultation", "threat"),
    "aid": ("sanctions aid", "armed-attack"),
}
_DISCRETION = {"defense": "as-deemed-necessary", "automatic-defense": "automatic"}


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """One combination of the five choices; see ``canonical`` for those that mean the same."""

    guarantors: tuple[str, ...] = ()
    promise: str = "none"  # of PROMISES
    presence: str = "none"  # of PRESENCE
    ties: int = 0  # the first so many of TIES
    adoption: str = "none"  # of ADOPTIONS

    @property
    def defends(self) -> bool:
        """Whether defense is promised."""
        return self.promise in {"defense", "automatic-defense"}

    @property
    def depth(self) -> int:
        """Military ties, 0 to 8, as ``foedus.terms.depth_count`` counts them."""
        return self.ties + (self.presence != "none")

    def differs(self, other: "Package") -> tuple[str, ...]:
        """Names of the choices in which two packages differ."""
        return tuple(c for c in CHOICES if getattr(self, c) != getattr(other, c))


CHOICES = tuple(field.name for field in fields(Package))
NOTHING = Package()


@dataclass(frozen=True, slots=True)
class Space:
    """What is chosen from; ``packages`` are all of it, without repetition."""

    states: tuple[str, ...]  # whose subsets are coalitions
    coalitions: tuple[tuple[str, ...], ...]  # the smallest first
    senders: tuple[str, ...]  # states that forces come from; empty: every guarantor
    packages: tuple[Package, ...]

    def sending(self, package: Package) -> tuple[str, ...]:
        """The states that station forces under the package."""
        if package.presence != "forces":
            return ()
        return tuple(s for s in package.guarantors if not self.senders or s in self.senders)


def space(
    scenario: Scenario, states: Iterable[str], coalitions: Iterable[tuple[str, ...]]
) -> Space:
    """Every package of subsets of ``states``, and of ``coalitions`` as they are.

    Forces come from the states that the scenario's designs station them from; from the whole
    coalition, where no design says.
    """
    states = tuple(states)
    subsets = [each for size in range(1, len(states) + 1) for each in combinations(states, size)]
    whole = [each for each in coalitions if each and frozenset(each) not in map(frozenset, subsets)]
    every = tuple(dict.fromkeys([*subsets, *sorted(whole, key=len)]))
    senders = tuple(
        dict.fromkeys(
            force.state
            for design in scenario.designs.values()
            for force in design.military.stationed
        )
    )
    found = [NOTHING]
    for coalition, promise, presence in product(every, PROMISES[1:], PRESENCE):
        if presence == "forces" and senders and not set(senders) & set(coalition):
            continue
        found += [
            Package(coalition, promise, presence, ties, adoption)
            for ties, adoption in product(range(len(TIES) + 1), ADOPTIONS)
        ]
    return Space(states, every, senders, tuple(found))


def canonical(package: Package, senders: tuple[str, ...]) -> Package:
    """The package of the space that means the same.

    Nobody promising, or nothing promised, is nothing; where nobody sends forces, bases stay.
    """
    if not package.guarantors or package.promise == "none" or package.adoption == "none":
        return NOTHING
    if package.presence == "forces" and senders and not set(senders) & set(package.guarantors):
        return replace(package, presence="permanent")
    return package


def ties_of(package: Package) -> tuple[str, ...]:
    """Names of the ties that the package has, besides its presence."""
    return tuple(TIES)[: package.ties]


def guarantee(package: Package, senders: tuple[str, ...], name: str, protege: str) -> Guarantee:
    """The package written out as a guarantee."""
    sending = package.guarantors if package.presence == "forces" else ()
    military: dict[str, object] = {tie: TIES[tie] for tie in ties_of(package)}
    if package.presence != "none":
        military["bases"] = "access" if package.presence == "access" else "permanent"
    stationed = [
        {"state": state, "judgement": "a search's choice"}
        for state in sending
        if not senders or state in senders
    ]
    document = {
        "name": name,
        "protege": protege,
        "guarantors": package.guarantors,
        "clauses": list(_clauses(package.promise)),
        "military": {**military, "stationed": stationed},
        "adopted_by": None if package.adoption == "none" else package.adoption,
    }
    return Guarantee.model_validate(document)


def _clauses(promise: str) -> Iterator[dict[str, str]]:
    for step, (obligations, trigger) in _STEPS.items():
        if PROMISES.index(step) <= PROMISES.index(promise):
            yield from ({"obligation": each, "trigger": trigger} for each in obligations.split())
    if promise in _DISCRETION:
        defense = {"obligation": "defense", "trigger": "armed-attack"}
        yield {**defense, "discretion": _DISCRETION[promise]}
