"""What the data record of a play: nature's probabilities, and how each row's game ended."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.rows import numeric
from foedus.games.tree.game import Game
from foedus.games.tree.structure import Structure
from foedus.games.tree.tree import Chance, Decision, Tree

if TYPE_CHECKING:
    import polars as pl


def nature_of(tree: Tree, frame: "pl.DataFrame") -> dict[int, tuple[float | Array, ...]]:
    """Probabilities of the moves of nature; InputError unless each row's sum to one."""
    nature: dict[int, tuple[float | Array, ...]] = {}
    for k, node in enumerate(tree.nodes):
        if not isinstance(node, Chance):
            continue
        probabilities = tuple(
            numeric(frame, p) if isinstance(p, str) else p for _, p, _ in node.branches
        )
        rows = np.stack(np.broadcast_arrays(*map(np.atleast_1d, probabilities)))
        sound = (rows >= 0).all(axis=0) & (np.abs(rows.sum(axis=0) - 1.0) <= 1e-6)  # not if NaN
        if not sound.all():
            row = int(np.argmin(sound))
            labels = [label for label, _, _ in node.branches]
            given = [
                f"{label} {'missing' if np.isnan(p) else f'{p:g}'}"
                for label, p in zip(labels, rows[:, row], strict=True)
            ]
            raise InputError(
                f"the probabilities of nature's branches {', '.join(labels)} must not be negative "
                f"and must sum to 1 in every row; row {row + 1} has {', '.join(given)}",
                where="tree",
                hint="a number for every branch, or `where` to leave such rows out",
            )
        nature[k] = probabilities
    return nature


def observed_of(game: Game, frame: "pl.DataFrame") -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Label numbers of the rows, and which rows record how play ended."""
    labels = list(game.observable)
    if game.column is None:
        return _follow(game.structure, frame)
    import polars as pl

    column = frame[game.column]
    if column.dtype.is_float():
        column = column.cast(pl.Int64, strict=False)
    text = column.cast(pl.String)
    for value in text.unique():
        if value not in labels:
            raise UnknownNameError(f"outcome in column {game.column!r}", value, labels)
    numbers = text.replace_strict(labels, list(range(len(labels))), return_dtype=pl.Int64)
    return numbers.to_numpy().astype(np.int64), np.ones(frame.height, dtype=bool)


def _follow(
    structure: Structure, frame: "pl.DataFrame"
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Play followed through the columns of the decisions, which hold 0, 1, … or action names."""
    tree = structure.tree
    label_of = {t: i for i, ts in enumerate(structure.members) for t in ts}
    numbers = np.full(frame.height, -1, dtype=np.int64)
    pending = [(0, np.ones(frame.height, dtype=bool))]
    while pending:
        k, here = pending.pop()
        node = tree.nodes[k]
        labels = {label_of[t] for t in tree.below(k)}
        if len(labels) == 1:  # whatever follows, the label is the same
            numbers[here] = labels.pop()
            continue
        if not isinstance(node, Decision) or node.column is None:
            raise InputError(
                f"nothing records the move after {tree.path[k] or 'the start'!r}",
                where="observed",
                hint="give `observed.column`, or a `column` at that move",
            )
        if node.column not in frame.columns:
            raise UnknownNameError("column", node.column, frame.columns, where="tree")
        taken = _taken(node, frame[node.column])
        unknown = here & (taken == -1)
        if unknown.any():
            value = frame[node.column][int(np.argmax(unknown))]
            known = [str(i) for i in range(len(node.actions))] + [a for a, _ in node.actions]
            raise UnknownNameError(f"action in column {node.column!r}", str(value), known)
        pending += [(child, here & (taken == a)) for a, child in enumerate(tree.children[k])]
    return numbers, numbers >= 0


def _taken(node: Decision, column: "pl.Series") -> NDArray[np.int64]:
    """Positions of the actions taken; -2 where missing, -1 where the value is unknown."""
    import polars as pl

    if column.dtype.is_float() or column.dtype == pl.Boolean:
        column = column.cast(pl.Int64, strict=False)
    text = column.cast(pl.String)
    numbered = any(label.isdigit() for label, _ in node.actions)  # then 0 and 1 may be names
    places: dict[str, int] = {}
    for a, (label, _) in enumerate(node.actions):
        places[label] = a
        if not numbered:
            places[str(a)] = a
    taken = (
        text.replace_strict(list(places), list(places.values()), default=-1, return_dtype=pl.Int64)
        .to_numpy()
        .astype(np.int64)
    )
    taken[text.is_null().to_numpy()] = -2
    return taken
