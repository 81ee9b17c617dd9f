"""Grades changed and claims added by hand, written into a scenario's file: the rest of it stays."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus import document
from foedus.clip.insertion import inserted, replaced
from foedus.clip.people.roster import key
from foedus.errors import InputError, UnknownNameError
from foedus.scenario import Scenario
from foedus.scenario.grades import CREDIBILITY, RELIABILITY
from foedus.scenario.several import scenarios

#: Before the id of a claim, in an address whose value is another grade.
PREFIX = "grade."
_BY_HAND = "change the file by hand; `foedus check` says whether it reads"
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    """grades: id of a claim -> its new grade. added: entries as a scenario's file has them."""

    grades: Mapping[str, str] = field(default_factory=dict)
    added: tuple[Mapping[str, Any], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.grades or self.added)


def asked(text: str, name: str) -> Scenario:
    """The scenario in a text; of several protégés that about the first, as claims are the same."""
    return next(iter(scenarios(document.parse(text, f"{name}.yaml"), name).values()))


def graded(pairs: Iterable[tuple[str, str]], scenario: Scenario) -> dict[str, str]:
    """The grades that an address asks for, where they differ from the saved ones.

    Raises UnknownNameError for a claim that there is none of, InputError for no grade.
    """
    saved = {each.id: each.grade for each in scenario.claims}
    found = {}
    for name, grade in pairs:
        if name not in saved:
            raise UnknownNameError("claim", name, saved, where=f"{PREFIX}{name}"[:100])
        if grade[:1] not in RELIABILITY or grade[1:] not in CREDIBILITY:
            raise InputError(
                f"found {grade[:20]!r}, expected a letter A-F and a digit 1-6, such as B2",
                where=f"{PREFIX}{name}",
            )
        if grade != saved[name]:
            found[name] = grade
    return found


def regraded(scenario: Scenario, grades: Mapping[str, str]) -> Scenario:
    """A scenario with other grades: what its file would read as."""
    return scenario.model_copy(update={"claims": tuple(
        each.model_copy(update={"grade": grades.get(each.id, each.grade)})
        for each in scenario.claims
    )})  # fmt: skip


def changed(text: str, before: Scenario, changes: ClaimChanges) -> tuple[str, Scenario]:
    """A scenario's text with the changes in it, and what it reads as.

    before: what the text reads as. Raises InputError, or DocumentError where an entry is none that
    the scenario could hold.
    """
    now, places = text, {each.id: at for at, each in enumerate(before.claims)}
    for claim, grade in changes.grades.items():
        now = replaced(now, ("claims", places[claim], "grade"), grade)
    now = inserted(now, "claims", changes.added)
    after = asked(now, before.name)
    expected = regraded(before, changes.grades)
    new = after.claims[len(before.claims) :]
    expected = expected.model_copy(update={"claims": (*expected.claims, *new)})
    if after.model_dump() != expected.model_dump():
        raise InputError("the changes do not fit into this file", where=before.name, hint=_BY_HAND)
    return now, after


def identified(entry: Mapping[str, Any], taken: Iterable[str]) -> dict[str, Any]:
    """An entry with an id of its own: the one it has, else its speaker's last name and a number."""
    words = re.findall(r"[a-z0-9]+", key(str(entry["by"]))) or ["claim"]
    stem, known = words[-1][:_LONGEST_ID], set(taken)
    numbers = (f"{stem}-{number}" for number in range(1, len(known) + 2))
    return {"id": entry.get("id") or next(each for each in numbers if each not in known), **{
        name: value for name, value in entry.items() if name != "id"
    }}  # fmt: skip
