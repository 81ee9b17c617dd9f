"""``foedus game signaling``: the crisis-signaling game of Lewis & Schultz (2003)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.game.inputs import DataFile, Latex, MaybeData, naming, table
from foedus.cli.give import LATEX, Answer, form, give
from foedus.cli.options import Json
from foedus.cli.style import group

if TYPE_CHECKING:
    from foedus.games.signaling import Prediction, SignalingFit, Specification

app = group(
    "The crisis-signaling game: every equilibrium, three estimators, predictions.",
    epilog="Start here: foedus game signaling list",
)

Game = Annotated[str, typer.Argument(metavar="FILE|NAME", help="A document, or one of `list`.")]
Payoffs = Annotated[
    list[str], typer.Argument(metavar="UTILITY=NUMBER…", help="SA VA CB barWA barWB bara VB.")
]
Draws = Annotated[
    int, typer.Option("--draws", min=0, max=100_000, help="Draws for intervals; 0 for none.")
]
Level = Annotated[
    float, typer.Option("--level", min=0.01, max=0.999, help="Level of the intervals.")
]
Method = Annotated[
    str | None, typer.Option("--method", help="full, npl or pl, instead of the document's.")
]


@app.command("list", epilog="\b\nExample:\n  foedus game signaling list --json")
def list_(json: Json = False) -> None:
    """The signaling games that come with the package."""
    from foedus.games import sections
    from foedus.games.signaling import catalog
    from foedus.games.signaling import read as read_file

    known = {name: read_file(path) for name, path in catalog().items()}
    titles = {name: spec.title for name, spec in known.items()}
    give(Answer(lambda: sections.catalog(titles), lambda: known), form(json))


@app.command(epilog="\b\nExample:\n  foedus game signaling show sanctions-2021")
def show(game: Game, json: Json = False) -> None:
    """Print a game: who moves when, what each payoff is made of, how it is fitted."""
    from foedus.games.signaling import sections

    spec = read(game)
    give(Answer(lambda: sections.description(spec), lambda: spec), form(json))


CHECK_EPILOG = """\b
Examples:
  foedus game signaling check my.yaml
  foedus game signaling check my.yaml --data crises.csv

Exit code 2: the document is wrong. 3: the data are. 4: the game is not identified."""


@app.command(epilog=CHECK_EPILOG)
def check(game: Game, data: MaybeData = None, json: Json = False) -> None:
    """Read a document; with data, ask whether its parameters can be told apart."""
    from foedus.games.signaling import sections

    spec, made = read(game), None
    said: dict[str, Any] = {"game": game, "document": "fine"}
    if data is not None:
        from foedus.games.signaling.identify import check as identified
        from foedus.games.signaling.sample import sample

        with naming(game, data):
            made = sample(spec, table(data, spec))
            identified(made.design, made.counts)
        said |= {
            "identified": True,
            "games": len(made.design),
            "rows_dropped": made.dropped,
            "parameters": made.design.names,
        }
    give(Answer(lambda: sections.check(game, made), lambda: said), form(json))


FIT_EPILOG = """\b
Examples:
  foedus game signaling fit sanctions-2021 --data sanctions.csv
  foedus game signaling fit my.yaml --data crises.parquet --method npl --json
  foedus game signaling fit my.yaml --data crises.csv --latex > table.tex

Exit code 4 where the fit did not converge; what was reached is printed with its status."""


@app.command(epilog=FIT_EPILOG)
def fit(
    game: Game,
    data: DataFile,
    method: Method = None,
    selection: Annotated[
        str | None, typer.Option(help="best, lowest, highest or mixture (method full).")
    ] = None,
    json: Json = False,
    as_latex: Latex = False,
) -> None:
    """Fit a game to data."""
    found = fitted(game, data, method=method, selection=selection)
    finish(found, LATEX if as_latex else form(json))


def finish(found: "SignalingFit", asked: str, out: Path | None = None) -> None:
    """Print a fit, or write it; FitError where it did not converge."""
    from foedus.errors import FitError
    from foedus.games.signaling import sections

    latex = {LATEX: lambda: sections.latex(found)}
    give(Answer(lambda: sections.fit(found), found.to_dict, latex), asked, out)
    if not found.converged:
        raise FitError(
            f"the fit did not converge: {found.status}",
            hint="more starts, a shorter model, or check the data for separation",
        )


def refuse(options: Sequence[str]) -> None:
    """Refuse options of `foedus game fit` that this game takes from its document, or has not."""
    if options:
        from foedus.errors import InputError

        raise InputError(
            "the signaling game's fit has no such option",
            where=", ".join(options),
            hint="see `foedus game signaling fit --help`; the document holds the rest",
        )


SOLVE_EPILOG = """\b
Examples:
  foedus game signaling solve VA=1 barWA=-1.9 barWB=-2.9 bara=-1.2 VB=1
  foedus game signaling solve VA=1 barWA=-1.9 barWB=-2.9:-2.2:15 bara=-1.2 VB=1 --json

