"""Which part of the models a changed clause bears on, and why many bear on none."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foedus.assessment.designs import Reading
from foedus.report.plain import record
from foedus.terms.compare import TermsChange

#: Parts of a case that the models read, in words.
PARTS = {
    "guarantors": "who is bound to defend: nobody, minor powers, major powers",
    "nuclear": "whether a nuclear power is bound",
    "depth": "depth, from the military ties",
    "parties": "how many are parties, and how democratic: the yearly chance of lapse",
    "adoption": "adopted subject to ratification or not: the yearly chance of lapse",
    "term": "its term and renewal: when it may lapse by its own words",
    "setting": "the two states, their power, rivalry and past disputes",
}
_RECORD = "docs/ladder.md"
#: What of a clause or a term no model reads, and the reason.
_NO_CREDIT = {
    "trigger": "the ladder has no column for what calls on a promise: any defense counts",
    "discretion": "the ladder has no column for how freely a guarantor judges, automatic or "
                  "not: no such column was put on trial",
    "area": "the ladder has no column for where a promise holds",
    "conditions": "a column for conditional promises was on trial and lost out of sample",
    "against": "whom it names matters only where the challenger is or is not among them",
    "obligation": "only promises of defense are guarantees to the ladder; this obligation has no "
                  "column, whatever else it may be worth",
    "pledge": "on trial the challenger's own word did not help out of sample",
    "command": "ATOP codes only an integrated command as a tie; coordination counts as none",
    "counted": "ATOP codes both alike: it is the same tie, however many or whose",
    "unbound": "nobody is bound to defend, and ties without a promise of defense have no column",
    "secrecy": "no model reads whether a text is public",
    "renunciation": "on trial a right to renounce did not help to forecast lapse (docs/lapse.md)",
    "ratified": "the model of lapse asks only whether ratification is required: law and treaty "
                "are the same (docs/lapse.md)",
    "membership": "the same kinds of guarantor are bound against this challenger as before",
    "term": "its term is read by the model of lapse only where it ends and somebody is bound "
            "(docs/lapse.md)",
    "other": "no model reads this item",
}  # fmt: skip
#: Place among the eight ties of each item of a text.
_TIE = {"contact": 0, "command": 1, "bases": 2, "stationed": 2, "organization": 3,
        "contribution": 4, "subordination": 5, "aid": 6, "companion": 7}  # fmt: skip
_CLAUSE = {"on": "trigger", "discretion": "discretion", "in": "area", "if": "conditions",
           "by": "membership", "against": "against"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One difference between two texts, and what the models make of it.

    parts: changed parts that it bears on, of ``PARTS``. reason: why it moves nothing; empty where
    it bears on a part.
    """

    group: str
    name: str
    kind: str
    before: str
    after: str
    parts: tuple[str, ...]
    reason: str

    @property
    def moves(self) -> bool:
        """Whether any model sees it."""
        return bool(self.parts)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self) | {"moves": self.moves}


def clauses(
    told: Iterable[TermsChange], differing: tuple[str, ...], before: Reading, after: Reading
) -> tuple[ClauseChange, ...]:
    """Differences of two texts with what they bear on, of the parts that are read otherwise.

    The count of ties is no item of a text and is left out.
    """
    out = []
    for each in told:
        if (each.group, each.name) == ("military", "depth"):
            continue
        same = each.group == "military" and _same_tie(each.name, before, after)
        may = () if same else _bears_on(each)
        parts = tuple(part for part in may if part in differing)
        binds = before.binds or after.binds
        reason = "" if parts else _why(each, binds)
        out.append(ClauseChange(each.group, each.name, each.kind, each.before, each.after,
                                parts, reason))  # fmt: skip
    return tuple(out)


def _same_tie(item: str, before: Reading, after: Reading) -> bool:
    place = _TIE[item]
    return before.ties[place] == after.ties[place]


def _bears_on(change: TermsChange) -> tuple[str, ...]:
    """The parts that a difference of this kind may change."""
    if change.group == "clauses":
        obligation, _, part = change.name.partition(": ")
        if not obligation.startswith("defense") or part in {"on", "discretion", "in", "if"}:
            return ()
        return ("guarantors", "nuclear", "parties")
    if change.group == "military":
        return ("depth",)
    return {
        "adopted_by": ("adoption",),
        "term": ("term",),
        "renewal": ("term",),
        "guarantors": ("guarantors", "nuclear", "parties"),
        "acceded": ("guarantors", "nuclear", "parties"),
    }.get(change.name, ())


def _why(change: TermsChange, binds: bool) -> str:
    """Why a difference moves nothing."""
    if change.group == "clauses":
        obligation, _, part = change.name.partition(": ")
        if obligation.startswith("nonaggression"):
            kind = "pledge"
        elif not obligation.startswith("defense"):
            kind = "obligation"
        else:
            kind = _CLAUSE.get(part, "membership")
    elif change.group == "military":
        kind = "counted"
        if not binds:
            kind = "unbound"
        elif change.name == "command":
            kind = "command"
    else:
        kind = {
            "secrecy": "secrecy", "renunciation": "renunciation", "notice": "renunciation",
            "adopted_by": "ratified", "guarantors": "membership", "acceded": "membership",
            "term": "term", "renewal": "term",
        }.get(change.name, "other")  # fmt: skip
    told = _NO_CREDIT[kind]
    return told if "docs/" in told else f"{told} ({_RECORD})"
