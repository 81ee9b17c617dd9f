"""A region's facts off the public data: who is in it, and what is known of each."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError
from foedus.evidence import bridge
from foedus.facts import reader, sources
from foedus.facts.known import BACK, HISTORY, LAST, STANDING, TIES
from foedus.facts.reader import Values
from foedus.facts.region.promises import Promises, promises
from foedus.facts.region.region import NeighborFact, Promiser, Region
from foedus.history.covariates import UNKNOWN_DEMOCRACY
from foedus.history.setting import PAIR
from foedus.scenario import Scenario
from foedus.states import find

#: What is read, in the order of a frozen file's hashes.
_READ = (*sources.STATES, *PAIR, "majors", *STANDING, *TIES, *HISTORY, *BACK, *LAST, "close")
_SETS = tuple(
    dict.fromkeys((
        *(sources.SOURCES[name].dataset for name in _READ), *bridge.SOURCES, *sources.SYSTEM,
    ))
)  # fmt: skip


def from_data(scenario: Scenario) -> Region:
    """The region of a scenario as the public data, or what ships of them, have it.

    Raises DataError where neither is on this machine, naming the data sets; none is downloaded.
    """
    year = scenario.as_of.year
    lacking = reader.lacking(_SETS, scenario.through)
    if lacking:
        raise DataError(
            f"nobody froze this region's facts, and the data are not here: {', '.join(lacking)}",
            where=scenario.name,
            hint="`foedus data pull` fetches the public data",
        )
    one, two = (find(state, year=year).ccode for state in (scenario.challenger, scenario.protege))
    codes, majors = _near(one, two, year), reader.great(year)
    owed = promises(scenario, {one, two, *codes})

    def label(code: int) -> str:
        return find(int(code), year=year).label

    who = owed.guarantors(one, [*codes, two])
    bound = {g for all_ in who.values() for g in all_} | {
        find(state, year=year).ccode
        for name in scenario.designs
        for state in scenario.guarantors(name)
    }
    shared = {"all.majors": reader.known("majors", tuple(map(label, majors)), year)}
    for what, values in reader.states(one, year, sources.STATES).items():
        if (fact := values.known(0)).value is not None:
            shared[f"{label(one)}.{what}"] = fact
    return Region(
        challenger=scenario.challenger,
        protege=scenario.protege,
        as_of=year,
        states=tuple(map(label, codes)),
        shared=shared,
        table=_table(one, codes, owed, majors, year, scenario.through),
        guarantors={label(code): tuple(map(label, all_)) for code, all_ in who.items()},
        promisers=_promisers(sorted(bound), owed, year),
        accessions=owed.later,
        hashes=reader.hashes(_SETS),
    )


def _near(one: int, two: int, year: int) -> list[int]:
    """Codes of the states in the region."""
    others = reader.members(year)
    others = others[~np.isin(others, (one, two))]
    near = np.zeros(len(others), dtype=np.bool_)
    for end in (one, two):
        found = reader.pairs(end, others, year, ("conttype", "close"))
        touching = (found["conttype"].values > 0) | (found["close"].values == 1)
        near |= touching & reader.together(end, others, year)
    return [int(code) for code in others[near]]


def _table(
    one: int,
    codes: Sequence[int],
    owed: Promises,
    majors: NDArray[np.int64],
    year: int,
    through: int,
) -> dict[str, NeighborFact]:
    """Every neighbor's facts, in the order of ``codes``; disputes to the end of ``through``."""
    there = reader.together(one, codes, year)
    # Counts look strictly before the year after the last one known.
    through = min(through, sources.SOURCES["last_mid"].last)
    since = reader.together(one, codes, through + 1)
    table = {
        what: _row(each, there) for what, each in reader.states(codes, year, sources.STATES).items()
    } | {
        f"pair.{what}": _row(each, there)
        for what, each in reader.pairs(one, codes, year, PAIR).items()
    }
    for what, values in owed.columns(one, codes, majors).items():
        table[f"pair.{what}"] = _row(reader.worked_out(what, values, year))
    for what, each in reader.pairs(one, codes, through, (*HISTORY, *BACK, *LAST)).items():
        table[f"pair.{what}"] = _row(each, since, absent=np.nan if what in LAST else 0.0)
    return _filled(table)


def _row(
    found: Values, there: NDArray[np.bool_] | bool = True, *, absent: float = np.nan
) -> NeighborFact:
    """A row of the table; absent: the value where a neighbor and the challenger were no pair."""
    values = np.where(there, found.values, absent)
    return NeighborFact(int(found.years[0]), found.source, replace(found, values=values).rounded())


def _filled(table: dict[str, NeighborFact]) -> dict[str, NeighborFact]:
    """With democracy, where neither index knows a state: the mean of those that are known."""
    both = zip(table["polyarchy"].values, table["polity2"].values, strict=True)
    values = tuple(UNKNOWN_DEMOCRACY if a is None and b is None else None for a, b in both)
    if all(value is None for value in values):
        return table
    return table | {
        "democracy": NeighborFact(table["polyarchy"].year, "the mean of known states", values)
    }


def _promisers(codes: Sequence[int], owed: Promises, year: int) -> dict[str, Promiser]:
    """Those that owe defense in the region, or may be asked to."""
    found = reader.states(codes, year, ("cinc", "personnel"))
    own = zip(codes, *(each.rounded() for each in found.values()), strict=True)
    return {
        find(code, year=year).label: Promiser(share, troops, owed.takers(code))
        for code, share, troops in own
    }
