"""From facts to the columns that the ladder's covariates are computed from.

The forecast's first year is the year after ``as_of``. Its memory is what the panel would say in
that year: disputes that the data hold, and those that the scenario lists after the data's end,
decayed by the same formulas. A war still fought on ``as_of`` is taken to end before that year.
"""

from collections.abc import Iterator

from foedus.assess.facts import Facts
from foedus.errors import InputError
from foedus.evidence.spells import retained
from foedus.history.setting import Setting
from foedus.scenario import Scenario
from foedus.scenario.situation import Dispute

FORCE, WAR = 4, 5  # hostility: use of force, war
#: Steady levels: the column of a state's disputes, and the one of those between the two within it.
_SIDES = {
    "mid_past1_h25": "mid_past12_h25", "mid_past2_h25": "mid_past12_h25",
    "force_past1_h25": "force_past12_h25", "force_past2_h25": "force_past12_h25",
    "mid_past1_h2": "mid_past12_h2", "mid_past2_h2": "mid_past12_h2",
}  # fmt: skip
_OTHERS = {
    "mid_others1_h2": "mid_past1_h2", "mid_others2_h2": "mid_past2_h2",
    "mid_others2_h25": "mid_past2_h25",
}  # fmt: skip


def setting(scenario: Scenario, facts: Facts) -> Setting:
    """The columns of a scenario's pair; facts as :func:`foedus.assess.frozen.facts` gives them."""
    one, two = scenario.challenger, scenario.protege
    majors = [number(facts, f"{state}.major") for state in (one, two)]
    conttype = number(facts, "pair.conttype")
    fixed = {
        "cinc1": number(facts, f"{one}.cinc"),
        "cinc2": number(facts, f"{two}.cinc"),
        "democracy1": number(facts, f"{one}.democracy"),
        "democracy2": number(facts, f"{two}.democracy"),
        "cowmaj1": majors[0],
        "cowmaj2": majors[1],
        "conttype": conttype,
        "capdist": number(facts, "pair.capdist"),
        "rivalry": number(facts, "pair.rivalry"),
        "atop_defense": number(facts, "pair.atop_defense"),
        "relevant": float(conttype > 0 or any(majors)),
    }
    first = scenario.as_of.year + 1
    memory, steady = _counts(scenario, facts, first)
    met, fought = _involved(scenario, facts)
    memory["since_mid"] = first - max(met) if met else float("nan")
    memory["since_war"] = first - max(fought) if fought else float("nan")
    return Setting(first, fixed, memory, steady, scenario.as_of.year in fought)


def number(facts: Facts, name: str) -> float:
    """The value of a fact that must be a number."""
    value = facts[name].value
    if not isinstance(value, float):
        raise InputError(f"found {value!r}, expected a number", where=name)
    return value


def _counts(
    scenario: Scenario, facts: Facts, first: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Decayed counts in ``first``, and the steady part of each side's."""
    one, two = scenario.challenger, scenario.protege
    between: dict[str, float] = {}
    for rung, least, half_lives in (("mid", 0, (2, 8, 25)), ("force", FORCE, (25,))):
        for way, who in (("12", (one, two)), ("21", (two, one))):
            for half_life in half_lives:
                name = f"{rung}_past{way}_h{half_life}"
                listed = (d for d in scenario.situation.disputes
                          if (d.initiator, d.target) == who and d.hostility >= least)  # fmt: skip
                between[name] = _decayed(facts, name, first, listed, half_life)
    steady = {}
    for name, within in _SIDES.items():
        # At the data's end; the two may be frozen at different precision, so never below 0.
        level = max(number(facts, f"pair.{name}") - number(facts, f"pair.{within}"), 0.0)
        steady[name] = max(level, _listed_with_others(scenario, facts, name, first))
    memory = {
        f"{rung}_pair_h{h}": between[f"{rung}_past12_h{h}"] + between[f"{rung}_past21_h{h}"]
        for rung, h in (("mid", 2), ("mid", 8), ("mid", 25), ("force", 25))
    }
    memory["mid_past12_h8"] = between["mid_past12_h8"]
    for name, within in _SIDES.items():
        if name.endswith("h25"):
            memory[name] = steady[name] + between[within]
    for name, side in _OTHERS.items():
        memory[name] = steady[side]
    return memory, {name: steady[name] for name in _SIDES if name.endswith("h25")}


def _decayed(
    facts: Facts, name: str, first: int, listed: Iterator[Dispute], half_life: float
) -> float:
    """A count of the data, decayed to ``first``, with the later disputes listed added to it."""
    kept, begins = retained(half_life), _counted_from(facts, name)
    later = (d.start.year for d in listed if d.start.year >= begins)
    return number(facts, f"pair.{name}") * kept ** (first - begins) + sum(
        kept ** (first - year) for year in later
    )


def _counted_from(facts: Facts, name: str) -> int:
    """The first year whose disputes are not in the count; it stands decayed to that year."""
    year = facts[f"pair.{name}"].year
    if year is None:
        raise InputError("the year through which disputes are counted is missing", where=name)
    return year + 1


def _listed_with_others(scenario: Scenario, facts: Facts, name: str, first: int) -> float:
    """The count that the scenario's listed disputes with third states alone would give."""
    rung, side, half_life = name.split("_")
    least = FORCE if rung == "force" else 0
    begins, kept = _counted_from(facts, name), retained(float(half_life[1:]))
    own = scenario.challenger if side == "past1" else scenario.protege
    other = scenario.protege if side == "past1" else scenario.challenger
    total = 0.0
    for dispute in scenario.situation.disputes:
        sides = (dispute.initiator, dispute.target)
        mine, theirs = sides if side == "past1" else sides[::-1]
        if mine == own and theirs != other and dispute.hostility >= least:
            year = dispute.start.year
            total += kept ** (first - year) if year >= begins else 0.0
    return total


def _involved(scenario: Scenario, facts: Facts) -> tuple[set[int], set[int]]:
    """Years to ``as_of`` in which the two were on opposite sides of a dispute, and of a war."""
    met, fought = set[int](), set[int]()
    for years, name in ((met, "pair.last_mid"), (fought, "pair.last_war")):
        last = facts[name].value
        if isinstance(last, float):
            years.add(int(last))
    one, two = scenario.challenger, scenario.protege
    today = scenario.as_of
    for dispute in scenario.situation.disputes:
        if {dispute.initiator, dispute.target} == {one, two}:
            span = range(dispute.start.year, min(dispute.end or today, today).year + 1)
            met.update(span)
            if dispute.hostility >= WAR:
                fought.update(span)
    for both in (scenario.situation.dyad(one, two), scenario.situation.dyad(two, one)):
        if "at_war_since" in both:
            ended = both["war_ended"].value if "war_ended" in both else today
            span = range(both["at_war_since"].value.year, ended.year + 1)
            met.update(span)
            fought.update(span)
    return met, fought
