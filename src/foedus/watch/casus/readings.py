"""The readings of a clause's case: those that its text is given, or those of its trigger alone."""

from collections.abc import Mapping

from foedus.states import known
from foedus.terms.clause import Clause
from foedus.terms.compliance import Casus
from foedus.terms.guarantee import Guarantee

#: Whether force short of war is an armed attack is disputed: the Court asks for scale and effects
#: (Nicaragua v. United States, 1986, para. 195), some states for any use of force.
ARMED_ATTACK: Mapping[str, Casus] = {
    "gravest-forms": Casus(hostility=5),
    "any-force": Casus(hostility=4),
}
#: Conditions that no record of facts settles.
OPEN: Mapping[str, str] = {
    "nonprovocation": "only if the attack was not provoked",
    "demand": "only on terms that the text sets",
    "conflict": "only in the conflict that the text names",
    "number": "only against so many attackers",
}


def readings(clause: Clause, guarantee: Guarantee, victim: str) -> dict[str, Casus]:
    """Reading -> the case it asks for, never empty. victim: who is protected."""
    given = clause.casus or _of_trigger(clause)
    actors = clause.adversaries
    if clause.obligation == "nonaggression":  # broken by those it binds
        actors = tuple(state for state in clause.by or guarantee.guarantors if state != victim)
    opened = [OPEN[each] for each in clause.conditions if each in OPEN]
    if clause.area and not covers(clause, victim):
        opened.append(
            "whether the place lies in " + " or ".join(clause.area) + ", for the text's readers"
        )
    done = {}
    for name, casus in given.items():
        if casus.opinion is not None:  # whom it concerns, and by whom, is each party's to say
            done[name] = casus.model_copy(update={"attribution": "unneeded"})
            continue
        drawn = casus.area.states or casus.area.regions
        more = [each for each in opened if not (drawn and each.startswith("whether the place"))]
        changed: dict[str, object] = {"open": (*casus.open, *more)}
        if actors and not casus.actors:
            changed["actors"] = actors
        if not clause.casus:
            # to consult, nobody must be named; to have broken a promise, somebody must
            consult = clause.obligation == "consultation"
            changed["attribution"] = "unneeded" if consult else "established"
        done[name] = casus.model_copy(update=changed)
    return done


def _of_trigger(clause: Clause) -> dict[str, Casus]:
    match clause.trigger:
        case "armed-attack":
            given = dict(ARMED_ATTACK)
        case "threat":
            given = {"threat": Casus(hostility=2)}
        case "seizure":
            given = {"seizure": Casus(conducts=("seizure", "occupation", "invasion"))}
        case "internal":
            given = {"internal": Casus(never="it covers internal conflict alone")}
        case "any":
            given = {"any": Casus()}
    if "nuclear-weapons" in clause.conditions and not clause.casus:
        given = {
            name: casus.model_copy(update={"weapons": ("nuclear",)})
            for name, casus in given.items()
        }
    return given


def by_opinion(clause: Clause) -> bool:
    """Whether a clause turns on a party's own opinion, by any reading."""
    return any(casus.opinion is not None for casus in clause.casus.values())


def covers(clause: Clause, victim: str) -> bool:
    """Whether a clause's area names the protected state."""
    found = (known(place) for place in clause.area)
    return any(state is not None and state.label == victim for state in found)
