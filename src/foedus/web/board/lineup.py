"""The designs on a board: those that are saved, copies of them, real instruments, blank ones.

An address lists them in order, ``designs=none,nato,mine:nato,treaty:us-korea-1953,own:``. A name
alone is a saved design; a new one names after the colon what it begins as, or nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from foedus import terms
from foedus.errors import InputError, UnknownNameError
from foedus.record import SLUG, SLUG_EXAMPLE, SLUG_WORDS
from foedus.scenario import Scenario
from foedus.scenario.resolve import resolve
from foedus.scenario.scenario import Design, Draft
from foedus.terms.guarantee import Guarantee
from foedus.web.claims.address import HEADS

KEY = "designs"
#: Designs side by side.
MOST = 12


@dataclass(frozen=True, slots=True)
class DesignPlace:
    """One column. origin: a saved design, its own name where it is that; an instrument; or ""."""

    name: str
    origin: str

    @property
    def saved(self) -> bool:
        """Whether it is a design of the scenario itself."""
        return self.name == self.origin

    def __str__(self) -> str:
        """As an address has it."""
        return self.name if self.saved else f"{self.name}:{self.origin}"


def places(value: str, scenario: Scenario) -> tuple[DesignPlace, ...]:
    """The columns that an address asks for; those of the scenario where it says nothing.

    Raises UnknownNameError for what a design begins as, InputError for names that cannot be, none
    or too many.
    """
    if not value:
        return tuple(DesignPlace(name, name) for name in scenario.designs)
    found: dict[str, DesignPlace] = {}
    for each in filter(None, value.split(",")):
        place = _place(each, scenario)
        if place.name in found:
            raise InputError(f"{place.name} stands there twice", where=KEY)
        found[place.name] = place
    if not 1 <= len(found) <= MOST:
        raise InputError(f"{len(found)} designs, allowed: 1 to {MOST}", where=KEY)
    return tuple(found.values())


def _place(text: str, scenario: Scenario) -> DesignPlace:
    name, colon, origin = text.partition(":")
    if not colon:
        if name not in scenario.designs:
            raise UnknownNameError("design", name, scenario.designs, where=KEY)
        return DesignPlace(name, name)
    if not SLUG.fullmatch(name):
        raise InputError(f"found {name[:80]!r}, expected {SLUG_WORDS}", where=KEY,
                         hint=SLUG_EXAMPLE)  # fmt: skip
    if name in scenario.designs or name in terms.names() or name in HEADS:
        raise InputError(f"{name!r} is a name already", where=KEY, hint="choose another")
    if origin and origin not in scenario.designs and origin not in terms.names():
        known = [*scenario.designs, *terms.names()]
        raise UnknownNameError("design or instrument", origin, known, where=KEY)
    return DesignPlace(name, origin)


def arranged(scenario: Scenario, wanted: tuple[DesignPlace, ...]) -> Scenario:
    """The scenario with these designs in this order, each as it begins.

    What its issues say of a design that is gone goes with it. Raises InputError for an instrument
    that could not protect the protégé.
    """
    if wanted == places("", scenario):
        return scenario
    designs = {each.name: _begun(each, scenario) for each in wanted}
    issues = tuple(
        issue.model_copy(
            update={"designs": {key: at for key, at in issue.designs.items() if key in designs}}
        )
        if set(issue.designs) - set(designs)
        else issue
        for issue in scenario.issues
    )
    return scenario.model_copy(update={"designs": designs, "issues": issues})


def _begun(place: DesignPlace, scenario: Scenario) -> Guarantee:
    if place.origin in scenario.designs:
        origin = scenario.designs[place.origin]
        return origin if place.saved else origin.model_copy(update={"name": place.name})
    design = Design(extends=place.origin) if place.origin else Design()
    return resolved(scenario, {place.name: design})[place.name]


def resolved(scenario: Scenario, designs: dict[str, Design]) -> dict[str, Guarantee]:
    """Designs as the scenario's file would have them read. Raises InputError for the first wrong.

    The error's place is the key of an address: ``nato.guarantors``.
    """
    asked = {
        key: getattr(scenario, key) for key in Draft.model_fields
        if key != "designs" and hasattr(scenario, key)
    }  # fmt: skip
    found, problems = resolve(Draft.model_construct(**asked, designs=designs))
    for each in problems:
        raise InputError(each.what, where=".".join(_spelled(each.path[1:])), hint=each.hint)
    return found


def _spelled(path: tuple[str | int, ...]) -> Iterator[str]:
    """A path in a design, clauses by their number."""
    for key in path:
        if isinstance(key, int):
            yield str(key + 1)
        elif key not in {"clauses", "military"}:
            yield key
