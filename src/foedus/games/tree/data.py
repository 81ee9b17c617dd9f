"""Rows for a game: which are used, what each records, and the regressors they give."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.encoder import Encoder, encoder
from foedus.games.formula import Formula
from foedus.games.rows import cluster_numbers, frame_of, rows, weights_of
from foedus.games.tree.game import Game
from foedus.games.tree.likelihood import Likelihood
from foedus.games.tree.linear import LinearIndexLikelihood
from foedus.games.tree.observed import nature_of, observed_of
from foedus.games.tree.ultimatum import OfferLikelihood, Ultimatum, offers_of

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class PreparedGame:
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


def prepare(game: Game | Ultimatum, data: Any) -> PreparedGame:
    """Tie a game to data.

    Rows that miss a value the game reads are left out. Raises UnknownNameError for a column that
    is not there, DataError where no row remains or an outcome's label is unknown.
    """
    if isinstance(game, Ultimatum):
        return _prepare_offers(game, data)
    frame, used, given = rows(
        frame_of(data), game.where, (*game.columns, game.column, game.weights, game.cluster)
    )
    observed, complete = observed_of(game, frame)
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
    return PreparedGame(
        game, likelihood, design.names, design.values, design.encoders, frame, used, given, clusters
    )


def _prepare_offers(game: Ultimatum, data: Any) -> PreparedGame:
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
    return PreparedGame(
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
