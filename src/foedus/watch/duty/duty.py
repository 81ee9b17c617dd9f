"""Duties: debtor, creditor, act, deadline, and what became of them by a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from foedus.terms.clause import DUTIES, Clause
from foedus.terms.clock import WorkCalendar
from foedus.terms.compliance import OPENINGS, Compliance, ResponseStep
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.truth import Truth
from foedus.watch.duty.deadline import Deadline, Happened, due, said
from foedus.watch.duty.trigger import Opened, Trigger
from foedus.watch.entries.act import Act

DutyState = Literal[
    "waiting", "running", "perhaps-overdue", "discharged", "discharged-late", "defaulted", "waived",
    "suspended", "lapsed", "not-owed",
]  # fmt: skip
OVER: frozenset[DutyState] = frozenset(("discharged", "discharged-late", "waived"))
_VAIN = frozenset(("rejected", "lapsed"))


@dataclass(frozen=True, slots=True)
class Duty:
    """What one debtor owes in one case. opened: since when, by which entry.

    performed: the entry that did it; declared: the one that says it was not done.
    withdrawn_grounds: it was done, and the case has since fallen.
    """

    guarantee: str
    clause: int
    incident: str
    name: str
    act: str
    debtor: str
    creditor: str
    state: DutyState
    due: Deadline
    opened: Opened | None = None
    performed: Opened | None = None
    standard: str = ""
    silence: str = ""
    then: str = ""
    withdrawn_grounds: bool = False
    declared: Opened | None = None


def steps(guarantee: Guarantee, clause: Clause) -> tuple[ResponseStep, ...]:
    """The response that a text lays down, or the clause's own duty, for which it names no time."""
    compliance = guarantee.compliance or Compliance()
    laid_down = tuple(step for step in compliance.response if clause.obligation in step.of)
    if laid_down:
        return laid_down
    return (
        ResponseStep(
            name=clause.obligation,
            act=DUTIES[clause.obligation],
            after="consultation" if clause.obligation == "consultation" else "recognition",
        ),
    )


def duties(
    guarantee: Guarantee,
    number: int,
    incident: str,
    victim: str,
    triggers: Sequence[Trigger],
    acts: Sequence[Act],
    happened: Happened,
    truths: Mapping[str, Truth],
    as_of: datetime,
) -> tuple[Duty, ...]:
    """What is owed in one case at a moment, by the order of the steps and of the debtors.

    happened: between which moments the incident lies; None where it is withdrawn. truths: of the
    case by reading.
    """
    clause = guarantee.clauses[number]
    calendar = guarantee.compliance.calendar if guarantee.compliance else None
    own: dict[str, Duty] = {}  # the victim's steps, which every debtor's may wait for
    found: list[Duty] = []
    for trigger in triggers:
        mine = dict(own)
        for step in steps(guarantee, clause):
            theirs = step.party == "protege"
            debtor = victim if theirs else trigger.debtor
            if step.name in own or (step.by and debtor not in step.by and not theirs):
                continue
            blank = Duty(
                guarantee.name, number, incident, step.name, step.act, debtor,
                "guarantors" if theirs else victim, "waiting", Deadline(None, None, said(step)),
                None, None, step.standard or "", step.silence or "", step.then or "",
            )  # fmt: skip
            made = _run(blank, step, trigger, acts, happened, truths, mine, as_of, calendar)
            mine[step.name] = made
            found.append(made)
            if theirs:
                own[step.name] = made
    fallen = happened is None or all(truth is Truth.NOT_MET for truth in truths.values())
    return tuple(
        replace(each, withdrawn_grounds=fallen and each.performed is not None) for each in found
    )


def _run(
    blank: Duty, step: ResponseStep, trigger: Trigger, acts: Sequence[Act],
    happened: Happened, truths: Mapping[str, Truth],
    before: Mapping[str, Duty], as_of: datetime, calendar: WorkCalendar | None,
) -> Duty:  # fmt: skip
    done = [act for act in acts if act.duty == step.name and blank.debtor in {act.debtor, act.by}]
    performed = next(
        (Opened(act.done, act.name) for act in done
         if act.act == "perform" and act.by == blank.debtor), None,
    )  # fmt: skip
    opened = _opened(step, trigger, happened, before, as_of)
    limit = due(step, trigger, happened, opened, calendar)
    duty = replace(blank, opened=opened, due=limit, performed=performed)
    if step.casus is not None and truths.get(step.casus, Truth.NOT_MET) is Truth.NOT_MET:
        return replace(duty, state="discharged" if performed else "not-owed")
    if performed is not None:
        late = limit.latest is not None and performed.at > limit.latest
        return replace(duty, state="discharged-late" if late else "discharged")
    if any(act.act == "waive" for act in done):
        return replace(duty, state="waived")
    if trigger.state in _VAIN or happened is None:
        return replace(duty, state="lapsed")
    if trigger.state == "suspended":
        return replace(duty, state="suspended")
    if opened is None:
        return duty
    for act in done:
        if act.act == "declare-default" and limit.latest is None:  # a date speaks for itself
            return replace(duty, state="defaulted", declared=Opened(act.done, act.name))
    if limit.latest is not None and as_of > limit.latest:
        return replace(duty, state="defaulted")
    if limit.earliest is not None and as_of > limit.earliest:
        return replace(duty, state="perhaps-overdue")
    return replace(duty, state="running")


def _opened(
    step: ResponseStep, trigger: Trigger, happened: Happened,
    before: Mapping[str, Duty], as_of: datetime,
) -> Opened | None:  # fmt: skip
    """When a step's time first came, in any of the ways that open it; None while it has not."""
    ways = [_missed(each) for each in before.values() if each.then == step.name]
    if step.after == "incident":
        if happened and happened[0] <= as_of:
            ways.append(Opened(happened[0], "incident"))
    elif step.after in OPENINGS:
        ways.append(trigger.openings.get(step.after))
    elif (prior := before.get(step.after)) is not None:
        ways.append(prior.performed or _missed(prior))
    return min((way for way in ways if way), key=lambda way: (way.at, way.by), default=None)


def _missed(prior: Duty) -> Opened | None:
    """When a step was missed: on its date, or between its opening and the creditor's saying so."""
    if prior.state != "defaulted":
        return None
    if prior.due.latest is not None:
        return Opened(prior.due.latest, f"{prior.name} not done")
    if prior.declared is None or prior.opened is None:
        return None
    by = f"{prior.name} not done, as {prior.declared.by} says"
    return Opened(prior.declared.at, by, prior.opened.at)


def resolved(trigger: Trigger, owed: Sequence[Duty]) -> Trigger:
    """A recognized trigger with what its duties make of it: running, discharged or defaulted."""
    mine = [each for each in owed if each.debtor == trigger.debtor and each.state != "not-owed"]
    if trigger.state != "recognized" or not mine:
        return trigger
    if any(each.state == "defaulted" for each in mine):
        return replace(trigger, state="defaulted")
    if all(each.state in OVER for each in mine):
        return replace(trigger, state="discharged")
    return replace(trigger, state="running")
