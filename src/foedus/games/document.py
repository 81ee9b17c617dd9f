"""Game documents: YAML in which a game is declared, read into a `Game` or an `Ultimatum`."""

from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from foedus.document import Document, parse, read
from foedus.errors import InputError, UnknownNameError, nearest
from foedus.games.formula import Formula
from foedus.games.tree.game import ALL, Game
from foedus.games.tree.tree import Chance, Decision, Node, Terminal, Tree
from foedus.games.tree.ultimatum import Ultimatum
from foedus.record import DocumentError, Problem, Record, Text, Texts, validate, wrong


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


Payoff = Annotated[FixedRecord | float | Text, Field(union_mode="left_to_right")]


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


def load(source: str | Path) -> Game | Ultimatum:
    """Read a game from a document's path, or from the catalog by name.

    Raises InputError (or DocumentError with every problem found) naming file, line and key.
    """
    path = Path(source)
    if path.suffix not in {".yaml", ".yml", ".json"} and not path.exists():
        return build(_shipped(str(source)))
    return build(read(path))


def loads(text: str, name: str = "<text>") -> Game | Ultimatum:
    """Read a game from the text of a document."""
    return build(parse(text, name))


def catalog() -> dict[str, str]:
    """Name -> title of the games that come with the package."""
    found = {}
    for name in _catalog_names():
        data = _shipped(name).data
        found[name] = str(data["title"])
    return found


def catalog_text(name: str) -> str:
    """The document of a game in the catalog, to copy and change."""
    if name not in _catalog_names():
        raise UnknownNameError("game", name, _catalog_names())
    folder = resources.files("foedus.games") / "catalog"
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")


def _catalog_names() -> list[str]:
    folder = resources.files("foedus.games") / "catalog"
    return sorted(
        p.name.removesuffix(".yaml") for p in folder.iterdir() if p.name.endswith(".yaml")
    )


def _shipped(name: str) -> Document:
    return parse(catalog_text(name), f"catalog/{name}.yaml")


def build(document: Document) -> Game | Ultimatum:
    """Turn a document that was read into a game."""
    kind = document.data.get("game") if isinstance(document.data, dict) else None
    if kind == "ultimatum":
        return _ultimatum(validate(UltimatumRecord, document), document)
    if isinstance(document.data, dict) and kind != "tree":
        found = "the key 'game' is missing" if kind is None else f"found {kind!r}"
        raise InputError(f"{found}, allowed: tree, ultimatum", where=document.where(("game",)))
    return _tree_game(validate(TreeRecord, document), document)


def _tree_game(record: TreeRecord, document: Document) -> Game:
    utilities: dict[tuple[str, str], Formula | None] = {}
    problems: list[Problem] = []
    for player, payoffs in record.utilities.items():
        for outcome, payoff in payoffs.items():
            try:
                utilities[player, outcome] = _payoff(payoff)
            except InputError as error:
                problems.append(Problem(("utilities", player, outcome), error.what, error.hint))
    scale: dict[str, Formula] = {}
    declared = {ALL: record.scale} if isinstance(record.scale, str) else record.scale or {}
    for player, text in declared.items():
        try:
            scale[player] = _formula(text)
        except InputError as error:
            at = ("scale",) if player == ALL else ("scale", player)
            problems.append(Problem(at, error.what, error.hint))
    problems += _unknown_movers(record.tree, ("tree",), record.players)
    for name, subtree in record.subtrees.items():
        problems += _unknown_movers(subtree, ("subtrees", name), record.players)
    if problems:
        raise DocumentError(document, problems)
    try:
        return Game(
            tree=Tree(_node(record.tree, record.subtrees, ()), record.players),
            utilities=utilities,
            scale=scale,
            errors=record.errors,
            link=record.link,
            normalization=record.normalization,
            column=record.observed.column,
            labels=dict(record.observed.labels),
            where=record.where,
            weights=record.weights,
            cluster=record.cluster,
            levels=dict(record.levels),
            names=record.names,
            fixed=dict(record.fixed),
            title=record.title,
            cites=record.cites,
            note=record.note or "",
        )
    except InputError as error:
        raise _placed(error, document) from None


