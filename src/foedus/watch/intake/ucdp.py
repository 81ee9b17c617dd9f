"""UCDP GED and Candidate events (Sundberg & Melander 2013): the columns of both are the same.

Their sides are those of a dyad: neither says who attacked, so no actor is coded. About one event in
a hundred is published with its best estimate outside its own bounds (in the releases of 2019 and
2020 event 155086 has a best of 228 and a high of 35): its bounds are taken as the least and the
greatest of the three, and the report says so.
"""

from collections.abc import Mapping
from typing import Any

from foedus.watch.intake.cells import by_name, by_number, day, need, number, whole

REQUIRED = ("id", "date_start", "date_end", "best", "latitude", "longitude")
USED = (*REQUIRED, "low", "high", "where_prec", "date_prec", "country", "country_id", "side_a",
        "side_b", "where_description", "type_of_violence")  # fmt: skip
_KINDS = {1: "state-based", 2: "non-state", 3: "one-sided"}


def read(cells: Mapping[str, str]) -> dict[str, Any]:
    """One event. Raises RowRefusedError."""
    best = whole(cells, "best")
    country = by_number(whole(cells, "country_id")) or by_name(cells.get("country", ""))
    kind = _KINDS.get(whole(cells, "type_of_violence") or 0)
    toll, crossed = _toll(best, whole(cells, "low"), whole(cells, "high"))
    place = cells.get("where_description") or cells.get("where_coordinates") or ""
    return {
        "id": need(cells, "id").removesuffix(".0"),
        "conduct": "attack",
        "start": day(cells, "date_start"),
        "end": day(cells, "date_end"),
        "precision": whole(cells, "date_prec") or 1,
        "spot": {
            "latitude": number(cells, "latitude"),
            "longitude": number(cells, "longitude"),
            "precision": whole(cells, "where_prec") or 1,
            "country": country,
        },
        "side_a": cells.get("side_a") or None,
        "side_b": cells.get("side_b") or None,
        "deaths": toll,
        "note": crossed or None,
        "what": ": ".join(part for part in (kind, place[:300]) if part) or None,
    }


def _toll(
    best: int | None, low: int | None, high: int | None
) -> tuple[dict[str, int | None] | None, str]:
    """A toll whose bounds hold its best, and what was published where they did not."""
    if best is None:
        return None, ""
    given = {"best": best, "low": low, "high": high}
    every = [each for each in given.values() if each is not None]
    if ((low is None or low <= best) and (high is None or best <= high)) or min(every) < 0:
        return given, ""
    said = ", ".join(f"{name} {value}" for name, value in given.items())
    return {"best": best, "low": min(every), "high": max(every)}, f"published as {said}"
