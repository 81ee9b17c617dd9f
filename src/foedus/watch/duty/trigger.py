"""The life of a trigger, for each debtor by itself: facts open it, filed acts move it.

none → notified → consultation → claimed (perhaps on a condition) → recognized, contested or
rejected → running → discharged, defaulted, lapsed or suspended. Guarantors may disagree, so the
state is each one's own. Acts are taken in the order of when they were known, then done, then named:
so it does not matter in which order they arrived.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from foedus.terms.compliance import Compliance
from foedus.terms.guarantee import Guarantee
from foedus.watch.duty.commission import found, silence
from foedus.watch.entries.act import FINDINGS, OWN, Act, ActKind

TriggerState = Literal[
    "none", "notified", "consultation", "claimed", "claimed-conditionally", "recognized",
    "contested", "rejected", "running", "discharged", "defaulted", "lapsed", "suspended",
]  # fmt: skip
_EARLY: tuple[TriggerState, ...] = ("none", "notified", "consultation")
_OPEN: tuple[TriggerState, ...] = ("claimed", "claimed-conditionally", "contested", "rejected")
#: What each act does in which state; an act elsewhere is irregular and moves nothing.
MOVES: dict[ActKind, tuple[tuple[TriggerState, ...], TriggerState]] = {
    "notify": (("none",), "notified"),
    "consult": (("none", "notified"), "consultation"),
    "claim": ((*_EARLY, "rejected", "lapsed"), "claimed"),
    "claim-conditionally": (_EARLY, "claimed-conditionally"),
    "confirm": (("claimed-conditionally",), "claimed"),
    "find-breach": (("notified", "consultation", *_OPEN), "recognized"),
    "find-no-breach": (("notified", "consultation", *_OPEN, "recognized"), "rejected"),
    "recognize": (_OPEN, "recognized"),
    "contest": (("claimed", "claimed-conditionally", "recognized"), "contested"),
    "reject": (("claimed", "claimed-conditionally", "contested"), "rejected"),
    "withdraw-claim": ((*_OPEN, "recognized"), "lapsed"),
    "suspend": ((*_EARLY, *_OPEN, "recognized"), "suspended"),
}
#: Acts that belong to duties, not to the trigger.
OF_DUTIES: frozenset[ActKind] = frozenset(("perform", "waive", "declare-default"))
VOTES: frozenset[ActKind] = frozenset(("vote-breach", "vote-no-breach"))


@dataclass(frozen=True, slots=True)
class Opened:
    """When something that a step may wait for happened, and by which act.

    after: where no date is set for it, since when it may have happened.
    """

    at: datetime
    by: str
    after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """One debtor's trigger. moved: when and by which entry it came to its state.

    openings: notification, claim, finding, recognition -> when it first happened.
    """

    debtor: str
    state: TriggerState
    since: datetime | None
    moved: str
    openings: dict[str, Opened]
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Irregular:
    """An act that moved nothing, and why."""

    act: str
    why: str


def entitled(act: Act, guarantee: Guarantee, victim: str, debtors: Sequence[str]) -> str:
    """Why somebody may not do an act; empty where they may."""
    compliance = guarantee.compliance or Compliance()
    mission, commission = compliance.mission, compliance.commission
    if act.act in OWN:
        party = act.debtor or act.by
        own = {*debtors, *((victim,) if act.act == "perform" else ())}
        if act.by not in own or party != act.by:
            return f"{act.by} is no debtor here: {', '.join(debtors) or 'there is none'}"
        return ""
    if act.act in FINDINGS:
        if commission is None or act.by != commission.title:
            who = commission.title if commission else "nobody, by this text"
            return f"{act.by} makes no findings here; {who} does"
        return ""
    if act.act in VOTES:
        seats = commission.seats if commission else ()
        return "" if act.by in seats else f"{act.by} has no seat: {', '.join(seats) or 'none is'}"
    if act.act in {"waive", "declare-default"}:
        creditors = tuple(debtors) if act.debtor == victim else (victim,)
        return "" if act.by in creditors else f"{act.by} is not the creditor"
    if act.act == "notify":
        watch = {mission.title, *mission.lead, *mission.members} if mission else set()
        told = {victim, *debtors, *guarantee.guarantors, *watch}
        if commission is not None:
            told.add(commission.title)
        return "" if act.by in told else f"{act.by} is neither party nor monitor"
    parties = {victim, *(guarantee.guarantors if guarantee.mutual else ())}
    if act.act == "consult":
        parties |= {*debtors, *guarantee.guarantors}
    if act.act in {"suspend", "resume"}:
        parties |= set(debtors)
    return "" if act.by in parties else f"{act.by} is not entitled to {act.act}"


def run(
    acts: Sequence[Act],
    guarantee: Guarantee,
    victim: str,
    debtors: Sequence[str],
    automatic: Opened | None,
    as_of: datetime,
) -> tuple[tuple[Trigger, ...], tuple[Irregular, ...], tuple[Act, ...]]:
    """Every debtor's trigger after some acts on one case, the acts that moved nothing, and those
    that their doers were entitled to, with the findings that votes and silence make of them.

    automatic: since when the facts alone oblige, where the text is automatic.
    """
    if not acts and automatic is None:
        return _untouched(tuple(debtors)), (), ()
    compliance = guarantee.compliance or Compliance()
    odd: dict[str, Irregular] = {}
    regular = []
    for act in sorted(acts, key=_order):
        if why := entitled(act, guarantee, victim, debtors):
            odd[act.name] = Irregular(act.name, why)
        else:
            regular.append(act)
    regular = found(regular, compliance)
    regular = sorted([*regular, *silence(regular, compliance, as_of)], key=_order)
    triggers = []
    for debtor in debtors:
        course = _Course(debtor, automatic)
        for act in regular:
            if why := course.take(act, guarantee):
                odd[act.name] = Irregular(act.name, why)
        triggers.append(course.trigger())
    return tuple(triggers), tuple(odd[name] for name in sorted(odd)), tuple(regular)


@lru_cache(1024)
def _untouched(debtors: tuple[str, ...]) -> tuple[Trigger, ...]:
    """Triggers that nothing has moved: of nearly every case."""
    return tuple(_Course(debtor, None).trigger() for debtor in debtors)


def _order(act: Act) -> tuple[datetime, datetime, str]:
    return act.known, act.done, act.name


class _Course:
    """One debtor's trigger as acts come in."""

    def __init__(self, debtor: str, automatic: Opened | None) -> None:
        self.debtor, self.automatic = debtor, automatic
        self.state: TriggerState = "recognized" if automatic else "none"
        self.moved = automatic
        self.openings = {"recognition": automatic} if automatic else {}
        self.before: TriggerState = "none"

    def trigger(self) -> Trigger:
        """As it stands."""
        since, by = (self.moved.at, self.moved.by) if self.moved else (None, "")
        openings, automatic = dict(self.openings), self.automatic is not None
        return Trigger(self.debtor, self.state, since, by, openings, automatic)

    def take(self, act: Act, guarantee: Guarantee) -> str:
        """Move by an act; why it moves nothing, empty where that is no fault."""
        others = act.act in OWN and act.by != self.debtor
        if act.act in OF_DUTIES or others or act.debtor not in {None, self.debtor}:
            return ""
        if act.act == "resume":
            if self.state != "suspended":
                return f"nothing is suspended: {self.state}"
            return self._move(act, self.before)
        compliance = guarantee.compliance or Compliance()
        if act.act in FINDINGS and compliance.recognized_by != "commission":
            # evidence for debtors who judge for themselves
            self._open(act)
            return ""
        allowed, target = MOVES[act.act]
        if self.state in allowed:
            return self._move(act, target)
        if act.act in {"notify", "consult"} and self.state not in {"lapsed", "suspended"}:
            self._open(act)  # said again, or after the claim
            return ""
        where = f"a trigger that is {self.state}" if self.state != "none" else "no claim"
        return f"{act.act} on {where} for {self.debtor}"

    def _open(self, act: Act) -> None:
        if (opening := _OPENINGS.get(act.act)) is not None:
            self.openings.setdefault(opening, Opened(act.done, act.name))

    def _move(self, act: Act, target: TriggerState) -> str:
        if act.act == "suspend":
            self.before = self.state
        self._open(act)
        if target == "recognized":
            self.openings.setdefault("recognition", Opened(act.done, act.name))
        self.state, self.moved = target, Opened(act.done, act.name)
        return ""


_OPENINGS: dict[ActKind, str] = {
    "notify": "notification", "claim": "claim", "confirm": "claim", "find-breach": "finding",
    "recognize": "recognition", "consult": "consultation",
}  # fmt: skip
