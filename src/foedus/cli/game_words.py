"""What the `foedus game` commands read and print."""

import json
import math
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from foedus.errors import InputError, UnknownNameError

if TYPE_CHECKING:
    import polars as pl

    from foedus.games import Game, GameFit, Solution, Ultimatum
    from foedus.games.tree.inference import Profile
    from foedus.games.tree.predict import Effect


def read(source: str) -> "Game | Ultimatum":
    """A game by path or catalog name."""
    from foedus.games import load

    return load(source)


def fitted(
    source: str,
    data: Path,
    *,
    starts: int = 3,
    seed: int = 0,
    weights: str | None = None,
    cluster: str | None = None,
) -> "GameFit":
    """Read and fit, with progress on stderr where someone watches."""
    from foedus.games import fit, read_table

    game = read(source)
    changes = {k: v for k, v in (("weights", weights), ("cluster", cluster)) if v is not None}
    if changes:
        game = replace(game, **changes)  # type: ignore[arg-type]
    watched = sys.stderr.isatty()

    def step(line: str) -> None:
        sys.stderr.write(f"\r\x1b[K{line} …")
        sys.stderr.flush()

    try:
        return fit(game, read_table(data), starts=starts, seed=seed,
                   on_step=step if watched else None)  # fmt: skip
    finally:
        if watched:
            sys.stderr.write("\r\x1b[K")


def one_of(option: str, value: str | None, allowed: tuple[str, ...]) -> None:
    """InputError unless the value is among the allowed ones."""
    if value is not None and value not in allowed:
        raise UnknownNameError("value", value, allowed, where=option)


def assignments(items: Iterable[str] | None, *, text: bool = False) -> dict[str, Any]:
    """``COLUMN=VALUE`` pairs; values are numbers where they look like them unless ``text``."""
    from foedus.document import scalar

    out: dict[str, Any] = {}
    for item in items or ():
        column, equals, value = item.partition("=")
        if not equals or not column.strip():
            raise InputError(f"not a setting: {item!r}", hint="write COLUMN=VALUE")
        out[column.strip()] = value.strip() if text else scalar(value.strip())
    return out


def coefficients(path: Path | None) -> dict[str, float]:
    """Coefficients from a JSON file: a map, or what `fit --json` prints."""
    if path is None:
        return {}
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read as JSON: {error}", where=str(path)) from None
    data = data.get("coefficients", data) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not all(
        isinstance(v, int | float) and math.isfinite(v) for v in data.values()
    ):
        raise InputError("expected a map of names to numbers", where=str(path))
    return {str(k): float(v) for k, v in data.items()}


def solved(
    game: "Game | Ultimatum", coef: Path | None, data: Path | None, settings: list[str] | None
) -> "Solution":
    """Solve a game on a tree for the rows of a file, or for one row of settings."""
    from foedus.games import Ultimatum, read_table, solve

    if isinstance(game, Ultimatum):
        raise InputError("an ultimatum game has no tree to solve", hint="foedus game predict")
    given = assignments(settings)
    if data is not None:
        import polars as pl

        frame = read_table(data).with_columns(**{k: pl.lit(v) for k, v in given.items()})
    else:
        missing = [c for c in game.columns if c not in given]
        if missing:
            raise InputError(
                f"no value for {', '.join(missing)}", hint="give --data FILE or --set COLUMN=VALUE"
            )
        import polars as pl

        frame = pl.DataFrame([given] if given else {"row": [1]})
    return solve(game, frame, coefficients(coef))


def give(data: Any, as_json: bool, text: Callable[[Any], str], output: Path | None = None) -> None:
    """Print data as JSON or as text."""
    out = json.dumps(finite(data), indent=2, ensure_ascii=False) if as_json else text(data)
    write(out, output)


def give_frame(frame: "pl.DataFrame", as_json: bool, output: Path | None) -> None:
    """Print a table as JSON rows, aligned text, or to a CSV or Parquet file."""
    if output is not None and output.suffix.lower() in {".parquet", ".pq"}:
        frame.write_parquet(output)
    elif as_json:
        write(json.dumps(finite(frame.to_dicts()), ensure_ascii=False), output)
    elif output is not None:
        write(frame.write_csv().rstrip("\n"), output)
    else:
        typer.echo(frame_text(frame))


def frame_text(frame: "pl.DataFrame", most: int = 40) -> str:
    """The first rows of a table, aligned."""
    cells = [[_cell(v) for v in row] for row in frame.head(most).rows()]
    widths = [
        max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(frame.columns)
    ]
    lines = ["  ".join(n.rjust(w) for n, w in zip(frame.columns, widths, strict=True))]
    lines += ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in cells]
    if frame.height > most:
        lines.append(f"… {frame.height - most} more rows: use --json or --output FILE.csv")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def write(text: str, output: Path | None) -> None:
    """Print, or write a file whole or not at all."""
    if output is None:
        typer.echo(text)
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        Path(name).replace(output)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(output)) from None


def finite(data: Any) -> Any:
    """The same data with numbers that JSON has no word for as null."""
    if isinstance(data, dict):
        return {k: finite(v) for k, v in data.items()}
    if isinstance(data, list | tuple):
        return [finite(v) for v in data]
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data


def pairs(data: dict[str, str]) -> str:
    """Names and what they stand for."""
    width = max(map(len, data), default=0)
    return "\n".join(f"{name:{width}}  {line}" for name, line in data.items())


