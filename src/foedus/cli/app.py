"""The top-level command: a table of commands, loaded one at a time.

``foedus --help`` reads only this table, so it starts fast; a command's module, and the
libraries it needs, load when that command runs.
"""

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from foedus.errors import FoedusError
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
    "terms": ("foedus.cli.terms", "Real guarantees: list, show, compare, differences."),
    "data": ("foedus.cli.data", "List, pull and verify the public data sets."),
    "check": ("foedus.cli.check", "Read a scenario and print what was understood."),
    "new": ("foedus.cli.new", "Write a commented scenario to start from."),
    "facts": ("foedus.cli.facts", "Read the facts a scenario needs off the public data."),
    "panel": ("foedus.cli.panel", "Build a panel of states or dyads from public data."),
    "fit": ("foedus.cli.fit", "Refit a model from public data and write its posterior."),
    "score": ("foedus.cli.score", "How a model does on years or cases it was not fitted on."),
    "forecast": ("foedus.cli.forecast", "Yearly chances for every pair of states."),
    "game": ("foedus.cli.game.game", "Fit, solve and draw strategic games."),
    "negotiate": ("foedus.cli.negotiate", "Forecast what a negotiation ends in."),
}


class LazyGroup(TyperGroup):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (click passes it)
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The stub of a command while help is printed, the real one when it is called."""
        if cmd_name not in COMMANDS:
            return None
        module, line = COMMANDS[cmd_name]
        if ctx.params.get("_listing") or _only_help():
            stub = typer.Typer(help=line, add_completion=False)
            stub.command(name=cmd_name, help=line)(lambda: None)
            return get_command(stub)
        command = get_command(import_module(module).app)
        command.name = cmd_name
        return command


def _only_help() -> bool:
    arguments = sys.argv[1:]
    return not arguments or arguments[0] in {"--help", "-h"}


def _version(shown: bool) -> None:
    if shown:
        typer.echo(f"foedus {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,  # plain help: reads the same in a pipe, and starts twice as fast
    no_args_is_help=True,
    add_completion=False,
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
    """Run the command line; a FoedusError becomes its message and its exit code."""
    try:
        app()
    except FoedusError as error:
        sys.stderr.write(f"error: {error}\n")
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:  # `foedus … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
