"""Everything at one moment: a pure function of the clauses and of what was known by then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from foedus.scenario import Scenario
from foedus.terms.clause import Clause
from foedus.terms.compliance import Compliance
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.area import Areas
from foedus.watch.casus.incident import SOURCE_ORDER, Incident, incidents, standing_entries
from foedus.watch.casus.ruling import ACCUMULATED, CasusRuling, rulings
from foedus.watch.casus.truth import Truth
from foedus.watch.casus.voiding import Voided, voided
from foedus.watch.duty.contribution import Contribution, contributions
from foedus.watch.duty.duty import Duty, duties, resolved
from foedus.watch.duty.trigger import Irregular, Opened, Trigger, TriggerState, run
from foedus.watch.entries.act import Act
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.moment import first, last
from foedus.watch.entries.report import IncidentReport

#: Why a trigger lapsed whose incident is gone.
WITHDRAWN = "its reports were withdrawn"


@dataclass(frozen=True, slots=True)
class Undertakings:
    """What is watched. victim: who is protected. in_force: texts taken as in force on any day.

    order: sources, whose value counts first.
    """

    name: str
    challenger: str
    victim: str
    guarantees: Mapping[str, Guarantee]
    areas: Areas = field(default_factory=Areas)
    order: tuple[str, ...] = SOURCE_ORDER
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class CasusFile:
    """One incident under one clause on which somebody acted, or may: each debtor's trigger."""

    guarantee: str
    clause: int
    incident: str
    truths: Mapping[str, Truth]  # by reading
    triggers: tuple[Trigger, ...]
    claimable: bool  # by some reading, met, and nobody has claimed it yet


@dataclass(frozen=True, slots=True)
class Board:
    """The answer of one moment. known: how many entries were known by then."""

    promises: str
    as_of: datetime
    known: int
    incidents: tuple[Incident, ...]
    unobserved: tuple[IncidentReport, ...]
    rulings: tuple[CasusRuling, ...]
    voided: tuple[Voided, ...]
    files: tuple[CasusFile, ...]
    duties: tuple[Duty, ...]
    contributions: tuple[Contribution, ...]
    irregular: tuple[Irregular, ...]


def undertakings(scenario: Scenario, areas: Areas | None = None) -> Undertakings:
    """A scenario's designs as what is watched, each as if in force."""
    return Undertakings(
        scenario.name, scenario.challenger, scenario.protege, scenario.designs, areas or Areas()
    )


def board(watched: Undertakings, entries: Iterable[AnyEntry], as_of: datetime) -> Board:
    """The whole board at a moment, by what was known then; the order of entries does not matter."""
    every = list(entries)
    standing = standing_entries(every, as_of)
    found = incidents(standing, watched.order)
    acts = [entry for entry in standing if isinstance(entry, Act)]
    ruled: list[CasusRuling] = []
    files: list[CasusFile] = []
    owed: list[Duty] = []
    odd: list[Irregular] = []
    brought: list[Contribution] = []
    ends: list[Voided] = []
    seen = {each.name for each in every if each.kind == "report" and each.known <= as_of}
    odd += [
        Irregular(act.name, f"names no incident: {act.incident}")
        for act in acts if act.incident not in {*seen, ACCUMULATED}
    ]  # fmt: skip
    acts = [act for act in acts if act.incident in {*seen, ACCUMULATED}]
    for guarantee in watched.guarantees.values():
        mine = rulings(
            guarantee, found, watched.victim, watched.areas, in_force=watched.in_force
        )  # fmt: skip
        ruled += mine
        ends += voided(guarantee, found, watched.victim, watched.challenger, watched.areas)
        for part in _files(watched, guarantee, mine, ends, acts, found, every, as_of):
            files.append(part[0])
            owed += part[1]
            odd += part[2]
        brought += contributions(guarantee, standing, as_of.date())
    odd += [
        Irregular(act.name, f"names no guarantee or clause of this watch: {act.guarantee}")
        for act in acts
        if act.guarantee not in watched.guarantees
        or not 0 <= act.clause < len(watched.guarantees[act.guarantee].clauses)
    ]
    unseen = tuple(
        entry for entry in standing
        if isinstance(entry, IncidentReport) and entry.observed != "yes"
    )  # fmt: skip
    known = sum(entry.known <= as_of for entry in every)
    return Board(
        watched.name, as_of, known, found, unseen, tuple(ruled), tuple(ends), tuple(files),
        tuple(owed), tuple(brought), tuple(odd),
    )  # fmt: skip


