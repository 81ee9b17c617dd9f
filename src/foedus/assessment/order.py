"""Which designs may be ranked: two are told apart only where every reading agrees.

By the text of a design the model measures how deep its promise is, and depth tells pairs of states
apart more than one pair over time. So one design is below another only if its chance of war is

- lower in at least ``SURE`` of the posterior's draws, by the text of both, and on average;
- lower by practice, where ties in force count as ties of the text, for every design that has a
  practice: on average, and in more than half of the draws;
- lower, in the same sense, by the terms of change within pairs alone.

Else the two are not told apart, and ``DesignPair`` says by which reading. Designs that every
reading gives the same chances are *alike*, and stand in one group.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from foedus.assessment.deterrence import Risk
from foedus.assessment.level import GREATER
from foedus.estimate import Array
from foedus.report.plain import plain

#: Share of draws, by the text, from which on one design counts as below another; a judgement.
SURE = 0.9
#: Share of draws, by the other readings, that has to be exceeded: the order is not reversed.
HOLDS = 0.5
#: The readings that have to agree, and how words call them.
READINGS = {"text": "by the text", "practice": "by practice", "within": "by change within pairs"}
Group = tuple[str, ...]  # names of designs that are alike, in the scenario's order


@dataclass(frozen=True, slots=True)
class DesignPair:
    """Two designs that are not alike; by the text, ``low`` has the lower mean chance of war.

    shares: reading -> share of draws in which ``low`` is below ``high``; ties are split. gaps:
    reading -> mean chance under ``high`` less that under ``low``.
    """

    low: str
    high: str
    shares: Mapping[str, float]
    gaps: Mapping[str, float]

    @property
    def told(self) -> bool:
        """Whether ``low`` may be ranked below ``high``."""
        return not self.against

    @property
    def against(self) -> tuple[str, ...]:
        """The readings by which it may not."""
        return tuple(
            reading
            for reading, share in self.shares.items()
            if (share < SURE if reading == "text" else share <= HOLDS) or self.gaps[reading] <= 0
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({"low": self.low, "high": self.high, "told_apart": self.told,
                      "shares": self.shares, "gaps": self.gaps})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """A partial order of designs: by the chance of war by the last year.

    groups: designs alike, the least chance by the text first. pairs: of the first names of two
    groups, in that order.
    """

    groups: tuple[Group, ...]
    pairs: Mapping[tuple[str, str], DesignPair]

    def group(self, name: str) -> Group:
        """The designs alike to the one of this name, itself among them."""
        return next(group for group in self.groups if name in group)

    def pair(self, one: str, other: str) -> DesignPair | None:
        """What is known of two designs; None where they are alike."""
        heads = self.group(one)[0], self.group(other)[0]
        return self.pairs.get(heads) or self.pairs.get((heads[1], heads[0]))

    def below(self, one: str, other: str) -> bool:
        """Whether ``one`` may be ranked below ``other``."""
        pair = self.pair(one, other)
        return pair is not None and pair.told and pair.low == self.group(one)[0]

    def lowest(self, than: str) -> tuple[Group, ...]:
        """Groups below the design ``than`` that no design is below; empty where none is."""
        return tuple(
            group
            for group in self.groups
            if self.below(group[0], than)
            and not any(self.below(other[0], group[0]) for other in self.groups)
        )

    @property
    def told(self) -> tuple[DesignPair, ...]:
        """The pairs that are told apart."""
        return tuple(pair for pair in self.pairs.values() if pair.told)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "sure": SURE,
            "alike": self.groups,
            "pairs": list(self.pairs.values()),
        })  # fmt: skip


def order(risks: Mapping[str, Sequence[Risk]], draws: Mapping[str, Array]) -> Order:
    """The order of designs.

    risks: design -> its risk by every reading of it. draws: reading -> (n, D) chance of war by the
    last year, the designs as in ``risks``.
    """
    means = draws["text"].mean(axis=0, dtype=np.float64)
    place = {name: at for at, name in enumerate(risks)}
    groups = sorted(_alike(risks, draws), key=lambda group: float(means[place[group[0]]]))
    pairs = {}
    for one, other in combinations(groups, 2):
        both = [place[one[0]], place[other[0]]]
        mine = {reading: found[:, both] for reading, found in draws.items()}
        pairs[one[0], other[0]] = compared(mine, one[0], other[0])
    return Order(tuple(groups), pairs)


def compared(draws: Mapping[str, Array], low: str = "low", high: str = "high") -> DesignPair:
    """Two designs by the readings that there are: reading -> (n, 2) chances, ``low`` first."""
    return DesignPair(
        low,
        high,
        {reading: _share(found[:, 0], found[:, 1]) for reading, found in draws.items()},
        {
            reading: float(np.mean(found[:, 1] - found[:, 0], dtype=np.float64))
            for reading, found in draws.items()
        },
    )


def _alike(risks: Mapping[str, Sequence[Risk]], draws: Mapping[str, Array]) -> list[Group]:
    """Designs with the same chances of deadly force and war in every year by every reading,
    together: those of lesser events, which go into them, are then the same.
    """
    last = [found.mean(axis=0, dtype=np.float64) for found in draws.values()]
    ends = [tuple(float(mean[place]) for mean in last) for place in range(len(risks))]
    alike: dict[tuple[Any, ...], list[str]] = {}
    for (name, readings), end in zip(risks.items(), ends, strict=True):
        if ends.count(end) == 1:  # apart by the last year alone
            alike[name,] = [name]
            continue
        key = tuple(
            (one.value, one.low, one.high)
            for risk in readings
            for event in GREATER
            if event in risk.by
            for one in risk.by[event]
        )
        alike.setdefault(key, []).append(name)
    return [tuple(names) for names in alike.values()]


def _share(low: Array, high: Array) -> float:
    """Share of draws in which the first is below the second; ties are split."""
    return float(np.mean(low < high) + np.mean(low == high) / 2)
