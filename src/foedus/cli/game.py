"""`foedus game`: declare, check, fit, solve and draw strategic games."""

import json
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from foedus.cli import game_kind
from foedus.cli import game_words as words
from foedus.cli.style import group

# Groups of further games, each in a module of its own that is loaded when it is called: the name
# after `foedus game`, the module with an `app: typer.Typer`, one line of help.
FURTHER = {
    "signaling": ("foedus.cli.game_signaling", "The crisis-signaling game, with its equilibria."),
}


class _Games(TyperGroup):
    """The commands below, and the groups of FURTHER that are installed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Own commands first."""
        found = [name for name, (module, _) in FURTHER.items() if find_spec(module)]
        return [*super().list_commands(ctx), *found]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command of this module, or a further group, loaded now."""
        if cmd_name not in FURTHER or not find_spec(FURTHER[cmd_name][0]):
            return super().get_command(ctx, cmd_name)
        module, line = FURTHER[cmd_name]
        if not {cmd_name} & set(sys.argv):  # only listing: do not load it
            stub = typer.Typer(help=line, add_completion=False)
            stub.command(name=cmd_name, help=line)(lambda: None)
            return get_command(stub)
        command = get_command(import_module(module).app)
        command.name = cmd_name
        return command


app = group(
    "Fit and solve games whose tree you declare (YAML), on CSV or Parquet data.",
    cls=_Games,
    epilog="Start here: foedus game list; foedus game show signorino-1999 --document > mine.yaml",
)

Document = Annotated[str, typer.Argument(help="A game document (.yaml) or a catalog name.")]
DataFile = Annotated[Path, typer.Option("--data", help="Rows: CSV or Parquet.")]
MaybeData = Annotated[Path | None, typer.Option("--data", help="Rows: CSV or Parquet.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="COLUMN=VALUE; repeat for more.", metavar="COLUMN=VALUE"),
]
Coefficients = Annotated[
    Path | None,
    typer.Option("--coef", help="JSON with coefficients: what `fit --json` prints, or a map."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")]


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the games that come with foedus."""
    from foedus.games import catalog

    words.give(catalog(), as_json, words.pairs)


