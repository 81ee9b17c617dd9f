"""ACLED's columns, from a user's own file; its one figure of deaths has no bounds."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from foedus.watch.intake.cells import RowRefusedError, by_name, day, need, number, whole

REQUIRED = ("event_id_cnty", "event_date", "event_type", "latitude", "longitude", "fatalities")
USED = (*REQUIRED, "time_precision", "sub_event_type", "actor1", "actor2", "country",
        "geo_precision", "location")  # fmt: skip
_CONDUCT = {
    "Battles": "attack", "Explosions/Remote violence": "attack",
    "Violence against civilians": "attack", "Strategic developments": None,
}  # fmt: skip
_UNREST = ("Protests", "Riots")
#: Its three degrees of place on UCDP's scale: exact, near a town, a region.
_PLACE = {1: 1, 2: 3, 3: 4}


def read(cells: Mapping[str, str]) -> dict[str, Any]:
    """One event. Raises RowRefusedError."""
    kind = need(cells, "event_type")
    if kind in _UNREST:
        raise RowRefusedError(f"event_type: {kind} is no incident between armed sides")
    if kind not in _CONDUCT:
        raise RowRefusedError(f"event_type: found {kind!r}, allowed: {', '.join(_CONDUCT)}")
    on, exact = day(cells, "event_date"), whole(cells, "time_precision") or 1
    start, end = _between(on, exact)
    deaths = whole(cells, "fatalities")
    said = (cells.get("sub_event_type"), cells.get("location"))
    return {
        "id": need(cells, "event_id_cnty"),
        "conduct": _CONDUCT[kind],
        "start": start,
        "end": end,
        "precision": {1: 1, 2: 3, 3: 4}.get(exact, 4),
        "spot": {
            "latitude": number(cells, "latitude"),
            "longitude": number(cells, "longitude"),
            "precision": _PLACE.get(whole(cells, "geo_precision") or 1, 4),
            "country": by_name(cells.get("country", "")),
        },
        "side_a": cells.get("actor1") or None,
        "side_b": cells.get("actor2") or None,
        "deaths": None if deaths is None else {"best": deaths},
        "what": ", ".join(each for each in said if each) or None,
    }


def _between(on: date, precision: int) -> tuple[date, date]:
    """The days that a date of a precision may mean: itself, its week, its month."""
    if precision == 1:
        return on, on
    if precision == 2:
        return on - timedelta(days=3), on + timedelta(days=3)
    return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])
