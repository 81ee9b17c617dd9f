"""How every command looks: plain help that reads the same in a pipe, under -h and --help."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup

from foedus.errors import InputError, UnknownNameError

STYLE: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


#: Where a command's context keeps the words that it was called with.
_WORDS = "foedus.words"
#: What the parser raises; typer hands out one of its kinds alone.
_USAGE: Any = typer.BadParameter.__bases__[0]


class NamedGroup(TyperGroup):
    """A group that answers a name it does not know with the nearest that it does.

    What the parser refuses of a command below it is an InputError, like all that is refused.
    """

    kind: ClassVar[str] = "command"

    def make_context(self, *given: Any, **more: Any) -> Any:
        """Its own options read. Raises InputError."""
        with _refused():
            return super().make_context(*given, **more)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Its own options, read without pydantic."""
        _plain(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """The command that is called, its options read, run. Raises InputError."""
        with _refused():
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called. Raises UnknownNameError."""
        known = self.list_commands(ctx)
        asked = bool(args) and not ctx.resilient_parsing  # a shell completes what is not there yet
        if asked and args[0] not in known and not args[0].startswith("-"):
            raise UnknownNameError(self.kind, args[0], known, where=ctx.command_path)
        ctx.meta[_WORDS] = list(args[1:])
        return super().resolve_command(ctx, args)


@contextmanager
def _refused() -> Iterator[None]:
    """What the parser says of words it cannot read, said as the rest of the product does."""
    try:
        yield
    except _USAGE as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # prints the help
            raise
        raise _refusal(error) from None


def _refusal(error: Any) -> InputError:
    """An error of the parser in words: what was found, what is allowed, what to try.

    Its classes are known by name: they lie in another package from one release to the next.
    """
    said, context = error.format_message(), error.ctx
    option: Any = getattr(error, "option_name", None)
    param: Any = getattr(error, "param", None)
    if type(error).__name__ == "BadOptionUsage":
        if "requires" in said:
            return InputError("a value is missing", where=option, hint=f"{option} and a value")
        return InputError("it takes no value", where=option, hint=f"{option} alone")
    if context is None:
        return InputError(said)
    place, ask = context.command_path, f"{context.command_path} -h"
    if option is not None:
        own = [name for each in context.command.params for name in each.opts]
        known = [name for name in (*own, "--help") if name.startswith("--")]
        return UnknownNameError("option", option, known, where=place)
    if type(error).__name__ == "MissingParameter":
        name = param.opts[0] if param.opts[0].startswith("-") else param.metavar or param.name
        return InputError(f"{name} is missing", where=place, hint=ask)
    if param is not None:
        kinds = {"integer": "a whole number", "path": "the name of a file"}
        kind = next((kinds[word] for word in kinds if word in said), "a number")
        default, name = param.get_default(context), param.opts[0]
        return InputError(
            f"found {_given(param, context)!r}, expected {kind}",
            where=name if name.startswith("-") else param.metavar or name,
            hint=f"{name} {default}" if isinstance(default, int | float) else ask,
        )
    if extra := re.search(r"unexpected extra argument.*? \((.*)\)", said):
        said, ask = f"found {extra[1]!r}, expected nothing more", f"a name in quotes; {ask}"
    return InputError(said, where=place, hint=ask)


def _given(param: Any, context: Any) -> str:
    """What was written for a parameter: the parser's error does not say it."""
    values, *_ = context.command.make_parser(context).parse_args(list(context.meta[_WORDS]))
    found = values.get(param.name)
    return str(found[-1] if isinstance(found, list) and found else found)


#: Kinds of values that need no schema, by the word for them in an error.
_PLAIN: dict[Any, str] = {
    str: "text", int: "integer", float: "number", Path: "path", bool: "switch",
}  # fmt: skip


@dataclass(frozen=True)
class PlainValue:
    """Reads the words of one option: text, a number, a path, or several of them."""

    kind: Any
    many: bool

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value. Raises the parser's error where it is no such number."""
        if value is None:
            return () if self.many else None
        try:
            if self.kind is Path and "\0" in str(value):
                raise ValueError  # no system has such a file
            return [self.kind(one) for one in value] if self.many else self.kind(value)
        except ValueError:
            said = f"{value!r} is not a valid {_PLAIN[self.kind]}"
            raise typer.BadParameter(said, ctx=ctx, param=param) from None


def _plain(params: list[Any]) -> None:
    """Let typer read plain options by ``PlainValue``.

    It loads pydantic to read any option, which takes a third of a short command's time. It keeps
    the reader of each in ``_runtime_param``; where it does not, this changes nothing.
    """
    for each in params:
        descriptor: Any = getattr(each, "type_descriptor", None)
        taken: Any = getattr(descriptor, "annotation", None)
        many = getattr(taken, "__origin__", None) is list
        kind = taken.__args__[0] if many else taken
        if kind in _PLAIN and hasattr(each, "_runtime_param") and not descriptor.is_ranged:
            each._runtime_param = PlainValue(kind, many)


class PlainCommand(TyperCommand):
    """A command that does not load pydantic for its options: for those that need it for no more."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Its options read."""
        _plain(self.get_params(ctx))
        return super().parse_args(ctx, args)


def command() -> typer.Typer:
    """An app of one command."""
    return typer.Typer(**STYLE)


def group(text: str, cls: type[TyperGroup] = NamedGroup, **more: Any) -> typer.Typer:
    """An app of several commands, which prints its help when none is named."""
    app = typer.Typer(help=text, no_args_is_help=True, cls=cls, **STYLE, **more)
    app.callback()(lambda: None)  # else a group of one command would be that command
    return app
