"""`foedus game`: declare, check, fit, solve and draw strategic games."""

from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.game import signaling as game_signaling
from foedus.cli.game.inputs import (
    Coefficients,
    DataFile,
    Document,
    Latex,
    MaybeData,
    Output,
    Settings,
    assignments,
    fitted,
    naming,
    solved,
    table,
)
from foedus.cli.give import CSV, LATEX, MARKDOWN, TABLES, Answer, form, give, table_bytes
from foedus.cli.options import Json, Seed
from foedus.cli.style import group

app = group(
    "Fit and solve games whose tree you declare (YAML), on CSV, Parquet or Stata data.",
    epilog="Start here: foedus game list; foedus game show signorino-1999 --document > mine.yaml",
)
app.add_typer(game_signaling.app, name="signaling")


@app.command("list")
def list_(json: Json = False) -> None:
    """List the games that come with foedus."""
    from foedus.games import catalog, sections

    titles = catalog()
    give(Answer(lambda: sections.catalog(titles), lambda: titles), form(json))


@app.command(epilog="Example: foedus game show extended-deterrence")
def show(
    game: Document,
    document: Annotated[
        bool, typer.Option("--document", help="Print the document, to copy and change.")
    ] = False,
    json: Json = False,
) -> None:
    """Show a game: its tree, who values what, where it comes from."""
    from foedus.cli.give import show as show_
    from foedus.document import read
    from foedus.games import load, sections
    from foedus.games.shipped import catalog_text
    from foedus.games.values import description
    from foedus.storage import exists

    if document:
        if exists(game):
            read(game)  # says what is wrong with a file that is no document
        show_(Path(game).read_text("utf-8-sig") if exists(game) else catalog_text(game))
        return
    said = description(load(game))
    give(Answer(lambda: sections.description(said), lambda: said), form(json))


@app.command(epilog="Example: foedus game check mine.yaml --data disputes.csv")
def check(game: Document, data: MaybeData = None, json: Json = False) -> None:
    """Check a document, and with --data whether its game can be estimated. Exit 1 if not."""
    from foedus.games import findings, load, prepare, sections

    declared = load(game)
    with naming(game, data):
        found = [] if data is None else findings(prepare(declared, table(data, declared)))
    said = {"title": declared.title, "identified": not found, "findings": found}
    words = sections.check(declared.title, found, data is not None)
    give(Answer(lambda: words, lambda: said), form(json))
    raise typer.Exit(1 if found else 0)


@app.command(epilog="Example: foedus game fit mine.yaml --data disputes.csv --se robust")
def fit(
    game: Document,
    data: DataFile,
    json: Json = False,
    as_latex: Latex = False,
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
    seed: Seed = 0,
    out: Output = None,
) -> None:
    """Fit a game by maximum likelihood."""
    from foedus.errors import UnknownNameError
    from foedus.games.signaling.specification import is_signaling

    asked = LATEX if as_latex else form(json)
    if is_signaling(game):
        given = {"--se": se, "--weights": weights, "--cluster": cluster, "--profile": profiled,
                 "--starts": starts != 3, "--seed": seed}  # fmt: skip
        game_signaling.refuse([name for name, value in given.items() if value])
        game_signaling.finish(game_signaling.fitted(game, data), asked, out)
        return
    from foedus.games import bootstrap, latex, plain, profile, sections

    kinds = ("observed", "robust", "cluster", "bootstrap")
    if se is not None and se not in kinds:
        raise UnknownNameError("value", se, kinds, where="--se")
    found = fitted(game, data, starts=starts, seed=seed, weights=weights, cluster=cluster)
    again = bootstrap(found, replications, seed=seed) if se == "bootstrap" else None
    kind: Any = None if se == "bootstrap" else se
    profiles = [profile(found, name) for name in profiled or []]
    answer = Answer(
        lambda: sections.fit(found, kind, again, profiles),
        lambda: plain(found, kind, again, profiles),
        {LATEX: lambda: latex({found.game.title or "Model": found}, kind)},
    )
    give(answer, asked, out)


