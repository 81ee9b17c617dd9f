"""Facts about third states from the public data: who is in reach of the challenger."""

import numpy as np

from foedus.facts import reader, sources
from foedus.facts.known import guarantors
from foedus.facts.pacts import atop
from foedus.scenario import Scenario
from foedus.states import find

#: Names without the state's: see ``foedus.facts.third_parties``.
NAMES = ("near", "rivals", "reach", "depth_reach")
#: The data sets that they are read from, those of the system too.
_SETS = (*(sources.SOURCES[name].dataset for name in (*NAMES, "majors")), *sources.SYSTEM)


def known(scenario: Scenario) -> dict[str, float] | None:
    """The facts for a scenario, as ``from_data`` has them; None where data are not at hand."""
    if reader.lacking(_SETS, scenario.through):
        return None
    one, two = (
        find(s, year=scenario.as_of.year).ccode for s in (scenario.challenger, scenario.protege)
    )
    # One of the two may have come into the system this year.
    past = reader.together(one, two, scenario.through)[0]
    return from_data(scenario, scenario.through if past else scenario.as_of.year)


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
