"""What would have to give: where on an issue each party would not block, and where nobody would.

One issue is moved while everything else of the package, the risk included, stays as it is. So a
stretch says how far a party could be met on that issue alone, not what another design would do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.report.plain import plain
from foedus.signing.acceptance import Acceptance, RiskSummary, better_with, moves
from foedus.signing.stakes import Ground
from foedus.signing.verdict import BLOCKS, tried
from foedus.terms import Guarantee

STEP = 5.0  # points of the scale between places tried


@dataclass(frozen=True, slots=True)
class Zone:
    """One issue moved. at: where the package puts it. accepted: party -> where it does not block,
    None where there is no such place. agreed: where nobody blocks; None where nowhere. best: the
    place where all are better off at once under most weights, and the share of these.
    """

    issue: str
    at: float
    accepted: Mapping[str, tuple[float, float] | None]
    agreed: tuple[float, float] | None
    best: tuple[float, float]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "issue": self.issue,
            "at": self.at,
            "accepted": self.accepted,
            "zone_of_agreement": self.agreed,
            "widest": {"at": self.best[0], "all_at_once": tried(self.best[1])},
        })  # fmt: skip


def zones(
    known: Ground, design: Guarantee, found: Acceptance, risk: RiskSummary
) -> tuple[Zone, ...]:
    """The zone on each issue that the design settles, all else as in the package.

    None where nothing is in question: a package in force, and one of which nothing can be told.
    """
    if found.verdict in {"keeps", "untold"}:
        return ()
    who = tuple(party.name for party in found.parties)
    moved = moves(known, who, design, found.points, risk)
    return tuple(_zone(known, found, moved, issue) for issue in found.points)


def _zone(
    known: Ground, found: Acceptance, moved: Mapping[str, Mapping[str, Array]], issue: str
) -> Zone:
    at = found.points[issue]
    places = np.array(sorted({*np.arange(0.0, 100.0 + STEP, STEP).tolist(), at}))
    better = np.stack(  # (places, parties, draws)
        [better_with(known, moved, issue, float(place)) for place in places]
    )
    willing = better.mean(axis=2) > BLOCKS
    joint = better.all(axis=1).mean(axis=1)
    top = int(np.argmax(joint))
    return Zone(
        issue=issue,
        at=at,
        accepted={party: _span(places, willing[:, row]) for row, party in enumerate(moved)},
        agreed=_span(places, willing.all(axis=1)),
        best=(float(places[top]), float(joint[top])),
    )


def _span(places: Array, inside: Array) -> tuple[float, float] | None:
    """First and last place inside; None where there is none. Gains have one peak, so no gaps."""
    kept = places[inside.astype(bool)]
    return (float(kept[0]), float(kept[-1])) if len(kept) else None
