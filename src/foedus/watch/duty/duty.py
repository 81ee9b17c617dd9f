"""Duties: debtor, creditor, act, deadline, and what became of them by a moment.

A deadline is counted from what the text says. Where that is the incident, whose hour is not known,
it lies between two moments. A text that says "forthwith" gives no date, and none is made up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from foedus.terms.clause import DUTIES, Clause
from foedus.terms.compliance import OPENINGS, Compliance, ResponseStep
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.truth import Truth
from foedus.watch.duty.trigger import Opened, Trigger
from foedus.watch.entries.act import Act

DutyState = Literal[
    "waiting", "running", "perhaps-overdue", "discharged", "discharged-late", "defaulted", "waived",
    "suspended", "lapsed", "not-owed",
]  # fmt: skip
OVER: frozenset[DutyState] = frozenset(("discharged", "discharged-late", "waived"))
_VAIN = frozenset(("rejected", "lapsed"))


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline. earliest, latest: between which it lies; both None where the text sets none.

    says: the text's own words for it, or the hours it gives.
    """

    earliest: datetime | None
    latest: datetime | None
    says: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What one debtor owes in one case. opened: since when, by which entry.

    performed: the entry that did it. withdrawn_grounds: it was done, and the case has since fallen.
    """

    guarantee: str
    clause: int
    incident: str
    name: str
    act: str
    debtor: str
    creditor: str
    state: DutyState
    due: Due
    opened: Opened | None = None
    performed: Opened | None = None
    standard: str = ""
    silence: str = ""
    then: str = ""
    withdrawn_grounds: bool = False


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
            after="notification" if clause.obligation == "consultation" else "recognition",
        ),
    )


def duties(
    guarantee: Guarantee,
    number: int,
    incident: str,
    victim: str,
    triggers: Sequence[Trigger],
    acts: Sequence[Act],
    happened: tuple[datetime, datetime] | None,
    truths: Mapping[str, Truth],
    as_of: datetime,
) -> tuple[Duty, ...]:
    """What is owed in one case at a moment, by the order of the steps and of the debtors.

    happened: between which moments the incident lies; None where it is withdrawn. truths: of the
    case by reading.
    """
    clause = guarantee.clauses[number]
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
                "guarantors" if theirs else victim, "waiting", Due(None, None, said(step)), None,
                None, step.standard or "", step.silence or "", step.then or "",
            )  # fmt: skip
            made = _run(blank, step, trigger, acts, happened, truths, mine, as_of)
            mine[step.name] = made
            found.append(made)
            if theirs:
                own[step.name] = made
    fallen = happened is None or all(truth is Truth.NOT_MET for truth in truths.values())
    return tuple(
        replace(each, withdrawn_grounds=fallen and each.performed is not None) for each in found
    )


def said(step: ResponseStep) -> str:
    """The text's words for a step's time."""
    if step.within is not None:
        return f"within {step.within:g} hours of the {step.counted_from or step.after}"
    return step.urgency or "no time set"


def _run(
    blank: Duty, step: ResponseStep, trigger: Trigger, acts: Sequence[Act],
    happened: tuple[datetime, datetime] | None, truths: Mapping[str, Truth],
    before: Mapping[str, Duty], as_of: datetime,
) -> Duty:  # fmt: skip
    done = [act for act in acts if act.duty == step.name and blank.debtor in {act.debtor, act.by}]
    performed = next(
        (Opened(act.done, act.name) for act in done
         if act.act == "perform" and act.by == blank.debtor), None,
    )  # fmt: skip
    opened = _opened(step, trigger, happened, before, as_of)
    due = _due(step, trigger, happened, opened)
    duty = replace(blank, opened=opened, due=due, performed=performed)
    if step.casus is not None and truths.get(step.casus, Truth.NOT_MET) is Truth.NOT_MET:
        return replace(duty, state="discharged" if performed else "not-owed")
    if performed is not None:
        late = due.latest is not None and performed.at > due.latest
        return replace(duty, state="discharged-late" if late else "discharged")
    if any(act.act == "waive" for act in done):
        return replace(duty, state="waived")
    if trigger.state in _VAIN or happened is None:
        return replace(duty, state="lapsed")
    if trigger.state == "suspended":
        return replace(duty, state="suspended")
    if opened is None:
        return duty
    if any(act.act == "declare-default" for act in done):
        return replace(duty, state="defaulted")
    if due.latest is not None and as_of > due.latest:
        return replace(duty, state="defaulted")
    if due.earliest is not None and as_of > due.earliest:
        return replace(duty, state="perhaps-overdue")
    return replace(duty, state="running")


def _opened(
    step: ResponseStep, trigger: Trigger, happened: tuple[datetime, datetime] | None,
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
    if prior.state != "defaulted" or prior.due.latest is None:
        return None
    return Opened(prior.due.latest, f"{prior.name} not done")


def _due(
    step: ResponseStep, trigger: Trigger, happened: tuple[datetime, datetime] | None,
    opened: Opened | None,
) -> Due:  # fmt: skip
    if step.within is None or opened is None:
        return Due(None, None, said(step))
    term = timedelta(hours=float(step.within))
    if step.counted_from == "incident" or (step.counted_from is None and step.after == "incident"):
        if happened is None:
            return Due(None, None, said(step))
        return Due(happened[0] + term, happened[1] + term, said(step))
    start = trigger.openings.get(step.counted_from) if step.counted_from else opened
    if start is None:
        return Due(None, None, said(step))
    return Due(start.at + term, start.at + term, said(step))


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
