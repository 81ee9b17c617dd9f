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
    text = files("foedus.clip.people").joinpath("nations.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            label, words = line.split("\t")
            found.update(dict.fromkeys(words.split("; "), label))
    return found


@cache
def _index() -> dict[str, list[tuple[str, str, bool]]]:
    """First word -> the names that begin with it, longest first: name, state, without capital.

    A look-up a word is far faster to make than one pattern of all names is to compile.
    """
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for word, label in _words().items():
        first = _FIRST.match(word)
        found.setdefault(first[0] if first else word, []).append((word, label, False))
        if len(word) > 5 and len(label) == 3 and label not in _WORDS and word.isalpha():
            found.setdefault(word.lower(), []).append((word.lower(), label, True))
    for names in found.values():
        names.sort(key=lambda each: -len(each[0]))
    return found


_FIRST = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*\.?")


def mentions(text: str, start: int, end: int) -> list[Mention]:
    """The states and bodies named in ``text[start:end]``, in order."""
    found: list[Mention] = []
    at, index = start, _index()
    for word in re.finditer(r"(?<![\w-])[^\W\d_]+", text[start:end]):
        low = start + word.start()
        if low < at:
            continue
        for first in _openings(text, low, end):
            for name, label, lowered in index.get(first, ()):
                high = low + len(name)
                if high <= end and text.startswith(name, low) and not _goes_on(text, high):
                    found.append(Mention(low, high, label, lowered))
                    at = high
                    break
            if at > low:
                break
    return found


def _openings(text: str, low: int, end: int) -> tuple[str, ...]:
    """The word at a place with and without the periods of an abbreviation."""
    match = _FIRST.match(text, low, end)
    whole = match[0] if match else ""
    return tuple(dict.fromkeys((whole, whole.rstrip("."), whole.split(".")[0])))


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] in "_-")


def state_of(words: str) -> str | None:
    """The one state that some words mean or belong to: ``U.S. Special Envoy``, ``Kremlin``."""
    found = mentions(words, 0, len(words))
    return found[0].state if found else None
