"""Utility formulas: text over columns of data, made into regressors.

A formula is read by formulaic (``income + C(regime) + log(trade) - 1``). Formulaic would evaluate
any Python inside a factor; a document is data, never code, so factors are checked against a short
list of functions and arithmetic before they are evaluated.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.estimate import Array
from foedus.sheet import checked, row_used

if TYPE_CHECKING:
    import polars as pl

CONSTANT = "constant"
FUNCTIONS = {
    "log": np.log, "log1p": np.log1p, "log2": np.log2, "log10": np.log10, "exp": np.exp,
    "expm1": np.expm1, "sqrt": np.sqrt, "abs": np.abs, "square": np.square, "tanh": np.tanh,
}  # fmt: skip
TRANSFORMS = {"C", "I", "poly", "bs", "cr", "cc", "center", "scale", "treatment", "sum", "helmert"}

#: The most that a payoff which is given may be, and a regressor, either way.
LARGEST, GREATEST = 1e6, 1e100


@dataclass(frozen=True, slots=True)
class Formula:
    """One linear index. ``fixed`` holds a number instead, for a payoff that is known.

    ``text`` is what was written; zero payoffs have no formula at all.
    """

    text: str
    fixed: float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the data that the formula reads, in order of appearance."""
        if self.fixed is not None:
            return ()
        names: dict[str, None] = {}
        for term in _terms(self.text):
            for factor in term.factors:
                names.update(dict.fromkeys(_columns(factor)))
        return tuple(names)

    @property
    def measures(self) -> tuple[str, ...]:
        """Those of the columns that stand somewhere outside of ``C(…)``, which makes a factor."""
        if self.fixed is not None:
            return ()
        factors = [factor for term in _terms(self.text) for factor in term.factors]
        outside = [factor for factor in factors if not factor.expr.startswith("C(")]
        return tuple(dict.fromkeys(c for factor in outside for c in _columns(factor)))

    def check(self) -> None:
        """Refuse text that is no formula or that asks for more than a formula may."""
        if self.fixed is None and not _terms(self.text):
            raise InputError(
                f"the formula {self.text!r} has no term", hint=f"write 0, or {CONSTANT!r}"
            )


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
        names = tuple(_name(term) for term in _terms(formula.text))
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


def fixed(value: float) -> Formula:
    """A payoff that is known. Raises InputError for one that no other could be weighed against."""
    if not -LARGEST <= value <= LARGEST:  # nor infinite, nor no number
        raise InputError(
            f"found the payoff {value:.3g}, allowed: {-LARGEST:g} to {LARGEST:g}",
            hint="errors have a scale of about 1; measure payoffs in such units",
        )
    return Formula(str(value), fixed=float(value))


def _with_formulaic(
    formula: Formula, frame: "pl.DataFrame", levels: Mapping[str, tuple[str, ...]]
) -> tuple[Array, Encoder]:
    from formulaic import model_matrix
    from formulaic.errors import FormulaicError

    seen = _levels(formula, frame, levels)
    data = _pandas(frame, formula.columns, seen)
    text = "1" if formula.text == CONSTANT else formula.text
    try:
        with _quiet():
            matrix = model_matrix(text, data, context=dict(FUNCTIONS), na_action="ignore")
    except (FormulaicError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"the formula {formula.text!r} cannot be computed: {_first(error)}"
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


def _first(error: BaseException) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", str(error)).strip().splitlines()[0] if str(error) else ""


def _terms(text: str) -> tuple[Any, ...]:
    """Formulaic's terms of a formula, each factor checked."""
    from formulaic import Formula as Parsed
    from formulaic import SimpleFormula
    from formulaic.errors import FormulaicError

    try:
        parsed = Parsed("1" if text.strip() == CONSTANT else text)
    except (FormulaicError, SyntaxError, ValueError, TypeError) as error:
        raise InputError(
            f"not a formula: {text!r} ({_first(error)})",
            hint="write columns joined by +, such as `income + C(regime) + log(trade)`",
        ) from None
    if not isinstance(parsed, SimpleFormula):
        raise InputError(
            f"not one linear index: {text!r}", hint="a utility has no ~ and no |; only + - : *"
        )
    for term in parsed:
        for factor in term.factors:
            _columns(factor)
    return tuple(parsed)


def _name(term: Any) -> str:
    return "Intercept" if str(term) == "1" else _column_name(str(term))


def _column_name(name: str) -> str:
    """A regressor's name; a column called as the constant is keeps its backticks."""
    return f"`{name}`" if name in {CONSTANT, "Intercept", "(Intercept)"} else name


def _columns(factor: Any) -> list[str]:
    """Columns one factor reads; InputError if it holds anything but arithmetic on columns."""
    kind = factor.eval_method.value
    if kind == "literal":
        return []
    if kind == "lookup":
        return [factor.expr]
    quoted = re.sub(r"`([^`]*)`", lambda m: "_q_" + m.group(1).encode().hex(), factor.expr)
    try:
        tree = ast.parse(quoted, mode="eval")
    except SyntaxError:
        raise InputError(f"not a formula: {factor.expr!r}") from None
    names: list[str] = []
    _walk(tree.body, names, factor.expr)
    return [bytes.fromhex(n[3:]).decode() if n.startswith("_q_") else n for n in names]


def _walk(node: ast.AST, names: list[str], text: str) -> None:
    match node:
        case ast.Name(id=name):
            names.append(name)
        case ast.Constant(value=str() | int() | float() | None):
            pass
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _walk(left, names, text)
            _walk(right, names, text)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int(power))) if (
            0 <= power <= 9
        ):
            _walk(left, names, text)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=inner):
            _walk(inner, names, text)
        case ast.Compare(left=left, comparators=[right]):
            _walk(left, names, text)
            _walk(right, names, text)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            for item in items:
                _walk(item, names, text)
        case ast.Call(func=function, args=arguments, keywords=keywords) if _known(function):
            for argument in (*arguments, *(k.value for k in keywords)):
                _walk(argument, names, text)
        case _:
            raise InputError(
                f"the formula part {text!r} is not allowed: a formula is data, not a program",
                hint="arithmetic, comparisons and "
                + ", ".join([*FUNCTIONS, "C", "I", "poly", "bs"]),
            )


def _known(function: ast.AST) -> bool:
    match function:
        case ast.Name(id=name):
            return name in FUNCTIONS or name in TRANSFORMS
        case ast.Attribute(value=ast.Name(id="contr"), attr=name):
            return name in TRANSFORMS
    return False


def _plain(formula: Formula, frame: "pl.DataFrame") -> bool:
    """Whether every factor is a number or a numeric column: then NumPy alone does."""
    numeric = {n for n, t in frame.schema.items() if t.is_numeric() or str(t) == "Boolean"}
    return all(
        factor.eval_method.value == "literal" or (
            factor.eval_method.value == "lookup" and factor.expr in numeric
        )
        for term in _terms(formula.text)
        for factor in term.factors
    )  # fmt: skip


def _numeric(formula: Formula, frame: "pl.DataFrame") -> Array:
    if formula.fixed is not None:
        return np.ones((frame.height, 1))
    terms = _terms(formula.text)
    X = np.ones((frame.height, len(terms)))
    for j, term in enumerate(terms):
        for factor in term.factors:
            if factor.eval_method.value == "lookup":
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
