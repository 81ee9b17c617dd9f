"""VIINA (Zhukov; Zhukov & Ayers 2023): events that a classifier finds in news, one a day and place.

Its labels are a model's guesses, so nothing is coded but the place and the day.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from foedus.watch.intake.cells import day, need, number

REQUIRED = ("date", "longitude", "latitude")
USED = (*REQUIRED, "event_id_1pd", "t_airstrike_pred", "t_artillery_pred", "t_raid_pred",
        "t_armor_pred", "t_cyber_pred", "asciiname", "region", "ADM1_NAME")  # fmt: skip
_ATTACKS = ("t_airstrike_pred", "t_artillery_pred", "t_raid_pred", "t_armor_pred")


def read(cells: Mapping[str, str]) -> dict[str, Any]:
    """One event. Raises RowRefusedError."""
    on = day(cells, "date")
    scores = {name: number(cells, name) or 0.0 for name in (*_ATTACKS, "t_cyber_pred")}
    conduct = None
    if max(scores[name] for name in _ATTACKS) >= 0.5:
        conduct = "attack"
    elif scores["t_cyber_pred"] >= 0.5:
        conduct = "cyber"
    parts = "|".join(f"{key}={cells[key]}" for key in sorted(cells))
    own = cells.get("event_id_1pd") or sha256(parts.encode()).hexdigest()[:16]
    place = cells.get("asciiname") or cells.get("region") or cells.get("ADM1_NAME")
    return {
        "id": f"{on.isoformat()}-{own}",
        "conduct": conduct,
        "start": on,
        "end": on,
        "spot": {
            "latitude": number(cells, "latitude"),
            "longitude": number(cells, "longitude"),
            "precision": 2,
        },
        "what": f"news report, {place or need(cells, 'date')}",
    }
