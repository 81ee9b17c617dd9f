"""The rows that a signaling game is fitted to: what was seen in each, and its regressors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.errors import DataError, UnknownNameError
from foedus.estimate import Array
from foedus.games.encoder import Encoder, encoder
from foedus.games.formula import CONSTANT
from foedus.games.rows import numeric, rows
from foedus.games.signaling.design import DesignMatrix
from foedus.games.signaling.payoffs import UTILITIES, Ints
from foedus.games.signaling.specification import Specification

if TYPE_CHECKING:
    import polars as pl

INTERCEPT = "(Intercept)"


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows a specification uses.

    design: n games. counts: shape (n, 4), weighted. kept: shape (n,), places of the rows in the
    data. dropped: how many rows had a missing value in a column used. encoders: how each utility's
    columns are made, for new rows. frame: the rows kept.
    """

    design: DesignMatrix
    counts: Array
    kept: Ints
    dropped: int
    encoders: Mapping[str, Encoder]
    frame: "pl.DataFrame"


def sample(spec: Specification, frame: "pl.DataFrame") -> Sample:
    """The games of ``frame`` that the specification can use.

    Rows with a missing value in any column used are dropped and counted. Raises UnknownNameError
    for a column that is absent, DataError for counts or weights that are negative or no numbers.
    """
    whole, kept, given = rows(frame, (), spec.columns)
    encoders: dict[str, Encoder] = {}
    offset = np.zeros((whole.height, len(UTILITIES)))
    blocks, owner, names = [np.empty((whole.height, 0))], [], []
    for j, (name, formula) in enumerate(spec.formulas.items()):
        if formula.fixed is not None:
            offset[:, j] = formula.fixed
            continue
        encoders[name], X = encoder(formula, whole, {})
        blocks.append(X)
        owner += [j] * X.shape[1]
        names += [f"{name}:{regressor(n)}" for n in encoders[name].names]
    design = DesignMatrix(np.column_stack(blocks), np.array(owner, np.int64), tuple(names), offset)
    return Sample(design, _counts(spec, whole), kept, given - whole.height, encoders, whole)


def encode(spec: Specification, made: Sample, frame: "pl.DataFrame") -> DesignMatrix:
    """The design of new rows, coded as the sample was."""
    offset = np.zeros((frame.height, len(UTILITIES)))
    blocks = [np.empty((frame.height, 0))]
    for j, (name, formula) in enumerate(spec.formulas.items()):
        if formula.fixed is not None:
            offset[:, j] = formula.fixed
            continue
        for column in formula.columns:
            if column not in frame.columns:
                raise UnknownNameError("column", column, frame.columns)
            if frame[column].null_count():
                raise DataError(f"the column {column!r} has missing values in the rows to predict")
        blocks.append(made.encoders[name].encode(frame))
    return DesignMatrix(np.column_stack(blocks), made.design.owner, made.design.names, offset)


def regressor(name: str) -> str:
    """A regressor's name as R writes it."""
    return INTERCEPT if name in ("Intercept", CONSTANT, "1") else name


def _counts(spec: Specification, frame: "pl.DataFrame") -> Array:
    seen = spec.observed
    if seen.column is not None:
        values = frame[seen.column].cast(str).to_numpy()
        strange = sorted(set(values) - set(seen.words))
        if strange:
            raise UnknownNameError(f"outcome in column {seen.column!r}", strange[0], seen.words)
        counts = (values[:, None] == np.array(seen.words)[None, :]).astype(float)
    else:
        counts = np.column_stack([number(frame, column) for column in seen.words])
    if spec.weights:
        counts = counts * number(frame, spec.weights)[:, None]
    return np.asarray(counts, float)


def number(frame: "pl.DataFrame", column: str) -> Array:
    """A column of finite numbers, none negative; DataError names the first that is not."""
    values = numeric(frame, column)
    if (values < 0).any() or not np.isfinite(values).all():
        row = int(np.argmax((values < 0) | ~np.isfinite(values)))
        raise DataError(
            f"the column {column!r} holds {values[row]} in row {row + 1} of those used",
            hint="counts, weights, beliefs and errors are finite and not negative",
        )
    return np.asarray(values, float)
