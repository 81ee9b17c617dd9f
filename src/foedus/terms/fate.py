"""What became of a guarantee: each time it was called on, and how it ended.

A *call* is an occasion on which the promise's casus foederis arose, or was said to have arisen;
the answer says what the guarantors did, in the sense of Leeds, Long & Mitchell (2000): a promise is
honored when the promised act follows.
"""

from typing import Literal

from foedus.record import Day, Record, States, Text

#: honored; in-part: some guarantors, or less than promised; refused: asked for and not given;
#: not-invoked: the case arose and nobody asked, or the promise was read as not applying;
#: disputed: whether the case arose is itself contested.
Answer = Literal["honored", "in-part", "refused", "not-invoked", "disputed"]
#: violated: ended by a party acting against it; replaced: a newer instrument took its place;
#: expired: its term ran out; dissolved: its parties ended it, or ceased to exist; renounced: one
#: side ended it; never-in-force: signed, but not ratified.
End = Literal[
    "in-force", "violated", "replaced", "expired", "dissolved", "renounced", "never-in-force"
]


class Call(Record):
    """One occasion on which a guarantee was called on."""

    on: Day
    against: States = ()  # the attackers; empty where no state attacked
    protege: States = ()  # who was attacked; empty: the guarantee's protégé, or its parties
    what: Text
    answer: Answer
    by: States = ()  # guarantors that acted
    source: Text


class Fate(Record):
    """Calls in order of time, and the end. No calls: none is on record."""

    called: tuple[Call, ...] = ()
    end: End
    source: Text | None = None  # of the end
    undated: Text | None = None  # why no day of the end is stated
    note: Text | None = None

    @property
    def over(self) -> bool:
        """Whether a day must have ended it: a violated text may be held to by the others."""
        return self.end not in {"in-force", "violated", "never-in-force"}

    @property
    def honored(self) -> int:
        """Calls answered in full."""
        return sum(call.answer == "honored" for call in self.called)
