"""``foedus game signaling``: the crisis-signaling game of Lewis & Schultz (2003)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from foedus.cli.style import group

if TYPE_CHECKING:
    from foedus.games.signaling import Prediction, SignalingFit, Specification

app = group(
    "The crisis-signaling game: every equilibrium, three estimators, predictions.",
    epilog="Start here: foedus game signaling list",
)

DOC = typer.Argument(..., metavar="FILE|NAME", help="A document, or one of `list`.")
DATA = typer.Option(..., "--data", help="CSV or Parquet, a row a game.")
PAYOFFS = typer.Argument(..., metavar="UTILITY=NUMBER…", help="SA VA CB barWA barWB bara VB.")
AS_JSON = typer.Option(False, "--json", help="Print JSON.")
DRAWS = typer.Option(0, "--draws", min=0, max=100_000, help="Draws for intervals; 0 for none.")
LEVEL = typer.Option(0.9, "--level", min=0.01, max=0.999, help="Level of the intervals.")
ROW = typer.Option(1, "--row", min=1, help="The game, counted from 1 in the data.")
METHOD = typer.Option(None, "--method", help="full, npl or pl, instead of the document's.")


@app.command("list", epilog="\b\nExample:\n  foedus game signaling list --json")
def list_(json: bool = AS_JSON) -> None:
    """The signaling games that come with the package."""
    from foedus.games.signaling import catalog, read

    known = {name: read(path) for name, path in catalog().items()}
    if json:
        _dump({name: spec.model_dump(mode="json") for name, spec in known.items()})
        return
    for name, spec in known.items():
        typer.echo(f"{name:<24} {spec.title}")


@app.command(epilog="\b\nExample:\n  foedus game signaling show sanctions-2021")
def show(game: str = DOC, json: bool = AS_JSON) -> None:
    """Print a game: who moves when, what each payoff is made of, how it is fitted."""
    from foedus.games.signaling import report

    spec = _read(game)
    _dump(spec.model_dump(mode="json")) if json else typer.echo("\n".join(report.show(spec)))


CHECK_EPILOG = """\b
Examples:
  foedus game signaling check my.yaml
  foedus game signaling check my.yaml --data crises.csv

Exit code 2: the document is wrong. 3: the data are. 4: the game is not identified."""


@app.command(epilog=CHECK_EPILOG)
def check(
    game: str = DOC,
    data: str | None = typer.Option(None, "--data", help="Check identification on these rows too."),
    json: bool = AS_JSON,
) -> None:
    """Read a document; with data, ask whether its parameters can be told apart."""
    spec = _read(game)
    said: dict[str, Any] = {"game": game, "document": "fine"}
    if data is not None:
        from foedus.games.signaling.identify import check as identified
        from foedus.games.signaling.sample import sample
        from foedus.games.table import read_table

        made = sample(spec, read_table(data))
        identified(made.design, made.counts)
        said |= {
            "identified": True,
            "games": len(made.design),
            "rows_dropped": made.dropped,
            "parameters": list(made.design.names),
        }
    if json:
        _dump(said)
        return
    typer.echo(f"{game}: the document is fine")
    if data is not None:
        typer.echo(
            f"identified: {len(said['parameters'])} parameters, {said['games']} games"
            f" ({said['rows_dropped']} rows dropped)"
        )


FIT_EPILOG = """\b
Examples:
  foedus game signaling fit sanctions-2021 --data sanctions.csv
  foedus game signaling fit my.yaml --data crises.parquet --method npl --json
  foedus game signaling fit my.yaml --data crises.csv --latex > table.tex

Exit code 4 where the fit did not converge; what was reached is printed with its status."""


@app.command(epilog=FIT_EPILOG)
def fit(
    game: str = DOC,
    data: str = DATA,
    method: str | None = METHOD,
    selection: str | None = typer.Option(
        None, "--selection", help="best, lowest, highest or mixture (method full)."
    ),
    json: bool = AS_JSON,
    latex: bool = typer.Option(False, "--latex", help="Print a LaTeX table."),
) -> None:
    """Fit a game to data."""
    _give(_fit(_read(game, method, selection), data), as_json=json, as_latex=latex, output=None)


def fit_and_write(
    game: str, data: str, *, as_json: bool, as_latex: bool, output: Path | None
) -> None:
    """What ``foedus game fit`` does with a document of this game."""
    _give(_fit(_read(game), data), as_json=as_json, as_latex=as_latex, output=output)


def _give(found: "SignalingFit", *, as_json: bool, as_latex: bool, output: Path | None) -> None:
    """Print a fit, or write it; FitError where it did not converge."""
    from json import dumps

    from foedus.cli.game_words import write
    from foedus.games.signaling import report

    if as_latex:
        text = report.latex(found)
    elif as_json:
        text = dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False)
    else:
        text = "\n".join(report.lines(found))
    write(text, output)
    if not found.converged:
        from foedus.errors import FitError

        raise FitError(
            f"the fit did not converge: {found.status}",
            hint="more starts, a shorter model, or check the data for separation",
        )


SOLVE_EPILOG = """\b
Examples:
  foedus game signaling solve VA=1 barWA=-1.9 barWB=-2.9 bara=-1.2 VB=1
  foedus game signaling solve VA=1 barWA=-1.9 barWB=-2.9:-2.2:15 bara=-1.2 VB=1 --json

