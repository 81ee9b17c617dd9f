"""The same challenger against every other state in its region, before and under each design.

A design changes three things for a neighbor, and only these:

- a neighbor that the design binds may be drawn in: war on the protégé while the guarantee stands,
  times the chance that it is honored;
- where the instrument is mutual, the protégé and the other guarantors are bound to defend it;
- its own guarantors have a promise more to keep. The ladder gives a guarantor's capability no
  credit, so this moves no forecast; the arithmetic stands beside it, and what dividing the ties
  would do, a judgement.

Borders do not move, and the ladder has no term for forces near the challenger.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from foedus.assess import neighbor_promises as promises
from foedus.assess.columns import Setting, setting
from foedus.assess.designs import COLUMNS, Reading, standing
from foedus.assess.deterrence import Estimate, chance, ratio
from foedus.assess.durability import holding
from foedus.assess.facts import gather
from foedus.assess.neighbor_facts import Region, region
from foedus.assess.neighbor_result import After, Neighbor, Neighbors
from foedus.assess.neighbor_risk import chances, wars
from foedus.assess.pair import EVENTS
from foedus.assess.reliability import features
from foedus.assess.result import Assessment
from foedus.assess.run import Run
from foedus.assess.support import reach
from foedus.assess.words import name_of
from foedus.history import honor, lapse
from foedus.history.covariates import Array
from foedus.scenario import Scenario

#: Draws of the posterior: enough for a 90% interval.
DRAWS = 1000


def neighbors(
    found: Assessment, *, evidence: Path | None = None, draws: int | None = None
) -> Neighbors:
    """Every other state in the region, by the assessment's ladder, seed and years.

    evidence: a frozen region; a shipped one, or the public data, if not given. draws: at most
    those of the assessment; ``DRAWS`` of them if not given.

    Raises InputError for a file of another question, DataError where nothing is frozen and the
    data are not on this machine.
    """
    asked, here = found.scenario, region(found.scenario, evidence)
    bare = found.designs[found.reference].reading
    kept = honor.shipped()
    run = Run.of(
        found.ladder, found.setting, bare, lapse.shipped(), kept,
        min(draws or DRAWS, found.draws), found.years, found.seed,
    )  # fmt: skip
    designs = {name: each.reading for name, each in found.designs.items()}
    bound = {
        name: tuple(state for state in here.states if state in reading.guarantors)
        for name, reading in designs.items()
    }
    pairs = {state: _pair(asked, here, state) for state in here.states}
    allies = {
        name: {state: promises.allies(asked, name, reading, state) for state in here.states}
        for name, reading in designs.items()
    }
    columns = {
        (state, name): promises.columns(
            asked, found.facts, pairs[state][1], reading, allies[name][state]
        )
        for name, reading in designs.items()
        for state in here.states
    }
    by = chances(run, {key: (pairs[key[0]][0], value) for key, value in columns.items()})
    factors = {
        (state, name): factor
        for name, reading in designs.items()
        for state in here.states
        if (factor := promises.factor(asked, here, reading, name, state)) < 1.0
    }
    divided = wars(
        run, {key: (pairs[key[0]][0], promises.divided(columns[key], factor))
              for key, factor in factors.items()}
    )  # fmt: skip
    called, drawn = _guarded(run, found, designs, kept)
    standing_honor = kept.chance(honor.describe(signed=asked.as_of.year), run.honor)
    reference = found.reference

    def others(state: str, name: str) -> Array:
        """(n,) chance of no war for another neighbor that it is bound to defend."""
        none: Array = np.ones(run.draws)
        for other in here.states:
            if other != state and state in (*here.guarantors.get(other, ()), *allies[name][other]):
                none = none * (1.0 - by[other, name]["war"] * standing_honor)
        return none

    def at_war(state: str, name: str) -> Array:
        peace = (1.0 - by[state, name]["war"]) * others(state, name)
        if state in bound[name]:
            peace = peace * (1.0 - drawn[name])
        return np.asarray(1.0 - peace)

    rows = []
    for state in here.states:
        first = by[state, reference]
        base = at_war(state, reference)
        after = {}
        for name, reading in designs.items():
            total, mine = at_war(state, name), by[state, name]["war"]
            is_bound = state in bound[name]
            low = divided.get((state, name))
            after[name] = After(
                attacked=chance(mine),
                drawn_in=chance(drawn[name]) if is_bound else Estimate(0.0, 0.0, 0.0),
                at_war=chance(total),
                ratio=ratio(total, base),
                bound=is_bound,
                allies=allies[name][state],
                shared=promises.shared(here, reading, state),
                divided=None if low is None else ratio(low, mine),
            )
        own, bare_columns = pairs[state]
        rows.append(
            Neighbor(
                state=state,
                name=name_of(state, asked.as_of.year),
                guarantors=here.guarantors.get(state, ()),
                before={event: chance(first[event]) for event in EVENTS.values()},
                at_war=chance(base),
                percentile=reach(
                    found.ladder, {**own.fixed, **own.memory, **bare_columns}
                )["onset"].percentile,
                after=after,
            )
        )  # fmt: skip
    rows.sort(key=lambda row: -row.before["war"].value)
    return Neighbors(
        found, here, run.draws, tuple(rows), bound,
        {name: chance(each) for name, each in called.items()}, chance(standing_honor),
    )  # fmt: skip


def _pair(asked: Scenario, here: Region, state: str) -> tuple[Setting, dict[str, float]]:
    """What the ladder sees of challenger and neighbor, and the neighbor's guarantors before."""
    alone = asked.model_copy(update={"protege": state, "designs": {}})
    facts = gather(alone, [here.facts(state)], None)
    before = standing(alone, facts)
    return setting(alone, facts), {what: before[what] for what in COLUMNS}


def _guarded(
    run: Run, found: Assessment, designs: Mapping[str, Reading], model: honor.Honor
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Design -> (n,) chance of a first war that calls on its guarantee, and that is answered."""
    asked = found.scenario
    held = {
        name: holding(asked.designs[name], reading, asked.protege, found.facts, found.setting.first)
        if name in asked.designs
        else None
        for name, reading in designs.items()
    }
    simulated = run.chances([(reading, held[name]) for name, reading in designs.items()])
    called, drawn = {}, {}
    for place, (name, reading) in enumerate(designs.items()):
        own = held[name]
        if own is None:
            called[name] = drawn[name] = np.zeros(run.draws)
            continue
        honored = model.chance(features(reading, own, asked.as_of.year), run.honor)
        called[name] = np.asarray(simulated.guarded[:, -1, place], np.float64)
        drawn[name] = called[name] * honored
    return called, drawn


__all__ = ["DRAWS", "After", "Neighbor", "Neighbors", "neighbors"]
