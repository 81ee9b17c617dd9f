"""Statements: who did it, which reports are one incident, what is pledged, how a text changed."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_serializer, model_validator

from foedus.record import Day, Real, StateCode, Text, Texts, Whole, wrong
from foedus.terms.guarantee import Terms
from foedus.watch.entries.entry import Entry, Id


class IncidentAttribution(Entry):
    """Who says who did it. Not the coding of a source: a statement that others may deny.

    incident: a report's name (``source/id``), any of the incident's. basis: what it rests on.
    """

    kind: Literal["attribution"] = "attribution"
    incident: Id
    actor: StateCode
    value: Literal["asserted", "denied", "admitted", "adjudicated"]
    by: Text  # who says it: a state's code, or a body
    basis: Text | None = None
    confidence: Literal["low", "moderate", "high"] | None = None

    @model_validator(mode="after")
    def _own(self) -> "IncidentAttribution":
        if self.value == "admitted" and self.by != self.actor:
            raise wrong(
                f"{self.by} cannot admit an act of {self.actor}", "value: asserted, or adjudicated"
            )
        return self


class Merge(Entry):
    """A decision that several reports are one incident; withdrawing it undoes it.

    rule: how it was made, with radius in kilometers and window in days where those decided.
    """

    kind: Literal["merge"] = "merge"
    members: Annotated[Texts, Field(min_length=2)]
    rule: Text
    radius: Annotated[Real | Whole, Field(ge=0)] | None = None
    window: Annotated[Whole, Field(ge=0)] | None = None


class Provision(Entry):
    """One stage of a contribution: pledged, allocated, or delivered since the last statement."""

    kind: Literal["provision"] = "provision"
    guarantee: Id
    contribution: Id
    by: StateCode
    stage: Literal["pledged", "allocated", "delivered"]
    amount: Annotated[Real | Whole, Field(ge=0)]


class Amendment(Entry):
    """A text of the watch reads otherwise from a day on. text: the keys that change, each whole.

    What happened before that day is ruled by the text as it then was. Deleting what a text says is
    a change as well: ``clauses: []``.
    """

    kind: Literal["amendment"] = "amendment"
    guarantee: Id
    effective: Day
    text: Terms
    evidence: Text | None = None

    @model_validator(mode="after")
    def _changes(self) -> "Amendment":
        if not self.text.model_fields_set:
            raise wrong("it changes nothing", "text: {clauses: [...]}")
        if fixed := self.text.model_fields_set & {"protege", "mutual", "fate"}:
            raise wrong(f"an amendment does not change {min(fixed)!r}", "begin another watch")
        return self

    @field_serializer("text")
    def _as_given(self, text: Terms) -> dict[str, Any]:
        return text.model_dump(mode="json", exclude_unset=True)
