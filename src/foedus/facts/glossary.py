"""What each fact means, and its unit."""

import re
from datetime import MAXYEAR, MINYEAR

from foedus.report.words import name_of

#: Last part of a fact's name -> meaning and unit.
_WORDS = {
    "cinc": ("share of the world's capabilities (CINC)", "a share, 0 to 1"),
    "democracy": ("electoral democracy, from polyarchy, else read off Polity", "0 to 1"),
    "milex": ("military expenditure", "thousands of current US dollars"),
    "polyarchy": ("electoral democracy, V-Dem's polyarchy", "0 to 1"),
    "polity2": ("Polity's polity2", "-10 to 10"),
    "major": ("whether it is a major power", "1 yes, 0 no"),
    "nuclear": ("whether it has nuclear weapons", "1 yes, 0 no"),
    "near": ("whether it is a major power or borders the challenger", "1 yes, 0 no"),
    "majors": ("the major powers", "states"),
    "pacts": ("alliances that bind one of the two, by ATOP number", "pacts"),
    "rivals": ("the challenger's strategic rivals besides the protégé", "states"),
    "conttype": ("how the two are contiguous: 1 by land, 2 to 5 by water, 0 not", "a type, 0 to 5"),
    "capdist": ("distance between the two capitals", "km"),
    "rivalry": ("whether the two are strategic rivals", "1 yes, 0 no"),
    "atop_defense": ("whether the challenger owes the protégé defense", "1 yes, 0 no"),
    "atop_nonagg": ("whether the challenger owes the protégé nonaggression", "1 yes, 0 no"),
    "bound_to_challenger": ("who owes the challenger defense", "states"),
    "chronology": ("pacts that the chronology has changed since ATOP's last day", "pacts"),
    "minor": ("whether a minor power is bound to defend the protégé already", "1 yes, 0 no"),
    "reach": ("whether a guarantor that it has already is in reach", "1 yes, 0 no"),
    "depth_minor": ("depth of minor powers' promises that stand already", "sds of depth"),
    "depth_major": ("depth of major powers' promises that stand already", "sds of depth"),
    "depth_reach": ("military ties of the deepest such guarantor in reach", "ties, 0 to 8"),
    "ties_minor": ("military ties of minor powers' promises that stand already", "ties, 0 to 8"),
    "ties_major": ("military ties of major powers' promises that stand already", "ties, 0 to 8"),
    "since_mid": ("years since the last dispute between the two", "years"),
    "since_war": ("years since the last war between the two", "years"),
    "last_mid": ("the year of the last dispute between the two", "a year; none: never"),
    "last_war": ("the year of the last war between the two", "a year; none: never"),
}  # fmt: skip
_PAIR = {
    "major": "whether a major power is bound to defend the protégé already",
    "nuclear": "whether a nuclear power is bound to defend the protégé already",
}
_WAYS = {
    "12": "that the challenger began against the protégé",
    "21": "that the protégé began against the challenger",
    "1": "that the challenger began with anyone",
    "2": "that anyone began with the protégé",
}
#: The same of columns of the ladder that are no fact of their own.
_COLUMNS = {
    "pair": "between the two",
    "others1": "that the challenger began with others",
    "others2": "that others began with the protégé",
}
#: The same of facts about the protégé's side, ``1`` there being the protégé.
_BACK = {"1": "that the protégé began with anyone", "2": "that anyone began with the challenger"}
_KINDS = {"mid": "disputes", "force": "disputes with force", "deadly": "deadly disputes"}


def meaning(name: str) -> tuple[str, str]:
    """What a fact means, or a column of the ladder, and its unit. Raises KeyError for neither."""
    who, _, what = name.partition(".") if "." in name else ("pair", "", name)
    counted = re.fullmatch(r"(back_)?(mid|force|deadly)_(past)?(\w+)_h(\d+)", what)
    if counted:
        ways = (_BACK if counted[1] else _WAYS) if counted[3] else _COLUMNS
        return (
            f"{_KINDS[counted[2]]} {ways[counted[4]]}, each counting half after every "
            f"{counted[5]} years",
            "disputes, decayed",
        )
    if who == "pact":
        return f"{what}: a pact that stands", "a pact"
    words, unit = _WORDS[what]
    if who == "pair":
        return _PAIR.get(what, words), unit
    return (words if who == "all" else f"{who}: {words}"), unit


def title(name: str, year: int) -> str:
    """What readers call a fact or a column, a state by its name in the year; itself where unknown.

    ``Russia, share of the world's capabilities (CINC)``.
    """
    try:
        said = meaning(name)[0]
    except KeyError:
        return name
    state = name.partition(".")[0]
    called = f"{state}: "
    return (
        f"{name_of(state, year)}, {said.removeprefix(called)}" if said.startswith(called) else said
    )


#: No fact is greater: thousands of dollars, kilometers, decayed disputes.
_MOST = 1e12


def limits(name: str) -> tuple[float, float]:
    """The least and the greatest that a fact may be, by its unit; of one unknown any size."""
    try:
        unit = meaning(name)[1]
    except KeyError:
        return -_MOST, _MOST
    between = re.search(r"(-?\d+) to (\d+)$", unit)
    if between:
        return float(between[1]), float(between[2])
    if unit.startswith("a year"):
        return float(MINYEAR), float(MAXYEAR)
    if unit.startswith("1 yes"):
        return 0.0, 1.0
    return 0.0, 5.0 if unit == "sds of depth" else _MOST
