"""What the claims page is sent: a claim to add, a text, what was decided of its drafts."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Line = Annotated[str, Field(max_length=400)]
Scale = Annotated[float, Field(ge=0, le=100)]


def flat(text: str) -> str:
    """A text on one line, as a scenario's file holds it."""
    return " ".join(text.split())


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class MoveForm(_Form):
    """Where a claim moves an actor, 0 to 100; why: the analyst's ground."""

    issue: Line
    actor: Line
    toward: Scale
    low: Scale | None = None
    high: Scale | None = None
    why: Line = ""

    def entry(self) -> dict[str, Any]:
        """As a scenario's file has it."""
        ends = {"toward": self.toward, "low": self.low, "high": self.high}
        return {
            "issue": flat(self.issue), "actor": flat(self.actor),
            **{key: int(end) if end.is_integer() else end
               for key, end in ends.items() if end is not None},
            "judgement": flat(self.why) or True,
        }  # fmt: skip


class ClaimForm(_Form):
    """A claim as somebody writes it; what is left empty is left out."""

    says: Annotated[str, Field(min_length=1, max_length=2000)]
    by: Annotated[str, Field(min_length=1, max_length=400)]
    on: date
    grade: Annotated[str, Field(max_length=4)]
    id: Annotated[str, Field(max_length=80)] = ""
    manner: Annotated[str, Field(max_length=20)] = "stated"
    speaks_of: Annotated[str, Field(max_length=60)] = ""
    via: Line = ""
    origin: Annotated[str, Field(max_length=80)] = ""
    source: Line = ""
    note: Annotated[str, Field(max_length=2000)] = ""
    moves: Annotated[list[MoveForm], Field(max_length=50)] = []

    def entry(self) -> dict[str, Any]:
        """As a scenario's file has it: its keys in their order there, each on one line."""
        order = ("id", "says", "by", "on", "grade", "manner", "speaks_of", "via", "origin")
        told = {"on": self.on.isoformat(), "manner": self.manner if self.manner != "stated" else ""}
        found: dict[str, Any] = {key: told.get(key, flat(str(getattr(self, key)))) for key in order}
        moves = [each.entry() for each in self.moves]
        found["moves"] = moves[0] if len(moves) == 1 else moves
        found |= {"source": flat(self.source), "note": flat(self.note)}
        return {key: value for key, value in found.items() if value}


class TextForm(_Form):
    """A text to draft claims from: itself, never an address. on: its day, where it names none."""

    text: Annotated[str, Field(min_length=1, max_length=500_000)]
    file: Annotated[str, Field(max_length=200)] = ""
    on: date | None = None


class DecisionForm(_Form):
    """What was decided of one draft; entry: as edited."""

    name: Annotated[str, Field(max_length=120)]
    status: Literal["draft", "confirmed", "rejected"]
    entry: dict[str, str | bool | int | list[str] | None] = {}


class DecisionsForm(TextForm):
    """The text again, and what was decided of its drafts."""

    decisions: Annotated[list[DecisionForm], Field(max_length=5000)]
    why: Line = ""
    name: Annotated[str, Field(max_length=80)] = ""
