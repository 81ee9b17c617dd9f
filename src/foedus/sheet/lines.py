"""Lines split into cells all at once, where each is a row: the common case, and the fast one."""

import csv
import re
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def split(
    text: str, first: int, width: int, delimiter: str, comments: bool
) -> "tuple[pl.DataFrame, array[int]] | None":
    """The cells of a text's lines, stripped, and the line that each row stands on.

    first: the number of the first line. width: how many cells a row has. comments: whether lines
    that begin with ``#`` are left out. None where a line is not one whole row of that width (a
    cell with a line break, a quote that stays open): what reads cell by cell is to say.
    """
    import polars as pl

    lines = pl.Series("line", text.split("\n"), dtype=pl.String)
    kept = lines.str.strip_chars(" ") != ""
    if comments:
        kept &= ~lines.str.starts_with("#")
    at = kept.arg_true()
    lines = lines.filter(kept)
    if not len(lines):
        return None
    quoted = lines.str.contains('"', literal=True)
    hard: dict[int, list[str]] = {}
    if quoted.any():
        bare = _unquoted(lines, quoted, delimiter)
        if bare is None or any(len(row) != width for row in bare[1].values()):
            return None
        lines, hard = bare
        lines = lines.scatter(list(hard), [delimiter * (width - 1)] * len(hard))
    if (lines.str.count_matches(delimiter, literal=True) != width - 1).any():
        return None
    columns = (
        lines.str.split_exact(delimiter, width - 1)
        .struct.rename_fields([str(i) for i in range(width)])
        .struct.unnest()
    )
    if hard:
        columns = columns.with_columns(
            columns[str(i)].scatter(list(hard), [row[i] for row in hard.values()])
            for i in range(width)
        )
    numbers = array("q")
    numbers.frombytes((at.to_numpy().astype("int64") + first).tobytes())
    return columns.with_columns(pl.all().str.strip_chars()), numbers


def _unquoted(
    lines: "pl.Series", quoted: "pl.Series", delimiter: str
) -> "tuple[pl.Series, dict[int, list[str]]] | None":
    """Lines without the quotes around whole cells, and rows of those with harder ones by place.

    None where a quote does not close on its line.
    """
    import polars as pl

    plain = f'[^"{re.escape(delimiter)}]*'
    cell = f'(?:{plain}|"{plain}")'
    easy = lines.str.contains(f"^{cell}(?:{re.escape(delimiter)}{cell})*$")
    table = pl.DataFrame({"x": lines, "easy": easy & quoted})
    bare = pl.col("x").str.replace_all('"', "", literal=True)
    made = table.select(pl.when("easy").then(bare).otherwise("x").alias("line"))["line"]
    places = (quoted & ~easy).arg_true().to_list()
    hard: dict[int, list[str]] = {}
    for place in places:
        try:
            rows = list(csv.reader([lines[place]], delimiter=delimiter, strict=True))
        except csv.Error:
            return None
        if len(rows) != 1:
            return None
        hard[place] = rows[0]
    return made, hard
