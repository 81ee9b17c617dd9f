"""Rows for a game: which are used, what each records, and the regressors they give."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.games.formula import Encoder, Formula, encoder
from foedus.games.tree.choice import Array
from foedus.games.tree.game import Game
from foedus.games.tree.likelihood import Likelihood
from foedus.games.tree.linear import LinearIndexLikelihood
from foedus.games.tree.structure import Structure
from foedus.games.tree.tree import Chance, Decision, Tree
from foedus.games.tree.ultimatum import OfferLikelihood, Ultimatum, offers_of

if TYPE_CHECKING:
    import polars as pl

_CONDITION = re.compile(r"^\s*(\w[\w. ]*?)\s*(==|!=|>=|<=|>|<)\s*(.+?)\s*$")


@dataclass(frozen=True)
class Prepared:
    """A game tied to data. ``used`` (n,) are the positions of the rows kept, ``frame`` those rows.

    names: (K,) coefficients. values: (K,) numbers held fixed, NaN where free. encoders: one an
    equation. clusters: (n,) cluster numbers or None.
    """

    game: Game | Ultimatum
    likelihood: LinearIndexLikelihood
    names: tuple[str, ...]
    values: Array
    encoders: tuple[Encoder, ...]
    frame: "pl.DataFrame"
    used: NDArray[np.int64]
    rows_given: int
    clusters: NDArray[np.int64] | None

    @property
    def free(self) -> NDArray[np.bool_]:
        """(K,) which coefficients are estimated."""
        return np.isnan(self.values)


def read_table(path: str | Path) -> "pl.DataFrame":
    """Read a CSV or Parquet file; empty cells and ``NA`` are missing."""
    import polars as pl

    path = Path(path)
    try:
        if path.suffix.lower() in {".parquet", ".pq"}:
            return pl.read_parquet(path)
        return pl.read_csv(path, null_values=["NA", ""], infer_schema_length=None)
    except (OSError, pl.exceptions.PolarsError) as error:
        said = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise InputError(f"cannot be read as a table: {said}", where=str(path)) from None


def frame_of(data: Any) -> "pl.DataFrame":
    """A Polars frame from a Polars or pandas frame or a mapping of columns."""
    import polars as pl

    if isinstance(data, pl.DataFrame):
        return data
    if isinstance(data, Mapping):
        return pl.DataFrame(dict(data))
    if hasattr(data, "columns") and hasattr(data, "to_numpy"):
        # Column by column: polars.from_pandas needs pyarrow for text and for nullable columns.
        return pl.DataFrame(
            {
                str(name): [
                    None if missing else value
                    for value, missing in zip(
                        data[name].tolist(), data[name].isna().tolist(), strict=True
                    )
                ]
                for name in data.columns
            },
            strict=False,
        )
    raise InputError(f"expected a table (Polars, pandas or a dict), found {type(data).__name__}")


def prepare(game: Game | Ultimatum, data: Any) -> Prepared:
    """Tie a game to data.

    Rows that miss a value the game reads are left out. Raises UnknownNameError for a column that
    is not there, DataError where no row remains or an outcome's label is unknown.
    """
    if isinstance(game, Ultimatum):
        return _prepare_offers(game, data)
    frame, used, given = rows(
        frame_of(data), game.where, (*game.columns, game.column, game.weights, game.cluster)
    )
    observed, complete = _observed(game, frame)
    if not complete.all():
        frame, used, observed = frame.filter(complete), used[complete], observed[complete]
    if not frame.height:
        raise DataError("no row records how play ended", hint="check `observed` and the columns")
    design = _design(game, game.equations, frame)
    for name, value in game.fixed.items():
        if name not in design.names:
            raise UnknownNameError("coefficient", name, design.names, where="fixed")
        design.values[design.names.index(name)] = value
    likelihood = Likelihood(
        X=design.X,
        cut=design.cut,
        weights=weights_of(frame, game.weights),
        structure=game.structure,
        observed=observed,
        nature=nature_of(game.tree, frame),
    )
    clusters = None if game.cluster is None else cluster_numbers(frame[game.cluster].to_numpy())
    return Prepared(
        game, likelihood, design.names, design.values, design.encoders, frame, used, given, clusters
    )


def _prepare_offers(game: Ultimatum, data: Any) -> Prepared:
    columns = (*game.proposer.columns, *game.responder.columns)
    frame, used, given = rows(
        frame_of(data),
        game.where,
        (*columns, game.offer, game.accept, game.weights, game.cluster),
    )
    offer, accepted = offers_of(frame, game)
    scale = Formula("constant")
    equations = [("proposer", "", game.proposer), ("responder", "", game.responder)]
    equations += [("proposer", "", scale), ("responder", "", scale)]
    design = _design(game, equations, frame)
    for player, at in (("proposer", -2), ("responder", -1)):
        if player in game.scales:
            design.values[at] = np.log(game.scales[player])
    likelihood = OfferLikelihood(
        X=design.X,
        cut=design.cut,
        weights=weights_of(frame, game.weights),
        offer=offer,
        accepted=accepted,
        smallest=game.smallest,
        largest=game.largest,
    )
    clusters = None if game.cluster is None else cluster_numbers(frame[game.cluster].to_numpy())
    return Prepared(
        game, likelihood, design.names, design.values, design.encoders, frame, used, given, clusters
    )


@dataclass(frozen=True, slots=True)
class _Design:
    X: Array
    cut: tuple[int, ...]
    names: tuple[str, ...]
    values: Array
    encoders: tuple[Encoder, ...]


def _design(
    game: Game | Ultimatum,
    equations: Sequence[tuple[str, str | None, Formula]],
    frame: "pl.DataFrame",
) -> _Design:
    """Regressors of all equations side by side, filled block by block."""
    encoders: list[Encoder] = []
    blocks: list[Array] = []
    names: list[str] = []
    values: list[float] = []
    for number, (player, outcome, formula) in enumerate(equations):
        try:
            made, X = encoder(formula, frame, game.levels)
        except InputError as error:
            key = f"utilities.{player}.{outcome}" if outcome else f"scale.{player}"
            error.where = error.where or (player if outcome == "" else key)
            raise
        encoders.append(made)
        blocks.append(X)
        names += [game.coefficient(number, name) for name in made.names]
        values += [np.nan if formula.fixed is None else formula.fixed] * X.shape[1]
    cut = (0, *np.cumsum([X.shape[1] for X in blocks]).tolist())
    X = np.hstack(blocks) if blocks else np.empty((frame.height, 0))
    return _Design(X, cut, tuple(names), np.array(values, dtype=float), tuple(encoders))


def rows(
    frame: "pl.DataFrame", where: Iterable[str], columns: Iterable[str | None]
) -> tuple["pl.DataFrame", NDArray[np.int64], int]:
    """Rows that meet the conditions and miss none of the columns, and their positions."""
    import polars as pl

    given = frame.height
    needed = list(dict.fromkeys(c for c in columns if c is not None))
    for column in needed:
        if column not in frame.columns:
            raise UnknownNameError("column", column, frame.columns)
    frame = frame.with_row_index("foedus_row").filter(*(_condition(c, frame) for c in where))
    numeric = [c for c in needed if frame.schema[c].is_float()]
    missing = [pl.col(c).is_null() for c in needed] + [pl.col(c).is_nan() for c in numeric]
    if missing:
        frame = frame.filter(~pl.any_horizontal(missing))
    used = frame["foedus_row"].to_numpy().astype(np.int64)
    if not len(used):
        raise DataError(
            f"none of {given} rows is left",
            hint="check `where` and the missing values of " + ", ".join(needed[:8]),
        )
    return frame.drop("foedus_row"), used, given


def _condition(text: str, frame: "pl.DataFrame") -> "pl.Expr":
    import polars as pl

    from foedus.document import scalar

    found = _CONDITION.match(text)
    if not found:
        raise InputError(f"not a condition: {text!r}", where="where", hint="write `column >= 1850`")
    column, operator, written = found.groups()
    if column not in frame.columns:
        raise UnknownNameError("column", column, frame.columns, where="where")
    value = scalar(written)
    if isinstance(value, str):
        value = value.strip("'\"")
    numeric = frame.schema[column].is_numeric()
    if numeric != (isinstance(value, int | float) and not isinstance(value, bool)):
        kind = "numbers" if numeric else "text"
        raise InputError(f"{column!r} holds {kind}, compared with {written!r}", where="where")
    left = pl.col(column)
    return {
        "==": left == value, "!=": left != value, ">=": left >= value,
        "<=": left <= value, ">": left > value, "<": left < value,
    }[operator]  # fmt: skip


def weights_of(frame: "pl.DataFrame", column: str | None) -> Array | None:
    """(n,) weights; InputError unless they are finite, none negative and not all zero."""
    if column is None:
        return None
    weights = np.asarray(frame[column].to_numpy(), dtype=float)
    if not np.isfinite(weights).all() or (weights < 0).any() or not weights.any():
        raise InputError(
            f"the weights in {column!r} must be finite, none negative and some positive",
            where="weights",
        )
    return weights


def cluster_numbers(values: Any) -> NDArray[np.int64]:
    """Consecutive numbers for the distinct values."""
    return np.unique(np.asarray(values), return_inverse=True)[1].astype(np.int64)


def nature_of(tree: Tree, frame: "pl.DataFrame") -> dict[int, tuple[float | Array, ...]]:
    """Probabilities of the moves of nature; InputError unless each row's sum to one."""
    nature: dict[int, tuple[float | Array, ...]] = {}
    for k, node in enumerate(tree.nodes):
        if not isinstance(node, Chance):
            continue
        probabilities = tuple(
            frame[p].cast(float).to_numpy() if isinstance(p, str) else p
            for _, p, _ in node.branches
        )
        total = sum(probabilities)
        low = min(float(np.min(p)) for p in probabilities)
        if low < 0 or float(np.max(np.abs(total - 1.0))) > 1e-6:
            raise InputError(
                "the probabilities of nature's branches "
                f"{', '.join(label for label, _, _ in node.branches)} must not be negative and "
                "must sum to 1 in every row",
                where="tree",
            )
        nature[k] = probabilities
    return nature


def _observed(game: Game, frame: "pl.DataFrame") -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
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