def _files(
    watched: Undertakings, guarantee: Guarantee, ruled: Sequence[CasusRuling],
    ends: Sequence[Voided], acts: Sequence[Act], found: Sequence[Incident],
    every: Sequence[AnyEntry], as_of: datetime,
) -> Iterable[tuple[CasusFile, tuple[Duty, ...], tuple[Irregular, ...]]]:  # fmt: skip
    """Cases of one guarantee: those that somebody acted on, and those that are met."""
    root = {report.name: each.name for each in found for report in each.reports}
    mine: dict[tuple[int, str], list[Act]] = {}
    for act in acts:
        if act.guarantee == guarantee.name and 0 <= act.clause < len(guarantee.clauses):
            mine.setdefault((act.clause, root.get(act.incident, act.incident)), []).append(act)
    truths: dict[tuple[int, str], dict[str, Truth]] = {}
    for each in ruled:
        # a reading that many incidents meet holds for each of them
        also = each.incidents if each.incident == ACCUMULATED else ()
        for name in (each.incident, *also):
            truths.setdefault((each.clause, name), {})[each.reading] = each.truth
    met = {key for key, each in truths.items() if Truth.MET in each.values()}
    by_name = {each.name: each for each in found}
    for clause, name in sorted({*mine, *met}):
        incident, held = by_name.get(name), truths.get((clause, name), {})
        debtors = _debtors(guarantee, guarantee.clauses[clause], incident, watched.victim, as_of)
        taken = mine.get((clause, name), [])
        since = _automatic(watched, guarantee, clause, incident, held, every, as_of)
        triggers, odd = run(taken, guarantee, watched.victim, debtors, since)
        triggers = tuple(_void(each, guarantee, ends, incident, by_name) for each in triggers)
        if incident is None and name != ACCUMULATED:
            triggers = tuple(replace(each, state="lapsed", moved=WITHDRAWN) for each in triggers)
        happened = None
        if incident is not None:
            happened = first(incident.lead.start), last(incident.lead.end)
        elif name == ACCUMULATED and (days := _days(ruled, clause, by_name)):
            happened = days
        owed = duties(
            guarantee, clause, name, watched.victim, triggers, taken, happened, held, as_of
        )
        done = tuple(resolved(each, owed) for each in triggers)
        claimable = (
            can_be_claimed(guarantee.clauses[clause])
            and Truth.MET in held.values()
            and all(each.state in {"none", "notified", "consultation"} for each in done)
        )
        yield CasusFile(guarantee.name, clause, name, held, done, claimable), owed, odd


def can_be_claimed(clause: Clause) -> bool:
    """Whether a clause has a case to claim: a restraint has none, nor what is owed in any case."""
    if clause.obligation == "nonaggression":
        return False
    return clause.obligation == "consultation" or clause.trigger != "any" or bool(clause.casus)


def _void(
    trigger: Trigger, guarantee: Guarantee, ends: Sequence[Voided], incident: Incident | None,
    by_name: Mapping[str, Incident],
) -> Trigger:  # fmt: skip
    """A trigger whose guarantee the protected state's own earlier act has ended or suspended."""
    for each in ends:
        if each.guarantee != guarantee.name or each.truth is not Truth.MET or incident is None:
            continue
        if by_name[each.incident].lead.start <= incident.lead.start:
            state: TriggerState = "lapsed" if each.effect == "ends" else "suspended"
            return replace(trigger, state=state, moved=f"{each.condition}: {each.incident}")
    return trigger


def _days(
    ruled: Sequence[CasusRuling], clause: int, by_name: Mapping[str, Incident]
) -> tuple[datetime, datetime] | None:
    """First and last moment of the incidents that make a case together."""
    names = [
        name for each in ruled if each.clause == clause and each.incident == ACCUMULATED
        for name in each.incidents
    ]  # fmt: skip
    if not names:
        return None
    leads = [by_name[name].lead for name in names]
    return first(min(each.start for each in leads)), last(max(each.end for each in leads))


def _debtors(
    guarantee: Guarantee, clause: Clause, incident: Incident | None, victim: str, as_of: datetime
) -> tuple[str, ...]:
    """Who owes a clause: those bound on the day, less the victim and the supposed attacker."""
    day = incident.lead.start if incident else as_of.date()
    doers = (
        {each.actor for each in incident.attributions if each.value != "denied"}
        if incident
        else set()
    )
    bound = clause.by or guarantee.guarantors_on(day)
    if clause.obligation == "nonaggression":
        return tuple(state for state in bound if state in doers)
    return tuple(state for state in bound if state != victim and state not in doers)


def _automatic(
    watched: Undertakings, guarantee: Guarantee, clause: int, incident: Incident | None,
    held: Mapping[str, Truth], every: Sequence[AnyEntry], as_of: datetime,
) -> Opened | None:  # fmt: skip
    """Since when facts alone oblige: the text is automatic and every reading is met."""
    text = guarantee.clauses[clause]
    compliance = guarantee.compliance or Compliance()
    if (
        text.discretion != "automatic"
        or compliance.recognized_by == "commission"
        or "request" in text.conditions
        or incident is None
        or not held
        or any(truth is not Truth.MET for truth in held.values())
    ):
        return None
    names = {report.name for report in incident.reports}
    about = [
        entry for entry in every
        if entry.known <= as_of and (entry.name in names or getattr(entry, "incident", "") in names
                                     or names & set(getattr(entry, "members", ())))
    ]  # fmt: skip
    for moment in sorted({entry.known for entry in about}):
        then = incidents(standing_entries(about, moment), watched.order)
        ruled = [
            each for each in rulings(
                guarantee, then, watched.victim, watched.areas, in_force=watched.in_force
            ) if each.clause == clause
        ]  # fmt: skip
        if ruled and all(each.truth is Truth.MET for each in ruled):
            return Opened(moment, max(e.name for e in about if e.known == moment))
    return None
