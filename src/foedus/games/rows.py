"""Tables of rows to fit games on: read, narrowed to what a game can use, weighted, grouped."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from foedus import sheet
from foedus.errors import DataError, InputError, UnknownNameError
from foedus.estimate import Array

if TYPE_CHECKING:
    import polars as pl

_CONDITION = re.compile(r"^\s*(\w[\w. ]*?)\s*(==|!=|>=|<=|>|<)\s*(.+?)\s*$")


class Reader(Protocol):
    """A game that says which columns it reads as numbers."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns that must hold numbers."""

    @property
    def measures(self) -> tuple[str, ...]:
        """Columns of formulas, which may be words instead: a factor's."""


def read_table(
    path: str | Path, game: Reader | None = None, *, say: Callable[[str], None] = lambda _: None
) -> "pl.DataFrame":
    """Read a CSV, Parquet or Stata file (``foedus.sheet.frame``).

    game: what the rows are for; a word among a column of numbers that it reads is then refused by
    file and line. say: told in one line what was taken, where that does not go without saying.
    """
    if game is None:
        return sheet.frame(path, say=say)
    return sheet.frame(path, numbers=game.numbers, measures=game.measures, say=say)


def frame_of(data: Any) -> "pl.DataFrame":
    """A Polars frame from a Polars or pandas frame or a mapping of columns."""
    import polars as pl

    if isinstance(data, pl.DataFrame):
        return data
    if isinstance(data, Mapping):
        return pl.DataFrame(dict(data))
    if hasattr(data, "columns") and hasattr(data, "to_numpy"):
        return sheet.from_pandas(data)
    raise InputError(f"expected a table (Polars, pandas or a dict), found {type(data).__name__}")


def numeric(frame: "pl.DataFrame", column: str) -> Array:
    """(n,) numbers of a column, NaN where missing; InputError names a cell that is none."""
    import polars as pl

    values = frame[column]
    if values.dtype == pl.String:
        sheet.checked(frame.select(column), sheet.row_used, numbers=(column,))
        values = sheet.typed(values, required=True)
    if not (values.dtype.is_numeric() or values.dtype in (pl.Boolean, pl.Null)):
        raise InputError(f"column {column!r} holds {values.dtype}, not numbers", where="data")
    return values.cast(pl.Float64).to_numpy()


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
    weights = numeric(frame, column)
    if not np.isfinite(weights).all() or (weights < 0).any() or not weights.any():
        raise InputError(
            f"the weights in {column!r} must be finite, none negative and some positive",
            where="weights",
        )
    return weights


def cluster_numbers(values: Any) -> NDArray[np.int64]:
    """Consecutive numbers for the distinct values."""
    return np.unique(np.asarray(values), return_inverse=True)[1].astype(np.int64)
