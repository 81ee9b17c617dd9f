"""What is known of a new scenario's two states already, in lines for its file's comments."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from foedus.evidence import bridge
from foedus.evidence.wars import wars
from foedus.facts import public
from foedus.facts.chronology import disputes
from foedus.facts.known import Facts
from foedus.facts.pacts import atop
from foedus.facts.pacts.atop import Pact
from foedus.facts.pacts.baseline import standing
from foedus.facts.sections import origin
from foedus.facts.shipped import store
from foedus.facts.shipped.here import here
from foedus.report.words import codes, counted, name_of, percent, some, times
from foedus.scenario import Scenario
from foedus.states import find

#: Disputes and pacts that the comments have room for.
_MOST = 6
_RUNGS = ("war", "deadly", "force")
_WORDS = {"war": "war", "deadly": "deadly force", "force": "force", "mid": "a threat or display"}


@dataclass(frozen=True, slots=True)
class Background:
    """What stands, what is known and what happened, each in lines. unknown: states of which no
    index of democracy is known. shares: state -> its part of the world's capabilities."""

    stands: tuple[str, ...]
    facts: tuple[str, ...]
    past: tuple[str, ...]
    unknown: tuple[str, ...]
    shares: dict[str, float]


def allies_of_challenger(scenario: Scenario) -> frozenset[str]:
    """Codes of the states that owe the challenger defense; none where that cannot be read."""
    if public.absent(scenario):
        return frozenset()
    year = scenario.as_of.year
    one, two = (find(who, year=year).ccode for who in (scenario.challenger, scenario.protege))
    known = standing(scenario, atop.from_data(one, two, year))
    return frozenset(state for each in known for state in each.allies(scenario.challenger))


def nothing(scenario: Scenario) -> Background:
    """Where facts cannot be read: a question of before 1946, without the public data."""
    why = (
        "not read: what ships of the public data begins with questions of 1946",
        "`foedus data pull` fetches the data themselves",
    )
    return Background(why, why, why, (), dict.fromkeys(parties(scenario), 0.0))


def background(scenario: Scenario) -> Background:
    """What is known of the two sides and the guarantors of a draft."""
    if public.absent(scenario):
        return nothing(scenario)
    facts = public.from_data(scenario).facts
    sides = (scenario.challenger, scenario.protege)
    unknown = tuple(s for s in sides if not {f"{s}.polyarchy", f"{s}.polity2"} & facts.keys())
    return Background(
        stands=tuple(_stands(scenario, facts)),
        facts=(origin(facts), *(_state(scenario, facts, state) for state in sides),
               *_pair(facts)),
        past=tuple(_past(scenario)),
        unknown=unknown,
        shares={state: _number(facts, f"{state}.cinc") for state in parties(scenario)},
    )  # fmt: skip


def parties(scenario: Scenario) -> tuple[str, ...]:
    """The two sides and every guarantor that a design writes out, in order of mention."""
    named = (state for design in scenario.designs.values() for state in design.guarantors
             if not design.replaces)  # fmt: skip
    return tuple(dict.fromkeys((scenario.challenger, scenario.protege, *named)))


def _number(facts: Facts, name: str) -> float:
    fact = facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, float) else 0.0


def _stands(scenario: Scenario, facts: Facts) -> Iterator[str]:
    known = [fact.value for fact in facts.values() if isinstance(fact.value, Pact)]
    one, two = scenario.challenger, scenario.protege
    told = []
    for each in standing(scenario, known):
        for taker in (two, one):
            if owed := each.allies(taker):
                told.append(f"{each.name}: {codes([taker])[0]} is owed defense by "
                            f"{some(codes(owed), _MOST)}")  # fmt: skip
        if one in each.nonaggression and two in each.members:
            told.append(f"{each.name}: {codes([one])[0]} owes {codes([two])[0]} nonaggression")
    of_protege = [line for line in told if f" {codes([one])[0]} is owed" not in line]
    if not any("is owed defense" in line for line in of_protege):
        yield f"nobody is bound to defend {codes([two])[0]}"
    yield from _first([*of_protege, *(line for line in told if line not in of_protege)], "pact")


