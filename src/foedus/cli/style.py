"""How every command looks: plain help that reads the same in a pipe, under -h and --help."""

from typing import Any, ClassVar

import typer
from typer.core import TyperGroup

from foedus.errors import UnknownNameError

STYLE: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


class NamedGroup(TyperGroup):
    """A group that answers a name it does not know with the nearest that it does."""

    kind: ClassVar[str] = "command"

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called. Raises UnknownNameError."""
        known = self.list_commands(ctx)
        asked = bool(args) and not ctx.resilient_parsing  # a shell completes what is not there yet
        if asked and args[0] not in known and not args[0].startswith("-"):
            raise UnknownNameError(self.kind, args[0], known, where=ctx.command_path)
        return super().resolve_command(ctx, args)


def command() -> typer.Typer:
    """An app of one command."""
    return typer.Typer(**STYLE)


def group(text: str, cls: type[TyperGroup] = NamedGroup, **more: Any) -> typer.Typer:
    """An app of several commands, which prints its help when none is named."""
    app = typer.Typer(help=text, no_args_is_help=True, cls=cls, **STYLE, **more)
    app.callback()(lambda: None)  # else a group of one command would be that command
    return app
