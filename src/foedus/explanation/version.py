"""A version of an answer: the question, the facts beside it and the models, as they stood.

Two versions differ in four things. *Data*: the question's day, what is known of the states, dated
events, facts that the scenario states from a source. *Model*: the posteriors. *Judgement*: what
somebody chose and owns to, with what they take from claims. *Clause*: the designs' texts.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.facts import assembly
from foedus.facts.snapshot import Snapshot
from foedus.history import origins
from foedus.history.origins import Origin
from foedus.scenario import Scenario
from foedus.scenario.fact import Fact
from foedus.scenario.situation import DyadFacts, RecentDispute, Situation, StateFacts

#: What may have changed, in words.
PLAYERS = {
    "data": "data: the day, the states, what has happened",
    "model": "model: the posteriors and the program",
    "judgement": "judgement: what somebody chose",
    "clause": "clause: the designs' texts",
}
#: Fields of a scenario by what they are; situation is taken apart fact by fact.
_DATA = ("as_of", "events", "corrections", "sources")
_JUDGED = ("baseline", "claims", "pledges", "issues", "hypotheses")
_CLAUSE = ("designs", "groups")


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """name: what readers call it. facts: all that the scenario does not state itself.

    talks: of a negotiation alone, so that it has no facts and no chance of war can be asked of it.
    """

    name: str
    scenario: Scenario
    facts: Snapshot
    origin: Origin
    talks: bool = False

    def with_parts(self, other: "AnswerVersion", taken: frozenset[str]) -> "AnswerVersion":
        """This version with some of ``PLAYERS`` as the other has them."""
        asked = self.scenario
        fields: dict[str, Any] = {}
        for player, names in (("data", _DATA), ("judgement", _JUDGED), ("clause", _CLAUSE)):
            if player in taken:
                fields |= {name: getattr(other.scenario, name) for name in names}
        fields["situation"] = _situation(asked.situation, other.scenario.situation, taken)
        return AnswerVersion(
            self.name, asked.model_copy(update=fields),
            other.facts if "data" in taken else self.facts,
            other.origin if "model" in taken else self.origin, self.talks,
        )  # fmt: skip

    def differs(self, other: "AnswerVersion") -> tuple[str, ...]:
        """The players in which the two differ, in the order of ``PLAYERS``."""
        return tuple(each for each in PLAYERS if self._apart(other, each))

    def _apart(self, other: "AnswerVersion", player: str) -> bool:
        if player == "model":
            return self.origin is not other.origin and _models(self.origin) != _models(other.origin)
        same, mixed = (self.with_parts(other, frozenset(each)) for each in ((), (player,)))
        if mixed.scenario != same.scenario:
            return True
        mine, theirs = (
            {name: (fact.value, fact.year) for name, fact in each.facts.facts.items()}
            for each in (self, other)
        )
        return player == "data" and repr(mine) != repr(theirs)


def of_scenario(
    scenario: Scenario, path: Path | None = None, *, name: str = "", origin: Origin | None = None
) -> AnswerVersion:
    """The version that ``foedus assess`` would answer today. path: frozen facts beside its file."""
    return AnswerVersion(
        name or scenario.name, scenario, assembly.unstated(scenario, path),
        origin or origins.before(scenario.as_of.year),
    )  # fmt: skip


def at_day(scenario: Scenario, day: date) -> AnswerVersion:
    """The same question as of an earlier day: with what was known then, and the models of then.

    What the scenario dates after the day is left out; its designs and undated judgements stay.
    Raises InputError for a day that is not before the question's.
    """
    if day >= scenario.as_of:
        raise InputError(
            f"{day} is not before the question's day, {scenario.as_of}", where="--since"
        )
    here = scenario.situation
    then = scenario.model_copy(update={
        "as_of": day,
        "situation": here.model_copy(update={
            "dyads": tuple(_before(row, day) for row in here.dyads),
            "disputes": tuple(_open(each, day) for each in here.disputes if each.start <= day),
        }),
        **{
            name: tuple(each for each in getattr(scenario, name) if each.on is None
                        or each.on <= day)
            for name in ("baseline", "claims", "pledges", "events")
        },
    })  # fmt: skip
    return of_scenario(then, name=str(day))


def _before(row: DyadFacts, day: date) -> DyadFacts:
    """A row without a war that began, or ended, later."""
    later = {
        name: None for name in ("at_war_since", "war_ended")
        if (fact := getattr(row, name)) is not None and fact.value > day
    }  # fmt: skip
    return row.model_copy(update=later)


def _open(dispute: RecentDispute, day: date) -> RecentDispute:
    over = dispute.end is not None and dispute.end <= day
    return dispute if over else dispute.model_copy(update={"end": None})


def _models(origin: Origin) -> tuple[Any, ...]:
    """What tells two sets of posteriors apart: the numbers of the ladder, and who fitted the rest.

    The ladder's pools count with it.
    """
    ladder = origin.ladder
    pools = origins.pools(ladder)
    rungs = tuple(rung.mean.tobytes() for rung in ladder.rungs.values())
    level = tuple(
        part.mean.tobytes() for pool in pools.values() for each in pool.horizons
        for part in (each.recalibrated, each.direct)
    )  # fmt: skip
    rest = (origin.depth.mean.tobytes(), origin.lapse.mean.tobytes(), origin.last)
    return rungs, level, rest


def _situation(one: Situation, two: Situation, taken: frozenset[str]) -> Situation:
    """Facts of either side: each judged one by who judges, each other one by the data."""

    def pick(mine: Fact[Any] | None, theirs: Fact[Any] | None) -> Fact[Any] | None:
        judged = any(each is not None and each.judgement is not None for each in (mine, theirs))
        return theirs if ("judgement" if judged else "data") in taken else mine

    def facts(mine: dict[str, Fact[Any]], theirs: dict[str, Fact[Any]]) -> dict[str, Any]:
        names = dict.fromkeys((*mine, *theirs))
        found = {name: pick(mine.get(name), theirs.get(name)) for name in names}
        return {name: fact for name, fact in found.items() if fact is not None}

    states = {}
    for state in dict.fromkeys((*one.states, *two.states)):
        known = (each.states.get(state) for each in (one, two))
        own, other = (each.facts() if each else {} for each in known)
        states[state] = StateFacts.model_construct(**facts(own, other))
    pairs = dict.fromkeys(row.dyad for each in (one, two) for row in each.dyads)
    dyads = tuple(
        DyadFacts.model_construct(
            dyad=pair, source=None, judgement=None, **facts(one.dyad(*pair), two.dyad(*pair))
        )
        for pair in pairs
    )
    chosen = two if "data" in taken else one
    judged = two if "judgement" in taken else one
    return chosen.model_copy(update={
        "states": states, "dyads": dyads,
        "disputes": (*(each for each in chosen.disputes if each.judgement is None),
                     *(each for each in judged.disputes if each.judgement is not None)),
        "history": one.history.model_copy(update={
            role: facts(getattr(one.history, role), getattr(two.history, role))
            for role in ("initiator", "target", "dyad")
        }),
    })  # fmt: skip


def sealed_origin(origin: Origin, pools: Any) -> Origin:
    """Models read from files of their own, with the pools that went with them."""
    return replace(origin, ladder=replace(origin.ladder, pools=pools))
