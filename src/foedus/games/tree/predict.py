"""Predictions from a fitted game: outcomes, profiles over a column, what-ifs, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.rows import frame_of
from foedus.games.tree.fit import GameFit
from foedus.games.tree.game import Game
from foedus.games.tree.induction.sweep import Reverse, Sweep
from foedus.games.tree.inference import covariance, draws
from foedus.games.tree.likelihood import Likelihood
from foedus.games.tree.observed import nature_of
from foedus.games.tree.solve import Solution, solution
from foedus.games.tree.ultimatum import Ultimatum, expected_offer

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Effect:
    """Average change of the outcomes' probabilities when columns are changed.

    Arrays are over the labels: ``before``, ``after``, ``change`` with its standard error and
    interval (delta method, from exact derivatives).
    """

    labels: tuple[str, ...]
    changed: str
    before: Array
    after: Array
    change: Array
    se: Array
    low: Array
    high: Array
    level: float


def predict(fit: GameFit, data: Any = None) -> Solution:
    """Solve the fitted game for the rows of a table, by default those it was fitted on."""
    likelihood = tree_likelihood(fit) if data is None else on_rows(fit, frame_of(data))
    return solution(likelihood.sweep(fit.coef))


def predict_offers(fit: GameFit, data: Any = None) -> "pl.DataFrame":
    """E(offer) and Pr(accept) of a fitted ultimatum game, by quadrature."""
    import polars as pl

    game, prepared = fit.game, fit.prepared
    if not isinstance(game, Ultimatum):
        raise InputError("this game has no offers")
    if data is None:
        X = prepared.likelihood.X
    else:
        X = np.hstack([made.encode(frame_of(data)) for made in prepared.encoders])
    pairs = prepared.likelihood.pairs
    R1, R2, a1, a2 = (X[:, i:j] @ fit.coef[i:j] for i, j in pairs)
    offers, taken = expected_offer(game.smallest, game.largest, R1, R2, np.exp(a1), np.exp(a2))
    return pl.DataFrame({"R1": R1, "R2": R2, "E(offer)": offers, "Pr(accept)": taken})


def on_rows(fit: GameFit, frame: "pl.DataFrame") -> Likelihood:
    """The fitted game's likelihood laid out on other rows (what they observed is not read)."""
    old, prepared = tree_likelihood(fit), fit.prepared
    assert isinstance(prepared.game, Game)  # noqa: S101 -- tree_likelihood has checked
    for column in prepared.game.columns:
        if column not in frame.columns:
            raise UnknownNameError("column", column, frame.columns)
    X = np.hstack([made.encode(frame) for made in prepared.encoders])
    if not np.isfinite(X).all():
        raise InputError("a regressor is missing or not finite in some row", where="data")
    return Likelihood(
        X=X,
        cut=old.cut,
        weights=None,
        structure=old.structure,
        observed=np.zeros(frame.height, dtype=np.int64),
        nature=nature_of(prepared.game.tree, frame),
    )


def tree_likelihood(fit: GameFit) -> Likelihood:
    """The likelihood of a fit of a game on a tree; InputError for an ultimatum game."""
    likelihood = fit.prepared.likelihood
    if not isinstance(likelihood, Likelihood):
        raise InputError("an ultimatum game has no tree of actions", hint="use predict_offers")
    return likelihood