@app.command(epilog="Example: foedus game solve mine.yaml --coef fit.json --set balance=0.4")
def solve(
    game: Document,
    coef: Coefficients = None,
    data: MaybeData = None,
    settings: Settings = None,
    json: Json = False,
    out: Output = None,
) -> None:
    """Solve a game at given coefficients: choices, outcomes, expected utilities, best responses."""
    from foedus.games import load, sections
    from foedus.games.values import solution

    with naming(game, data, coef):
        found = solved(load(game), coef, data, settings)
    give(Answer(lambda: sections.solution(found), lambda: solution(found)), form(json), out)


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
    seed: Seed = 0,
    json: Json = False,
    out: Output = None,
) -> None:
    """Fit, then predict: each row, along a column with 95% bands, or what a change would do."""
    from foedus import games
    from foedus.games import sections
    from foedus.games.values import effect

    found = fitted(game, data, seed=seed)
    rows = None if new is None else table(new, found.game)
    if change:
        with naming(new or data):
            moved = games.what_if(found, assignments(change, text=True), rows)
        give(Answer(lambda: sections.effect(moved), lambda: effect(moved)), form(json), out)
        return
    given = assignments(settings)
    with naming(new or data):
        if along is not None:
            frame = games.along(found, along, points=points, settings=given, seed=seed)
        elif isinstance(found.game, games.Ultimatum):
            frame = games.predict_offers(found, rows)
        else:
            frame = games.predict(found, rows).frame()
    tables = {kind: lambda kind=kind: table_bytes(frame, kind) for kind in TABLES}
    default = ""
    if out is not None and out.suffix.lower() not in {*TABLES, ".json", MARKDOWN}:
        default = ".parquet" if out.suffix.lower() == ".pq" else CSV
    answer = Answer(lambda: sections.rows(frame), frame.to_dicts, tables)
    give(answer, form(json) or default, out)


@app.command(epilog="Example: foedus game plot mine.yaml --data disputes.csv -o tree.svg")
def plot(
    game: Document,
    data: MaybeData = None,
    coef: Coefficients = None,
    settings: Settings = None,
    out: Output = None,
) -> None:
    """Draw the tree as text, as .svg, or export it to Gambit as .efg (by the output's suffix).

    With --data alone the game is fitted first; with --coef it is solved at those coefficients.
    """
    from foedus.errors import InputError, UnknownNameError
    from foedus.games import Solution, Ultimatum, efg, load, tree_svg, tree_text
    from foedus.games import predict as solve_fitted
    from foedus.report.blocks import Preformatted, Section

    declared = load(game)
    if isinstance(declared, Ultimatum):
        raise InputError("an ultimatum game has no tree to draw", where=game)
    found: Solution | None = None
    if coef is not None or (settings and data is None):
        with naming(game, data, coef):
            found = solved(declared, coef, data, settings)
    elif data is not None:
        found = solve_fitted(fitted(game, data))
    suffix = "" if out is None else out.suffix.lower()
    if suffix not in {"", ".txt", MARKDOWN, ".svg", ".efg"}:
        raise UnknownNameError("format", suffix, [".svg", ".efg", ".txt", MARKDOWN], where="--out")
    if suffix == ".efg" and found is None:
        try:
            found = solved(declared, None, None, None)  # a game all in numbers needs nothing more
        except InputError as error:
            raise InputError(
                f"a Gambit file needs payoffs: {error.what}", hint="give --data or --coef"
            ) from None
    drawn = Section("tree", "", "", (Preformatted(tree_text(declared.tree, found)),))
    files = {".svg": lambda: tree_svg(declared.tree, found, declared.title).rstrip()}
    if found is not None:
        files[".efg"] = lambda: efg(found, title=declared.title).rstrip()
    give(Answer(lambda: [drawn], dict, files), "", out)
