"""A clause: one promise of a guarantee, in the vocabulary of the ATOP codebook.

Obligations are ATOP's five (Leeds, Ritter, Mitchell & Long 2002) and, below its threshold, three
that guarantees outside alliances use: ``aid`` (material help), ``sanctions``, and ``assurance``
(to seek action by the UN or others). ``nonaggression`` binds the promising state itself.
"""

from typing import Annotated, Literal

from pydantic import Field

from foedus.record import OneOrMore, Record, Slug, States, Text, Texts
from foedus.states import find
from foedus.terms.compliance import Casus

Obligation = Literal[
    "defense", "offense", "neutrality", "nonaggression", "consultation", "aid", "sanctions",
    "assurance",
]  # fmt: skip
#: What each binds to do, after ``to``.
DUTIES: dict[Obligation, str] = {
    "defense": "defend", "offense": "join an attack", "neutrality": "stay neutral",
    "nonaggression": "not attack", "consultation": "consult", "aid": "give material aid",
    "sanctions": "impose sanctions", "assurance": "seek action by the UN or others",
}  # fmt: skip
#: How much each owes the protégé, as an order: ATOP's, and those below its threshold.
FIRMNESS: dict[Obligation, int] = {
    "neutrality": 1, "nonaggression": 1, "assurance": 1, "sanctions": 2, "consultation": 2,
    "aid": 3, "offense": 5, "defense": 6,
}  # fmt: skip
Trigger = Literal["armed-attack", "threat", "seizure", "internal", "any"]
Discretion = Literal["automatic", "as-deemed-necessary", "after-consultation"]
# ATOP's conditional codes: adversary (defcoadv), location (-coloc), conflict (-cocon), number of
# adversaries (-conum), demand (-codem), nonprovocation (-conpr), only if the ally is attacked
# (neucoatt), only on request (concoreq); and two of our own.
Condition = Literal[
    "adversary", "location", "conflict", "number", "demand", "nonprovocation", "attacked",
    "request", "nuclear-weapons", "constitutional-processes",
]  # fmt: skip


#: Conditions that ATOP does not count when it codes an obligation as conditional.
BEYOND_ATOP: frozenset[Condition] = frozenset({"nuclear-weapons", "constitutional-processes"})


class Clause(Record):
    """One promise: what is owed, when, where, against whom, and how freely it is judged."""

    obligation: Obligation
    trigger: Trigger = "any"
    area: Texts = ()  # where the casus foederis arises; empty: the protégé as a whole
    adversaries: States = ()  # named ones; empty: any state
    by: States = ()  # who owes it; empty: every guarantor
    discretion: Discretion | None = None  # None: the text does not say
    conditions: Annotated[tuple[Condition, ...], OneOrMore] = ()
    casus: dict[Slug, Casus] = Field(default_factory=dict)  # readings; empty: by the trigger alone
    cites: Texts = ()  # the article it rests on
    note: Text | None = None

    @property
    def conditional(self) -> bool:
        """Whether ATOP would code the obligation as conditional (defcon, offcon, and so on)."""
        return bool(set(self.conditions) - BEYOND_ATOP)

    def summary(self) -> str:
        """The clause in a few words: ``defense on armed-attack, as-deemed-necessary``."""
        words: str = self.obligation
        if self.trigger != "any":
            words += f" on {self.trigger}"
        if self.adversaries:
            words += " by " + ", ".join(find(state).short for state in self.adversaries)
        if self.discretion:
            words += f", {self.discretion}"
        if self.conditions:
            words += f" (if {', '.join(self.conditions)})"
        return words
