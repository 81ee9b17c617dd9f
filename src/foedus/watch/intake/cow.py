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
#: Classes of deaths of one participant: the least and the most, None without an upper bound.
_CLASSES: dict[int, tuple[int, int | None]] = {
    0: (0, 0), 1: (1, 25), 2: (26, 100), 3: (101, 250), 4: (251, 500), 5: (501, 999),
    6: (1000, None),
}  # fmt: skip


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
        "deaths": _deaths(rows),
        "hostility": hostility if hostility and 1 <= hostility <= 5 else None,
        "what": f"dispute {first.get('dispnum')}",
    }


def _deaths(rows: Sequence[Mapping[str, str]]) -> dict[str, int | None] | None:
    """Deaths of all participants, a range where a class alone is coded; None where nothing is.

    Each row is of another state's dead, so rows of one incident are added up. Raises
    RowRefusedError for a class that the codebook lacks.
    """
    low, high, exact = 0, 0, True
    open_ = False
    for row in rows:
        precise, kind = whole(row, "fatalpre"), whole(row, "fatality")
        if precise is not None and precise >= 0:
            low, high = low + precise, high + precise
            continue
        if kind is None or kind < 0:
            return None
        if kind not in _CLASSES:
            raise RowRefusedError(f"fatality: found {kind}, allowed: -9, 0 to 6")
        least, most = _CLASSES[kind]
        exact = exact and least == most
        low, high, open_ = low + least, high + (most or 0), open_ or most is None
    if exact:
        return {"best": low, "low": low, "high": high}
    return {"low": low, "high": None if open_ else high}


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
