"""States as a text names them: by name, adjective, people, capital or seat of government."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foedus import states

#: States whose name is a word as well: only with its capital.
_WORDS = {"TUR", "CHN", "TCD", "JOR", "GIN", "MLI", "GEO", "CUB", "OMN", "NIU", "GRC", "TGO"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A state at a place of a text. lowered: its name has lost its capital."""

    start: int
    end: int
    state: str
    lowered: bool = False


@cache
def _words() -> dict[str, str]:
    """Every word by which a text can mean a state or a body of states -> its label."""
    found: dict[str, str] = {}
    for state in states.members(states.LAST_LISTED_YEAR):
        for name in state.names:
            if len(name.text) > 3 and not name.bound and state.iso3:
                found.setdefault(name.text, state.iso3)
    text = files("foedus.clip").joinpath("nations.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            label, words = line.split("\t")
            found.update(dict.fromkeys(words.split("; "), label))
    return found


@cache
def _lowered() -> dict[str, str]:
    return {
        word.lower(): label
        for word, label in _words().items()
        if len(word) > 5 and len(label) == 3 and label not in _WORDS and " " not in word and word.isalpha()
    }


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted({*_words(), *_lowered()}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


def mentions(text: str, start: int, end: int) -> list[Mention]:
    """The states and bodies named in ``text[start:end]``, in order."""
    found = []
    for match in _pattern().finditer(text, start, end):
        word = match[0]
        label = _words().get(word)
        if label is None:
            found.append(Mention(*match.span(), _lowered()[word], lowered=True))
        else:
            found.append(Mention(*match.span(), label))
    return found


def state_of(words: str) -> str | None:
    """The one state that some words mean or belong to: ``U.S. Special Envoy``, ``Kremlin``."""
    found = mentions(words, 0, len(words))
    return found[0].state if found else None