@app.command(epilog="Example: foedus game show extended-deterrence")
def show(
    game: Document,
    document: Annotated[
        bool, typer.Option("--document", help="Print the document, to copy and change.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show a game: its tree, who values what, where it comes from."""
    from foedus.games.shipped import catalog_text

    if document:
        text = Path(game).read_text("utf-8") if Path(game).exists() else catalog_text(game)
        typer.echo(text.rstrip())
        return
    words.give(words.described(words.read(game)), as_json, words.description)


@app.command(epilog="Example: foedus game check mine.yaml --data disputes.csv")
def check(game: Document, data: MaybeData = None, as_json: Json = False) -> None:
    """Check a document, and with --data whether its game can be estimated. Exit 1 if not."""
    from dataclasses import asdict

    found: list[Any] = []
    declared = words.read(game)
    if data is not None:
        from foedus.games import findings, prepare, read_table

        found = [asdict(f) for f in findings(prepare(declared, read_table(data)))]
    said = {"title": declared.title, "identified": not found, "findings": found}
    words.give(said, as_json, lambda s: words.checked(s, data is not None))
    raise typer.Exit(1 if found else 0)


@app.command(epilog="Example: foedus game fit mine.yaml --data disputes.csv --se robust")
def fit(
    game: Document,
    data: DataFile,
    as_json: Json = False,
    as_latex: Annotated[bool, typer.Option("--latex", help="Print a LaTeX table.")] = False,
    se: Annotated[
        str | None, typer.Option(help="Standard errors: observed, robust, cluster or bootstrap.")
    ] = None,
    weights: Annotated[str | None, typer.Option(help="Column of weights.")] = None,
    cluster: Annotated[str | None, typer.Option(help="Column of clusters.")] = None,
    replications: Annotated[int, typer.Option(help="Bootstrap samples.", min=10)] = 1000,
    profiled: Annotated[
        list[str] | None,
        typer.Option("--profile", help="Profile likelihood of this coefficient; repeatable."),
    ] = None,
    starts: Annotated[int, typer.Option(help="Searches from different points.", min=1)] = 3,
    seed: Annotated[int, typer.Option(help="Seed of searches and bootstrap.")] = 0,
    output: Output = None,
) -> None:
    """Fit a game by maximum likelihood."""
    if game_kind.is_signaling(game):
        from foedus.cli.game_signaling import fit_and_write

        given = {"--se": se, "--weights": weights, "--cluster": cluster, "--profile": profiled,
                 "--starts": starts != 3, "--seed": seed}  # fmt: skip
        game_kind.not_for_signaling([name for name, value in given.items() if value])
        fit_and_write(game, str(data), as_json=as_json, as_latex=as_latex, output=output)
        return
    from foedus.games import bootstrap, latex, plain, profile, table

    words.one_of("--se", se, ("observed", "robust", "cluster", "bootstrap"))
    fitted = words.fitted(game, data, starts=starts, seed=seed, weights=weights, cluster=cluster)
    again = bootstrap(fitted, replications, seed=seed) if se == "bootstrap" else None
    kind: Any = None if se == "bootstrap" else se
    profiles = [profile(fitted, name) for name in profiled or []]
    if as_latex:
        text = latex({fitted.game.title or "Model": fitted}, kind).rstrip()
    elif as_json:
        said = plain(fitted, kind, again)
        if profiles:
            said["profiles"] = [words.profile_data(p) for p in profiles]
        text = json.dumps(words.finite(said), indent=2, ensure_ascii=False)
    else:
        text = "\n".join([table(fitted, kind, again), *map(words.profile_line, profiles)])
    words.write(text, output)


@app.command(epilog="Example: foedus game solve mine.yaml --coef fit.json --set balance=0.4")
def solve(
    game: Document,
    coef: Coefficients = None,
    data: MaybeData = None,
    settings: Settings = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Solve a game at given coefficients: choices, outcomes, expected utilities, best responses."""
    solved = words.solved(words.read(game), coef, data, settings)
    if as_json:
        words.write(json.dumps(words.solution_data(solved), ensure_ascii=False), output)
    else:
        words.write(words.solution_text(solved), output)


@app.command(epilog="Example: foedus game predict mine.yaml --data d.csv --what-if balance=+0.1")
def predict(
    game: Document,
    data: DataFile,
    new: Annotated[Path | None, typer.Option(help="Predict these rows instead.")] = None,
    along: Annotated[str | None, typer.Option(help="Let this column run, others typical.")] = None,
    points: Annotated[int, typer.Option(help="Points along the column.", min=2)] = 11,
    change: Annotated[
        list[str] | None,
        typer.Option("--what-if", help="COLUMN=VALUE, or =+1, =*2; repeatable.", metavar="CHANGE"),
    ] = None,
    settings: Settings = None,
    seed: Annotated[int, typer.Option(help="Seed of searches and draws.")] = 0,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Fit, then predict: each row, along a column with 95% bands, or what a change would do."""
    from foedus import games

    fitted = words.fitted(game, data, seed=seed)
    rows = None if new is None else games.read_table(new)
    if change:
        effect = games.what_if(fitted, words.assignments(change, text=True), rows)
        words.give(words.effect_data(effect), as_json, words.effect_text, output)
        return
    given = words.assignments(settings)
    if along is not None:
        frame = games.along(fitted, along, points=points, settings=given, seed=seed)
    elif isinstance(fitted.game, games.Ultimatum):
        frame = games.predict_offers(fitted, rows)
    else:
        frame = games.predict(fitted, rows).frame()
    words.give_frame(frame, as_json, output)


@app.command(epilog="Example: foedus game plot mine.yaml --data disputes.csv -o tree.svg")
def plot(
    game: Document,
    data: MaybeData = None,
    coef: Coefficients = None,
    settings: Settings = None,
    output: Output = None,
) -> None:
    """Draw the tree as text, as .svg, or export it to Gambit as .efg (by the output's suffix).

    With --data alone the game is fitted first; with --coef it is solved at those coefficients.
    """
    words.plotted(game, data, coef, settings, output)
