"""Whether a promise's case would have arisen in the attacks of the past, by its own terms.

Each design is taken as if it had been in force on the day, with the guarantors that it names. The
verdict is about the case alone (casus foederis), and is the watch's own
(``foedus.watch.casus.arising``): whether a promise would have been kept is another question.
"""

from dataclasses import dataclass
from datetime import date

from foedus.facts.chronology.disputes import begun
from foedus.report import words
from foedus.scenario import Scenario
from foedus.terms import Guarantee
from foedus.terms.clause import Clause
from foedus.watch.casus.arising import Answer, ClauseCases, arising, attack
from foedus.watch.casus.conditions import LEVELS

#: Levels of hostility on the scale of the dispute data.
WAR = 5
_ORDER: tuple[Answer, ...] = ("no", "arguable", "yes")
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
    design: Guarantee, attacked: Attack, scenario: Scenario, name: str | None = None
) -> Verdict:
    """A design's terms held against one attack. name: the scenario's for it; its own if None."""
    name = name or design.name
    clauses = design.owed("defense")
    if not clauses:
        kinds = list(dict.fromkeys(clause.obligation for clause in design.clauses))
        instead = f"; it promises {words.some(kinds)} instead" if kinds else ""
        return Verdict(name, attacked, "no", f"it promises no defense{instead}")
    incident = attack(attacked.on, attacked.by, scenario.protege, attacked.hostility)
    numbers = [n for n, each in enumerate(design.clauses) if each.obligation == "defense"]
    every = [each for each in arising(design, incident, scenario.protege) if each.clause in numbers]
    best = max(every, key=lambda each: _ORDER.index(each.answer))
    return Verdict(name, attacked, best.answer, _why(best, design.clauses[best.clause], attacked))


def _why(found: ClauseCases, clause: Clause, attacked: Attack) -> str:
    """The answer's reason; what excludes the case is told alone."""
    what = LEVELS[attacked.hostility]
    # the level is said in words of its own
    facts = [words.cut(g.fact, 160) for g in found.facts if g.aspect != "hostility"]
    trigger = clause.trigger.replace("-", " ")
    asked = f"a case of {trigger}" if clause.trigger != "any" else "a case of it"
    if found.answer == "no":
        return "; ".join(facts or [f"{what} is no {asked.removeprefix('a ')}"])
    some = found.met or found.open
    told = [f"{what} {'is' if found.met else 'may be'} {asked}"]
    if found.excluded:
        told[0] += f" by the reading {_named(some)} and not by {_named(found.excluded)}"
    told += facts
    told += [_THEN[each] for each in clause.conditions if each in _THEN]
    told.append(
        _FREEDOM[clause.discretion] if clause.discretion else "the text leaves open what is owed"
    )
    return "; ".join(told)


def _named(readings: tuple[str, ...]) -> str:
    return words.listed([f"“{each.replace('-', ' ')}”" for each in readings])
