"""Facts about third states that the strategic lens reads: who is in reach of the challenger.

Names: ``CODE.near`` (1 if a guarantor is a major power or shares a border with the challenger, by
land or across up to 400 miles of water), ``all.rivals`` (the challenger's strategic rivals besides
the protégé), ``pair.reach`` and ``pair.depth_reach`` (whether a guarantor that the protégé has
already is in reach, and the military ties of the deepest such).
"""

from foedus.errors import InputError
from foedus.facts.known import TIES, Facts, guarantors
from foedus.facts.pacts.protection import protection
from foedus.facts.pacts.standing import StandingPact
from foedus.scenario import Scenario

STANDING = ("pair.reach", "pair.depth_reach", "all.rivals")


def needed(scenario: Scenario) -> tuple[str, ...]:
    """Names of the facts."""
    return (*STANDING, *(f"{state}.near" for state in guarantors(scenario)))


def gather(scenario: Scenario, facts: Facts, *, from_disk: bool = True) -> dict[str, float]:
    """The facts: those that the scenario or a frozen file states, the rest from the data.

    A guarantor that ``facts`` call a major power is in reach. from_disk: whether the data are read
    for what is missing. Raises InputError naming what nobody states, where the data are not on this
    machine or not to be read.
    """
    found: dict[str, float] = {}
    wanted = [name for name in needed(scenario) if name != f"{scenario.challenger}.near"]
    for name in wanted:
        state, _, what = name.partition(".")
        fact = facts.get(name) or (facts.get(f"{state}.major") if what == "near" else None)
        if fact and isinstance(fact.value, float) and (name in facts or fact.value == 1.0):
            found[name] = fact.value
    for state in guarantors(scenario):
        for pair in ((scenario.challenger, state), (state, scenario.challenger)):
            border = scenario.situation.dyad(*pair).get("contiguity")
            if border is not None:
                near = border.value != "none" or found.get(f"{state}.near", 0.0) == 1.0
                found[f"{state}.near"] = float(near)
    missing = [name for name in wanted if name not in found]
    if missing:
        found = _read(scenario, missing, from_disk=from_disk) | found
    return found | _reached(scenario, facts, found)


def _reached(scenario: Scenario, facts: Facts, found: dict[str, float]) -> dict[str, float]:
    """What of the baseline's changes is known of reach: nothing is, where nobody is bound.

    Where a pact was changed, only guarantors that are major powers are known to be in reach.
    """
    if not any(isinstance(f.value, StandingPact) for f in facts.values()) or not scenario.baseline:
        return {}
    stands = protection(scenario, facts)
    reach = max(found["pair.reach"] if stands.columns["minor"] else 0.0, stands.columns["major"])
    ties = min(found["pair.depth_reach"], max(stands.columns[what] for what in TIES))
    return {"pair.reach": reach, "pair.depth_reach": ties if reach else 0.0}


def _read(scenario: Scenario, missing: list[str], *, from_disk: bool) -> dict[str, float]:
    from foedus.facts import reach

    found = reach.known(scenario) if from_disk else None
    if found is None:
        raise InputError(
            f"the strategic lens needs facts that nobody states: {', '.join(missing)}",
            where=scenario.name,
            hint="`foedus data pull` fetches the public data that hold them",
        )
    return found
