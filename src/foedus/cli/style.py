"""How every command looks: plain help that reads the same in a pipe, under -h and --help."""

from typing import Any

import typer

STYLE: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


def command() -> typer.Typer:
    """An app of one command."""
    return typer.Typer(**STYLE)


def group(text: str, **more: Any) -> typer.Typer:
    """An app of several commands, which prints its help when none is named."""
    app = typer.Typer(help=text, no_args_is_help=True, **STYLE, **more)
    app.callback()(lambda: None)  # else a group of one command would be that command
    return app
