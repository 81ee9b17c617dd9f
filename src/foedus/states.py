"""Who is who: states by COW code, ISO 3166 code or the names people give them, year by year.

The table ``states.tsv`` lists the members of the Correlates of War state system (v2016) with their
names by year; ``not_states.tsv`` lists the groups and territories people write where a state is
asked for. A word can mean different states at different dates (DEU is 255 before 1945 and since
1990, 260 in between), so ``find`` takes a year.

A number is COW's; where COW has none of it, Gleditsch & Ward's, then ISO's. A word is an alpha-3
code before it is anything else, so AUS is Australia, not COW's abbreviation of Austria.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

from foedus.errors import InputError

#: The last year that COW's list of members covers; later years carry membership forward.
LAST_LISTED_YEAR = 2016

_ALWAYS = (0, 9999)


class UnknownStateError(InputError):
    """No state has this code or name, several have, or it was no member of the system then."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a state is called. shown: it is the state's name in ``years``, in which it stands alone
    for it; bound: it means this state in those years only.
    """

    text: str
    years: tuple[int, int] = _ALWAYS  # first and last
    shown: bool = False
    bound: bool = False

    def covers(self, year: int) -> bool:
        """Whether the year is one of its own."""
        return self.years[0] <= year <= self.years[1]

    @property
    def span(self) -> str:
        """Its years, for messages: ``1918–2003``, ``years to 1991``."""
        first, last = self.years
        if first == _ALWAYS[0]:
            return f"years to {last}"
        return f"{first}–{last if last < _ALWAYS[1] else ''}"


@dataclass(frozen=True, slots=True)
class State:
    """A member of the COW state system."""

    ccode: int  # COW number
    iso3: str | None  # ISO 3166-1 or, for former states, 3166-3 alpha-3
    codes: tuple[str, ...]  # ISO alpha-2 and numeric, COW's abbreviation, Gleditsch & Ward's number
    names: tuple[Name, ...]  # today's or the last one first
    spells: tuple[tuple[date, date | None], ...]  # first and last day; None = still a member

    def in_system(self, year: int) -> bool:
        """Whether any day of ``year`` falls in a spell of membership."""
        return any(a.year <= year and (b is None or year <= b.year) for a, b in self.spells)

    @property
    def label(self) -> str:
        """ISO code where there is one, else the COW number: a key for files, not for readers."""
        return self.iso3 or str(self.ccode)

    @property
    def short(self) -> str:
        """ISO code where there is one, else the name: what a list shows a reader."""
        return self.iso3 or self.name

    @property
    def name(self) -> str:
        """Its name today, or the last it had."""
        return self.names[0].text

    def called(self, year: int) -> str:
        """Its name in a year: ``Soviet Union`` in 1950, ``Russia`` in 2025."""
        dated = (name.text for name in self.names if name.shown and name.covers(year))
        return next(dated, self.name)

    @property
    def years(self) -> str:
        """Years of membership, for messages: ``1955–1990``."""
        return ", ".join(f"{a.year}–{b.year if b else ''}" for a, b in self.spells)


def _rows(table: str) -> Iterator[list[str]]:
    lines = files("foedus").joinpath(table).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines if not line.startswith("#"))


def _spell(text: str) -> tuple[date, date | None]:
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


def _name(text: str) -> Name:
    found = re.fullmatch(r"(\*?)(.*?)(?: (\d{4})?\.\.(\d{4})?(!?))?", text)
    star, name, first, last, bound = found.groups() if found else ("", text, None, None, None)
    years = (int(first or _ALWAYS[0]), int(last or _ALWAYS[1]))
    return Name(name, years, bool(star), bool(bound))


@cache
def all_states() -> tuple[State, ...]:
    """Every state of the table, in the order of COW codes."""
    return tuple(
        State(
            int(code),
            None if iso == "-" else iso,
            () if codes == "-" else tuple(codes.split()),
            tuple(map(_name, names.split("; "))),
            tuple(map(_spell, spells.split())),
        )
        for code, iso, codes, names, spells in _rows("states.tsv")
    )


@cache
def _by_ccode() -> dict[int, State]:
    return {state.ccode: state for state in all_states()}


@cache
def _by_word() -> dict[str, tuple[tuple[State, Name], ...]]:
    """Every key -> whom it can mean; what an alpha-3 code means, no other code means as well."""
    words: dict[str, list[tuple[State, Name]]] = {}
    for state in all_states():
        if state.iso3:
            words.setdefault(_key(state.iso3), []).append((state, Name(state.iso3)))
    taken = frozenset(words)
    for state in all_states():
        # Capitals make an alpha-2 code: `no`, `is` and `me` are words.
        codes = [(code if len(code) == 2 else _key(code), Name(code)) for code in state.codes]
        for key, name in (*codes, *((_key(name.text), name) for name in state.names)):
            rivals = words.setdefault(key, [])
            if key not in taken and all(other is not state for other, _ in rivals):
                rivals.append((state, name))
    return {word: tuple(found) for word, found in words.items()}


def _key(text: str) -> str:
    """A name without case, accents, punctuation and articles: ``Côte d’Ivoire`` → cote divoire."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = re.sub(r"['’‘`´ʼ.]", "", bare.casefold())
    words = ["saint" if word == "st" else word for word in re.findall(r"\w+", bare)]
    if len(words) > 1:  # AND alone is Andorra
        words = [word for word in words if word not in {"the", "and"}]
    return re.sub(r"\b(?:\w (?=\w\b))+\w\b", lambda m: m[0].replace(" ", ""), " ".join(words))


_FORM = re.compile(
    r"(?:(?:arab|bolivarian|co|cooperative|democratic|federal|federated|federative|grand|hashemite"
    r"|independent|islamic|operative|oriental|peoples|plurinational|socialist|sovereign|united)"
    r" )*(?:commonwealth|confederation|duchy|emirate|empire|federation|kingdom|principality"
    r"|republic|state|states|sultanate|union) of "
)


_Meanings = tuple[tuple[State, Name], ...]


def _meanings(text: str) -> _Meanings:
    """Whom a word means as it stands, or without the form of state."""
    words, key = _by_word(), _key(text)
    return words.get(text) or words.get(key) or words.get(_FORM.sub("", key, count=1)) or ()


@lru_cache(4096)
def _candidates(text: str) -> _Meanings:
    """Whom a text can mean: ``42``, ``UK``, ``Iran, Islamic Republic of``, ``Myanmar (Burma)``."""
    if number := re.fullmatch(r"0*([0-9]{1,4})", text):
        return _meanings(number[1]) or _meanings(number[1].zfill(3))
    parts = re.fullmatch(r"([^(/,]+)[(/,]([^(/,)]+)\)?", text)
    if (found := _meanings(text)) or not parts:
        return found
    name, other = parts.groups()
    also = [state for state, _ in _meanings(other)]
    same = tuple((state, word) for state, word in _meanings(name) if state in also)
    return _meanings(f"{other} {name}") or same


def _live(found: _Meanings, year: int) -> list[State]:
    """Those that are members in a year in which the word means them."""
    return [
        state
        for state, name in found
        if state.in_system(year) and (name.covers(year) or not name.bound)
    ]


def find(who: int | str, *, year: int | None = None, where: str | None = None) -> State:
    """The state that ``who`` names: a COW code, an ISO code, or a name.

    year: where given, the state must be a member of the system then; where a code or name is
        shared, the member of that year is meant (without a year, today's member, else the latest).
    Raises UnknownStateError with the nearest names, with all that could be meant, or with the years
    of membership.
    """
    return _find(who, year, where)


@lru_cache(maxsize=4096, typed=True)  # a document asks for the same few again and again
def _find(who: int | str, year: int | None, where: str | None) -> State:
    text = str(who).strip()
    known = _by_ccode().get(int(text)) if re.fullmatch("[0-9]{1,4}", text) else None
    if known and (year is None or known.in_system(year)):
        return known
    found = _candidates(text)
    if known and not _live(found, year or 0):
        found = ((known, Name(text)),)
    if not found:
        raise UnknownStateError(f"no state is called {who!r}", where=where, hint=_hint(text, year))
    when = year or LAST_LISTED_YEAR
    live = _live(found, when)
    if len(live) > 1:
        raise UnknownStateError(
            f"{who!r} can mean {_either(_naming(state, when) for state in live)}",
            where=where,
            hint="write the one that is meant",
        )
    if live:
        return live[0]
    if year is None:
        return max((s for s, _ in found), key=lambda state: state.spells[-1][1] or date.max)
    state, name = found[0]
    itself = "" if _key(state.name) == _key(text) else f"{state.name}, "
    if state.in_system(year):
        what = f"{who!r} is no name of {year} but of {name.span}"
    else:
        what = f"{who!r} is {itself}no member of the state system in {year}"
        what += f": COW lists it {state.years}"
    raise UnknownStateError(what, where=where, hint=_others(state, year))


def _naming(state: State, year: int) -> str:
    """A state as a message names it: ``South Korea (KOR)``, ``North Yemen``."""
    return f"{state.called(year)} ({state.iso3})" if state.iso3 else state.called(year)


def _either(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


@cache
def _not_states() -> dict[str, tuple[str, str, str]]:
    """Key -> name, what it is (instrument, members, part of), and of whom."""
    rows = [(names.split("; "), kind, whom) for names, kind, whom, *_ in _rows("not_states.tsv")]
    return {_key(name): (name, kind, whom) for names, kind, whom in rows for name in names}


def other_than_state(text: str) -> tuple[str, str, str] | None:
    """Name, kind and members of a group or territory that is no state; None of other words."""
    return _not_states().get(_key(text))


def _hint(text: str, year: int | None) -> str:
    """What to write in place of a word that names no state."""
    key = _key(text)
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
            state = find(owner)
            return f"{name} is no member of COW's state system; {state.name} ({owner}) is"
    if len(key) <= 3:  # a code: of no use among names
        codes = {_key(state.iso3): state for state in all_states() if state.iso3}
        near = [_naming(codes[code], LAST_LISTED_YEAR) for code in get_close_matches(key, codes)]
    else:
        key = _FORM.sub("", key)
        near = _near(key, members(year or LAST_LISTED_YEAR)) or _near(key, all_states())
    if near:
        return f"did you mean {_either(near)}?"
    return "a name, an ISO 3166 code or a COW number, such as Ukraine, UKR or 369"


def _near(key: str, pool: tuple[State, ...]) -> list[str]:
    """Up to four states: of the nearest name, of names that hold it as a word, of others near."""
    named: dict[str, list[str]] = {}
    for state in pool:
        for name in state.names:
            if len(name.text) > 3 and not name.bound:
                named.setdefault(_key(name.text), []).append(state.name)
    close = get_close_matches(key, named, n=3, cutoff=0.75)
    kin = [s.name for s in pool if close and close[0] in _key(s.name).split()]
    near = [*(named[close[0]] if close else ()), *kin, *(s for each in close for s in named[each])]
    return list(dict.fromkeys(near))[:4]


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


def _others(state: State, year: int) -> str:
    """Who was there in a year in which it, or its name, was not."""
    there = [
        _by_ccode()[code]
        for code in next((ground for ground in _GROUNDS if state.ccode in ground), (state.ccode,))
        if _by_ccode()[code].in_system(year)
    ]
    if there:
        return f"in {year}: " + ", ".join(_naming(each, year) for each in there)
    return "a year of its membership"


def members(year: int) -> tuple[State, ...]:
    """The states that were members of the system on any day of ``year``."""
    return tuple(state for state in all_states() if state.in_system(year))