A payoff not given is 0. FROM:TO:POINTS runs a payoff over a range."""


@app.command(epilog=SOLVE_EPILOG, context_settings={"ignore_unknown_options": True})
def solve(payoffs: Payoffs, json: Json = False) -> None:
    """All equilibria of a game at given payoffs, with a certificate that none was missed."""
    from foedus.games.signaling import payoffs as make
    from foedus.games.signaling import sections
    from foedus.games.signaling import solve as find_all

    given = dict(map(_payoff, payoffs))
    games = make(**given)
    found = find_all(games)
    varied = [name for name, values in given.items() if len(values) > 1]
    answer = Answer(
        lambda: sections.solution(games, found, varied), lambda: found.to_dict(games, varied)
    )
    give(answer, form(json))


PREDICT_EPILOG = """\b
Examples:
  foedus game signaling predict sanctions-2021 --data sanctions.csv --draws 200
  foedus game signaling predict my.yaml --data past.csv --new coming.csv --json"""


@app.command(epilog=PREDICT_EPILOG)
def predict(
    game: Game,
    data: DataFile,
    new: Annotated[
        Path | None, typer.Option(help="Rows to predict; the data's own without.")
    ] = None,
    method: Method = None,
    draws: Draws = 0,
    level: Level = 0.9,
    json: Json = False,
) -> None:
    """Fit, then expected outcomes at every equilibrium of every row."""
    from foedus.games.signaling import predict as expect

    found = fitted(game, data, method=method)
    frame = None if new is None else table(new, found.specification)
    _predicted(expect(found, frame, draws=draws, level=level), json)


TRACE_EPILOG = """\b
Examples:
  foedus game signaling trace sanctions-2021 lncaprat 0 5 --data sanctions.csv --row 3
  foedus game signaling trace sanctions-2021 barWA -4 0 --data sanctions.csv --draws 200

NAME is a column, a coefficient (barWA:lncaprat) or a utility, held at the values."""


@app.command(epilog=TRACE_EPILOG, context_settings={"ignore_unknown_options": True})
def trace(
    game: Game,
    name: Annotated[str, typer.Argument(help="A column, a coefficient or a utility.")],
    start: Annotated[float, typer.Argument(metavar="FROM")],
    end: Annotated[float, typer.Argument(metavar="TO")],
    data: DataFile,
    row: Annotated[int, typer.Option(min=1, help="The game, counted from 1 in the data.")] = 1,
    points: Annotated[int, typer.Option(min=2, max=10_000, help="Values between.")] = 25,
    method: Method = None,
    draws: Draws = 0,
    level: Level = 0.9,
    json: Json = False,
) -> None:
    """Fit, then follow all equilibria of one game while one thing changes."""
    import numpy as np

    from foedus.games.signaling import trace as follow

    found = fitted(game, data, method=method)
    values = np.linspace(start, end, points)
    _predicted(follow(found, name, values, row=row - 1, draws=draws, level=level), json)


def read(game: str, **changes: str | None) -> "Specification":
    """A document by path or name, with some keys changed. Raises InputError."""
    from foedus.errors import InputError
    from foedus.games.signaling import find
    from foedus.games.signaling import read as read_file
    from foedus.games.signaling.specification import override

    spec = read_file(find(game))
    try:
        return override(spec, {key: value for key, value in changes.items() if value is not None})
    except InputError as error:
        raise InputError(error.what, where="options", hint=error.hint) from None


def fitted(game: str, data: Path, **changes: str | None) -> "SignalingFit":
    """A game, with some keys changed, fitted to the rows of a file. Raises InputError, FitError."""
    from foedus.games.signaling import fit as estimate

    spec = read(game, **changes)
    with naming(game, data):
        return estimate(spec, table(data, spec))


def _payoff(text: str) -> tuple[str, Any]:
    import numpy as np

    from foedus.errors import InputError, UnknownNameError
    from foedus.games.signaling import UTILITIES

    name, mark, said = text.partition("=")
    if name not in UTILITIES:
        raise UnknownNameError("utility", name, UTILITIES, where=text)
    try:
        parts = [float(part) for part in said.split(":")]
        points = int(parts[2]) if len(parts) == 3 else len(parts)
        sound = bool(mark) and len(parts) in (1, 3) and 1 <= points <= 1_000_000
    except (ValueError, OverflowError):
        sound = False
    if not sound:
        raise InputError(
            f"cannot read the payoff {text!r}",
            hint="write barWA=-1.9, or barWA=-3:0:31 for 31 values from -3 to 0",
        )
    return name, np.linspace(parts[0], parts[1], points) if len(parts) == 3 else np.array(parts)


def _predicted(found: "Prediction", json: bool) -> None:
    from foedus.games.signaling import sections

    answer = Answer(
        lambda: sections.prediction(found),
        lambda: {"level": found.level, "equilibria": found.frame().to_dicts()},
    )
    give(answer, form(json))
