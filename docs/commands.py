"""Write commands.md, the page of every command and option, from the commands' own help."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from typer.main import get_command

from foedus.cli.app import COMMANDS, app

PAGE = Path(__file__).with_suffix(".md")
HEAD = """# Commands

Every command and option, as `--help` prints them; `just docs` writes this page. Results go to
standard output, notes and errors to standard error; a letter that the console's encoding lacks is
said otherwise, as `->` for an arrow. Exit codes: 0 done; 1 a check ran and found something, or the
disk is full; 2 wrong input, or a place that cannot be written; 3 data missing, altered or out of
reach; 4 a model could not be fitted; 130 broken off (Ctrl-C), 143 by SIGTERM.
"""


def commands() -> Iterator[Any]:
    """The context of each command, groups before what is in them."""
    top = _context(get_command(app), "foedus", None)
    for name, (module, _) in COMMANDS.items():
        yield from _below(_context(get_command(import_module(module).app), name, top))


def _below(context: Any) -> Iterator[Any]:
    yield context
    for word in getattr(context.command, "commands", {}):
        _, command, _ = context.command.resolve_command(context, [word])
        yield from _below(_context(command, word, context))


def _context(command: Any, name: str, parent: Any) -> Any:
    return command.context_class(
        command, info_name=name, parent=parent, terminal_width=88, **command.context_settings
    )


def section(context: Any) -> str:
    """A heading and the help, 88 columns wide whatever the terminal."""
    lines = [line.rstrip() for line in context.get_help().splitlines()]
    return "\n".join([f"## {context.command_path}", "", "```text", *lines, "```", ""])


if __name__ == "__main__":
    PAGE.write_text("\n".join([HEAD, *map(section, commands())]), encoding="utf-8")
