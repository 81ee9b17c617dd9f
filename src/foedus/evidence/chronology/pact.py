"""A change in standing pacts, under ATOP's rules: written promises between states.

ATOP (Leeds et al. 2002) counts a formal agreement, signed by official representatives of at least
two independent states, that promises aid in conflict, neutrality, nonaggression, or consultation
in crises that could become conflict. Statements of one side and executive orders do not count; some
of them are kept with ``atop_rule: no``, because people ask for them.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from foedus.evidence.chronology.source import Sources
from foedus.record import Day, Record, Slug, States, Text, Whole, YesNo, wrong
from foedus.states import UnknownStateError, find

Promise = Literal["defense", "offense", "neutrality", "nonaggression", "consultation"]
PROMISES: tuple[Promise, ...] = (
    "defense", "offense", "neutrality", "nonaggression", "consultation",
)  # fmt: skip
#: made: a new pact; joined: states entered a standing one; renewed: its term was lengthened;
#: changed: other promises; suspended: a party stopped taking part; left: a party withdrew;
#: ended: the pact is over.
Change = Literal["made", "joined", "renewed", "changed", "suspended", "left", "ended"]


def _listed(value: object) -> object:
    return (value,) if isinstance(value, int) else value


class PactChange(Record):
    """One change: which states, toward whom, what is promised from then on (or no longer)."""

    id: Slug
    title: Text
    change: Change
    promises: Annotated[tuple[Promise, ...], Field(min_length=1)]
    states: States  # the parties of a new pact or of one that ended; those that join or leave
    partners: States = ()  # parties that stay, toward whom the states' ties change
    mutual: YesNo = True  # no: the states promise to the partners, not the other way
    declared: Day  # signature; of an end, the notice or vote
    effective: Day | None = None  # in force, or over; None: not so far, or not found
    atop_rule: YesNo = True  # no: short of ATOP's rules; ``note`` says why
    atop: Annotated[tuple[Whole, ...], BeforeValidator(_listed)] = ()  # numbers of standing pacts
    instrument: Slug | None = None  # its name in the library of terms
    alters: Slug | None = None  # the record of a pact made that this one changes
    sources: Sources
    note: Text

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        everyone = [*self.states, *self.partners]
        twice = {state for state in everyone if everyone.count(state) > 1}
        if twice:
            raise wrong(f"{', '.join(sorted(twice))} appears more than once")
        if len(everyone) < 2:
            raise wrong("one state alone; a pact ties two", "name those that stay as partners")
        if not self.mutual and not self.partners:
            raise wrong("mutual is no, but nobody is promised anything", "name the partners")
        if self.effective is not None and self.effective < self.declared:
            raise wrong(f"in effect on {self.effective}, before it was declared, {self.declared}")
        for state in everyone:
            try:
                find(state, year=self.declared.year)
            except UnknownStateError as error:
                raise wrong(error.what, error.hint) from None
        return self

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Directed pairs whose tie changes: the one that promises, and to whom."""
        for place, one in enumerate(self.states):
            others = self.partners or self.states[place + 1 :]
            for other in others:
                yield one, other
                if self.mutual:
                    yield other, one
        if self.partners and self.mutual:  # states that act together are tied among themselves too
            for place, one in enumerate(self.states):
                for other in self.states[place + 1 :]:
                    yield one, other
                    yield other, one

    def involves(self, state: str) -> bool:
        """Whether ``state`` (an ISO code) is a party."""
        return state in self.states or state in self.partners


class Pacts(Record):
    """The file of changes in pacts."""

    pacts: tuple[PactChange, ...]
