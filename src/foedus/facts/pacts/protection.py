"""The guarantors that a protégé has against the challenger before any design.

From the pacts that stand, by name; from columns alone where facts were frozen before pacts were
kept by name, or where the scenario states the columns itself (``situation: history``).
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from math import nan

from foedus.errors import InputError
from foedus.evidence.nuclear import armed
from foedus.facts.known import STANDING, TIES, Facts, number
from foedus.facts.pacts.atop import Ties
from foedus.facts.pacts.standing import StandingPact
from foedus.history import depth, origins
from foedus.history.depth import DepthModel
from foedus.report.words import roster
from foedus.scenario import Scenario
from foedus.states import find
from foedus.terms.depth import count as ties_present
from foedus.terms.instruments import called

#: Which column says that there is a guarantor of the kind that a depth is of.
KIND = {"depth_minor": "minor", "depth_major": "major"}


@dataclass(frozen=True, slots=True)
class DeepestPromise:
    """The deepest standing promise of a kind: its depth, posterior sd, and ties."""

    mean: float
    sd: float
    ties: Ties


@dataclass(frozen=True, slots=True)
class Promise:
    """What one pact gives the protégé against the challenger. pact: empty where none is named."""

    pact: str
    guarantors: tuple[str, ...]
    ties: int  # of eight

    def __str__(self) -> str:
        """In a few words: ``the Mutual Defense Treaty (USA), depth 1 of 8``."""
        who = self.guarantors
        shown = roster(who[:6]) + (f" and {len(who) - 6} more" if len(who) > 6 else "")
        return f"{called(self.pact) if self.pact else 'a pact'} ({shown}), depth {self.ties} of 8"


@dataclass(frozen=True, slots=True)
class Protection:
    """What stands. columns: STANDING and TIES. deep: depth column -> the promise it is of."""

    columns: dict[str, float]
    deep: dict[str, DeepestPromise]
    promises: tuple[Promise, ...]

    @property
    def guarantors(self) -> frozenset[str]:
        """Everyone bound by a named pact."""
        return frozenset(state for each in self.promises for state in each.guarantors)


def standing_pacts(facts: Facts) -> tuple[StandingPact, ...]:
    """The pacts that stand, by name."""
    return tuple(fact.value for fact in facts.values() if isinstance(fact.value, StandingPact))


def protection(
    scenario: Scenario, facts: Facts, *, without: Set[str] = frozenset(), practice: bool = False,
    measure: DepthModel | None = None,
) -> Protection:  # fmt: skip
    """What the protégé has. without: pacts left out of account. practice: ties as they work.

    measure: of depth; the one known before the question's year if not given.
    """
    measure = measure or measure_of(scenario)
    columns = dict.fromkeys((*STANDING, *TIES), 0.0)
    deep: dict[str, DeepestPromise] = {}
    promises = []
    for name, states, ties in _promises(scenario, facts, without, practice):
        present = _present(ties)
        promises.append(Promise(name, states, int(present)))
        for state in states:
            kind = "major" if is_true(facts, f"{state}.major") else "minor"
            _raise(columns, deep, kind, measure, ties, present)
            columns["nuclear"] = max(columns["nuclear"], float(_armed(scenario, facts, state)))
    for what in (*STANDING, *TIES):
        fact = facts.get(f"pair.{what}")
        if fact is not None and (fact.origin == "scenario" or "all.pacts" not in facts):
            own = number(facts, f"pair.{what}")
            said = fact.origin == "scenario"
            columns[what] = own if said else max(own, columns[what])
            if what in deep and columns[what] != deep[what].mean:
                deep.pop(what)
    _in_range(columns, measure)
    return Protection(columns, deep, tuple(promises))


def _raise(
    columns: dict[str, float],
    deep: dict[str, DeepestPromise],
    kind: str,
    measure: DepthModel,
    ties: Ties | None,
    present: float,
) -> None:
    """Take in one guarantor's promise: the deepest of a kind counts."""
    columns[kind] = 1.0
    if ties is None:
        return  # its depth is unknown and counts as none
    mean, sd = measured(ties, measure)
    name = f"depth_{kind}"
    if name not in deep or mean > deep[name].mean:
        deep[name] = DeepestPromise(mean, sd, ties)
        columns[name] = max(mean, 0.0)
    columns[f"ties_{kind}"] = max(columns[f"ties_{kind}"], present)


