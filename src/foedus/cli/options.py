"""The arguments and options that several commands share, each declared once.

A command names the type and, where there is one, the default: ``draws: Draws = DRAWS``.
"""

from collections.abc import Callable, Collection
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.give import ANSWERS, TABLES, check_out

#: The words for chances where no other yardstick is asked for.
YARDSTICK = "icd-203"
#: Draws of a posterior where no other number is asked for.
DRAWS = 4000


def shipped() -> list[str]:
    """Names of the shipped scenarios, without loading what reads them."""
    library = files("foedus").joinpath("scenario", "library")
    found = (each.name for each in library.iterdir() if each.name.endswith(".yaml"))
    return sorted(name.removesuffix(".yaml") for name in found)


def scenario_names(incomplete: str) -> list[str]:
    """What a shell completes to: shipped scenarios, and files in the folder named."""
    told = Path(incomplete)
    folder = told if incomplete.endswith("/") else told.parent
    here = sorted(str(each) for each in folder.glob("*.yaml")) if folder.is_dir() else []
    every = (*shipped(), *here)
    return [name for name in every if name.startswith(incomplete)]


_SCENARIO: Any = typer.Argument(
    metavar="NAME|FILE",
    help=f"A shipped scenario ({', '.join(shipped())}), or a file.",
    autocompletion=scenario_names,
)
ScenarioName = Annotated[str, _SCENARIO]
ScenarioOrNone = Annotated[str | None, _SCENARIO]
DesignNames = Annotated[
    list[str] | None,
    typer.Option("--design", metavar="NAME", help="Only this design; may be repeated."),
]
Draws = Annotated[int, typer.Option("--draws", help="Draws of the posterior, 100 to 50,000.")]
Years = Annotated[
    int | None,
    typer.Option(
        "--years", help="Years to forecast, 1 to 100; the scenario's horizon if not given."
    ),
]
YardstickName = Annotated[
    str,
    typer.Option("--yardstick", metavar="icd-203|uk", help="Whose words for chances: US or UK."),
]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same numbers.")]
PosteriorFile = Annotated[
    Path | None,
    typer.Option(
        "--posterior",
        help="A file of `foedus fit ladder` or `fit origins`; if not given, the shipped one that "
        "knows most of the years before the question and none later.",
    ),
]
#: Of every command that answers for one pair of states.
Protege = Annotated[
    str | None,
    typer.Option(
        "--protege", metavar="STATE", help="Of a scenario with several protégés, this one."
    ),
]
#: Of a command that prints a screen where no more is asked for.
Full = Annotated[bool, typer.Option("--full", help="Print all of it, not a screen of it.")]
Json = Annotated[bool, typer.Option("--json", help="Print everything, as JSON.")]
#: Of a command whose answer is a file.
Summary = Annotated[bool, typer.Option("--json", help="Print a summary as JSON.")]


def _writable(kinds: Collection[str] = ()) -> Callable[[typer.CallbackParam, Path | None], Any]:
    """A check of a place to write to, so that it is refused before any work is done."""

    def check(option: typer.CallbackParam, out: Path | None) -> Path | None:
        if out is not None:
            check_out(out, kinds, option.opts[0])
        return out

    return check


def written(*names: str, kinds: Collection[str] = (), **more: Any) -> Any:
    """An option that names a file to write, checked as soon as it is read."""
    return typer.Option(*names, callback=_writable(kinds), **{"metavar": "FILE", **more})


#: A file that the answer is written to; the end of its name says as what.
Out = Annotated[Path | None, written("--out", help="Write it to this file.")]
#: Of a command that answers in words.
AnswerFile = Annotated[
    Path | None,
    written("--out", kinds=ANSWERS, help="Write it to this file: .md for Markdown, .txt or .json."),
]
_TABLE = written("--out", help="File to write: .parquet or .csv.", kinds=TABLES)
TableFile = Annotated[Path, _TABLE]
MaybeTableFile = Annotated[Path | None, _TABLE]
#: Of what is computed in many cells: where.
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes of this machine; a core each if not given.")
]
Scheduler = Annotated[
    str, typer.Option(metavar="ADDRESS", help="A Dask scheduler's, instead: tcp://HOST:PORT.")
]
#: Of what checks a log.
Log = Annotated[
    str | None,
    typer.Option("--log", metavar="KEY|FILE", help="The keeper's public key, or a file with it."),
]
Witnesses = Annotated[
    list[str] | None,
    typer.Option("--witness", metavar="KEY|FILE", help="A witness's; may be repeated."),
]
Need = Annotated[int, typer.Option("--need", min=0, help="So many of them must sign.")]
