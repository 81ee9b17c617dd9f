"""COW militarized interstate incidents (MIDIP 5.0, Palmer et al. 2020): a row for each participant.

Rows of one incident make one report. It has the bloodless ones that fatality data lack.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from foedus.watch.intake.cells import RowRefusedError, by_number, need, whole

REQUIRED = ("incidnum", "ccode", "stday", "stmon", "styear", "endday", "endmon", "endyear",
            "insidea", "action", "hostlev")  # fmt: skip
USED = (*REQUIRED, "dispnum", "stabb", "fatality", "fatalpre")
GROUP = "incidnum"
#: The codebook's actions; 0 is none, and -9 missing.
_CONDUCT: dict[int, str] = {
    **dict.fromkeys(range(1, 7), "threat"), 7: "display", 8: "display", 9: "display",
    10: "mobilization", 11: "display", 12: "display", 13: "blockade", 14: "occupation",
    15: "seizure", 16: "attack", 17: "attack", 18: "threat", 19: "attack", 20: "invasion",
    21: "attack",
}  # fmt: skip
_CLASSES = {1: "1 to 25", 2: "26 to 100", 3: "101 to 250", 4: "251 to 500", 5: "501 to 999",
            6: "more than 999"}  # fmt: skip


def read(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """One incident of its participants' rows. Raises RowRefusedError."""
    first = rows[0]
    starts = [_day(row, "st", last=False) for row in rows]
    ends = [_day(row, "end", last=True) for row in rows]
    acting = max(rows, key=lambda row: (whole(row, "hostlev") or 0, row.get("insidea", "")))
    sides: dict[bool, list[str]] = {True: [], False: []}
    for row in rows:
        state = by_number(whole(row, "ccode"))
        if state is None:
            raise RowRefusedError(f"ccode: found {row.get('ccode')!r}, which is no state")
        sides[row.get("insidea") == "1"].append(state)
    own, other = sides[acting.get("insidea") == "1"], sides[acting.get("insidea") != "1"]
    tolls = [whole(row, "fatalpre") for row in rows]
    classes = {whole(row, "fatality") or 0 for row in rows}
    exact = all(toll is not None and toll >= 0 for toll in tolls)
    deaths = sum(toll or 0 for toll in tolls) if exact else 0 if classes == {0} else None
    said = [f"{_CLASSES[each]} deaths of one side" for each in sorted(classes) if each in _CLASSES]
    hostility = whole(acting, "hostlev")
    month = any((whole(row, part) or -9) < 0 for row in rows for part in ("stday", "endday"))
    return {
        "id": need(first, "incidnum"),
        "conduct": _CONDUCT.get(whole(acting, "action") or 0),
        "start": min(starts),
        "end": max(ends),
        "precision": 4 if month else 1,
        "coded_actor": own[0] if len(set(own)) == 1 else None,
        "coded_target": other[0] if len(set(other)) == 1 else None,
        "side_a": ", ".join(sorted(set(own))) or None,
        "side_b": ", ".join(sorted(set(other))) or None,
        "deaths": None if deaths is None else {"best": deaths, "low": deaths, "high": deaths},
        "hostility": hostility if hostility and 1 <= hostility <= 5 else None,
        "what": "; ".join([f"dispute {first.get('dispnum')}", *said]),
    }


def _day(row: Mapping[str, str], which: str, *, last: bool) -> date:
    """A day; the first or last of the month where the day is missing (-9)."""
    year, month = whole(row, f"{which}year"), whole(row, f"{which}mon")
    of = whole(row, f"{which}day") or -9
    if year is None or month is None or not 1 <= month <= 12:
        raise RowRefusedError(f"{which}mon: found {row.get(f'{which}mon')!r}, expected 1 to 12")
    if not 1000 <= year <= 9999:
        raise RowRefusedError(f"{which}year: found {year}")
    length = monthrange(year, month)[1]
    if of > length:
        raise RowRefusedError(f"{which}day: found {of}, in a month of {length} days")
    return date(year, month, (length if last else 1) if of < 1 else of)
