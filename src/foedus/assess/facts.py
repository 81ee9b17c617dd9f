"""Facts about the two states and the guarantors, each with where it is from and of which year.

A fact comes from the first of: the scenario itself; a frozen file (beside the scenario, or shipped
for the same pair and year); the public data, where they are on this machine. Names are
``CODE.what`` for one state, ``pair.what`` for challenger and protégé, ``all.what`` for the system.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.errors import InputError, UnknownNameError
from foedus.evidence.nuclear import nuclear
from foedus.scenario import Scenario
from foedus.scenario.fact import Fact
from foedus.states import find

Value = float | tuple[str, ...] | None  # None: known to be none (such as never at war)

#: Decayed counts of disputes as the panel names them: between the two, each way, and of each side.
HISTORY = (
    "mid_past12_h2", "mid_past12_h8", "mid_past12_h25",
    "mid_past21_h2", "mid_past21_h8", "mid_past21_h25", "force_past12_h25", "force_past21_h25",
    "mid_past1_h2", "mid_past1_h25", "mid_past2_h2", "mid_past2_h25",
    "force_past1_h25", "force_past2_h25",
)  # fmt: skip
#: The year in which the two last disputed, and last fought a war.
LAST = ("last_mid", "last_war")
#: What guarantors the protégé had against the challenger already; depth is latent.
STANDING = ("minor", "major", "nuclear", "depth_minor", "depth_major")
#: The most military ties, of eight, of such a commitment; told, not forecast from.
TIES = ("ties_minor", "ties_major")
_CONTIGUITY = {"land": 1, "water-12": 2, "water-24": 3, "water-150": 4, "water-400": 5, "none": 0}


@dataclass(frozen=True, slots=True)
class Known:
    """A fact: its value, the year that it is of, and where it is from."""

    value: Value
    year: int | None
    source: str
    origin: str  # scenario, frozen, data, or package

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"value": value, "year": self.year, "source": self.source, "origin": self.origin}


Facts = Mapping[str, Known]


def guarantors(scenario: Scenario) -> tuple[str, ...]:
    """Every state that some design binds for the protégé, in order of first mention."""
    named = (state for design in scenario.designs for state in scenario.guarantors(design))
    return tuple(dict.fromkeys(named))


def needed(scenario: Scenario) -> tuple[str, ...]:
    """Names of the facts without which nothing can be said."""
    one, two = scenario.challenger, scenario.protege
    pair = ("conttype", "capdist", "rivalry", "atop_defense", *STANDING, *HISTORY, *LAST)
    return (
        *(f"{state}.{what}" for state in (one, two) for what in ("cinc", "democracy", "major")),
        *(f"{state}.{what}" for state in guarantors(scenario) for what in ("major", "nuclear")),
        *(f"pair.{what}" for what in pair),
    )


def gather(scenario: Scenario, frozen: Iterable[Facts], data: Facts | None) -> dict[str, Known]:
    """The facts of a scenario from its three sources, in their order.

    frozen: facts of files, best first. data: facts of the public data, None where they are absent.
    Raises InputError naming the facts that nobody states, and what to do.
    """
    found = dict(data or {})
    for facts in reversed(list(frozen)):
        found |= facts
    found |= _derived(scenario, found)
    for name, fact in stated(scenario):
        found[name] = fact
    for state in (scenario.challenger, scenario.protege, *guarantors(scenario)):
        democracy = _democracy(scenario, state, found)
        if democracy:
            found[f"{state}.democracy"] = democracy
    missing = [name for name in needed(scenario) if name not in found]
    if missing:
        raise _missing(scenario, missing, without_data=data is None)
    return found


def _derived(scenario: Scenario, found: Facts) -> Iterator[tuple[str, Known]]:
    """Who is a major and who a nuclear power, of all states that matter."""
    year = scenario.as_of.year
    for state in (scenario.challenger, scenario.protege, *guarantors(scenario)):
        code = find(state, year=year).ccode
        armed = float(nuclear(code, year))
        yield f"{state}.nuclear", Known(armed, year, "foedus.evidence.nuclear", "package")
        majors = found.get("all.majors")
        if majors and isinstance(majors.value, tuple):
            label = find(state, year=year).label
            is_major = float(label in majors.value)
            yield f"{state}.major", Known(is_major, majors.year, majors.source, majors.origin)


def stated(scenario: Scenario) -> Iterator[tuple[str, Known]]:
    """The facts that the scenario itself states."""
    situation = scenario.situation
    for state, facts in situation.states.items():
        for what, fact in facts.facts().items():
            yield f"{state}.{what}", _known(fact, float(fact.value))
    one, two = scenario.challenger, scenario.protege
    for both in (situation.dyad(two, one), situation.dyad(one, two)):  # the latter wins
        if "contiguity" in both:
            fact = both["contiguity"]
            yield "pair.conttype", _known(fact, float(_CONTIGUITY[fact.value]))
        if "capital_distance_km" in both:
            fact = both["capital_distance_km"]
            yield "pair.capdist", _known(fact, float(fact.value))
        if "rivalry" in both:
            yield "pair.rivalry", _known(both["rivalry"], float(both["rivalry"].value))
    for pact, name in (("defense_pact", "defense"), ("nonaggression_pact", "nonagg")):
        promised = situation.dyad(one, two).get(pact)
        if promised:
            yield f"pair.atop_{name}", _known(promised, float(promised.value))
    allowed = (*HISTORY, *LAST, *STANDING, *TIES)
    for role in ("initiator", "target", "dyad"):
        for what, fact in getattr(situation.history, role).items():
            if what not in allowed:
                where = f"situation.history.{role}.{what}"
                raise UnknownNameError("fact of the history", what, allowed, where=where)
            yield f"pair.{what}", _known(fact, float(fact.value))


def _known(fact: Fact[Any], value: float) -> Known:
    judged = fact.judgement if isinstance(fact.judgement, str) else "the scenario's author"
    source = fact.source or (f"judgement: {judged}" if fact.judgement else "the scenario")
    return Known(value, fact.year, source, "scenario")


def _democracy(scenario: Scenario, state: str, found: Facts) -> Known | None:
    """The index that democracy is read from: what the scenario states before what data have."""
    from foedus.history.covariates import democracy

    said = scenario.situation.states.get(state)
    only_polity = said is not None and said.polyarchy is None and said.polity2 is not None
    for what in ("polity2",) if only_polity else ("polyarchy", "polity2"):
        fact = found.get(f"{state}.{what}")
        if fact and isinstance(fact.value, float):
            indices = {"polyarchy": float("nan"), "polity2": float("nan"), what: fact.value}
            value = float(democracy(indices["polyarchy"], indices["polity2"]))
            return Known(value, fact.year, fact.source, fact.origin)
    return None


def _missing(scenario: Scenario, names: list[str], *, without_data: bool) -> InputError:
    shown = ", ".join(names[:8]) + (f", … ({len(names)} in all)" if len(names) > 8 else "")
    if without_data:
        hint = (
            "`foedus data pull` fetches the public data; or state them in the scenario, under "
            "`situation`"
        )
    else:
        hint = "state them in the scenario under `situation`; the public data have no value"
    return InputError(f"facts that nobody states: {shown}", where=scenario.name, hint=hint)