A payoff not given is 0. FROM:TO:POINTS runs a payoff over a range."""


@app.command(epilog=SOLVE_EPILOG, context_settings={"ignore_unknown_options": True})
def solve(
    payoffs: list[str] = PAYOFFS,
    json: bool = AS_JSON,
) -> None:
    """All equilibria of a game at given payoffs, with a certificate that none was missed."""
    from foedus.games.signaling import payoffs as make
    from foedus.games.signaling import solve as find_all
    from foedus.games.signaling.equilibria import ARGUMENTS
    from foedus.games.signaling.payoffs import OUTCOMES

    given = dict(_payoff(text) for text in payoffs)
    games = make(**given)
    found = find_all(games)
    columns: dict[str, Any] = {"game": found.row + 1, "equilibrium": found.rank + 1}
    columns |= {name: getattr(games, name)[found.row] for name, v in given.items() if len(v) > 1}
    columns |= {"challenge": found.challenge, "resist": found.resist, "firm": found.firm}
    columns |= dict(zip(OUTCOMES, found.probabilities().T, strict=True))
    columns["stable"] = found.stable
    rows = {name: values.tolist() for name, values in columns.items()}
    if json:
        from dataclasses import asdict

        certificate = [
            {"argument": ARGUMENTS[a], "boxes": int(b), "open_width": float(g)}
            for a, b, g in zip(found.argument, found.boxes, found.gap, strict=True)
        ]
        _dump(
            {
                "payoffs": {k: v.tolist() for k, v in asdict(games).items()},
                "number": found.number.tolist(),
                "complete": found.certified.tolist(),
                "certificates": certificate,
                "equilibria": _records(rows),
            }
        )
        return
    _table(rows)
    empty = (found.number == 0).sum()
    if empty:
        typer.echo(f"{empty} of {len(games)} games have none: A never challenging is their limit")
    sure = bool(found.certified.all())
    typer.echo("certified: none was missed" if sure else "some equilibria may touch: list open")


PREDICT_EPILOG = """\b
Examples:
  foedus game signaling predict sanctions-2021 --data sanctions.csv --draws 200
  foedus game signaling predict my.yaml --data past.csv --new coming.csv --json"""


@app.command(epilog=PREDICT_EPILOG)
def predict(
    game: str = DOC,
    data: str = DATA,
    new: str | None = typer.Option(None, "--new", help="Rows to predict; the data's own without."),
    method: str | None = METHOD,
    draws: int = DRAWS,
    level: float = LEVEL,
    json: bool = AS_JSON,
) -> None:
    """Fit, then expected outcomes at every equilibrium of every row."""
    from foedus.games.signaling import predict as expect
    from foedus.games.table import read_table

    found = _fit(_read(game, method), data)
    frame = None if new is None else read_table(new)
    _prediction(expect(found, frame, draws=draws, level=level), json)


TRACE_EPILOG = """\b
Examples:
  foedus game signaling trace sanctions-2021 lncaprat 0 5 --data sanctions.csv --row 3
  foedus game signaling trace sanctions-2021 barWA -4 0 --data sanctions.csv --draws 200

NAME is a column, a coefficient (barWA:lncaprat) or a utility, held at the values."""


@app.command(epilog=TRACE_EPILOG, context_settings={"ignore_unknown_options": True})
def trace(
    game: str = DOC,
    name: str = typer.Argument(..., help="A column, a coefficient or a utility."),
    start: float = typer.Argument(..., metavar="FROM"),
    end: float = typer.Argument(..., metavar="TO"),
    data: str = DATA,
    row: int = ROW,
    points: int = typer.Option(25, "--points", min=2, max=10_000, help="Values between."),
    method: str | None = METHOD,
    draws: int = DRAWS,
    level: float = LEVEL,
    json: bool = AS_JSON,
) -> None:
    """Fit, then follow all equilibria of one game while one thing changes."""
    import numpy as np

    from foedus.games.signaling import trace as follow

    found = _fit(_read(game, method), data)
    values = np.linspace(start, end, points)
    path = follow(found, name, values, row=row - 1, draws=draws, level=level)
    _prediction(path, json, {name: values})


def _read(game: str, method: str | None = None, selection: str | None = None) -> "Specification":
    from foedus.errors import InputError
    from foedus.games.signaling import find, read
    from foedus.games.signaling.specification import override

    spec = read(find(game))
    changes = {"method": method, "selection": selection}
    try:
        return override(spec, {k: v for k, v in changes.items() if v is not None})
    except InputError as error:
        raise InputError(error.what, where="options", hint=error.hint) from None


def _fit(spec: "Specification", data: str) -> "SignalingFit":
    from foedus.games.signaling import fit as estimate
    from foedus.games.table import read_table

    return estimate(spec, read_table(data))


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


def _prediction(path: "Prediction", json: bool, more: dict[str, Any] | None = None) -> None:
    frame = path.frame()
    rows: dict[str, Any] = {"row": frame["row"].to_list()}
    for name, values in (more or {}).items():
        rows[name] = values[path.equilibria.row].tolist()
    rows |= {name: frame[name].to_list() for name in frame.columns[1:]}
    if json:
        _dump({"level": path.level, "equilibria": _records(rows)})
        return
    _table(rows)


def _table(rows: dict[str, Any]) -> None:
    from foedus.games.signaling import report

    typer.echo("\n".join(report.table(rows)))


def _records(rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(rows, values, strict=True)) for values in zip(*rows.values(), strict=True)]


def _dump(data: object) -> None:
    from json import dumps

    typer.echo(dumps(data, indent=2, ensure_ascii=False, allow_nan=False))