def _state(scenario: Scenario, facts: Facts, state: str) -> str:
    words = []
    for what, show in _SHOWN.items():
        fact = facts.get(f"{state}.{what}")
        if fact is not None and isinstance(fact.value, float):
            words.append(f"{show(fact.value)} ({fact.year}, {fact.source})")
    great = facts["all.majors"].value
    if isinstance(great, tuple) and state in great:
        words.append("a major power (cow-majors)")
    return f"{name_of(state, scenario.as_of.year)}: {', '.join(words) or 'no value'}"


_SHOWN: dict[str, Callable[[float], str]] = {
    "cinc": lambda share: f"{percent(share)} of the world's capabilities",
    "polyarchy": lambda index: f"democracy {times(index)} of 1",
    "polity2": lambda score: f"Polity {score:+.0f} of 10",
}
_TYPES = {0: "no border", 1: "a border by land"}


def _pair(facts: Facts) -> Iterator[str]:
    kind = int(_number(facts, "pair.conttype"))
    rival = "strategic rivals" if _number(facts, "pair.rivalry") else "no strategic rivals"
    yield (
        f"the two: {_TYPES.get(kind, 'a border by water')}, "
        f"{_number(facts, 'pair.capdist'):,.0f} km between capitals, {rival}"
    )


def _past(scenario: Scenario) -> Iterator[str]:
    """Wars by name, disputes by year and source, the latest first."""
    year = scenario.as_of.year
    sides = {find(who, year=year).ccode: who for who in (scenario.challenger, scenario.protege)}
    told: list[tuple[str, str]] = []
    for war in wars():
        if (
            war.role != "none"
            and {war.initiator, war.target} == sides.keys()
            and (war.start[:10] <= str(scenario.as_of))
        ):
            told.append((war.start, f"{war.start}: {war.war or 'a war'} (war, evidence/wars.csv)"))
    for one, two, when, rung in begun(tuple(sides), scenario.through):
        if rung != "war":
            who = f"{codes([sides[one]])[0]} against {codes([sides[two]])[0]}"
            told.append((str(when), f"{when}: {who}, {_WORDS[rung]} ({bridge.source(when)})"))
    for entry in disputes.between(scenario):
        start = str(entry.dispute.start)
        if entry.dispute.start.year > bridge.COW_LAST:
            level = "war" if entry.war else "deadly force" if entry.dispute.deadly else "force"
            told.append((start, f"{start}: {entry.id}, {level} (the project's chronology)"))
    if not told:
        yield f"the two have begun no dispute with each other since {_since(scenario)}"
    yield from _first([line for _, line in sorted(told, reverse=True)], "dispute")


def _since(scenario: Scenario) -> int:
    codes_ = (
        find(who, year=scenario.as_of.year) for who in (scenario.challenger, scenario.protege)
    )
    return max(state.spells[0][0].year for state in codes_)


def begun(pair: Sequence[int], through: int) -> list[tuple[int, int, int, str]]:
    """What two states began against each other: initiator, target, year, how far it went."""
    import polars as pl

    from foedus.evidence.add.disputes import events

    frame = events() if all(map(here, bridge.SOURCES)) else store.disputes()[0]
    mine = frame.filter(
        pl.col("ccode1").is_in(list(pair)), pl.col("ccode2").is_in(list(pair)),
        pl.col("year") <= through,
    )  # fmt: skip
    return [
        (row["ccode1"], row["ccode2"], row["year"],
         next((rung for rung in _RUNGS if row[rung] and row["known"] <= through), "mid"))
        for row in mine.iter_rows(named=True)
    ]  # fmt: skip


def _first(lines: Sequence[str], noun: str) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"and {counted(len(lines) - _MOST, noun)} more"
