"""Tables of rows to fit games on: read, narrowed to what a game can use, weighted, grouped."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.estimate import Array

if TYPE_CHECKING:
    import polars as pl

_CONDITION = re.compile(r"^\s*(\w[\w. ]*?)\s*(==|!=|>=|<=|>|<)\s*(.+?)\s*$")


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
