"""Which design of a scenario is in force already: the status quo, which needs nobody's new consent.

What is in force was signed and has not been left, and leaving it needs a reason that no weight
here measures. So its parties are taken to keep it, and other designs are weighed against it. This
is a rule, not a forecast: nothing here says how long it will be kept (``foedus.history.lapse``
does).
"""

from datetime import date

from foedus.scenario import Scenario
from foedus.signing.package import promise
from foedus.terms import Guarantee, library


def since(scenario: Scenario, design: Guarantee) -> date | None:
    """Since when a design binds its guarantors for the protégé; None where it does not.

    A design says so itself (``in_force``), or has the parties, clauses, military terms and manner
    of adoption of an instrument of the library that was in force on the scenario's day. An
    instrument whose terms were changed is another one.
    """
    if not design.guarantors:
        return None
    if design.in_force:
        return _since(design, scenario.as_of)
    dates = (
        _since(each, scenario.as_of) for each in library().values() if _same(scenario, design, each)
    )
    return min((day for day in dates if day), default=None)


def status_quo(scenario: Scenario) -> Guarantee | None:
    """The design in force that promises most; None where none is in force."""
    standing = (each for each in scenario.designs.values() if since(scenario, each))
    return max(standing, key=promise, default=None)


def _since(one: Guarantee, day: date) -> date | None:
    """When an instrument began, if it stood on ``day``; an end without a date is no standing."""
    begun = one.in_force or one.signed
    if begun is None or begun > day:
        return None
    if one.ended is not None:
        return begun if one.ended > day else None
    return begun if one.fate is None or one.fate.end == "in-force" else None


def _same(scenario: Scenario, design: Guarantee, one: Guarantee) -> bool:
    parties = one.guarantors_on(scenario.as_of)
    covered = one.protege == scenario.protege or (one.mutual and scenario.protege in parties)
    return (
        covered
        and set(design.guarantors) == {*parties} - {scenario.protege}
        and design.clauses == one.clauses
        and design.military == one.military
        and design.adopted_by == one.adopted_by
    )