def typical(fit: GameFit, settings: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A typical row: means, medians of 0/1 columns, the most frequent level; ``settings`` override.

    Over the rows used, as Kenkel & Signorino (2014) do.
    """
    game = fit.game
    columns = _columns(game)
    row: dict[str, Any] = {}
    for column in columns:
        values = fit.prepared.frame[column]
        if not (values.dtype.is_numeric() or str(values.dtype) == "Boolean"):
            counts = values.cast(str).value_counts(sort=True)
            top = counts.filter(counts["count"] == counts["count"].max())
            row[column] = sorted(top[column].to_list())[0]
            continue
        numbers = values.cast(float).to_numpy()
        binary = bool(np.isin(numbers, (0.0, 1.0)).all())
        row[column] = float(np.median(numbers) if binary else np.mean(numbers))
    for column, value in (settings or {}).items():
        if column not in columns:
            raise UnknownNameError("column", column, columns)
        row[column] = value
    return row


def _columns(game: Game | Ultimatum) -> tuple[str, ...]:
    if isinstance(game, Game):
        return game.columns
    return tuple(dict.fromkeys((*game.proposer.columns, *game.responder.columns)))


def grid(
    fit: GameFit,
    column: str,
    *,
    values: Sequence[Any] | None = None,
    points: int = 21,
    settings: Mapping[str, Any] | None = None,
) -> "pl.DataFrame":
    """Typical rows along which one column runs over ``values`` (by default its range or levels)."""
    import polars as pl

    row = typical(fit, settings)
    if column not in row:
        raise UnknownNameError("column", column, row)
    if values is None:
        seen = fit.prepared.frame[column]
        if not seen.dtype.is_numeric():
            levels = [
                made.levels[column] for made in fit.prepared.encoders if column in made.levels
            ]
            values = list(levels[0])
        else:
            numbers = seen.cast(float).to_numpy()
            distinct = np.unique(numbers)
            few = len(distinct) <= 2
            values = list(distinct if few else np.linspace(distinct[0], distinct[-1], points))
    rows = [{**row, column: value} for value in values]
    return pl.DataFrame(rows)


def along(
    fit: GameFit,
    column: str,
    *,
    values: Sequence[Any] | None = None,
    points: int = 21,
    settings: Mapping[str, Any] | None = None,
    level: float = 0.95,
    count: int = 1000,
    seed: int = 0,
    coefs: Array | None = None,
) -> "pl.DataFrame":
    """Outcome probabilities along a column, other columns typical, with percentile bands.

    Bands come from ``count`` draws of the coefficients, or from ``coefs`` (B, K), such as
    ``bootstrap(fit).coef``. Columns: the column, then for each label its probability, low, high.
    """
    frame = grid(fit, column, values=values, points=points, settings=settings)
    likelihood = on_rows(fit, frame)
    tail = 0.5 * (1.0 - level)
    many = draws(fit, count, seed) if coefs is None else coefs
    point = likelihood.label_probabilities(fit.coef)
    sweep = Sweep(likelihood.structure, likelihood.index(many), likelihood.nature)
    bands = [np.quantile(np.exp(log), [tail, 1 - tail], axis=0) for log in sweep.log_labels()]
    import polars as pl

    out: dict[str, Any] = {column: frame[column]}
    for i, label in enumerate(likelihood.structure.labels):
        out[f"Pr({label})"] = point[:, i]
        out[f"low({label})"], out[f"high({label})"] = bands[i]
    return pl.DataFrame(out)


def what_if(
    fit: GameFit,
    changes: Mapping[str, Any],
    data: Any = None,
    *,
    level: float = 0.95,
    cov: Array | None = None,
) -> Effect:
    """Average effect of changing columns on each outcome's probability.

    changes: column -> new value, or text such as ``+1``, ``-0.5`` or ``*2`` that shifts or scales
    the column (``=-0.5`` sets it). data: rows to average over, by default those used (with
    their weights).
    """
    import polars as pl
    from scipy.special import ndtri

    frame = fit.prepared.frame if data is None else frame_of(data)
    weights = fit.prepared.likelihood.weights if data is None else None
    columns = _columns(fit.game)
    moved = frame
    for column, change in changes.items():
        if column not in columns:
            raise UnknownNameError("column", column, columns)
        moved = moved.with_columns(_changed(pl.col(column), change, frame[column]))
    before, slope_before = _average(on_rows(fit, frame), fit.coef, weights)
    after, slope_after = _average(on_rows(fit, moved), fit.coef, weights)
    free = np.flatnonzero(fit.free)
    V = (covariance(fit) if cov is None else cov)[np.ix_(free, free)]
    J = (slope_after - slope_before)[:, free]
    se = np.sqrt(np.maximum(np.einsum("lk,km,lm->l", J, V, J), 0.0))
    width = float(ndtri(0.5 + 0.5 * level)) * se
    text = ", ".join(f"{c}: {v}" for c, v in changes.items())
    labels = tuple(tree_likelihood(fit).structure.labels)
    change = after - before
    return Effect(labels, text, before, after, change, se, change - width, change + width, level)


def _changed(column: "pl.Expr", change: Any, values: "pl.Series") -> "pl.Expr":
    import polars as pl

    text = str(change).strip()
    shift = isinstance(change, str) and text[:1] in {"+", "*", "-"} and values.dtype.is_numeric()
    if not shift:
        text = text.removeprefix("=")
        if values.dtype.is_numeric():
            try:
                return pl.lit(float(text)).alias(values.name)
            except ValueError:
                raise InputError(f"{values.name!r} holds numbers, not {text!r}") from None
        return pl.lit(text).alias(values.name)
    try:
        number = float(text[1:])
    except ValueError:
        raise InputError(f"not a change: {text!r}", hint="write 2, +1, -0.5 or *2") from None
    number = -number if text[0] == "-" else number
    return column * number if text[0] == "*" else column + number


def _average(likelihood: Likelihood, theta: Array, weights: Array | None) -> tuple[Array, Array]:
    """Mean probability of each label (L,) and its derivatives (L, K)."""
    count = len(likelihood.structure.labels)
    mean, slope = np.zeros(count), np.zeros((count, likelihood.X.shape[1]))
    share = np.ones(likelihood.rows) if weights is None else weights
    share = share / share.sum()
    start = 0
    for block in likelihood.blocks(4096):
        w = share[start : start + block.rows]
        start += block.rows
        sweep = block.sweep(theta)
        for label, log in enumerate(sweep.log_labels()):
            chance = np.exp(log) * w
            gradient = Reverse(sweep, np.full(block.rows, label)).gradient * chance
            mean[label] += chance.sum()
            slope[label] += (gradient.T[:, block.owner] * block.X).sum(axis=0)
    return mean, slope
