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
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from foedus.assessment.assessment import assessed
from foedus.assessment.designs import COLUMNS, Reading, standing
from foedus.assessment.durability import holding
from foedus.assessment.reliability import features
from foedus.assessment.result import Assessment
from foedus.assessment.run import Run
from foedus.assessment.support import reach
from foedus.estimate import Array, chance, ratio
from foedus.facts.assembly import gather
from foedus.facts.known import Facts, number
from foedus.facts.region.lookup import region
from foedus.facts.region.promises import later
from foedus.facts.region.region import Region
from foedus.facts.setting import setting
from foedus.history import honor
from foedus.history.depth import DepthModel
from foedus.history.pair import EVENTS
from foedus.history.setting import Setting
from foedus.region import promises
from foedus.region.marks import marks
from foedus.region.result import Neighbor, NeighborOutlook, Neighbors
from foedus.region.risk import chances, wars
from foedus.report.words import name_of
from foedus.scenario import Scenario
from foedus.scenario.situation import History

#: Draws of the posterior: enough for a 90% interval.
DRAWS = 1000


def neighbors(
    found: Assessment | Scenario | str | Path,
    *,
    evidence: Path | None = None,
    draws: int | None = None,
) -> Neighbors:
    """Every other state in the region, by the ladder, seed and years of an assessment (or of a
    scenario, assessed first).

    evidence: a frozen region; a shipped one, or the public data, if not given. draws: at most
    those of the assessment; ``DRAWS`` of them if not given.

    Raises InputError for a file of another question, DataError where nothing is frozen and the
    data are not on this machine.
    """
    found = assessed(found)
    asked, here = found.scenario, region(found.scenario, evidence)
    bare = found.designs[found.reference].reading
    origin = found.run.origin
    kept = origin.honor
    run = Run.of(
        origin, found.setting, bare, min(draws or DRAWS, found.draws), found.years, found.seed
    )
    designs = {name: each.reading for name, each in found.designs.items()}
    bound = {
        name: tuple(state for state in here.states if state in reading.guarantors)
        for name, reading in designs.items()
    }
    pairs = {state: _pair(asked, here, state, origin.depth) for state in here.states}
    allies = {
        name: {state: promises.allies(asked, name, reading, state) for state in here.states}
        for name, reading in designs.items()
    }
    columns = {
        (state, name): promises.columns(
            asked, found.facts, pairs[state].before, reading, allies[name][state]
        )
        for name, reading in designs.items()
        for state in here.states
    }
    by, levels = chances(
        run,
        {key: (pairs[key[0]].setting, value) for key, value in columns.items()},
        found.reference,
    )
    factors = {
        (state, name): factor
        for name, reading in designs.items()
        for state in here.states
        if (factor := promises.factor(asked, here, reading, name, state)) < 1.0
    }
    divided = wars(
        run, {key: (pairs[key[0]].setting, promises.divided(columns[key], factor))
              for key, factor in factors.items()}, levels
    )  # fmt: skip
    kept_now = kept.chance(honor.describe(signed=asked.as_of.year, inside=0.0), run.honor)
    called, drawn = _drawn_in(run, found, designs, kept)
    here_bound = here.guarantors.get(asked.protege, ())
    for_protege = {
        (state, name): called[name].war * kept_now if state in here_bound
        else drawn[name] if state in bound[name] else np.zeros(run.draws)
        for state, name in columns
    }  # fmt: skip

    def at_war(state: str, name: str) -> Array:
        """(n,) chance to be attacked, or drawn in for another neighbor or for the protégé."""
        peace = (1.0 - by[state, name]["war"]) * (1.0 - for_protege[state, name])
        for other in here.states:
            if other != state and state in (*here.guarantors.get(other, ()), *allies[name][other]):
                peace = peace * (1.0 - by[other, name]["war"] * kept_now)
        return np.asarray(1.0 - peace)

    def after(state: str, name: str, base: Array) -> NeighborOutlook:
        total, mine = at_war(state, name), by[state, name]["war"]
        less = divided.get((state, name))
        return NeighborOutlook(
            deadly=chance(by[state, name]["deadly"]),
            attacked=chance(mine),
            drawn_in=chance(for_protege[state, name]),
            at_war=chance(total),
            ratio=ratio(total, base),
            bound=state in bound[name],
            allies=allies[name][state],
            shared=promises.shared(here, designs[name], state),
            divided=None if less is None else ratio(less, mine),
        )

    def row(state: str) -> Neighbor:
        base = at_war(state, found.reference)
        own = pairs[state]
        far = reach(found.ladder, {**own.setting.fixed, **own.setting.memory, **own.before})
        return Neighbor(
            state=state,
            name=name_of(state, asked.as_of.year),
            guarantors=here.guarantors.get(state, ()),
            before={event: chance(by[state, found.reference][event]) for event in EVENTS.values()},
            at_war=chance(base),
            percentile=far["onset"].percentile,
            marks=marks(
                own.setting,
                far,
                here.table["pair.last_mid"].year,
                ally=_owed(asked, own, state),
                armed=all(number(own.facts, f"{who}.nuclear") for who in (asked.challenger, state)),
            ),
            after={name: after(state, name, base) for name in designs},
        )

    rows = sorted(
        map(row, here.states),
        key=lambda each: (each.withheld, 0.0 if each.withheld else -each.before["war"].value,
                          each.name),
    )  # fmt: skip
    return Neighbors(
        found, here, run.draws, tuple(rows), bound,
        {name: chance(each.guarded) for name, each in called.items()}, chance(kept_now),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pair:
    """What the ladder sees of challenger and neighbor, and the neighbor's guarantors before."""

    setting: Setting
    before: dict[str, float]
    facts: Facts


def _owed(asked: Scenario, own: _Pair, state: str) -> bool:
    """Whether the challenger owes a neighbor defense: by the facts, or by a later instrument."""
    both = {asked.challenger, state}
    newly = any(both <= {*members} for _, members, _ in later(asked))
    return bool(own.setting.fixed["atop_defense"]) or newly


def _pair(asked: Scenario, here: Region, state: str, measure: DepthModel) -> _Pair:
    # What the scenario tells of the protégé's own record of disputes is not the neighbor's.
    other = asked.situation.model_copy(update={"history": History()})
    alone = asked.model_copy(
        update={"protege": state, "designs": {}, "situation": other, "baseline": ()}
    )
    facts = gather(alone, [here.facts(state)], None)
    before = standing(alone, facts, measure)
    return _Pair(setting(alone, facts, measure), {what: before[what] for what in COLUMNS}, facts)


@dataclass(frozen=True, slots=True)
class _Called:
    """(n,) chances of war on the protégé within the years: any, and under the design's promise."""

    war: Array
    guarded: Array


def _drawn_in(
    run: Run, found: Assessment, designs: Mapping[str, Reading], model: honor.Honor
) -> tuple[dict[str, _Called], dict[str, Array]]:
    """Design -> war on the protégé, and (n,) chance that its guarantee is called on and honored."""
    asked, first = found.scenario, found.setting.first
    held = {
        name: holding(asked.designs[name], reading, asked.protege, found.facts, first)
        if name in asked.designs
        else None
        for name, reading in designs.items()
    }
    simulated = run.chances([(reading, held[name]) for name, reading in designs.items()])
    called, drawn = {}, {}
    for place, (name, reading) in enumerate(designs.items()):
        war = np.asarray(simulated.by["war"][:, -1, place], np.float64)
        own = held[name]
        if own is None:
            called[name] = _Called(war, np.zeros(run.draws))
            drawn[name] = np.zeros(run.draws)
            continue
        honored = model.chance(features(reading, own, asked), run.honor)
        called[name] = _Called(war, np.asarray(simulated.guarded[:, -1, place], np.float64))
        drawn[name] = called[name].guarded * honored
    return called, drawn


__all__ = ["DRAWS", "Neighbor", "NeighborOutlook", "Neighbors", "neighbors"]
