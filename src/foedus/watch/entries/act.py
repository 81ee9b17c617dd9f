"""Acts: what parties and bodies do about an incident, by which triggers and duties move."""

from typing import Literal

from pydantic import model_validator

from foedus.ledger.moment import Moment
from foedus.record import StateCode, Text, wrong
from foedus.watch.entries.entry import Entry, Id

ActKind = Literal[
    "notify",  # a party or monitor says that something happened under the clause
    "consult",  # consultation is asked for
    "claim",  # the case is claimed
    "claim-conditionally",  # claimed, if a fact turns out so
    "confirm",  # the condition of a claim is met
    "find-breach",  # a commission finds a breach
    "find-no-breach",
    "vote-breach",  # a seat of a commission votes
    "vote-no-breach",
    "recognize",  # a debtor accepts that the case has arisen, for itself
    "contest",
    "reject",
    "perform",  # a duty's act is done
    "waive",  # the creditor lets it go
    "withdraw-claim",
    "suspend",
    "resume",
    "declare-default",  # the creditor says that a duty without a date was not done
]
#: Acts of a debtor for itself alone; all others speak to every debtor.
OWN: frozenset[ActKind] = frozenset(("recognize", "contest", "reject", "perform"))
#: Acts of a commission as a whole.
FINDINGS: frozenset[ActKind] = frozenset(("find-breach", "find-no-breach"))

#: Acts by which a party brings a clause into play.
INVOKING: frozenset[ActKind] = frozenset(("notify", "consult", "claim", "claim-conditionally"))


class Act(Entry):
    """What somebody did. by: a state's code, or a body. at: when; the day it was known if not said.

    incident: a report's name, any of the incident's; ``accumulated`` for a case made of many.
    duty: the step performed, waived or in default.
    """

    kind: Literal["act"] = "act"
    act: ActKind
    by: Text
    guarantee: Id
    clause: int = 0
    incident: Id
    at: Moment | None = None
    duty: Id | None = None
    debtor: StateCode | None = None
    reading: Id | None = None
    evidence: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Act":
        if self.at is not None and self.at > self.known:
            raise wrong(f"done at {self.at}, after it was known {self.known}")
        if self.act in {"perform", "waive", "declare-default"} and self.duty is None:
            raise wrong(f"{self.act!r} names no duty", "duty: the step's name")
        if self.act in {"waive", "declare-default"} and self.debtor is None:
            raise wrong(f"{self.act!r} names no debtor", "debtor: USA")
        return self

    @property
    def done(self) -> Moment:
        """When it was done."""
        return self.at or self.known
