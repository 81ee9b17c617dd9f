"""What to write in place of a word that names no state, or none of that year."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache

from foedus.states.meanings import FORM, by_word, candidates, key_of
from foedus.states.table import LAST_LISTED_YEAR, State, all_states, by_ccode, members, rows
from foedus.states.translations import likened, translated

#: How alike a name and a slip of the pen are, above which no other language is looked into.
_SURE = 0.88


def naming(state: State, year: int) -> str:
    """A state as a message names it: ``South Korea (KOR)``, ``North Yemen``."""
    return f"{state.called(year)} ({state.iso3})" if state.iso3 else state.called(year)


def either(names: Iterable[str]) -> str:
    """Names as alternatives: ``A, B or C``."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


@cache
def not_states() -> dict[str, tuple[str, str, str]]:
    """Key -> name, what it is (instrument, members, part of), and of whom."""
    return {
        key_of(name): (name, kind, whom)
        for names, kind, whom, *_ in rows("not_states.tsv")
        for name in names.split("; ")
    }


@cache
def _unconfirmed() -> dict[str, str]:
    found = (cells for cells in rows("not_states.tsv") if len(cells) > 4)
    return {key_of(name): cells[4] for cells in found for name in cells[0].split("; ")}


def unconfirmed(group: str) -> str:
    """What of a group's days no source was found for; empty where each was read at one."""
    return _unconfirmed().get(key_of(group), "")


def other_than_state(text: str) -> tuple[str, str, str] | None:
    """Name, kind and members of a group or territory that is no state; None of other words."""
    return not_states().get(key_of(text))


def hint(text: str, year: int | None) -> str:
    """What to write in place of a word that names no state."""
    key = key_of(text)
    match other_than_state(text):
        case (name, "members", "-"):
            return f"{name} is a group of states: name its members that are meant"
        case (name, "members", labels) if "@" not in labels:
            return f"{name} is a group of states: `guarantors: [{labels.replace(' ', ', ')}]`"
        case (name, kind, whom) if kind.split()[0] in {"instrument", "members"}:
            pact = whom if kind == "instrument" else kind.partition(" ")[2]
            told = (
                f"{name} is a group of states: `guarantors: [{name}]` takes its members of the day"
            )
            return f"{told}, `extends: {pact}` its promise too" if pact else told
        case (name, _, "-"):
            return f"{name} is no member of COW's state system, which the models are fitted to"
        case (name, _, owner):
            [(state, _)] = by_word()[key_of(owner)]
            return f"{name} is no member of COW's state system; {state.name} ({owner}) is"
    parts = [part.strip() for part in re.split(r"[,;/+&]| and ", text) if part.strip()]
    if len(parts) > 1 and all(map(candidates, parts)):
        labels = ", ".join(candidates(part)[0][0].label for part in parts)
        return f"several states in one text: write a list, [{labels}]"
    if len(key) <= 3 and key.isascii():  # a code: of no use among names
        codes = {key_of(state.iso3): state for state in all_states() if state.iso3}
        near = [naming(codes[code], LAST_LISTED_YEAR) for code in get_close_matches(key, codes)]
    else:
        key, when = FORM.sub("", key), year or LAST_LISTED_YEAR
        sure = get_close_matches(key, _named(when), n=1, cutoff=_SURE)
        called = () if sure else translated(text)
        near = [naming(state, when) for state in called[:4]]
        near = near or _near(key, when) or _near(key, None)
        near = near or [naming(state, when) for state in likened(text)[:4]]
    if near:
        return f"did you mean {either(near)}?"
    return "a name, an ISO 3166 code or a COW number, such as Ukraine, UKR or 369"


def _near(key: str, year: int | None) -> list[str]:
    """Up to four states: of the nearest name, of names that hold it as a word, of others near.

    year: of whose members; None for those of any.
    """
    named = _named(year)
    close = get_close_matches(key, named, n=3, cutoff=0.75)
    kin = [s.name for s in _pool(year) if close and close[0] in key_of(s.name).split()]
    near = [*(named[close[0]] if close else ()), *kin, *(s for each in close for s in named[each])]
    return list(dict.fromkeys(near))[:4]


def _pool(year: int | None) -> tuple[State, ...]:
    return all_states() if year is None else members(year)


@lru_cache(maxsize=64)
def _named(year: int | None) -> dict[str, list[str]]:
    """Keys of the names of states -> whose they are."""
    named: dict[str, list[str]] = {}
    for state in _pool(year):
        for name in state.names:
            if len(name.text) > 3 and not name.bound:
                named.setdefault(key_of(name.text), []).append(state.name)
    return named


# States that follow one another on much the same ground; for hints only.
_GROUNDS = (
    (255, 260, 265),
    (300, 305, 310),
    (730, 731, 732),
    (678, 679, 680),
    (816, 817),
    (710, 713),
    (315, 316, 317),
    (345, 341, 343, 344, 346, 347, 349),
)


def others(state: State, year: int) -> str:
    """Who was there in a year in which it, or its name, was not."""
    there = [
        by_ccode()[code]
        for code in next((ground for ground in _GROUNDS if state.ccode in ground), (state.ccode,))
        if by_ccode()[code].in_system(year)
    ]
    if there:
        return f"in {year}: " + ", ".join(naming(each, year) for each in there)
    return "a year of its membership"
