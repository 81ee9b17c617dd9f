"""From facts to the columns that the ladder's covariates are computed from.

The forecast's first year is the twelve months that begin the day after ``as_of``. Its memory is
what the panel would say in that year: disputes that the data hold, and after their end those that
the scenario lists and the chronology adds, decayed by the same formulas. What happened within the
twelve months before it counts as one year ago, as in the panel what happened in the year before. A
war still fought on ``as_of`` is taken to end before the first year.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from foedus.errors import InputError
from foedus.evidence.spells import retained
from foedus.facts.chronology import disputes
from foedus.facts.known import BACK, STANDING, TIES, Facts, Known, number
from foedus.facts.pacts.protection import protection, standing_pacts
from foedus.history.depth import DepthModel
from foedus.history.setting import PAIR, STATE, Setting
from foedus.scenario import Scenario
from foedus.scenario.situation import RecentDispute

#: Whether a dispute after the data's end reached a rung.
_REACHED: dict[str, Callable[[RecentDispute], bool]] = {
    "mid": lambda _: True,
    "force": lambda dispute: dispute.force,
    "deadly": lambda dispute: dispute.fatal,
}
WAR = 5  # hostility
#: Steady levels: the column of a state's disputes, and the one of those between the two within it.
_SIDES = {
    "mid_past1_h25": "mid_past12_h25", "mid_past2_h25": "mid_past12_h25",
    "force_past1_h25": "force_past12_h25", "force_past2_h25": "force_past12_h25",
    "deadly_past1_h25": "deadly_past12_h25", "deadly_past2_h25": "deadly_past12_h25",
    "mid_past1_h2": "mid_past12_h2", "mid_past2_h2": "mid_past12_h2",
}  # fmt: skip
_OTHERS = {
    "mid_others1_h2": "mid_past1_h2", "mid_others2_h2": "mid_past2_h2",
    "mid_others2_h25": "mid_past2_h25",
}  # fmt: skip


def setting(scenario: Scenario, facts: Facts, measure: DepthModel | None = None) -> Setting:
    """The columns of a scenario's pair; facts as ``foedus.facts.assembly.facts`` gives them.

    measure: of depth; the one known before the question's year if not given.
    """
    one, two = scenario.challenger, scenario.protege
    fixed = {
        f"{column}{side}": number(facts, f"{state}.{fact}")
        for fact, column in STATE.items()
        for side, state in ((1, one), (2, two))
    }
    fixed |= {column: number(facts, f"pair.{column}") for column in PAIR}
    near = fixed["conttype"] > 0 or fixed["cowmaj1"] or fixed["cowmaj2"]
    fixed["relevant"] = float(bool(near))
    memory, steady = _counts(scenario, facts)
    met, fought, ongoing = _involved(scenario, facts)
    memory["since_mid"] = min(met, default=float("nan"))
    memory["since_war"] = min(fought, default=float("nan"))
    ahead = Setting(scenario.as_of.year + 1, fixed, memory, steady, ongoing)
    if f"pair.{BACK[0]}" not in facts:
        return ahead
    return replace(ahead, back=_back(scenario, facts, ahead, measure))


def _back(scenario: Scenario, facts: Facts, ahead: Setting, measure: DepthModel | None) -> Setting:
    """The same two with the protégé as challenger, and the challenger's guarantors against it."""
    turned, seen = _turned(scenario, facts)
    memory, steady = _counts(turned, seen)
    fixed = dict(ahead.fixed)
    for column in STATE.values():
        one, two = f"{column}1", f"{column}2"
        fixed[one], fixed[two] = ahead.fixed[two], ahead.fixed[one]
    owed = any(scenario.protege in pact.owed(scenario.challenger) for pact in standing_pacts(facts))
    fixed["atop_defense"] = float(owed)
    stands = protection(turned, seen, measure=measure).columns
    fixed |= {what: stands[what] for what in STANDING}
    shared = {name: ahead.memory[name] for name in ("since_mid", "since_war")}
    return Setting(ahead.first, fixed, {**memory, **shared}, steady, ahead.ongoing)


def _turned(scenario: Scenario, facts: Facts) -> tuple[Scenario, Facts]:
    """The question the other way round: its facts by the names that the protégé's side has."""
    one, two = scenario.challenger, scenario.protege
    turned = scenario.model_copy(update={"challenger": two, "protege": one})
    dropped = {f"pair.{what}" for what in (*STANDING, *TIES)}
    seen = {name: fact for name, fact in facts.items() if name not in dropped}
    for rung, half_lives in (("mid", (2, 8, 25)), ("force", (25,)), ("deadly", (25,))):
        for half_life in half_lives:
            way, other = (f"pair.{rung}_past{sides}_h{half_life}" for sides in ("12", "21"))
            seen[way], seen[other] = facts[other], facts[way]
    for name in BACK:
        seen[f"pair.{name.removeprefix('back_')}"] = facts[f"pair.{name}"]
    owing = {state for pact in standing_pacts(facts) for state in pact.owed(two)}
    seen["pair.bound_to_challenger"] = Known(tuple(sorted(owing)), None, "pacts", "data")
    if "all.pacts" not in facts:
        seen |= {name: Known(0.0, None, "", "data") for name in dropped}
    return turned, seen