def _placed(error: InputError, document: Document) -> InputError:
    """The same error with the file and line of the key path in ``error.where``."""
    if isinstance(error, DocumentError):
        return error
    path = _path(error.where or "", document.data)
    return InputError(error.what, where=document.where(path), hint=error.hint)


def _path(spelled: str, data: Any) -> tuple[str | int, ...]:
    """The longest path of existing keys that ``spelled`` begins with (outcomes may hold dots)."""
    path: list[str | int] = []
    while spelled and isinstance(data, dict):
        key = next((k for k in sorted(data, key=len, reverse=True) if _begins(spelled, k)), None)
        if key is None:
            break
        path.append(key)
        data, spelled = data[key], spelled[len(key) + 1 :]
    return tuple(path)


def _begins(spelled: str, key: str) -> bool:
    return spelled == key or spelled.startswith(key + ".")


def _payoff(value: Any) -> Formula | None:
    if isinstance(value, dict):
        if set(value) != {"fixed"} or not isinstance(value["fixed"], int | float):
            raise InputError("a payoff given as keys and values has the one key `fixed`, a number")
        return Formula(str(value["fixed"]), fixed=float(value["fixed"]))
    if isinstance(value, bool) or value is None or not isinstance(value, str | int | float):
        raise InputError(
            f"found {value!r}, expected a formula, `constant`, or a number",
            hint="0 normalizes; quote a column named like a number",
        )
    if isinstance(value, int | float):
        return None if value == 0 else Formula(str(value), fixed=float(value))
    return _formula(value)


def _formula(text: str) -> Formula:
    formula = Formula(text.strip())
    formula.check()
    return formula


def _unknown_movers(
    record: NodeRecord, path: tuple[str, ...], players: tuple[str, ...]
) -> list[Problem]:
    """Nodes whose player is not among the players."""
    found = []
    if record.player is not None and record.player not in players:
        found.append(
            Problem(
                (*path, "player"),
                f"{record.player!r} moves but is not among the players",
                nearest(record.player, players),
            )
        )
    for label, after in (record.actions or {}).items():
        found += _unknown_movers(after, (*path, "actions", label), players)
    for label, branch in (record.nature or {}).items():
        found += _unknown_movers(branch.then, (*path, "nature", label, "then"), players)
    return found


def _node(record: NodeRecord, subtrees: dict[str, NodeRecord], inside: tuple[str, ...]) -> Node:
    if record.outcome is not None:
        name = record.outcome
        if name not in subtrees:
            return Terminal(name)
        if name in inside:
            raise InputError(f"the subtree {name!r} contains itself", where=f"subtrees.{name}")
        return _node(subtrees[name], subtrees, (*inside, name))
    if record.nature is not None:
        branches = tuple(
            (label, branch.probability, _node(branch.then, subtrees, inside))
            for label, branch in record.nature.items()
        )
        given = [p for _, p, _ in branches if not isinstance(p, str)]
        if any(not 0 <= p <= 1 for p in given) or (
            len(given) == len(branches) and abs(sum(given) - 1) > 1e-9
        ):
            raise InputError(
                f"the probabilities of {', '.join(record.nature)} are {given}: each must lie "
                "in [0, 1] and they must sum to 1",
                where="tree",
            )
        return Chance(branches)
    actions = tuple(
        (label, _node(after, subtrees, inside)) for label, after in (record.actions or {}).items()
    )
    return Decision(record.player or "", actions, record.column)


def _ultimatum(record: UltimatumRecord, document: Document) -> Ultimatum:
    try:
        return Ultimatum(
            offer=record.offer,
            accept=record.accept,
            smallest=record.smallest,
            largest=record.largest,
            proposer=_formula(record.proposer),
            responder=_formula(record.responder),
            scales={str(player): value for player, value in record.scales.items()},
            where=record.where,
            weights=record.weights,
            cluster=record.cluster,
            levels=dict(record.levels),
            names=record.names,
            title=record.title,
            cites=record.cites,
            note=record.note or "",
        )
    except InputError as error:
        raise _placed(error, document) from None
