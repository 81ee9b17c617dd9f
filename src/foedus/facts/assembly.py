"""Facts put together: the scenario's word, before frozen files, before the public data.

What stands is worked out here, from pacts, the library and the baseline; so is what is derived from
other facts.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from foedus.errors import InputError
from foedus.evidence.nuclear import nuclear
from foedus.facts import snapshot
from foedus.facts.chronology.pacts import CHANGES, entered
from foedus.facts.known import (
    Facts,
    Known,
    Value,
    guarantors,
    needed,
)
from foedus.facts.pacts.atop import LAST_DAY, Pact
from foedus.facts.pacts.baseline import standing
from foedus.facts.pacts.protection import protection
from foedus.facts.pacts.standing import recorded
from foedus.facts.relevance import refuse
from foedus.facts.shipped.here import here
from foedus.facts.snapshot import Snapshot
from foedus.facts.statements import stated
from foedus.scenario import Scenario
from foedus.states import find


def facts(scenario: Scenario, path: Path | None = None) -> dict[str, Known]:
    """Every fact that an assessment of ``scenario`` needs; ``path``: frozen facts beside it.

    The public data, or what ships of them, are read only where something is missing without, and
    never downloaded. Raises InputError naming what nobody states.
    """
    frozen = snapshot.about(scenario, path)
    try:
        found = gather(scenario, frozen, None)
    except InputError:
        from foedus.facts import public

        if public.absent(scenario):
            raise
        found = gather(scenario, frozen, public.from_data(scenario).facts)
    refuse(scenario, found)
    return found


def unstated(scenario: Scenario, path: Path | None = None) -> Snapshot:
    """What ``facts`` reads beside the scenario's own word, as a frozen file of its own.

    Raises what ``facts`` does.
    """
    files = snapshot.about(scenario, path)
    merged: dict[str, Known] = {}
    for each in reversed(files):
        merged |= each
    read = (*(snapshot.read(path) if path else ()), *snapshot.shipped())
    hashes = {k: v for each in read if each.answers(scenario) for k, v in each.hashes.items()}
    try:
        gather(scenario, files, None)
    except InputError:
        from foedus.facts import public

        if public.absent(scenario):
            raise
        data = public.from_data(scenario)
        merged, hashes = {**data.facts, **merged}, {**data.hashes, **hashes}
    return Snapshot(
        scenario.challenger, scenario.protege, scenario.as_of.year, merged, hashes
    )  # fmt: skip


def gather(scenario: Scenario, frozen: Iterable[Facts], data: Facts | None) -> dict[str, Known]:
    """The facts of a scenario from its three sources, in their order.

    frozen: facts of files, best first. data: facts of the public data, None where they are absent.
    Raises InputError naming the facts that nobody states, and what to do.
    """
    found = dict(data or {})
    for facts in reversed(list(frozen)):
        found |= facts
    found |= _derived(scenario, found)
    said = dict(stated(scenario))
    found |= said
    _stand(scenario, found)
    for state in (scenario.challenger, scenario.protege, *guarantors(scenario)):
        democracy = _democracy(scenario, state, found)
        if democracy:
            found[f"{state}.democracy"] = democracy
    missing = [name for name in needed(scenario) if name not in found]
    if missing:
        raise _missing(scenario, missing, without_data=data is None)
    return found


def _stand(scenario: Scenario, found: dict[str, Known]) -> None:
    """Put what stands in place of the alliances as the data have them, and derive columns of it.

    What the scenario states of a column goes before what pacts would give. Raises InputError for a
    baseline where no facts know pacts by name.
    """
    one, two = scenario.challenger, scenario.protege
    raw = {name: fact for name, fact in found.items() if isinstance(fact.value, Pact)}
    if "all.pacts" not in found:
        if scenario.baseline:
            raise InputError(
                "these facts do not know what stands by the name of each pact",
                where=f"{scenario.name}: baseline",
                hint="`foedus facts SCENARIO --out FILE` writes facts that do",
            )
        return
    for name in raw:
        del found[name]
    year = min(scenario.as_of.year, LAST_DAY.year)
    origin = found["all.pacts"].origin
    listed = [fact.value for fact in raw.values() if isinstance(fact.value, Pact)]
    pacts = standing(scenario, listed)
    later = tuple(each.id for each in entered(scenario, recorded(scenario, listed)))
    if later:
        found[CHANGES] = Known(later, scenario.as_of.year, "foedus.evidence.chronology", "package")
    for each in pacts:
        if each.chronology:
            known = Known(each, each.since.year, "foedus.evidence.chronology", "package")
        elif each.atop:
            known = Known(each, year, "atop-members", origin)
        else:
            known = Known(each, year, "foedus.terms", "package")
        found[f"pact.{each.name}"] = known

    def put(name: str, value: Value) -> None:
        if name not in found or found[name].origin != "scenario":
            found[name] = Known(value, year, "atop-members", origin)

    put("pair.bound_to_challenger", tuple(sorted({a for each in pacts for a in each.allies(one)})))
    put("pair.atop_defense", float(any(one in each.allies(two) for each in pacts)))
    nonaggression = (one in each.nonaggression and two in each.members for each in pacts)
    put("pair.atop_nonagg", float(any(nonaggression)))
    for what, value in protection(scenario, found).columns.items():
        put(f"pair.{what}", value)


def _derived(scenario: Scenario, found: Facts) -> Iterator[tuple[str, Known]]:
    """Who is a major and who a nuclear power, of all states that matter."""
    year, past = scenario.as_of.year, scenario.through
    for state in (scenario.challenger, scenario.protege, *guarantors(scenario)):
        code = find(state, year=year).ccode
        armed = float(nuclear(code, past))
        yield f"{state}.nuclear", Known(armed, past, "foedus.evidence.nuclear", "package")
        majors = found.get("all.majors")
        if majors and isinstance(majors.value, tuple):
            label = find(state, year=year).label
            is_major = float(label in majors.value)
            yield f"{state}.major", Known(is_major, majors.year, majors.source, majors.origin)


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


#: What a scenario writes for a fact, by the fact's name.
_KEYS = {
    "democracy": "`polyarchy` (0 to 1) or `polity2` (-10 to 10)",
    "cinc": "`cinc` (0 to 1)",
    "major": "`major` (yes or no)",
    "nuclear": "`nuclear` (yes or no)",
    "conttype": "`contiguity` (land, water-12, …, none)",
    "capdist": "`capital_distance_km`",
    "rivalry": "`rivalry` (yes or no)",
    "atop_defense": "`defense_pact` (yes or no)",
}


def _written(scenario: Scenario, names: list[str]) -> str:
    """Where and how the facts of these names are written, of many the first places."""
    places: dict[str, list[str]] = {}
    for name in names:
        of, what = name.split(".", 1)
        if of != "pair":
            place = f"situation.states.{of}"
        elif what in _KEYS:
            place = f"situation.dyads, in a row of [{scenario.challenger}, {scenario.protege}]"
        else:
            place = "situation.history.dyad"
        places.setdefault(place, []).append(_KEYS.get(what, f"`{what}`"))
    told = [f"{', '.join(keys[:4])} under {place}" for place, keys in places.items()]
    return " and ".join(told[:3])


def _missing(scenario: Scenario, names: list[str], *, without_data: bool) -> InputError:
    shown = ", ".join(names[:8]) + (f", … ({len(names)} in all)" if len(names) > 8 else "")
    if without_data:
        hint = (
            "`foedus data pull` fetches the public data (what ships of them begins in 1946); or "
            "state them in the scenario, under `situation`"
        )
    else:
        hint = f"write {_written(scenario, names)}; the public data have no value"
        if any(name.endswith(".democracy") for name in names) and not here("polity4"):
            hint += ", unless Polity has, of which nothing ships: `foedus data pull polity4`"
    return InputError(f"facts that nobody states: {shown}", where=scenario.name, hint=hint)
