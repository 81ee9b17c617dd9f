"""What a game document may hold: its keys, their kinds and their defaults."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from foedus.record import Record, Text, Texts, wrong


def _word(value: object) -> object:
    """Outcome names may look like numbers (``1``); they are names all the same."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Name = Annotated[Text, BeforeValidator(_word)]


def _names(value: object) -> object:
    return [_word(v) for v in value] if isinstance(value, list) else [_word(value)]


NameList = Annotated[tuple[Text, ...], BeforeValidator(_names)]


class NodeRecord(Record):
    """An outcome (a bare name), a player's move, or a move of nature."""

    outcome: Name | None = None
    player: Text | None = None
    column: Text | None = None
    actions: dict[str, "NodeRecord"] | None = None
    nature: dict[str, "BranchRecord"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"outcome": value} if isinstance(value, str | int | float) else value

    @model_validator(mode="after")
    def _one_kind(self) -> "NodeRecord":
        kinds = [k for k in ("outcome", "actions", "nature") if getattr(self, k) is not None]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "none of them"
            raise wrong(
                f"a node is an outcome, or has `actions`, or has `nature`; found {found}",
                "write `player` and `actions`, or the outcome's name",
            )
        if self.actions is not None and self.player is None:
            raise wrong("the key 'player' is missing: who picks among these actions?")
        if self.actions is None and (self.player or self.column):
            raise wrong("`player` and `column` belong to a node with `actions`")
        for key in ("actions", "nature"):
            steps = getattr(self, key)
            if steps is not None and len(steps) < 2:
                raise wrong(f"`{key}` has {len(steps)} entry; a move needs two or more")
        return self


class BranchRecord(Record):
    """One branch of a move of nature."""

    probability: float | Text
    then: NodeRecord


class FixedRecord(Record):
    """A payoff known in advance, listed among the coefficients."""

    fixed: float


class ObservedRecord(Record):
    """What the data records of an outcome."""

    column: Text | None = None
    labels: dict[str, NameList] = Field(default_factory=dict)


class TreeRecord(Record):
    """A game with a declared tree."""

    game: Literal["tree"]
    title: Text
    cites: Texts = ()
    note: Text | None = None
    players: Texts
    tree: NodeRecord
    subtrees: dict[str, NodeRecord] = Field(default_factory=dict)
    utilities: dict[str, dict[str, Any]]
    scale: Text | dict[str, Text] | None = None
    errors: Literal["agent", "private"] = "agent"
    link: Literal["probit", "logit"] = "probit"
    normalization: Literal["action", "games"] = "action"
    observed: ObservedRecord = ObservedRecord()
    where: Texts = ()
    weights: Text | None = None
    cluster: Text | None = None
    levels: dict[str, NameList] = Field(default_factory=dict)
    names: Literal["plain", "games"] = "plain"
    fixed: dict[str, float] = Field(default_factory=dict)


class UltimatumRecord(Record):
    """The ultimatum game: one continuous offer, taken or left."""

    game: Literal["ultimatum"]
    title: Text
    cites: Texts = ()
    note: Text | None = None
    offer: Text
    accept: Text | None = None
    smallest: float = 0.0
    largest: float
    proposer: Text
    responder: Text
    scales: dict[Literal["proposer", "responder"], float] = Field(default_factory=dict)
    where: Texts = ()
    weights: Text | None = None
    cluster: Text | None = None
    levels: dict[str, NameList] = Field(default_factory=dict)
    names: Literal["plain", "games"] = "plain"
