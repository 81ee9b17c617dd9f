"""Daily counts that governments publish: missiles and drones, sorties and ships.

The Ukrainian air force's attacks as P. Ivaniuk compiles them (Massive Missile Attacks on Ukraine);
the Taiwanese ministry's sorties of aircraft and ships. A count of one's adversary is the
publisher's statement: it codes the actor and attributes nothing.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from foedus.watch.intake.cells import RowRefusedError, day, need, number

AIR_FORCE = ("time_start", "time_end", "model", "launched")
AIR_FORCE_USED = (*AIR_FORCE, "launch_place", "target", "destroyed", "carrier")
TAIWAN = ("date", "pla_aircraft_sorties", "plan_vessel_sorties")


def air_force(cells: Mapping[str, str]) -> dict[str, Any]:
    """One row: so many of one model. Raises RowRefusedError."""
    start, model = day(cells, "time_start"), need(cells, "model")
    parts = [cells.get(each, "") for each in ("time_start", "time_end", "model", "launch_place",
                                              "target", "carrier")]  # fmt: skip
    return {
        "id": f"{start.isoformat()}-{sha256('|'.join(parts).encode()).hexdigest()[:16]}",
        "conduct": "attack",
        "start": start,
        "end": day(cells, "time_end"),
        "spot": {"country": "UKR", "precision": 6},
        "coded_actor": "RUS",
        "coded_target": "UKR",
        "count": _count(cells, "launched"),
        "monitor": "Ukrainian air force",
        "what": model if not (down := _count(cells, "destroyed")) else f"{model}; {down} shot down",
    }


def taiwan(cells: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A day's aircraft and ships, a report each where one was counted. Raises RowRefusedError."""
    on, found = day(cells, "date"), False
    for kind, column in (("aircraft", TAIWAN[1]), ("ships", TAIWAN[2])):
        count = _count(cells, column)
        if count is None:
            continue
        found = True
        yield {
            "id": f"{on.isoformat()}-{kind}",
            "conduct": "display",
            "start": on,
            "end": on,
            "spot": {"precision": 7},  # around the island: no place is published in these counts
            "coded_actor": "CHN",
            "coded_target": "TWN",
            "count": count,
            "hostility": 3,
            "monitor": "Taiwanese ministry of defense",
            "what": f"{kind} counted in a day",
        }
    if not found:
        raise RowRefusedError("neither aircraft nor ships are counted")


def _count(cells: Mapping[str, str], name: str) -> int | None:
    value = number(cells, name)
    if value is None:
        return None
    if value < 0 or value != int(value):
        raise RowRefusedError(f"{name}: found {value:g}, expected a count")
    return int(value)
