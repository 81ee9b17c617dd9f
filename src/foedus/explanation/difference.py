"""What differs between two versions of a question, in readers' words: a fact, a term of a text."""

from collections.abc import Sized
from typing import Any, Protocol

from foedus.facts.glossary import meaning, title
from foedus.report import words

#: A part of a clause -> what it says.
_PARTS = {
    "on": "what calls on it", "discretion": "at whose discretion", "in": "where it holds",
    "if": "on which conditions", "by": "who promises", "against": "against whom",
}  # fmt: skip
#: Terms whose key says too little.
_TERMS = {
    "term": "term, years", "notice": "notice, months", "adopted_by": "adopted by",
    "aid": "military aid", "bases": "bases", "stationed": "forces stationed",
    "contact": "contact of armed forces", "command": "command of forces",
    "organization": "joint organization", "contribution": "fixed contributions",
    "subordination": "subordination of forces", "companion": "military companion agreement",
}  # fmt: skip


def fact(name: str, before: Any, after: Any, year: int) -> str:
    """``Russia, share of the world's capabilities (CINC): 0.034 → 0.038``."""
    try:
        unit = meaning(name)[1]
    except KeyError:
        unit = ""
    return f"{title(name, year)}: {_value(before, unit)} → {_value(after, unit)}"


def _value(value: Any, unit: str) -> str:
    if value is None:
        return "none"
    if unit.startswith("1 yes"):
        return "yes" if value else "no"
    if isinstance(value, Sized) and unit in {"states", "pacts"}:
        return words.counted(len(value), unit.removesuffix("s"))
    return words.value(value)


class NamedTerm(Protocol):
    """A difference of two texts: the group of its term, and the term's key."""

    @property
    def group(self) -> str:
        """Such as ``clauses``, ``military``, ``term``."""

    @property
    def name(self) -> str:
        """Such as ``defense on armed-attack: in``."""


def term(change: NamedTerm) -> str:
    """``defense on armed attack, where it holds``; ``adopted by``."""
    if change.group != "clauses":
        return _TERMS.get(change.name, change.name.replace("_", " "))
    obligation, _, part = change.name.replace("armed-attack", "armed attack").partition(": ")
    return f"{obligation}, {_PARTS.get(part, part)}" if part else obligation
