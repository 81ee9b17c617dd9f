"""Names of states in the world's languages (CLDR's, through Babel), for hints alone.

Nothing is read by them: a scenario says ``Ukraine``, and whoever wrote ``Україна`` is told so.
"""

from functools import cache

from foedus.states.meanings import candidates, key_of
from foedus.states.table import State

#: Of 100, how alike a slip of the pen and a name are at least.
_ALIKE = 85


def translated(text: str) -> tuple[State, ...]:
    """The states that a text names in some language."""
    return _names().get(key_of(text), ())


def likened(text: str) -> tuple[State, ...]:
    """The states of the name in some language that is most like a text."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    found = extractOne(key_of(text), _names().keys(), scorer=ratio, score_cutoff=_ALIKE)
    return _names()[found[0]] if found else ()


@cache
def _names() -> dict[str, tuple[State, ...]]:
    """Key of a name -> whose it is: reading them all takes a second."""
    from babel.localedata import load, locale_identifiers

    named: dict[str, dict[int, State]] = {}
    for language in locale_identifiers():
        if len(language.rpartition("_")[2]) == 2 and "_" in language:
            continue  # a country's own form of a language
        for code, name in load(language).get("territories", {}).items():
            for state, _ in candidates(code) if len(code) == 2 and isinstance(name, str) else ():
                named.setdefault(key_of(name), {})[state.ccode] = state
    return {key: tuple(found.values()) for key, found in named.items()}
