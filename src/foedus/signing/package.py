"""Where a design puts each issue: the point that the scenario gives, or one between those.

A design that the scenario does not name is measured beside those that it does, and its point read
off between theirs (linear, flat beyond the ends). ``promise`` orders designs by what is owed and
how firmly it is adopted, ``presence`` by what stands on the protégé's soil; both orders serve only
to find neighbors, since the points themselves are the scenario's.
"""

from collections.abc import Mapping

import numpy as np

from foedus.errors import InputError
from foedus.scenario import Scenario
from foedus.scenario.statements import ScenarioIssue
from foedus.terms import Guarantee, depth_count
from foedus.terms.clause import FIRMNESS

_ADOPTED = {None: 0, "executive": 0, "legislature": 1, "treaty": 2}
_BASES = {"none": 0, "access": 1, "permanent": 2}


def promise(design: Guarantee) -> float:
    """How firm the promise is, as an order: strongest obligation, discretion, adoption, ties."""
    if not design.guarantors:
        return 0.0
    owed = max((FIRMNESS[clause.obligation] for clause in design.clauses), default=0)
    automatic = any(clause.discretion == "automatic" for clause in design.owed("defense"))
    return owed + automatic + _ADOPTED[design.adopted_by] + depth_count(design) / 16


def presence(design: Guarantee) -> float:
    """What stands on the protégé's soil, as an order: bases, then forces by their number."""
    if not design.guarantors:
        return 0.0
    forces = sum(each.number or 0 for each in design.military.stationed)
    return _BASES[design.military.bases] + 2.0 * bool(design.military.stationed) + forces / 1e5


_MEASURES = {"promise": promise, "presence": presence}


def settled(scenario: Scenario) -> tuple[ScenarioIssue, ...]:
    """The issues that designs settle: those with points for designs."""
    return tuple(issue for issue in scenario.issues if issue.designs)


def points(scenario: Scenario, design: Guarantee) -> Mapping[str, float]:
    """Issue -> where the design puts it, 0 to 100, for the issues that designs settle.

    Raises InputError where the design has no point and the issue no measure to find one by.
    """
    return {issue.name: _point(scenario, issue, design) for issue in settled(scenario)}


def _point(scenario: Scenario, issue: ScenarioIssue, design: Guarantee) -> float:
    named = scenario.designs.get(design.name)
    if named == design and design.name in issue.designs:
        return issue.designs[design.name].value
    if issue.measure is None:
        raise InputError(
            f"nothing says where {design.name} puts {issue.name}",
            where=f"issues, {issue.name}",
            hint="add it to the issue's `designs`, or say what it measures: promise, presence",
        )
    measure = _MEASURES[issue.measure]
    marks: dict[float, list[float]] = {}
    for name, fact in issue.designs.items():
        marks.setdefault(measure(scenario.designs[name]), []).append(fact.value)
    at = sorted(marks)
    return float(np.interp(measure(design), at, [float(np.mean(marks[mark])) for mark in at]))