def years_ago(scenario: Scenario, year: int) -> int:
    """How long before the first year forecast a year of the data lies, by the middle of it."""
    return scenario.ago(date(year, 7, 2))


def _counts(scenario: Scenario, facts: Facts) -> tuple[dict[str, float], dict[str, float]]:
    """Decayed counts in the first year, and the steady part of each side's."""
    one, two = scenario.challenger, scenario.protege
    begun = disputes.begun(scenario)
    between: dict[str, float] = {}
    for rung, half_lives in (("mid", (2, 8, 25)), ("force", (25,)), ("deadly", (25,))):
        for way, who in (("12", (one, two)), ("21", (two, one))):
            for half_life in half_lives:
                name = f"{rung}_past{way}_h{half_life}"
                later = (d for d in begun
                         if (d.initiator, d.target) == who and _REACHED[rung](d))  # fmt: skip
                between[name] = _decayed(scenario, facts, name, later, half_life)
    steady = {}
    for name, within in _SIDES.items():
        # At the data's end; the two may be frozen at different precision, so never below 0.
        level = max(number(facts, f"pair.{name}") - number(facts, f"pair.{within}"), 0.0)
        steady[name] = max(level, _later_with_others(scenario, facts, name, begun))
    memory = {
        f"{rung}_pair_h{h}": between[f"{rung}_past12_h{h}"] + between[f"{rung}_past21_h{h}"]
        for rung, h in (("mid", 2), ("mid", 8), ("mid", 25), ("force", 25), ("deadly", 25))
    }
    memory["mid_past12_h8"] = between["mid_past12_h8"]
    for name, within in _SIDES.items():
        if name.endswith("h25"):
            memory[name] = steady[name] + between[within]
    for name, side in _OTHERS.items():
        memory[name] = steady[side]
    return memory, {name: steady[name] for name in _SIDES if name.endswith("h25")}


def _decayed(
    scenario: Scenario, facts: Facts, name: str, later: Iterator[RecentDispute], half_life: float
) -> float:
    """A count of the data, decayed to the first year, with later disputes added."""
    kept, begins = retained(half_life), _counted_from(facts, name)
    since = (scenario.ago(d.start) for d in later if d.start.year >= begins)
    aged = number(facts, f"pair.{name}") * kept ** (years_ago(scenario, begins - 1) - 1)
    return aged + sum(kept**ago for ago in since)


def _counted_from(facts: Facts, name: str) -> int:
    """The first year whose disputes are not in the count; it stands decayed to that year."""
    year = facts[f"pair.{name}"].year
    if year is None:
        raise InputError("the year through which disputes are counted is missing", where=name)
    return year + 1


def _later_with_others(
    scenario: Scenario, facts: Facts, name: str, begun: Iterable[RecentDispute]
) -> float:
    """The count that disputes with third states after the data's end alone would give."""
    rung, side, half_life = name.split("_")
    begins, kept = _counted_from(facts, name), retained(float(half_life[1:]))
    own = scenario.challenger if side == "past1" else scenario.protege
    other = scenario.protege if side == "past1" else scenario.challenger
    total = 0.0
    for dispute in begun:
        sides = (dispute.initiator, dispute.target)
        mine, theirs = sides if side == "past1" else sides[::-1]
        if mine == own and theirs != other and _REACHED[rung](dispute):
            late = dispute.start.year >= begins
            total += kept ** scenario.ago(dispute.start) if late else 0.0
    return total


def _involved(scenario: Scenario, facts: Facts) -> tuple[list[int], list[int], bool]:
    """How many years ago the two were on opposite sides of a dispute, and of a war; and whether one
    is still fought on ``as_of``."""
    met, fought, ongoing = list[int](), list[int](), False
    for years, name in ((met, "pair.last_mid"), (fought, "pair.last_war")):
        last = facts[name].value
        if isinstance(last, float):
            years.append(max(years_ago(scenario, int(last)), 1))
    one, two = scenario.challenger, scenario.protege
    today = scenario.as_of
    for dispute in disputes.met(scenario):
        if {dispute.initiator, dispute.target} == {one, two}:
            ago = scenario.ago(min(dispute.end or today, today))
            met.append(ago)
            if dispute.hostility >= WAR:
                fought.append(ago)
                ongoing = ongoing or dispute.end is None or dispute.end >= today
    for both in (scenario.situation.dyad(one, two), scenario.situation.dyad(two, one)):
        if "at_war_since" in both:
            ended = both["war_ended"].value if "war_ended" in both else None
            ago = scenario.ago(ended or today)
            met.append(ago)
            fought.append(ago)
            ongoing = ongoing or ended is None or ended >= today
    return met, fought, ongoing
