"""Which designs of a scenario are read: by their text, and by their practice where it differs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from foedus.assessment.designs import Reading, nothing, read
from foedus.errors import UnknownNameError
from foedus.facts.known import Known
from foedus.scenario import Scenario


def chosen(scenario: Scenario, wanted: Iterable[str] | None) -> list[str]:
    """Names of the designs asked for, in the scenario's order; all for None.

    Raises UnknownNameError for a design that the scenario has not.
    """
    if wanted is None:
        return list(scenario.designs)
    asked = list(wanted)
    for name in asked:
        if name not in scenario.designs:
            raise UnknownNameError("design", name, scenario.designs, where="--design")
    return [name for name in scenario.designs if name in asked]


def read_all(
    scenario: Scenario, names: list[str], facts: Mapping[str, Known]
) -> tuple[str, dict[str, Reading]]:
    """The reference's name, and the readings in the scenario's order, the reference among them.

    The reference is the first design without guarantors that takes the place of nothing; a scenario
    without one gets one.
    """
    empty = [
        name
        for name, design in scenario.designs.items()
        if not design.guarantors and not design.replaces
    ]
    if empty:
        shown = [n for n in scenario.designs if n in names or n == empty[0]]
        return empty[0], {name: read(scenario, name, facts) for name in shown}
    reference = "none"
    while reference in scenario.designs:
        reference += "-at-all"
    bare = {reference: nothing(scenario, reference, facts)}
    return reference, bare | {name: read(scenario, name, facts) for name in names}


def read_practice(
    scenario: Scenario, reference: str, readings: Mapping[str, Reading],
    facts: Mapping[str, Known],
) -> list[Reading]:  # fmt: skip
    """Every design read by its practice, and by that of what stands, where either is told apart.

    Where the reference is, all are, so that each has a ratio to the reference as it works.
    """
    found: dict[str, Reading] = {}
    for name, reading in readings.items():
        if name in scenario.designs:
            other = read(scenario, name, facts, practice=True)
        else:
            other = nothing(scenario, name, facts, practice=True)
        deeper = other.binds and other.ties != reading.ties
        if deeper or other.deep != reading.deep:
            found[name] = other
    if reference in found:
        rest = {name: replace(each, practice=True) for name, each in readings.items()}
        return [found.get(name, rest[name]) for name in readings]
    return list(found.values())
