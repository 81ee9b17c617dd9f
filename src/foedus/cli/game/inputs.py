"""What the `foedus game` commands take: data, settings, coefficients."""

import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.give import note
from foedus.cli.options import written
from foedus.errors import FoedusError, InputError

if TYPE_CHECKING:
    import polars as pl

    from foedus.games import Game, GameFit, Solution, Ultimatum
    from foedus.games.rows import Reader

_ROWS = typer.Option("--data", help="Rows: CSV, Parquet or Stata.")
Document = Annotated[str, typer.Argument(help="A game document (.yaml) or a catalog name.")]
DataFile = Annotated[Path, _ROWS]
MaybeData = Annotated[Path | None, _ROWS]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="COLUMN=VALUE; repeat for more.", metavar="COLUMN=VALUE"),
]
Coefficients = Annotated[
    Path | None,
    typer.Option("--coef", help="JSON with coefficients: what `fit --json` prints, or a map."),
]
Output = Annotated[
    Path | None,
    written("--out", "--output", "-o", help="Write it to this file."),
]
Latex = Annotated[bool, typer.Option("--latex", help="Print a LaTeX table.")]


@contextmanager
def naming(*files: str | Path | None) -> Iterator[None]:
    """Errors inside name the files they are about, where they name none of them."""
    try:
        yield
    except FoedusError as error:
        names = [str(each) for each in files if each is not None]
        if not any(name in str(error) for name in names):
            error.where = ": ".join(filter(None, [" with ".join(names), error.where]))
        raise


def table(path: Path, game: "Reader") -> "pl.DataFrame":
    """The rows of a file for a game; stderr says what was taken, where that is not plain."""
    from foedus.games import read_table

    return read_table(path, game, say=note)


def fitted(source: str, data: Path, **settings: Any) -> "GameFit":
    """Read and fit, with progress on stderr where someone watches.

    settings: starts and seed of the search, weights and cluster of the game, each where given.
    """
    from foedus.cli.progress import watched
    from foedus.games import fit, load

    columns = {name: settings.pop(name, None) for name in ("weights", "cluster")}
    game: Any = load(source)
    game = replace(game, **{name: value for name, value in columns.items() if value is not None})
    with naming(source, data), watched() as report:
        return fit(game, table(data, game), on_step=report, **settings)


def assignments(items: Iterable[str] | None, *, text: bool = False) -> dict[str, Any]:
    """``COLUMN=VALUE`` pairs; values are numbers where they look like them unless ``text``."""
    from foedus.document import scalar

    out: dict[str, Any] = {}
    for item in items or ():
        column, equals, value = item.partition("=")
        if not equals or not column.strip():
            raise InputError(f"not a setting: {item!r}", hint="write COLUMN=VALUE")
        if not text and (comma := re.fullmatch(r"\s*([-+]?[0-9]*),([0-9]+)\s*", value)):
            told = f"{column.strip()}={comma[1]}.{comma[2]}"
            raise InputError("a comma in a number", where=f"--set {item}", hint=f"--set {told}")
        out[column.strip()] = value.strip() if text else scalar(value.strip())
    return out


def coefficients(path: Path | None) -> dict[str, float]:
    """Coefficients from a JSON file: a map, or what `fit --json` prints."""
    if path is None:
        return {}
    from foedus.document import read_json

    data = read_json(path)
    data = data.get("coefficients", data) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not all(
        isinstance(v, int | float) and math.isfinite(v) for v in data.values()
    ):
        raise InputError(
            "expected names of coefficients with a number each", where=str(path),
            hint="`foedus game fit --json > FILE` writes one",
        )  # fmt: skip
    return {str(k): float(v) for k, v in data.items()}


def solved(
    game: "Game | Ultimatum", coef: Path | None, data: Path | None, settings: list[str] | None
) -> "Solution":
    """Solve a game on a tree for the rows of a file, or for one row of settings."""
    import polars as pl

    from foedus.games import Ultimatum, solve

    if isinstance(game, Ultimatum):
        raise InputError("an ultimatum game has no tree to solve", hint="foedus game predict")
    given = assignments(settings)
    if data is not None:
        frame = table(data, game).with_columns(**{k: pl.lit(v) for k, v in given.items()})
    else:
        missing = [c for c in game.columns if c not in given]
        if missing:
            raise InputError(
                f"no value for {', '.join(missing)}", hint="give --data FILE or --set COLUMN=VALUE"
            )
        frame = pl.DataFrame([given] if given else {"row": [1]})
    return solve(game, frame, coefficients(coef))
