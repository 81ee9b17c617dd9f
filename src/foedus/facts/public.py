"""A scenario's facts off the public data, or what ships of them: last known values and their years.

A question sees what was known on its day: yearly data through the last year that is wholly past,
alliances by their dates.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError
from foedus.evidence import bridge
from foedus.facts import reach, reader, sources
from foedus.facts.known import BACK, HISTORY, LAST, Known, guarantors
from foedus.facts.pacts import atop
from foedus.facts.shipped.store import FIRST_YEAR
from foedus.facts.snapshot import Snapshot
from foedus.history.setting import PAIR
from foedus.scenario import Scenario
from foedus.states import find

#: Facts of the pair that are read off; what it owes is worked out from pacts.
_PAIR = tuple(name for name in PAIR if name != "atop_defense")
#: What is read, in the order of a frozen file's hashes.
_READ = (*sources.STATES, *_PAIR, "majors", "pacts", *HISTORY, *reach.NAMES)
#: Read besides: to date the disputes, and to know which states and pairs there were.
_SETS = tuple(
    dict.fromkeys((
        *(sources.SOURCES[name].dataset for name in _READ), *bridge.SOURCES, *sources.SYSTEM,
    ))
)  # fmt: skip


def absent(scenario: Scenario) -> tuple[str, ...]:
    """Data sets that a scenario's facts cannot be read without; none of them is downloaded.

    What ships stands in for those that are not on this machine, for questions since 1946.
    """
    return reader.lacking(_SETS, scenario.through)


def from_data(scenario: Scenario) -> Snapshot:
    """The facts of a scenario as the public data have them.

    State and pair: the last year that is wholly past on the question's day, or the last one that a
    set covers; of a pair that was none then, the year of ``as_of``. Disputes: all that began to the
    end of that year. Pacts: all that bind one of the two on some day of the year of ``as_of``, with
    their dates. Raises DataError where the data are needed and not on this machine.
    """
    lacking = absent(scenario)
    if lacking:
        raise DataError(
            f"what ships begins with questions of {FIRST_YEAR + 1}, and the public data are not on "
            f"this machine: {', '.join(lacking)}",
            where=f"{scenario.name}: as_of",
            hint="`foedus data pull` fetches them",
        )
    [facts] = of_pairs([scenario])
    [year] = _years([scenario])
    for name, value in reach.from_data(scenario, int(year)).items():
        facts[name] = reader.known(name.rpartition(".")[2], value, int(year))
    return Snapshot(
        scenario.challenger, scenario.protege, scenario.as_of.year, facts, reader.hashes(_SETS)
    )  # fmt: skip


def of_pairs(scenarios: Sequence[Scenario]) -> list[dict[str, Known]]:
    """The facts of several questions of one day, read together; but those about third states.

    Years are those of ``from_data``. Raises DataError where the data cannot be had.
    """
    asked = scenarios[0].as_of.year
    years, (ones, twos) = _years(scenarios), _ends(scenarios)
    codes = [
        {
            state: find(state, year=asked).ccode
            for state in (each.challenger, each.protege, *guarantors(each))
        }
        for each in scenarios
    ]
    read = sorted({
        (code, int(year))
        for own, year in zip(codes, years, strict=True) for code in own.values()
    })  # fmt: skip
    place = {key: row for row, key in enumerate(read)}
    indices = reader.states([c for c, _ in read], [y for _, y in read], sources.STATES)
    pairs = reader.pairs(ones, twos, years, _PAIR)
    majors = {
        int(year): reader.known(
            "majors",
            tuple(find(int(code), year=int(year)).label for code in reader.great(int(year))),
            int(year),
        )
        for year in np.unique(years)
    }
    memory = _memory(ones, twos, scenarios[0].through)
    found = []
    for row, own in enumerate(codes):
        year, ends = int(years[row]), {int(ones[row]), int(twos[row])}
        facts = {"all.majors": majors[year]}
        for state, code in own.items():
            for what, values in indices.items():
                fact = values.known(place[code, year])
                if fact.value is not None and (what != "polity2" or code in ends):
                    facts[f"{state}.{what}"] = fact
        for what, values in pairs.items():
            fact = values.known(row)
            if fact.value is not None:
                facts[f"pair.{what}"] = fact
        standing = atop.from_data(int(ones[row]), int(twos[row]), asked)
        names = tuple(f"atop-{each.atop}" for each in standing)
        facts["all.pacts"] = reader.known("pacts", names, asked)
        for name, each in zip(names, standing, strict=True):
            facts[f"pact.{name}"] = replace(facts["all.pacts"], value=each)
        found.append(facts | memory[row])
    return found


def _ends(scenarios: Sequence[Scenario]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(n,) codes of challengers, and of protégés."""
    year = scenarios[0].as_of.year
    ones = [find(each.challenger, year=year).ccode for each in scenarios]
    twos = [find(each.protege, year=year).ccode for each in scenarios]
    return np.array(ones, dtype=np.int64), np.array(twos, dtype=np.int64)


def _years(scenarios: Sequence[Scenario]) -> NDArray[np.int64]:
    """(n,) the year that yearly facts of each are of: one of the two may be new to the system."""
    past, asked = scenarios[0].through, scenarios[0].as_of.year
    return np.where(reader.together(*_ends(scenarios), past), past, asked)


def _memory(
    ones: NDArray[np.int64], twos: NDArray[np.int64], through: int
) -> list[dict[str, Known]]:
    """Dispute histories both ways, as far as the data and ``through`` reach; empty where none."""
    last = min(through, sources.SOURCES["last_mid"].last)
    found: list[dict[str, Known]] = [{} for _ in ones]
    left = np.ones(len(ones), dtype=np.bool_)
    for year in (last, last - 1):  # the latter where one of the two leaves the system
        some = np.flatnonzero(left & reader.together(ones, twos, year + 1))
        if not len(some):
            continue
        left[some] = False
        read = reader.pairs(ones[some], twos[some], year, (*HISTORY, *BACK, *LAST))
        for row, at in enumerate(some):
            found[at] = {f"pair.{what}": values.known(row) for what, values in read.items()}
    return found
