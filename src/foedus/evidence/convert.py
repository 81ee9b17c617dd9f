"""Raw bytes to a Polars frame: R's .rda, Stata's .dta and csv, with one idea of missing.

Whole numbers become Int64 (so that no sum or product of codes overflows), R's Dates become dates,
NaN and R's NA become null. Codes such as -9 stay as the publisher wrote them.
"""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import DataError, ExtraNeededError
from foedus.evidence.card import Card

if TYPE_CHECKING:
    import polars as pl

#: Part of a converted table's name: raise it whenever this file's output changes.
VERSION = 1
#: Formats that the extra `data` alone reads, and the library that does.
_READERS = {"rda": "rdata", "dta": "pandas"}


def installed(entry: Card) -> bool:
    """Whether what reads a data set's format is installed."""
    reader = _READERS.get(entry.format)
    return reader is None or find_spec(reader) is not None


def convert(entry: Card, path: Path) -> "pl.DataFrame":
    """Read the verified raw file at ``path``.

    Raises DataError if it cannot be parsed, ExtraNeededError where what reads R's and Stata's files
    is not installed.
    """
    try:
        match entry.format:
            case "rda":
                frame = _rda(path, entry.object)
            case "csv":
                frame = _csv(path, entry.encoding, entry.missing)
            case _:
                frame = _dta(path)
    except (DataError, ExtraNeededError):
        raise
    except Exception as error:
        raise DataError(
            f"{entry.id} could not be read as {entry.format} ({type(error).__name__}: {error})",
            where=str(path),
            hint="its hash is right, so this is a fault of Foedus or of a library: report it",
        ) from error
    return tidy(frame)


def _rda(path: Path, name: str | None) -> "pl.DataFrame":
    """R's saved workspace, through rdata (MIT).

    Every R class that the files hold has a constructor here, so rdata has nothing to guess and
    nothing to warn about, and no pandas frame stands between.
    """
    import numpy as np
    import polars as pl

    try:
        import rdata
    except ImportError:
        raise ExtraNeededError("a table in R's format", "data", where=str(path)) from None

    def frame(columns: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
        return {str(key): column(values) for key, values in columns.items()}

    def column(values: Any) -> pl.Series:
        if isinstance(values, pl.Series):
            return values
        if isinstance(values, list):  # a list column: several values in one cell
            return pl.Series([_joined(cell) for cell in values], dtype=pl.String)
        if isinstance(values, np.ma.MaskedArray):  # R's integers and logicals, with NA
            held = values.mask if values.mask is not np.ma.nomask else np.zeros(len(values), bool)
            return pl.Series(values.data).set(pl.Series(held), None)
        if values.dtype.kind in "OU":
            return pl.Series([_text(cell) for cell in values], dtype=pl.String)
        return pl.Series(values)

    def days(values: Any, _: Mapping[str, Any]) -> pl.Series:
        since_1970 = pl.Series(np.asarray(values, dtype=float), nan_to_null=True)
        return since_1970.floor().cast(pl.Int32).cast(pl.Date)

    def plain(value: Any, _: Mapping[str, Any]) -> Any:
        return value  # a column specification left over by readr

    classes = ["data.frame", "tbl", "tbl_df", "spec_tbl_df"]
    makers: dict[str | bytes, Any] = {"Date": days}
    makers |= dict.fromkeys(classes, frame)
    makers |= dict.fromkeys(("col_spec", "collector", *_collectors()), plain)
    objects = rdata.read_rda(path, constructor_dict=makers)
    if name not in objects:
        raise DataError(f"no table {name!r} inside; found {sorted(objects)}", where=str(path))
    return pl.DataFrame(objects[name])


def _collectors() -> list[str]:
    kinds = ("double", "integer", "character", "logical", "guess", "date", "skip")
    return [f"collector_{kind}" for kind in kinds]


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None  # R's NA comes as None or NaN


def _joined(cell: Any) -> str | None:
    words = [cell] if isinstance(cell, str) else [] if cell is None else list(cell)
    return "; ".join(str(word) for word in words if _text(word) is not None) or None


def _csv(path: Path, encoding: str, missing: tuple[str, ...]) -> "pl.DataFrame":
    import polars as pl

    return pl.read_csv(
        path.read_bytes().decode(encoding).encode("utf-8"),
        null_values=list(missing),
        infer_schema_length=None,
    )


def _dta(path: Path) -> "pl.DataFrame":
    import polars as pl

    try:
        import pandas as pd
    except ImportError:
        raise ExtraNeededError("a table in Stata's format", "data", where=str(path)) from None

    table = pd.read_stata(path, convert_categoricals=False)
    return pl.DataFrame(
        {
            str(name): pl.Series([_text(cell) for cell in values], dtype=pl.String)
            if not pd.api.types.is_numeric_dtype(values)
            else pl.Series(values.to_numpy())
            for name, values in table.items()
        }
    )


def tidy(frame: "pl.DataFrame") -> "pl.DataFrame":
    """NaN to null; Int64 for every column of whole numbers, Float64 for other numbers."""
    import polars as pl

    def one(column: pl.Series) -> pl.Series:
        if not column.dtype.is_numeric():
            return column
        if column.dtype.is_float():
            column = column.cast(pl.Float64).fill_nan(None)
            if not ((column.floor() == column) & column.is_finite()).all():
                return column
        return column.cast(pl.Int64)

    return pl.DataFrame([one(column) for column in frame.iter_columns()])
