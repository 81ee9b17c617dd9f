"""Formulas made into regressors, tied to the data they were fitted on: new data is coded alike."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import DataError, ExtraNeededError, InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.formula import (
    CONSTANT,
    FUNCTIONS,
    Formula,
    FormulaTerm,
    first_line,
    terms_of,
)
from foedus.sheet import checked, row_used

if TYPE_CHECKING:
    import polars as pl

#: The most that a regressor may be, either way.
GREATEST = 1e100


@dataclass(frozen=True, slots=True)
class Encoder:
    """A formula tied to the data it was fitted on, so that new data is coded alike.

    names: the regressors' names as formulaic writes them. levels: for each factor column, the
    values seen (the first is the reference level).
    """

    formula: Formula
    names: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    spec: Any = field(default=None, repr=False)

    def encode(self, frame: "pl.DataFrame") -> Array:
        """(n, k) regressors of new rows; InputError names a level that was never seen."""
        if self.spec is None:
            return _numeric(self.formula, frame)
        data = _pandas(frame, self.formula.columns, self.levels)
        with _quiet():
            matrix = self.spec.get_model_matrix(data, context=dict(FUNCTIONS), na_action="ignore")
        return np.asarray(matrix, dtype=float)


def encoder(
    formula: Formula, frame: "pl.DataFrame", levels: Mapping[str, tuple[str, ...]]
) -> tuple[Encoder, Array]:
    """Tie a formula to data: the encoder and the (n, k) regressors.

    levels: orders of factor levels where the alphabet is not wanted. DataError names a column that
    is absent or a term that is not finite somewhere.
    """
    for column in formula.columns:
        if column not in frame.columns:
            raise UnknownNameError("column", column, frame.columns)
    checked(frame.select(formula.columns), row_used, measures=set(formula.measures) - set(levels))
    if formula.fixed is not None:
        return Encoder(formula, ("",), {}), np.ones((frame.height, 1))
    if _plain(formula, frame):
        names = tuple(_name(term) for term in terms_of(formula.text))
        X = _numeric(formula, frame)
        made = Encoder(formula, names, {})
    else:
        X, made = _with_formulaic(formula, frame, levels)
    sound = np.abs(X) <= GREATEST  # false of what is no number, too
    if not sound.all():
        at = int(np.argmin(sound.all(axis=0)))
        row = int(np.argmin(sound[:, at]))
        what = f"{X[row, at]:.3g}, too large" if np.isfinite(X[row, at]) else "not a finite number"
        raise DataError(
            f"the regressor {made.names[at]!r} of the formula {formula.text!r} is {what} "
            f"in row {row + 1} of those used",
            hint="check the logarithm of a zero, or drop those rows with `where`",
        )
    return made, X


def _with_formulaic(
    formula: Formula, frame: "pl.DataFrame", levels: Mapping[str, tuple[str, ...]]
) -> tuple[Array, Encoder]:
    try:
        from formulaic import model_matrix
        from formulaic.errors import FormulaicError
    except ImportError:  # a factor column by its plain name comes here without having been parsed
        raise ExtraNeededError(f"the formula {formula.text!r}", "formulas") from None

    seen = _levels(formula, frame, levels)
    data = _pandas(frame, formula.columns, seen)
    text = "1" if formula.text == CONSTANT else formula.text
    try:
        with _quiet():
            matrix = model_matrix(text, data, context=dict(FUNCTIONS), na_action="ignore")
    except (FormulaicError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"the formula {formula.text!r} cannot be computed: {first_line(error)}"
        ) from None
    constants = matrix.model_spec.term_indices.get("1", ())
    names = tuple(
        str(name) if i in constants else _column_name(str(name))
        for i, name in enumerate(matrix.columns)
    )
    return np.asarray(matrix, dtype=float), Encoder(formula, names, seen, matrix.model_spec)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back the libraries' warnings: what is not finite is refused by name afterwards."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _name(term: FormulaTerm) -> str:
    return "Intercept" if str(term) == "1" else _column_name(str(term))


def _column_name(name: str) -> str:
    """A regressor's name; a column called as the constant is keeps its backticks."""
    return f"`{name}`" if name in {CONSTANT, "Intercept", "(Intercept)"} else name


def _plain(formula: Formula, frame: "pl.DataFrame") -> bool:
    """Whether every factor is a number or a numeric column: then NumPy alone does."""
    numeric = {n for n, t in frame.schema.items() if t.is_numeric() or str(t) == "Boolean"}
    return all(
        factor.kind == "literal" or (
            factor.kind == "lookup" and factor.expr in numeric
        )
        for term in terms_of(formula.text)
        for factor in term.factors
    )  # fmt: skip


def _numeric(formula: Formula, frame: "pl.DataFrame") -> Array:
    if formula.fixed is not None:
        return np.ones((frame.height, 1))
    terms = terms_of(formula.text)
    X = np.ones((frame.height, len(terms)))
    for j, term in enumerate(terms):
        for factor in term.factors:
            if factor.kind == "lookup":
                X[:, j] *= frame[factor.expr].cast(float).to_numpy()
            else:
                X[:, j] *= float(factor.expr)
    return X


def _levels(
    formula: Formula, frame: "pl.DataFrame", given: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    import polars as pl

    levels: dict[str, tuple[str, ...]] = {}
    for column in formula.columns:
        if column in given:
            levels[column] = given[column]
        elif isinstance(kinds := frame.schema[column], pl.Enum):
            seen = set(frame[column].cast(pl.String).drop_nulls())
            levels[column] = tuple(kind for kind in kinds.categories if kind in seen)
        elif kinds in (pl.String, pl.Categorical):
            levels[column] = tuple(frame[column].cast(pl.String).unique().drop_nulls().sort())
    return levels


def _pandas(
    frame: "pl.DataFrame", columns: Iterable[str], levels: Mapping[str, tuple[str, ...]]
) -> Any:
    import pandas as pd

    data: dict[str, Any] = {}
    for column in columns:
        if column not in levels:
            data[column] = frame[column].to_numpy()
            continue
        values = frame[column].cast(str)
        unknown = set(values.unique().drop_nulls()) - set(levels[column])
        if unknown:
            raise UnknownNameError(f"level of {column!r}", sorted(unknown)[0], levels[column])
        data[column] = pd.Categorical(values.to_list(), categories=list(levels[column]))
    return pd.DataFrame(data, index=pd.RangeIndex(frame.height))
