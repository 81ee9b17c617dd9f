"""Incidents of several sources that may be one: proposals, which somebody decides on.

How near is near is a dial: on Ukraine in 2022, 10% of VIINA's rows match an incident of the Centre
for Information Resilience within 2 km on the same day (5% ambiguously), 59% within 20 km and three
days (50%). So nothing is merged by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from foedus.watch.casus.area import KM
from foedus.watch.casus.incident import Incident


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two incidents of different sources, so many kilometers and days apart.

    rivals: how many others of the same source are as near to either; 0 where it is clear.
    """

    one: str
    two: str
    kilometers: float
    days: int
    rivals: int


def proposals(
    incidents: Sequence[Incident], radius: float, window: int
) -> tuple[MergeProposal, ...]:
    """Pairs within a radius (kilometers) and a window (days), the clear ones first.

    Incidents without coordinates, or of one source, or merged already, are no pair.
    """
    placed = [
        each for each in incidents
        if each.lead.spot.latitude is not None and each.lead.spot.longitude is not None
    ]  # fmt: skip
    placed.sort(key=lambda each: (each.lead.start, each.name))
    north = np.array([each.lead.spot.latitude for each in placed], dtype=float)
    east = np.array([each.lead.spot.longitude for each in placed], dtype=float)
    days = np.array([each.lead.start.toordinal() for each in placed])
    found: list[tuple[Incident, Incident, float, int]] = []
    for at, each in enumerate(placed):
        stop = int(np.searchsorted(days, days[at] + window, side="right"))
        after = slice(at + 1, stop)
        turn = (east[after] - east[at] + 180) % 360 - 180
        flat = turn * np.cos(np.radians((north[after] + north[at]) / 2))
        away = KM * np.hypot(flat, north[after] - north[at])
        for place in np.flatnonzero(away <= radius).tolist():
            other = placed[at + 1 + place]
            if other.lead.source != each.lead.source:
                gap = other.lead.start - each.lead.start
                found.append((each, other, float(away[place]), gap // timedelta(days=1)))
    partners: dict[tuple[str, str], int] = {}
    for one, two, *_ in found:
        for own, other in ((one, two), (two, one)):
            key = own.name, other.lead.source
            partners[key] = partners.get(key, 0) + 1
    told = [
        MergeProposal(
            one.name, two.name, round(away, 3), gap,
            partners[one.name, two.lead.source] + partners[two.name, one.lead.source] - 2,
        )
        for one, two, away, gap in found
    ]  # fmt: skip
    return tuple(sorted(told, key=lambda each: (each.rivals, each.kilometers, each.one, each.two)))
