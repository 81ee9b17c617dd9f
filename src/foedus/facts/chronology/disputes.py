"""Disputes that the chronology adds to a scenario's past, counted as if the scenario listed them.

They begin after the dispute data end and before the question's day. Records that the rule of six
months makes one dispute are one here, at the highest level of its phases; a war is an event beside
the dispute it grew from, as in ``foedus.evidence.add.disputes``. A dispute that the scenario
lists takes the place of the chronology's between the same two at the same time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from foedus.evidence import chronology as records
from foedus.evidence.chronology.dispute import DisputePair
from foedus.scenario import Scenario
from foedus.scenario.situation import HOSTILITY, RecentDispute

#: Two disputes of the same two states whose dates lie so near are taken for one.
NEAR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DisputeEntry:
    """A dispute or war between two states. counts: begun by one of them against the other; else
    they only met in it, as where one joined. phases: ids of the records. instead: what the scenario
    lists in its place."""

    dispute: RecentDispute
    counts: bool
    phases: tuple[str, ...]
    instead: tuple[RecentDispute, ...] = ()

    @property
    def id(self) -> str:
        """The chronology's name of it."""
        return self.phases[0]

    @property
    def sides(self) -> frozenset[str]:
        """The two states."""
        return frozenset((self.dispute.initiator, self.dispute.target))

    @property
    def war(self) -> bool:
        """Whether it is a war."""
        return self.dispute.hostility >= HOSTILITY["war"]


@dataclass(frozen=True, slots=True)
class _Act:
    """What one record says of one pair. top: the earliest record that it continues, for the two."""

    id: str
    pair: DisputePair
    end: date | None
    top: str


def read(scenario: Scenario) -> bool:
    """Whether the chronology speaks of the years before the question, and is not refused."""
    return scenario.situation.chronology and scenario.as_of > records.chronology().about.first


def entries(scenario: Scenario) -> tuple[DisputeEntry, ...]:
    """Everything that the chronology has before the question's day, with what takes its place."""
    if not read(scenario):
        return ()
    return _placed(scenario.as_of, tuple(scenario.situation.disputes))


@lru_cache(maxsize=64)
def _placed(today: date, disputes: tuple[RecentDispute, ...]) -> tuple[DisputeEntry, ...]:
    """The same for a day and what a scenario lists; many pairs are asked about with the same."""
    found = _entries(today)
    places: dict[DisputeEntry, list[RecentDispute]] = {}
    for listed in disputes:
        both = frozenset((listed.initiator, listed.target))
        near = [each for each in found
                if each.sides == both and _near(each.dispute, listed, today)]  # fmt: skip
        alike = [each for each in near if each.war == (listed.hostility >= HOSTILITY["war"])]
        for each in alike or near:
            places.setdefault(each, []).append(listed)
    if not places:
        return found
    return tuple(replace(each, instead=tuple(places.get(each, ()))) for each in found)


def between(scenario: Scenario) -> tuple[DisputeEntry, ...]:
    """Those of challenger and protégé."""
    both = {scenario.challenger, scenario.protege}
    return tuple(each for each in entries(scenario) if each.sides == both)


def elsewhere(scenario: Scenario) -> tuple[DisputeEntry, ...]:
    """Those of one of the two with another state."""
    both = {scenario.challenger, scenario.protege}
    return tuple(each for each in entries(scenario) if len(each.sides & both) == 1)


def begun(scenario: Scenario) -> tuple[RecentDispute, ...]:
    """Every dispute that one state began against another: the scenario's, then the chronology's."""
    more = (each.dispute for each in entries(scenario) if each.counts and not each.instead)
    return (*scenario.situation.disputes, *more)


def met(scenario: Scenario) -> tuple[RecentDispute, ...]:
    """Every dispute with two states on opposite sides, joiners among them."""
    more = (each.dispute for each in entries(scenario) if not each.instead)
    return (*scenario.situation.disputes, *more)


def _near(one: RecentDispute, other: RecentDispute, today: date) -> bool:
    ends = [min(each.end or today, today) for each in (one, other)]
    return one.start - NEAR <= ends[1] and other.start - NEAR <= ends[0]


@lru_cache(maxsize=64)
def _entries(before: date) -> tuple[DisputeEntry, ...]:
    groups: dict[tuple[frozenset[str], str], list[_Act]] = {}
    for act in _acts():
        if act.pair.start < before:
            sides = frozenset((act.pair.initiator, act.pair.target))
            groups.setdefault((sides, act.top), []).append(act)
    found = [each for acts in groups.values() for each in _one(acts)]
    return tuple(sorted(found, key=lambda each: (each.dispute.start, each.id)))


def _one(acts: list[_Act]) -> Iterator[DisputeEntry]:
    """The records that are one dispute of two states, in order of time: it, and each war in it."""
    first, wars = acts[0], [act for act in acts if act.pair.level == "war"]
    rest = [act for act in acts if act.pair.level != "war"]
    opens = first.pair.originators and _record(first.top).continues is None
    began = (first.pair.initiator, first.pair.start.year)
    # As in the panel: a war of the same state in the same year stands for its dispute.
    fought = any((war.pair.initiator, war.pair.start.year) == began for war in wars)
    if rest:
        ends = [act.end for act in rest]
        yield DisputeEntry(
            RecentDispute(
                initiator=first.pair.initiator, target=first.pair.target,
                start=rest[0].pair.start,
                end=None if None in ends else max(end for end in ends if end),
                hostility=HOSTILITY["force"],
                deadly=any(act.pair.level != "force" for act in acts), source=first.id,
            ),
            opens and not fought, tuple(act.id for act in rest),
        )  # fmt: skip
    for war in wars:
        pair = war.pair
        yield DisputeEntry(
            RecentDispute(
                initiator=pair.initiator, target=pair.target, start=pair.start, end=war.end,
                hostility=HOSTILITY["war"], deadly=True, source=war.id,
            ),
            pair.originators, (war.id,),
        )  # fmt: skip


@cache
def _acts() -> tuple[_Act, ...]:
    return tuple(
        _Act(dispute.id, pair, dispute.end, _top(dispute, pair))
        for dispute in records.chronology().disputes
        for pair in dispute.pairs()
    )


def _top(dispute: records.Dispute, pair: DisputePair) -> str:
    """The earliest record that this one continues and that has the two on opposite sides."""
    sides, top, here = {pair.initiator, pair.target}, dispute.id, dispute
    while here.continues is not None:
        here = _record(here.continues)
        if any({each.initiator, each.target} == sides for each in here.pairs()):
            top = here.id
    return top


@cache
def _by_id() -> dict[str, records.Dispute]:
    return {each.id: each for each in records.chronology().disputes}


def _record(name: str) -> records.Dispute:
    return _by_id()[name]


def record(name: str) -> records.Dispute | None:
    """The chronology's record of this name."""
    return _by_id().get(name)
