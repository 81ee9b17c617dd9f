"""Tables of other programs as Polars frames: Parquet, Stata, pandas; and strays in any of them."""

import io
import warnings
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from foedus.errors import ExtraNeededError, InputError
from foedus.sheet.numbers import POINT, Marks, refusal, stray

if TYPE_CHECKING:
    import polars as pl


def parquet(content: bytes, name: str) -> "pl.DataFrame":
    """A Parquet file's table; InputError where it is none."""
    import polars as pl

    try:
        return pl.read_parquet(io.BytesIO(content))
    except (Exception, pl.exceptions.PanicException) as error:  # whatever arbitrary bytes set off
        raise _unreadable("Parquet", error, name) from None


def stata(content: bytes, name: str) -> "pl.DataFrame":
    """A Stata file's table; columns with a label for every value as their labels, in their order.

    Raises InputError where it is none.
    """
    try:
        import pandas as pd
    except ImportError:
        raise ExtraNeededError("a table in Stata's format", "data", where=name) from None

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            numbers = pd.read_stata(io.BytesIO(content), convert_categoricals=False)
            try:
                labelled = pd.read_stata(io.BytesIO(content))
            except ValueError:  # labels that stand for several values
                labelled = numbers
        for column in labelled.columns:
            kinds = getattr(labelled[column].dtype, "categories", None)
            if kinds is not None and not all(isinstance(kind, str) for kind in kinds):
                labelled[column] = numbers[column]
        return from_pandas(labelled, blank=True)
    except InputError:
        raise
    except Exception as error:  # whatever arbitrary bytes set off
        raise _unreadable("Stata", error, name) from None


def _unreadable(kind: str, error: BaseException, name: str) -> InputError:
    said = (str(error).splitlines() or [type(error).__name__])[0]
    return InputError(f"cannot be read as a table: not a {kind} file ({said[:120]})", where=name)


def from_pandas(data: Any, *, blank: bool = False) -> "pl.DataFrame":
    """A Polars frame of a pandas frame's columns; categories keep their order.

    blank: empty text is missing. Raises InputError for a column that stands twice.
    """
    import polars as pl

    names = [str(name) for name in data.columns]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"column {name!r} stands twice", hint="keep one of the two")
    # Column by column: polars.from_pandas needs pyarrow for text and for nullable columns.
    columns = []
    for name, column in zip(names, data.columns, strict=True):
        given = data[column]
        values = [
            None if missing or (blank and value == "") else value
            for value, missing in zip(given.tolist(), given.isna().tolist(), strict=True)
        ]
        kinds = getattr(given.dtype, "categories", None)
        if kinds is not None and all(isinstance(kind, str) for kind in kinds):
            columns.append(pl.Series(name, values, dtype=pl.Enum(list(kinds))))
        else:
            columns.append(pl.Series(name, values, strict=False))
    return pl.DataFrame(columns)


def checked(
    table: "pl.DataFrame",
    where: Callable[[int], str],
    numbers: Collection[str] = (),
    measures: Collection[str] = (),
    style: Marks = POINT,
) -> "pl.DataFrame":
    """The same table; InputError for a word where numbers are needed, or a few among numbers.

    where: the place of a row, counted from 0.
    """
    import polars as pl

    for column in table.columns:
        required = column in numbers
        if table.schema[column] == pl.String and (required or column in measures):
            place = stray(table[column], style, required=required)
            if place is not None:
                raise refusal(table[column], place, where(place), kinds=not required)
    return table


def row_used(place: int) -> str:
    """The place of a row of a frame, when some of what was given may have been left out."""
    return f"row {place + 1} of those used"
