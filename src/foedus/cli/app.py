"""The top-level command: a table of commands, loaded one at a time.

``foedus --help`` reads only this table, so it starts fast; a command's module, and the
libraries it needs, load when that command runs.
"""

import os
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from typing import Any, TextIO

import typer
from typer.main import get_command

from foedus.cli.style import NamedGroup
from foedus.errors import FoedusError, refusal
from foedus.report.console import adapt
from foedus.version import __version__

# name -> (module with an `app: typer.Typer`, one line of help). Order is the order of --help.
COMMANDS: dict[str, tuple[str, str]] = {
    "assess": ("foedus.cli.assess", "Compare a scenario's designs: dispute, force and war."),
    "explain": ("foedus.cli.explain", "Trace a number to its sources, or a change to its clause."),
    "design": ("foedus.cli.design", "Search for the guarantees that nothing beats."),
    "brief": ("foedus.cli.brief", "Write the page that an analyst would publish: HTML or PDF."),
    "chart": ("foedus.cli.chart", "Draw one figure of a scenario, as a picture or as data."),
    "neighbors": ("foedus.cli.neighbors", "The same challenger against every state of the region."),
    "accept": ("foedus.cli.accept", "Who would sign each design, and who blocks."),
    "analogues": ("foedus.cli.analogues", "Historical commitments most like a design."),
    "watch": ("foedus.cli.watch.watch", "Is a promise kept: incidents, duties, a sealed record."),
    "serve": ("foedus.cli.web.serve", "The workbench in the browser: a board changed by hand."),
    "review": ("foedus.cli.review.review", "What readers say of a brief; invite, answer, export."),
    "atlas": ("foedus.cli.atlas", "Every relevant pair of states, as maps, pages and a table."),
    "terms": ("foedus.cli.terms", "Real guarantees: list, show, compare, differences."),
    "data": ("foedus.cli.data.data", "List, pull and verify the public data sets."),
    "check": ("foedus.cli.check", "Read a scenario and print what was understood."),
    "new": ("foedus.cli.new", "Write a commented scenario to start from."),
    "facts": ("foedus.cli.facts", "Read the facts a scenario needs, and what stands."),
    "doctor": ("foedus.cli.doctor", "What is installed, what is missing, what it would bring."),
    "panel": ("foedus.cli.panel", "Build a panel of states or dyads from public data."),
    "fit": ("foedus.cli.fit", "Refit a model from public data and write its posterior."),
    "sweep": ("foedus.cli.sweep", "One question over many settings, on cores or a cluster."),
    "score": ("foedus.cli.score", "How a model does on years or cases it was not fitted on."),
    "forecast": ("foedus.cli.forecast.forecast", "Forecast every pair; seal, settle, score."),
    "game": ("foedus.cli.game.game", "Fit, solve and draw strategic games."),
    "clip": ("foedus.cli.clip.clip", "Draft graded claims and dated events from news texts."),
    "negotiate": ("foedus.cli.negotiate", "Forecast what a negotiation ends in."),
}


#: Exit code where the user broke off.
INTERRUPTED = 130
#: What to try where an answer could not be printed.
SAVED = "another place; --out FILE writes to a file"


class LazyGroup(NamedGroup):
    """A group whose commands are imported only when they are called."""

    _listing = False

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands, each by its line in the table alone."""
        self._listing = True
        try:
            super().format_commands(ctx, formatter)
        finally:
            self._listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (click passes it)
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (click passes it)
        """The stub of a command while help is printed, the real one when it is called."""
        if cmd_name not in COMMANDS:
            return None
        module, line = COMMANDS[cmd_name]
        if self._listing:
            stub = typer.Typer(help=line, add_completion=False)
            stub.command(name=cmd_name, help=line)(lambda: None)
            return get_command(stub)
        command = get_command(import_module(module).app)
        command.name = cmd_name
        return command


def _version(shown: bool) -> None:
    if shown:
        typer.echo(f"foedus {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,  # plain help: reads the same in a pipe, and starts twice as fast
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Write a security guarantee down, and test it against two centuries of evidence.",
    epilog="Start here: foedus assess ukraine-2025",
)


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    pass


def main() -> None:
    """Run the command line. Whatever goes wrong is one message on stderr and an exit code.

    Raises SystemExit, or KeyboardInterrupt where the user broke off.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    adapt(sys.stdout)
    adapt(sys.stderr)
    warnings.showwarning = _warned
    code = 0
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except FoedusError as error:
        code = _failed(error)
    except BrokenPipeError:
        code = _unheard()
    except OSError as error:
        if error.filename is None:  # what is printed has no name
            _unheard()
            code = _failed(refusal(error, "standard output", "cannot be written", SAVED))
        else:
            code = _failed(refusal(error, error.filename))
    except SystemExit as end:
        if end.code == INTERRUPTED:
            raise KeyboardInterrupt from None
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        code = _unheard()
    raise SystemExit(code)


def _nowhere() -> TextIO:
    """What is written to where nobody listens, as after ``>&-``."""
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _failed(error: FoedusError) -> int:
    with suppress(OSError):
        sys.stderr.write(f"error: {error}\n")
        for note in getattr(error, "__notes__", ()):
            sys.stderr.write(f"  {note}\n")
    return error.exit_code


def _unheard() -> int:
    """Nobody reads on, as in `foedus … | head`: let what is left go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _warned(message: Warning | str, *_: object, **__: object) -> None:
    """A library's warning, without the place in its installation."""
    with suppress(OSError):
        sys.stderr.write(f"warning: {' '.join(str(message).split())}\n")
