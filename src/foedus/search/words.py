"""A package, a change of objectives and a class of signing in a few words."""

from collections.abc import Iterable, Mapping

from foedus.report import words
from foedus.search.result import Point, Search
from foedus.search.space import NOTHING, Package, Space

_ADOPTED = {"executive": "by executives", "legislature": "by legislatures", "treaty": "by treaty"}
_PROMISED = {
    "assurance": "assures", "consultation": "consults", "aid": "aids", "defense": "defends",
    "automatic-defense": "defends automatically",
}  # fmt: skip
_PRESENT = {"none": "", "access": "access to bases", "permanent": "bases", "forces": "forces"}
_OBJECTIVES = {"war": "war", "entrapment": "guarantor at war", "cost": "cost", "signing": "signing"}
_NAMED = 3  # guarantors of a package by name; of more the first and how many more
_SMALL = 5e-5  # a change of a chance that is not worth a word


def package(it: Package, space: Space, year: int) -> str:
    """``France: defends, by executives; bases, 3 ties``."""
    if it == NOTHING:
        return "no guarantee"
    sending = space.sending(it)
    present = f"forces of {_states(sending, year)}" if sending else _PRESENT[it.presence]
    kept = ", ".join(filter(None, (present, words.counted(it.ties, "tie") if it.ties else "")))
    who = words.parties(it.guarantors, year, _NAMED)
    text = f"{who}: {_PROMISED[it.promise]}, {_ADOPTED[it.adoption]}"
    return f"{text}; {kept}" if kept else text


def named(found: Search, at: int) -> str:
    """The package at a place on the front."""
    return package(found.front[at].package, found.space, found.assessment.scenario.as_of.year)


def choice(what: str, it: Package, found: Search) -> str:
    """What a package chooses of one kind: ``France and Poland``, ``forces of Poland``, ``3``."""
    year = found.assessment.scenario.as_of.year
    if what == "guarantors":
        return words.parties(it.guarantors, year, _NAMED) if it.guarantors else "nobody"
    if what == "presence" and (sending := found.space.sending(it)):
        return f"forces of {_states(sending, year)}"
    return str(getattr(it, what)).replace("-", " ")


def _states(states: Iterable[str], year: int) -> str:
    """States inside a sentence: ``the United States and Poland``."""
    return words.some([words.the(words.name_of(each, year)) for each in states])


def signing(point: Point, year: int) -> str:
    """``, blocked by Russia``; empty where nothing is said of who would sign."""
    if point.signing is None:
        return ""
    if point.blocks:
        return f", blocked by {_states(point.blocks, year)}"
    return ", all parties for it" if point.signing == "for" else ", open: nobody blocks"


def notable(objective: str, change: float) -> bool:
    """Whether a change of an objective is worth a word."""
    return abs(change) > (0.5 if objective == "cost" else _SMALL)


def change(objective: str, by: float, *, named: bool = True) -> str:
    """``war −0.42 pp``, ``cost +2``, ``signing −1 class``; or the number alone."""
    if objective == "cost":
        text = f"{by:+.0f}"
    elif objective == "signing":
        text = f"{by:+.2g} {'class' if abs(by) <= 1 else 'classes'}"
    else:
        text = f"{100 * by:+.2f} pp"
    text = text.replace("-", "−")
    return f"{_OBJECTIVES[objective]} {text}" if named else text


def changes(parts: Mapping[str, float]) -> str:
    """Objectives that changed, by how much; changes too small for a word are left out."""
    changed = [change(name, by) for name, by in parts.items() if notable(name, by)]
    return ", ".join(changed) or "nothing that is measured"
