"""Whether a promise's case would have arisen in the attacks of the past, by its own terms.

Each design is taken as if it had been in force on the day, with the guarantors that it names. The
verdict is about the case alone (casus foederis): whether a promise would have been kept is another
question.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from foedus.facts.chronology.disputes import begun
from foedus.report import words
from foedus.scenario import Scenario
from foedus.terms import Guarantee
from foedus.terms.clause import Clause

Answer = Literal["yes", "arguable", "no"]

#: Levels of hostility on the scale of the dispute data.
FORCE, WAR = 4, 5
LEVELS = {1: "no militarized action", 2: "a threat", 3: "a show of force", 4: "use of force",
          5: "war"}  # fmt: skip
_ORDER: tuple[Answer, ...] = ("no", "arguable", "yes")
#: Conditions under which the text alone does not settle whether the case arose.
_OPEN = {
    "nonprovocation": "only if the attack was not provoked",
    "demand": "only on terms that the text sets",
    "conflict": "only in the conflict that the text names",
    "number": "only against so many attackers",
    "nuclear-weapons": "only where nuclear weapons are used or threatened",
}
#: Conditions that the protégé or the guarantor would have met or not, once the case arose.
_THEN = {
    "request": "on request",
    "constitutional-processes": "by each guarantor's constitutional processes",
}
_FREEDOM = {
    "automatic": "aid is then owed without further judgment",
    "as-deemed-necessary": "each guarantor then takes the action that it deems necessary",
    "after-consultation": "action then follows consultation",
}


@dataclass(frozen=True, slots=True)
class Attack:
    """A dated attack on the protégé. hostility: 1 to 5; None where only a war's start is known."""

    on: date
    by: str
    hostility: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a design's case would have arisen in an attack, and why."""

    design: str
    attack: Attack
    answer: Answer
    why: str


def attacks(scenario: Scenario) -> tuple[Attack, ...]:
    """Dated attacks on the protégé by scenario and chronology, the latest first."""
    found = {}
    for row in scenario.situation.dyads:
        other, since = row.dyad, row.at_war_since
        if since is not None and scenario.protege in other:
            by = other[0] if other[1] == scenario.protege else other[1]
            found[since.value, by] = WAR
    for dispute in begun(scenario):
        if dispute.target == scenario.protege:
            key = (dispute.start, dispute.initiator)
            found[key] = max(dispute.hostility, found.get(key, 0))
    named = {event.on: event.what for event in reversed(scenario.events)}
    return tuple(
        Attack(on, by, hostility, words.cut(named.get(on, ""), 160))
        for (on, by), hostility in sorted(found.items(), reverse=True)
    )


def applied(
    design: Guarantee, attack: Attack, scenario: Scenario, name: str | None = None
) -> Verdict:
    """A design's terms held against one attack. name: the scenario's for it; its own if None."""
    name = name or design.name
    clauses = design.owed("defense")
    if not clauses:
        kinds = list(dict.fromkeys(clause.obligation for clause in design.clauses))
        instead = f"; it promises {words.some(kinds)} instead" if kinds else ""
        return Verdict(name, attack, "no", f"it promises no defense{instead}")
    every = [_held(clause, design, attack, scenario) for clause in clauses]
    answer, why = max(every, key=lambda each: _ORDER.index(each[0]))
    return Verdict(name, attack, answer, why)


def _held(
    clause: Clause, design: Guarantee, attack: Attack, scenario: Scenario
) -> tuple[Answer, str]:
    """One clause's answer and its reason; what excludes the case is told alone."""
    year = scenario.as_of.year
    owing = [
        state for state in clause.by or design.guarantors
        if state not in {attack.by, scenario.protege}
    ]  # fmt: skip
    if not owing:
        return "no", "it binds nobody but the attacker and the attacked"
    if clause.adversaries and attack.by not in clause.adversaries:
        return "no", f"it names {words.parties(clause.adversaries, year)} as adversaries alone"
    answer, why = _triggered(clause, attack)
    if answer == "no":
        return answer, why
    told = [why]
    open_ = [_OPEN[each] for each in clause.conditions if each in _OPEN]
    if clause.area and not _covers(clause, scenario):
        open_.append(
            f"its area is {words.cut(words.some(list(clause.area), 3), 120)}, and whether the "
            "place lies in it is for the text's readers"
        )
    if open_:
        answer, told = "arguable", [*told, *open_]
    told += [_THEN[each] for each in clause.conditions if each in _THEN]
    told.append(
        _FREEDOM[clause.discretion] if clause.discretion else "the text leaves open what is owed"
    )
    return answer, "; ".join(told)


def _triggered(clause: Clause, attack: Attack) -> tuple[Answer, str]:
    what = LEVELS[attack.hostility]
    match clause.trigger:
        case "armed-attack" if attack.hostility >= WAR:
            return "yes", f"{what} is an armed attack"
        case "armed-attack" if attack.hostility == FORCE:
            return "arguable", f"{what} short of war: whether it is an armed attack can be disputed"
        case "armed-attack":
            return "no", f"{what} is no armed attack"
        case "seizure" if attack.hostility >= FORCE:
            return "arguable", f"{what}; the record does not say whether territory was seized"
        case "seizure":
            return "no", f"{what} is no seizure"
        case "threat" if attack.hostility > 1:
            return "yes", f"{what} is at least a threat"
        case "threat":
            return "no", f"{what} is no threat"
        case "internal":
            return "no", "it covers internal conflict alone"
        case _:
            return "yes", "it names no trigger, so any attack counts"


def _covers(clause: Clause, scenario: Scenario) -> bool:
    """Whether the area names the protégé."""
    names = {scenario.protege, words.party(scenario.protege, scenario.as_of.year)}
    return bool({each.casefold() for each in clause.area} & {each.casefold() for each in names})
