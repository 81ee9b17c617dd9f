"""A text held against incidents: for each clause and reading, whether its case arose."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from foedus.terms.clause import Clause
from foedus.terms.compliance import Casus, Intensity
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.area import Areas, neighbors
from foedus.watch.casus.conditions import conditions
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.intensity import Burden, IntensityRuling, first_day, rule
from foedus.watch.casus.readings import readings
from foedus.watch.casus.truth import Truth, TruthGround, all_of, no, unknown, yes
from foedus.watch.entries.report import MOST_DEATHS

#: What stands for the incident of a case that many incidents make together.
ACCUMULATED = "accumulated"


@dataclass(frozen=True, slots=True)
class CasusRuling:
    """Whether one clause's case arose by one reading. clause: from 0.

    incident: its name, or ACCUMULATED. incidents: those that count. grounds: every condition with
    its fact. deciding: the facts that leave it open, or that exclude it. reached: the day on which
    many incidents first made the case by their best tolls, each on its first day.
    """

    guarantee: str
    clause: int
    reading: str
    incident: str
    truth: Truth
    incidents: tuple[str, ...]
    grounds: tuple[TruthGround, ...]
    reached: date | None = None

    @property
    def deciding(self) -> tuple[str, ...]:
        """What the truth hangs on: of a case not met, what excludes it; of an open one, what is."""
        return tuple(dict.fromkeys(each.fact for each in self.grounds if each.truth is self.truth))


@dataclass(frozen=True, slots=True)
class CasusReading:
    """One clause by one reading, to be held against incidents. victim: who is protected.

    in_force: the text is taken as in force, whatever its dates. parties: guarantors bound on a day.
    """

    guarantee: Guarantee
    number: int
    name: str
    casus: Casus
    victim: str
    areas: Areas
    in_force: bool
    parties: Callable[[date], tuple[str, ...]]

    @property
    def clause(self) -> Clause:
        """The clause that is read."""
        return self.guarantee.clauses[self.number]

    def ruling(
        self, incident: str, truth: Truth, names: tuple[str, ...], grounds: Iterable[TruthGround]
    ) -> CasusRuling:
        """What came of it."""
        return CasusRuling(
            self.guarantee.name, self.number, self.name, incident, truth, names, tuple(grounds)
        )

    def grounds(self, incident: Incident) -> list[TruthGround]:
        """Every condition of the case but its intensity."""
        binds = of_parties if self.casus.opinion is not None else bound
        return [
            *([] if self.in_force else [binds(self.guarantee, self.victim, incident)]),
            *conditions(incident, self.casus, self.victim, self.areas),
            self._debtor(incident),
        ]

    def _debtor(self, incident: Incident) -> TruthGround:
        """Whether it binds anybody but the attacker and the attacked."""
        if self.clause.obligation == "nonaggression":
            return yes("debtor", "it binds the attacker itself")
        doers = {each.actor for each in incident.attributions if each.value != "denied"}
        others = {*(self.clause.by or self.parties(incident.lead.start))} - {self.victim} - doers
        if not others:
            return no("debtor", "it binds nobody but the attacker and the attacked")
        return yes("debtor", f"binds {', '.join(sorted(others)[:6])}")


def rulings(
    guarantee: Guarantee, incidents: Sequence[Incident], victim: str, areas: Areas, *,
    in_force: bool = False,
) -> list[CasusRuling]:  # fmt: skip
    """Every clause under every reading against every incident.

    victim: who is protected. in_force: take the text as in force, whatever its dates.
    """
    found = []
    parties = cache(guarantee.guarantors_on)
    likeness = {
        exact: {id(each): each.likeness(exact=exact) for each in incidents}
        for exact in (False, True)
    }
    for number, clause in enumerate(guarantee.clauses):
        for name, casus in readings(clause, guarantee, victim).items():
            read = CasusReading(guarantee, number, name, casus, victim, areas, in_force, parties)
            grounds = _remembered(read, likeness[casus.area.placed])
            if casus.intensity is None:
                found += [_single(read, each, grounds(each)) for each in incidents]
            else:
                found.append(_many(read, casus.intensity, incidents, grounds))
    return found


def _remembered(
    read: CasusReading, likeness: Mapping[int, tuple[object, ...]]
) -> Callable[[Incident], list[TruthGround]]:
    """The grounds of a reading, found once for all incidents that are alike. likeness: by id."""
    held: dict[tuple[object, ...], list[TruthGround]] = {}

    def grounds(incident: Incident) -> list[TruthGround]:
        key = likeness[id(incident)]
        if key not in held:
            held[key] = read.grounds(incident)
        return held[key]

    return grounds


def bound(guarantee: Guarantee, victim: str, incident: Incident) -> TruthGround:
    """Whether the text was in force for the victim on every day that the incident may lie on."""
    held: list[bool | None] = []
    for day in (incident.lead.start, incident.lead.end):
        party = guarantee.protege == victim if not guarantee.mutual else (
            victim in guarantee.guarantors_on(day)
        )  # fmt: skip
        mine = party or (guarantee.protege is None and not guarantee.mutual)
        held.append(mine and guarantee.stands(day))
    if all(held):
        return yes("party", f"in force for {victim}")
    if None in held:
        return unknown("party", f"whether in force for {victim}: the day of its end is not known")
    if any(held):
        return unknown("party", f"in force for {victim} on some of the days alone")
    who = f"{victim} is no party" if guarantee.mutual else f"not in force for {victim}"
    return no("party", f"{who} on {incident.lead.start.isoformat()}")


def of_parties(guarantee: Guarantee, victim: str, incident: Incident) -> TruthGround:
    """Whether the text was in force at all, for whom, and which of them border the victim."""
    parties = guarantee.guarantors_on(incident.lead.start)
    stood = [guarantee.stands(day) for day in (incident.lead.start, incident.lead.end)]
    if parties and None in stood:
        return unknown("party", "whether in force: the day of its end is not known")
    if not parties or not any(stood):
        return no("party", f"not in force on {incident.lead.start.isoformat()}")
    near = neighbors(victim, parties)
    beside = f", {' and '.join(near)} bordering {victim}" if near else ""
    return yes("party", f"in force for {len(parties)} parties{beside}")


def _single(read: CasusReading, incident: Incident, found: list[TruthGround]) -> CasusRuling:
    return read.ruling(incident.name, all_of(found), (incident.name,), found)


def burden(incident: Incident, counts: Truth) -> Burden:
    """What an incident adds. Its best toll is its low one where the source gives a class alone."""
    toll, lead = incident.deaths, incident.lead
    low, high = (toll.least, toll.most) if toll else (0, 0)
    best = toll.best if toll and toll.best is not None else low
    return Burden(incident.name, lead.start, lead.end, low, best, high, counts)


def accumulated(
    incidents: Iterable[Incident], grounds: Callable[[Incident], list[TruthGround]],
    asked: Intensity,
) -> tuple[IntensityRuling, list[TruthGround], list[Burden]]:  # fmt: skip
    """Whether incidents together reach an intensity, and what that hangs on.

    grounds: every other condition, held against one incident.
    """
    held, burdens = {}, []
    for each in incidents:
        held[each.name] = grounds(each)
        burdens.append(burden(each, all_of(held[each.name])))
    found = rule(burdens, asked)
    what = "deaths" if asked.deaths is not None else "days"
    need = asked.deaths or asked.active
    least, most = found.least, found.most
    so_many = f"{least}" if least == most else f"{least} to {most}"
    if most >= MOST_DEATHS:
        so_many = f"{least} or more"
    when = f", {found.window[0]} to {found.window[1]}" if found.window else ""
    fact = f"{so_many} {what} in {asked.days} days{when}; the text asks for {need}"
    told = [TruthGround(found.truth, "intensity", fact)]
    if found.deciding is not None:
        name, aspect = found.deciding
        facts = [each.fact for each in held[name] if each.truth is Truth.UNDETERMINED]
        detail = {"toll": "its toll", "date": "its day", "conditions": "; ".join(facts)}[aspect]
        told.append(unknown("deciding", f"{name}: {detail}"))
    return found, told, burdens


def _many(
    read: CasusReading, asked: Intensity, incidents: Iterable[Incident],
    grounds: Callable[[Incident], list[TruthGround]],
) -> CasusRuling:  # fmt: skip
    found, (first, *rest), burdens = accumulated(incidents, grounds, asked)
    reached = first_day(burdens, asked)
    if reached is not None:
        said = f"by best tolls first on {reached}" if asked.deaths else f"first on {reached}"
        first = replace(first, fact=f"{first.fact}; {said}")
    made = read.ruling(ACCUMULATED, found.truth, found.counted, [first, *rest])
    return replace(made, reached=reached)
