"""Game documents: YAML in which a game is declared, read into a `Game` or an `Ultimatum`."""

from pathlib import Path
from typing import Any

from foedus import media
from foedus.document import Document, parse, read
from foedus.errors import InputError, nearest
from foedus.games.formula import Formula, fixed
from foedus.games.records import NodeRecord, TreeRecord, UltimatumRecord
from foedus.games.shipped import shipped
from foedus.games.tree.game import ALL, Game
from foedus.games.tree.tree import Chance, Decision, Node, Terminal, Tree
from foedus.games.tree.ultimatum import Ultimatum
from foedus.record import DocumentError, Problem, validate
from foedus.storage import exists


def load(source: str | Path) -> Game | Ultimatum:
    """Read a game from a document's path, or from the catalog by name.

    Raises InputError (or DocumentError with every problem found) naming file, line and key.
    """
    path = Path(source)
    if not path.suffix and path.name == str(source) and not exists(path):
        return build(shipped(str(source)))
    return build(read(path))


def loads(text: str, name: str = "<text>") -> Game | Ultimatum:
    """Read a game from the text of a document."""
    return build(parse(text, name))


def build(document: Document) -> Game | Ultimatum:
    """Turn a document that was read into a game."""
    kind = document.data.get("game") if isinstance(document.data, dict) else None
    if kind == "ultimatum":
        return _ultimatum(validate(UltimatumRecord, document), document)
    other = media.data(document.data) if kind is None else None
    if other is not None:
        what = f"{other.name}, where a game is read"
        raise InputError(what, where=document.name, hint=other.remedy)
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
        return fixed(value["fixed"])
    if isinstance(value, bool) or value is None or not isinstance(value, str | int | float):
        raise InputError(
            f"found {value!r}, expected a formula, `constant`, or a number",
            hint="0 normalizes; quote a column named like a number",
        )
    if isinstance(value, int | float):
        return None if value == 0 else fixed(value)
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
