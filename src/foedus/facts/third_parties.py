"""Facts about third states that the strategic lens reads: who is in reach of the challenger.

Names: ``CODE.near`` (1 if a guarantor is a major power or shares a border with the challenger, by
land or across up to 400 miles of water), ``all.rivals`` (the challenger's strategic rivals besides
the protégé), ``pair.reach`` and ``pair.depth_reach`` (whether a guarantor that the protégé has
already is in reach, and the military ties of the deepest such).
"""

import numpy as np

from foedus.errors import InputError
from foedus.facts import reader
from foedus.facts.known import TIES, Facts, guarantors
from foedus.facts.pacts import atop
from foedus.facts.pacts.protection import protection
from foedus.facts.pacts.standing import StandingPact
from foedus.scenario import Scenario
from foedus.states import find

#: Names without the state's, and the data sets that they are read from, those of the system too.
NAMES = ("near", "rivals", "reach", "depth_reach")
_SETS = (*(reader.SOURCES[name].dataset for name in (*NAMES, "majors")), *reader.SYSTEM)
STANDING = ("pair.reach", "pair.depth_reach", "all.rivals")


def needed(scenario: Scenario) -> tuple[str, ...]:
    """Names of the facts."""
    return (*STANDING, *(f"{state}.near" for state in guarantors(scenario)))


def from_data(scenario: Scenario, year: int) -> dict[str, float]:
    """The facts from the public data of a year in which challenger and protégé were a pair."""
    from foedus.history.rows import Data
    from foedus.history.strategic import thirds

    codes = {
        state: find(state, year=scenario.as_of.year).ccode
        for state in (scenario.challenger, scenario.protege, *guarantors(scenario))
    }
    one, two = codes[scenario.challenger], codes[scenario.protege]
    # Every state against the challenger, and the pair itself last: no more is looked up below.
    others = reader.members(year)
    others = others[reader.together(others, one, year)]
    # A guarantor may come into the system only in the year of the question.
    bound = [code for code in codes.values() if code not in {one, two}]
    others = np.union1d(others, np.array(bound, dtype=np.int64))
    ones, twos = np.append(others, one), np.append(np.full(len(others), one), two)
    near = reader.pairs(ones, twos, year, ("conttype", "rivalry"))
    columns = {what: each.values.astype(np.float32) for what, each in near.items()}
    major = reader.states(ones, year, ["cowmaj"])["cowmaj"].values
    none = np.zeros(len(ones), dtype=np.bool_)
    data = Data(
        ccode1=ones.astype(np.int16), ccode2=twos.astype(np.int16),
        year=np.full(len(ones), year, dtype=np.int16), relevant=none,
        columns=columns | {"cowmaj1": major.astype(np.float32)},
        onset=none, force=none, deadly=none, war=none,
    )  # fmt: skip
    members = atop.members()
    helpers = thirds.columns(data, members)
    [listed] = list(thirds.years(data, members))
    place = {int(code): i for i, code in enumerate(listed.codes)}
    return {
        "pair.reach": float(helpers["reach"][-1]),
        "pair.depth_reach": float(helpers["depth"][-1]),
        "all.rivals": float(helpers["rivals"][-1]),
        **{
            f"{state}.near": float(listed.near[place[codes[state]], place[one]])
            for state in guarantors(scenario)
            if state != scenario.challenger
        },
    }


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
    if not from_disk or reader.lacking(_SETS, scenario.through):
        raise InputError(
            f"the strategic lens needs facts that nobody states: {', '.join(missing)}",
            where=scenario.name,
            hint="`foedus data pull` fetches the public data that hold them",
        )
    one, two = (
        find(s, year=scenario.as_of.year).ccode for s in (scenario.challenger, scenario.protege)
    )
    # One of the two may have come into the system this year.
    past = reader.together(one, two, scenario.through)[0]
    return from_data(scenario, scenario.through if past else scenario.as_of.year)
