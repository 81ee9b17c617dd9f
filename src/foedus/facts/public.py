"""A scenario's facts off the public data, or what ships of them: last known values and their years.

A question sees what was known on its day: yearly data through the last year that is wholly past,
alliances by their dates.
"""

from dataclasses import replace

from foedus.errors import DataError
from foedus.evidence import bridge
from foedus.facts import reader, third_parties
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
_READ = (*reader.STATES, *_PAIR, "majors", "pacts", *HISTORY, *third_parties.NAMES)
#: Read besides: to date the disputes, and to know which states and pairs there were.
_SETS = tuple(
    dict.fromkeys((
        *(reader.SOURCES[name].dataset for name in _READ), *bridge.SOURCES, *reader.SYSTEM,
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
    asked = scenario.as_of.year
    codes = {
        state: find(state, year=asked).ccode
        for state in (scenario.challenger, scenario.protege, *guarantors(scenario))
    }
    one, two = codes[scenario.challenger], codes[scenario.protege]
    # One of the two may have come into the system this year.
    year = scenario.through if reader.together(one, two, scenario.through)[0] else asked
    majors = tuple(find(int(code), year=year).label for code in reader.great(year))
    facts = {"all.majors": reader.known("majors", majors, year)}
    indices = reader.states(list(codes.values()), year, reader.STATES)
    for row, (state, code) in enumerate(codes.items()):
        for what, values in indices.items():
            fact = values.known(row)
            if fact.value is not None and (what != "polity2" or code in {one, two}):
                facts[f"{state}.{what}"] = fact
    for what, values in reader.pairs(one, two, year, _PAIR).items():
        fact = values.known(0)
        if fact.value is not None:
            facts[f"pair.{what}"] = fact
    standing = atop.from_data(one, two, asked)
    names = tuple(f"atop-{each.atop}" for each in standing)
    facts["all.pacts"] = reader.known("pacts", names, asked)
    for name, each in zip(names, standing, strict=True):
        facts[f"pact.{name}"] = replace(facts["all.pacts"], value=each)
    for name, value in third_parties.from_data(scenario, year).items():
        facts[name] = reader.known(name.rpartition(".")[2], value, year)
    facts |= _memory(one, two, scenario.through)
    return Snapshot(
        scenario.challenger, scenario.protege, asked, facts, reader.hashes(_SETS)
    )  # fmt: skip


def _memory(one: int, two: int, through: int) -> dict[str, Known]:
    """The pair's dispute history both ways, as far as the data and ``through`` reach."""
    last = min(through, reader.SOURCES["last_mid"].last)
    for year in (last, last - 1):  # the latter where one of the two leaves the system
        if reader.together(one, two, year + 1)[0]:
            found = reader.pairs(one, two, year, (*HISTORY, *BACK, *LAST))
            return {f"pair.{what}": values.known(0) for what, values in found.items()}
    return {}