def _promises(
    scenario: Scenario, facts: Facts, without: Set[str], practice: bool
) -> Iterator[tuple[str, tuple[str, ...], Ties | None]]:
    """Pact, who owes defense by it against the challenger, and its ties."""
    one, two = scenario.challenger, scenario.protege
    standing, named = standing_pacts(facts), set[str]()
    for each in standing:
        if each.name in without or (each.mutual and one in each.members):
            continue
        owing = tuple(
            state
            for state in each.owed(two)
            if state != one
            and promised(scenario, state, two) is not False
            and not bound(scenario, facts, state)
        )
        named |= {*owing}
        if owing:
            yield each.name, owing, (each.practice if practice else None) or each.ties
    for row in scenario.situation.dyads:
        giver, taker = row.dyad
        said = row.facts().get("defense_pact")
        new = taker == two and giver != one and giver not in named
        if new and said and said.value and not bound(scenario, facts, giver):
            yield "", (giver,), None


def promised(scenario: Scenario, giver: str, taker: str) -> bool | None:
    """Whether the scenario says that one state owes another defense; None where it says nothing."""
    said = scenario.situation.dyad(giver, taker).get("defense_pact")
    return None if said is None else bool(said.value)


def bound(scenario: Scenario, facts: Facts, state: str) -> bool:
    """Whether a state owes the challenger defense: the scenario's word, else the pacts'."""
    said = promised(scenario, state, scenario.challenger)
    if said is not None:
        return said
    owing = facts.get("pair.bound_to_challenger")
    return bool(owing and isinstance(owing.value, tuple) and state in owing.value)


def is_true(facts: Facts, name: str) -> bool:
    """Whether a fact is known, and yes; of a state's ``major``, by the list of major powers too."""
    if name in facts:
        return bool(facts[name].value)
    state, _, what = name.partition(".")
    great = facts.get("all.majors")
    return what == "major" and bool(
        great and isinstance(great.value, tuple) and state in great.value
    )


def _armed(scenario: Scenario, facts: Facts, state: str) -> bool:
    if f"{state}.nuclear" in facts:
        return bool(facts[f"{state}.nuclear"].value)
    return armed(find(state).ccode, scenario.through)


def measure_of(scenario: Scenario) -> DepthModel:
    """The measure of depth that was known before the year of a question."""
    return origins.before(scenario.as_of.year).depth


@lru_cache(maxsize=4096)
def measured(ties: Ties, measure: DepthModel) -> tuple[float, float]:
    """Depth of ties as ATOP codes them, and its posterior sd; unknown items are integrated over."""
    found = measure.measure([[nan if code is None else float(code) for code in ties]])
    return float(found.mean[0]), float(found.sd[0])


def _present(ties: Ties | None) -> float:
    """How many of eight are there; an unknown tie is taken to be absent."""
    return 0.0 if ties is None else float(ties_present([float(code or 0) for code in ties]))


def _in_range(columns: dict[str, float], measure: DepthModel) -> None:
    every = tuple(item.codes[-1][-1] for item in depth.ITEMS)
    for what in KIND:
        most = measured(every, measure)[0]
        if not 0 <= columns[what] <= most:
            raise InputError(
                f"found {columns[what]:g}, allowed: 0 (no tie) to {most:.2f} (every tie)",
                where=f"pair.{what}",
                hint="depth in sds of ATOP's alliances, as `foedus facts` prints it",
            )
