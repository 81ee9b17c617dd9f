"""Each condition of a case held against one incident."""

from collections.abc import Collection, Iterator
from functools import cache

from foedus.errors import UnknownNameError
from foedus.terms.compliance import HOSTILITY, Attributed, Casus, CasusArea
from foedus.watch.casus.area import Areas
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.truth import Truth, TruthGround, no, unknown, yes

LEVELS = {1: "no militarized action", 2: "a threat", 3: "a show of force", 4: "use of force",
          5: "war"}  # fmt: skip
_ESTABLISHED = ("admitted", "adjudicated")


def conditions(
    incident: Incident, casus: Casus, victim: str, areas: Areas
) -> Iterator[TruthGround]:
    """Every condition but intensity, which many meet together. victim: who is protected."""
    if casus.never is not None:
        yield no("text", casus.never)
    if casus.opinion is not None:
        yield yes("opinion", "any party may ask that thinks itself threatened")
    else:
        yield _against(incident, victim, areas)
    yield areas.holds(incident.lead.spot, casus.area)
    if casus.conducts:
        yield _conduct(incident, casus.conducts)
    if casus.exceptions:
        yield _excepted(incident, casus.exceptions)
    if casus.hostility is not None:
        yield _hostility(incident, casus.hostility)
    if casus.objects:
        yield _named("object", incident.first("objective"), casus.objects)
    if casus.weapons:
        yield _named("weapon", incident.first("weapon"), casus.weapons)
    yield actor(incident, casus.actors, victim, casus.attribution)
    yield from (unknown("text", question) for question in casus.open)


def _against(incident: Incident, victim: str, areas: Areas) -> TruthGround:
    """Whether the protected state is the one it was done to: by target, else by place."""
    target = incident.first("coded_target")
    if target is not None:
        return (yes if target == victim else no)("target", f"against {target}")
    try:
        where = areas.holds(incident.lead.spot, _land(victim))
    except UnknownNameError:  # not on the map
        return unknown("target", f"whether against {victim}: the source names no target")
    if where.truth is Truth.MET:
        return yes("target", f"on the territory of {victim}")
    if where.truth is Truth.UNDETERMINED:
        return unknown("target", where.fact)
    # ships and forces are attacked abroad as well
    return unknown("target", f"whether against {victim}: {where.fact}, no target named")


@cache
def _land(state: str) -> CasusArea:
    return CasusArea(states=(state,))


def _conduct(incident: Incident, allowed: Collection[str]) -> TruthGround:
    done, level = incident.first("conduct"), incident.first("hostility")
    if done is not None:
        return (yes if done in allowed else no)("conduct", done)
    if level is not None:
        fitting = [each for each, (low, high) in HOSTILITY.items() if low <= level <= high]
        if not set(fitting) & set(allowed):
            return no("conduct", f"{LEVELS[level]}, no {_either(allowed)}")
        what = f"{LEVELS[level]}; the record does not say whether {_either(allowed)}"
        return unknown("conduct", what)
    return unknown("conduct", f"whether {_either(allowed)}: the source does not say what was done")


def _excepted(incident: Incident, exceptions: Collection[str]) -> TruthGround:
    done = incident.first("conduct")
    if done is None:
        return unknown("exception", f"whether {_either(exceptions)}, which the text excepts")
    if done in exceptions:
        return no("exception", f"{done}, which the text excepts")
    return yes("exception", f"{done} is not excepted")


def level(incident: Incident) -> tuple[int, int] | None:
    """The least and the greatest hostility that the reports allow; None where they say nothing."""
    coded = incident.first("hostility")
    if coded is not None:
        return coded, coded
    done = incident.first("conduct")
    if done is None:
        return None
    low, high = HOSTILITY[done]
    toll = incident.deaths
    if toll is not None and (toll.best or toll.least) > 0:
        low, high = max(low, 4), max(high, 4)
    return low, high


def _hostility(incident: Incident, least: int) -> TruthGround:
    found = level(incident)
    if found is None:
        return unknown("hostility", f"whether {LEVELS[least]}: the source does not say")
    low, high = found
    if low >= least:
        return yes("hostility", LEVELS[low])
    if high < least:
        return no("hostility", f"{LEVELS[high]} short of {LEVELS[least]}")
    return unknown("hostility", f"whether {LEVELS[least]} or only {LEVELS[low]}")


def _named(aspect: str, value: str | None, allowed: Collection[str]) -> TruthGround:
    if value is None:
        return unknown(aspect, f"whether {_either(allowed)}: the source does not say")
    if value in allowed:
        return yes(aspect, value)
    return no(aspect, f"{value}, not {_either(allowed)}")


def actor(
    incident: Incident, allowed: Collection[str], victim: str, standard: Attributed
) -> TruthGround:
    """Whether an actor that counts did it, to the standard asked for.

    allowed: states; any but the victim where empty. How a source codes the sides settles nothing.
    """
    said = incident.attributions
    counted = [
        each for each in said
        if each.value in _ESTABLISHED or (standard == "asserted" and each.value == "asserted")
    ]  # fmt: skip
    named = {each.actor for each in counted}
    fitting = {each for each in named if (each in allowed if allowed else each != victim)}
    told = "; ".join(f"{each.actor}, {each.value} by {each.by}" for each in counted)
    if fitting == named and named:
        return yes("actor", told)
    if named and not fitting:
        only = f"; the text is about {_either(allowed)} alone" if allowed else ""
        return no("actor", f"{told}{only}")
    if named:
        return unknown("actor", f"who did it: {told}")
    if standard == "unneeded":
        return yes("actor", "the text asks for no actor")
    loose = [f"{each.value} to be {each.actor} by {each.by}" if each.value == "asserted"
             else f"denied by {each.by}" for each in said]  # fmt: skip
    coded = incident.first("coded_actor")
    if coded is not None:
        loose.append(f"coded as {coded} by {incident.lead.source}, which attributes nothing")
    return unknown("actor", f"who did it: {'; '.join(loose) or 'nobody has said'}")


def _either(words: Collection[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
