"""Whom a word can mean, whatever the year: codes, names as people write them, forms of state.

A number is COW's; where COW has none of it, Gleditsch & Ward's, then ISO's. A word is an alpha-3
code before it is anything else, so AUS is Australia, not COW's abbreviation of Austria.
"""

import re
import unicodedata
from functools import cache, lru_cache

from foedus.states.table import Name, State, all_states


@cache
def by_word() -> dict[str, tuple[tuple[State, Name], ...]]:
    """Every key -> whom it can mean; what an alpha-3 code means, no other code means as well."""
    words: dict[str, list[tuple[State, Name]]] = {}
    for state in all_states():
        if state.iso3:
            words.setdefault(key_of(state.iso3), []).append((state, Name(state.iso3)))
    taken = frozenset(words)
    for state in all_states():
        # Capitals make an alpha-2 code: `no`, `is` and `me` are words.
        codes = [(code if len(code) == 2 else key_of(code), Name(code)) for code in state.codes]
        for key, name in (*codes, *((key_of(name.text), name) for name in state.names)):
            rivals = words.setdefault(key, [])
            if key not in taken and all(other is not state for other, _ in rivals):
                rivals.append((state, name))
    return {word: tuple(found) for word, found in words.items()}


def key_of(text: str) -> str:
    """A name without case, accents, punctuation and articles: ``Côte d’Ivoire`` → cote divoire."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = re.sub(r"['’‘`´ʼ.]", "", bare.casefold())
    words = [_SHORT.get(word, word) for word in re.findall(r"\w+", bare)]
    if len(words) > 1 and len(words[1]) > 1:  # S. Korea, but not the U. S. of the States
        words[0] = _SIDES.get(words[0], words[0])
    if len(words) > 1:  # AND alone is Andorra
        words = [word for word in words if word not in {"the", "and"}]
    return re.sub(r"\b(?:\w (?=\w\b))+\w\b", lambda m: m[0].replace(" ", ""), " ".join(words))


#: Words as they are cut short, by the World Bank for one: Congo, Dem. Rep.
_SHORT = {"st": "saint", "rep": "republic", "dem": "democratic", "fed": "federated",
          "sts": "states"}  # fmt: skip
_SIDES = {"n": "north", "s": "south", "e": "east", "w": "west", "c": "central"}


FORM = re.compile(
    r"(?:(?:arab|bolivarian|co|cooperative|democratic|federal|federated|federative|grand|hashemite"
    r"|independent|islamic|operative|oriental|peoples|plurinational|socialist|sovereign|united)"
    r" )*(?:commonwealth|confederation|duchy|emirate|empire|federation|kingdom|principality"
    r"|republic|state|states|sultanate|union) of "
)


#: States, each with its name that the word is.
Meanings = tuple[tuple[State, Name], ...]


def _meanings(text: str) -> Meanings:
    """Whom a word means as it stands, or without the form of state."""
    words, key = by_word(), key_of(text)
    return words.get(text) or words.get(key) or words.get(FORM.sub("", key, count=1)) or ()


@lru_cache(4096)
def candidates(text: str) -> Meanings:
    """Whom a text can mean: ``42``, ``UK``, ``Iran, Islamic Republic of``, ``Myanmar (Burma)``."""
    if number := re.fullmatch(r"0*([0-9]{1,4})", text):
        return _meanings(number[1]) or _meanings(number[1].zfill(3))
    parts = re.fullmatch(r"([^(/,]+)[(/,]([^(/,)]+)\)?", text)
    if (found := _meanings(text)) or not parts:
        return found
    name, other = parts.groups()
    also = [state for state, _ in _meanings(other)]
    same = tuple((state, word) for state, word in _meanings(name) if state in also)
    return _meanings(f"{other} {name}") or _meanings(f"{other} of {name}") or same