def described(game: "Game | Ultimatum") -> dict[str, Any]:
    """A game as plain data."""
    from foedus.games import Ultimatum, tree_text

    base = {"title": game.title, "cites": list(game.cites), "note": game.note}
    if isinstance(game, Ultimatum):
        return base | {
            "offer": f"{game.offer} in [{game.smallest:g}, {game.largest:g}]",
            "reservation values": {
                "proposer": game.proposer.text,
                "responder": game.responder.text,
            },
            "fixed scales": game.scales,
        }
    utilities: dict[str, dict[str, str]] = {p: {} for p in game.tree.players}
    for (player, outcome), formula in game.utilities.items():
        utilities[player][outcome] = "0" if formula is None else formula.text
    return base | {
        "tree": tree_text(game.tree),
        "utilities": utilities,
        "scale": {p: f.text for p, f in game.scale.items()},
        "errors": game.errors,
        "link": game.link,
        "columns": list(game.columns),
        "observed": {label: list(o) for label, o in game.observable.items()},
    }


def description(data: dict[str, Any]) -> str:
    """A game for reading."""
    lines = [data["title"], *(f"  {c}" for c in data["cites"]), ""]
    if data["note"]:
        lines += [data["note"].strip(), ""]
    if "tree" not in data:
        lines.append(f"offer: {data['offer']}")
        values = data["reservation values"]
        lines += [f"reservation value of the {p}: {text}" for p, text in values.items()]
        return "\n".join(lines)
    lines += [data["tree"], ""]
    for player, payoffs in data["utilities"].items():
        lines.append(f"{player} values")
        lines += [f"  {outcome}: {text}" for outcome, text in payoffs.items()]
    lines += [f"scale of {p}: {text}" for p, text in data["scale"].items()]
    lines.append(f"errors: {data['errors']}, link: {data['link']}")
    return "\n".join(lines)


def checked(said: dict[str, Any], with_data: bool) -> str:
    """The answer of `foedus game check`."""
    if said["identified"]:
        return f"{said['title']}: ok" + ("" if with_data else " (--data checks identification too)")
    return "\n".join(f"{f['kind']}: {f['what']}\n  try: {f['hint']}" for f in said["findings"])


def profile_data(profile: "Profile") -> dict[str, Any]:
    """A profile likelihood as plain data."""
    return {
        "name": profile.name,
        "level": profile.level,
        "low": float(profile.low),
        "high": float(profile.high),
        "at": profile.at.tolist(),
        "loglik": profile.loglik.tolist(),
        "higher_maximum": profile.higher,
    }


def profile_line(profile: "Profile") -> str:
    """A profile likelihood's interval in a line."""
    warning = (
        f"; a higher log-likelihood, {profile.higher:.4f}, lies off the estimate: fit again with "
        "more --starts"
        if profile.higher is not None
        else ""
    )
    return (
        f"profile of {profile.name}: {profile.level:.0%} interval "
        f"[{profile.low:.4f}, {profile.high:.4f}]{warning}"
    )


def solution_data(solution: "Solution") -> list[dict[str, Any]]:
    """A solution as rows, best responses included."""
    tree = solution.structure.tree
    rows = solution.frame().to_dicts()
    for k, best in solution.best_responses().items():
        name = f"best({tree.mover(k)}{' | ' + tree.path[k] if tree.path[k] else ''})"
        for row, action in zip(rows, best, strict=True):
            row[name] = tree.step[tree.children[k][int(action)]]
    return [finite(row) for row in rows]


def solution_text(solution: "Solution") -> str:
    """The tree with probabilities averaged over the rows, and best responses of a single row."""
    from foedus.games import tree_text

    lines = [tree_text(solution.structure.tree, solution)]
    if solution.rows > 1:
        lines.append(f"\naverages over {solution.rows} rows; --json prints each")
        return "\n".join(lines)
    row = solution_data(solution)[0]
    lines += ["", *(f"{k}: {v}" for k, v in row.items() if k.startswith("best("))]
    return "\n".join(lines)


def effect_data(effect: "Effect") -> dict[str, Any]:
    """An effect as plain data."""
    return {
        "changed": effect.changed,
        "level": effect.level,
        "outcomes": {
            label: {
                name: float(getattr(effect, name)[i])
                for name in ("before", "after", "change", "se", "low", "high")
            }
            for i, label in enumerate(effect.labels)
        },
    }


def effect_text(data: dict[str, Any]) -> str:
    """An effect for reading."""
    width = max(map(len, data["outcomes"]))
    lines = [f"if {data['changed']}, on average"]
    for label, v in data["outcomes"].items():
        lines.append(
            f"{label:{width}}  {v['before']:.4f} -> {v['after']:.4f}  "
            f"({v['change']:+.4f}, {data['level']:.0%} interval "
            f"{v['low']:+.4f} to {v['high']:+.4f})"
        )
    return "\n".join(lines)


def plotted(
    source: str,
    data: Path | None,
    coef: Path | None,
    settings: list[str] | None,
    output: Path | None,
) -> None:
    """Draw or export a tree, in the format that the output's suffix names."""
    from foedus.games import Ultimatum, efg, predict, tree_svg, tree_text

    game = read(source)
    if isinstance(game, Ultimatum):
        raise InputError("an ultimatum game has no tree to draw")
    solution: Solution | None = None
    if coef is not None or (settings and data is None):
        solution = solved(game, coef, data, settings)
    elif data is not None:
        solution = predict(fitted(source, data))
    suffix = "" if output is None else output.suffix.lower()
    if suffix == ".efg":
        if solution is None:
            raise InputError("a Gambit file needs payoffs", hint="give --data or --coef")
        write(efg(solution, title=game.title).rstrip(), output)
    elif suffix == ".svg":
        write(tree_svg(game.tree, solution, game.title).rstrip(), output)
    elif suffix in {"", ".txt"}:
        write(tree_text(game.tree, solution), output)
    else:
        raise UnknownNameError("format", suffix, [".svg", ".efg", ".txt"], where="--output")
