"""Cases on which somebody acted, or may: each debtor's trigger, and what each owes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from foedus.ledger.moment import first, last
from foedus.terms.clause import Clause
from foedus.terms.compliance import Compliance
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.incident import Incident, incidents, standing_entries
from foedus.watch.casus.readings import by_opinion
from foedus.watch.casus.ruling import ACCUMULATED, CasusRuling, rulings
from foedus.watch.casus.truth import Truth
from foedus.watch.casus.voiding import VoidingRuling
from foedus.watch.duty.duty import Duty, duties, resolved, steps
from foedus.watch.duty.finding import finding
from foedus.watch.duty.trigger import Irregular, Opened, Trigger, TriggerState, run
from foedus.watch.entries.act import INVOKING, Act
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.undertakings import Undertakings

#: Why a trigger lapsed whose incident is gone.
WITHDRAWN = "its reports were withdrawn"


@dataclass(frozen=True, slots=True)
class CasusFile:
    """One incident under one clause on which somebody acted, or may: each debtor's trigger."""

    guarantee: str
    clause: int
    incident: str
    truths: Mapping[str, Truth]  # by reading
    triggers: tuple[Trigger, ...]
    claimable: bool  # by some reading, met, and nobody has claimed it yet


def files(
    watched: Undertakings, guarantee: Guarantee, ruled: Sequence[CasusRuling],
    ends: Sequence[VoidingRuling], acts: Sequence[Act], found: Sequence[Incident],
    every: Sequence[AnyEntry], as_of: datetime,
) -> Iterable[tuple[CasusFile, tuple[Duty, ...], tuple[Irregular, ...]]]:  # fmt: skip
    """Cases of one guarantee: those that somebody acted on, and those that are met."""
    root = {report.name: each.name for each in found for report in each.reports}
    mine: dict[tuple[int, str], list[Act]] = {}
    for act in acts:
        if act.guarantee == guarantee.name:
            mine.setdefault((act.clause, root.get(act.incident, act.incident)), []).append(act)
    truths: dict[tuple[int, str], dict[str, Truth]] = {}
    for each in ruled:
        # a reading that many incidents meet holds for each of them
        also = each.incidents if each.incident == ACCUMULATED else ()
        for name in (each.incident, *also):
            truths.setdefault((each.clause, name), {})[each.reading] = each.truth
    met = {key for key, each in truths.items() if Truth.MET in each.values()}
    by_name = {each.name: each for each in found}
    ended = [e for e in ends if e.guarantee == guarantee.name and e.truth is Truth.MET]
    for clause, name in sorted({*mine, *met}):
        text, incident = guarantee.clauses[clause], by_name.get(name)
        held, taken = truths.get((clause, name), {}), mine.get((clause, name), [])
        party = _party(guarantee, text, incident, watched.victim, taken, as_of)
        debtors = _debtors(guarantee, text, incident, party, as_of)
        since = _automatic(watched, guarantee, clause, incident, held, every, as_of)
        triggers, odd, valid = run(taken, guarantee, party, debtors, since, as_of)
        if ended and incident is not None:
            triggers = tuple(_void(each, ended, incident, by_name) for each in triggers)
        if incident is None and name != ACCUMULATED:
            triggers = tuple(replace(each, state="lapsed", moved=WITHDRAWN) for each in triggers)
        happened = None
        if incident is not None:
            happened = first(incident.lead.start), last(incident.lead.end)
        elif name == ACCUMULATED and (days := _days(ruled, clause, by_name)):
            happened = days
        owed: tuple[Duty, ...] = ()
        if taken or since or any(step.after == "incident" for step in steps(guarantee, text)):
            owed = duties(guarantee, clause, name, party, triggers, valid, happened, held, as_of)
            owed += finding(guarantee, clause, name, party, valid, happened is None, as_of)
            about = _about(every, incident)
            # of the acts that stand, some may rest on what no longer does
            owed = tuple(_grounds(each, watched, guarantee, held, about) for each in owed)
        done = tuple(resolved(each, owed) for each in triggers) if owed else triggers
        claimable = (
            can_be_claimed(text)
            and Truth.MET in held.values()
            and all(each.state in {"none", "notified", "consultation"} for each in done)
        )
        yield CasusFile(guarantee.name, clause, name, held, done, claimable), owed, odd


def _party(
    guarantee: Guarantee, clause: Clause, incident: Incident | None, victim: str,
    acts: Sequence[Act], as_of: datetime,
) -> str:  # fmt: skip
    """Who is owed a clause: the victim; of one that turns on a party's opinion, who asked first."""
    if not by_opinion(clause):
        return victim
    bound = {victim, *guarantee.guarantors_on(incident.lead.start if incident else as_of.date())}
    asked = [act for act in acts if act.act in INVOKING and act.by in bound]
    return min(asked, key=lambda act: (act.done, act.name)).by if asked else victim


def can_be_claimed(clause: Clause) -> bool:
    """Whether a clause has a case to claim: a restraint has none, nor what is owed in any case."""
    if clause.obligation == "nonaggression":
        return False
    return clause.obligation == "consultation" or clause.trigger != "any" or bool(clause.casus)


def _void(
    trigger: Trigger, ended: Sequence[VoidingRuling], incident: Incident,
    by_name: Mapping[str, Incident],
) -> Trigger:  # fmt: skip
    """A trigger whose guarantee the protected state's own earlier act has ended or suspended."""
    for each in ended:
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
    about = [entry for entry in _about(every, incident) if entry.known <= as_of]
    for moment in sorted({entry.known for entry in about}):
        then = _then(watched, guarantee, clause, about, moment)
        if then and all(truth is Truth.MET for truth in then):
            return Opened(moment, max(e.name for e in about if e.known == moment))
    return None


def _about(every: Sequence[AnyEntry], incident: Incident | None) -> Sequence[AnyEntry]:
    """Entries on one incident; all of them where a case is of many."""
    if incident is None:
        return every
    names = {report.name for report in incident.reports}
    return [
        entry for entry in every
        if entry.name in names or getattr(entry, "incident", "") in names
        or names & set(getattr(entry, "members", ()))
    ]  # fmt: skip


def _then(
    watched: Undertakings, guarantee: Guarantee, clause: int, about: Sequence[AnyEntry],
    moment: datetime,
) -> list[Truth]:  # fmt: skip
    """What a clause's readings came to by some entries, as they were known at a moment."""
    then = incidents(standing_entries(about, moment), watched.order)
    ruled = rulings(guarantee, then, watched.victim, watched.areas, in_force=watched.in_force)
    return [each.truth for each in ruled if each.clause == clause]


def _grounds(
    duty: Duty, watched: Undertakings, guarantee: Guarantee, held: Mapping[str, Truth],
    about: Sequence[AnyEntry],
) -> Duty:  # fmt: skip
    """A duty; flagged if it was done when some reading was met, and none is any more.

    So it is where who did it was found, and the finding is withdrawn.
    """
    if duty.performed is None or duty.withdrawn_grounds or Truth.MET in held.values():
        return duty
    then = _then(watched, guarantee, duty.clause, about, duty.performed.at)
    return replace(duty, withdrawn_grounds=Truth.MET in then)
