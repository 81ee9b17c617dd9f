"""Commands of models: the options of each are what its own function takes."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

import typer
from typer.main import get_command

from foedus.cli.options import AnswerFile, written
from foedus.cli.style import NamedGroup, command

#: The type of an option, and what typer makes it of.
Option: TypeAlias = tuple[Any, Any]

JSON: Option = (bool, typer.Option(False, "--json", help="Print JSON."))
ANSWER: Option = (AnswerFile, None)
RECORD: Option = (
    Path | None,
    written(default=None, help="Keep the scores in this posterior file."),
)
#: What a parameter of a model's fit or score is called -> the option for its default.
OPTIONS: dict[str, Callable[[Any], Any]] = {
    "through": lambda year: typer.Option(year, help="Last year to learn from."),
    "last_years": lambda _: typer.Option(
        None, "--through", metavar="YEAR",
        help="Only this last year; may be repeated. Else all shipped.",
    ),
    "origin": lambda _: typer.Option(
        [], metavar="YEAR", help="First year to score; may be repeated."
    ),
    "rolling": lambda _: typer.Option(False, "--rolling", help="Origins 1950, 1960 … 2000."),
    "plot": lambda _: written(
        default=None, help="Draw the calibration plot: .svg, .png, .pdf, .json, .csv or .html."
    ),
    "again": lambda _: typer.Option(False, "--again", help="Fit everything anew, from the data."),
    "candidates": lambda _: typer.Option(
        False, "--candidates", help="Try every candidate feature, other priors and other codings."
    ),
    "fitted": lambda _: typer.Option(
        None, "--posterior", help="File of `foedus fit`; the shipped fit by default."
    ),
}  # fmt: skip


class Models(NamedGroup):
    """A group with a command for each model, which is loaded only when it is called."""

    kind = "model"
    lines: ClassVar[dict[str, str]]  # name -> line of help

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        stubs = {name: _command(name, line, lambda: None) for name, line in self.lines.items()}
        self.commands = {**stubs, **self.commands}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called, with its own options."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, self.built(name) if name in self.lines else found, rest

    def built(self, name: str) -> Any:
        """The command of a model."""
        raise NotImplementedError


def built(
    name: str,
    line: str,
    examples: str,
    run: Callable[..., None],
    asked: Callable[..., Any],
    **own: Option,
) -> Any:
    """A command that calls ``run`` with options of its ``own``, and with those that parameters of
    ``asked`` name; of its own ``out`` comes first and the others last.
    """
    taken = {
        each: (one.annotation, OPTIONS[each](one.default))
        for each, one in inspect.signature(asked).parameters.items()
        if each in OPTIONS
    }
    options = {**{each: own[each] for each in own if each == "out"}, **taken, **own}
    signed: Any = run
    signed.__annotations__ = {each: kind for each, (kind, _) in options.items()}
    signed.__signature__ = inspect.Signature(
        [
            inspect.Parameter(each, inspect.Parameter.KEYWORD_ONLY, default=option, annotation=kind)
            for each, (kind, option) in options.items()
        ]
    )
    return _command(name, line, signed, _epilog(examples))


def _command(name: str, line: str, run: Callable[..., None], epilog: str = "") -> Any:
    app = command()
    app.command(name, help=line, epilog=epilog or None)(run)
    return get_command(app)


def _epilog(examples: str) -> str:
    """Lines of examples, then a blank one and what is to be known: each kept as it is broken."""
    lines, note = examples.strip().split("\n\n")
    shown = "\n".join(f"  {line}" for line in lines.splitlines())
    return f"\b\nExamples:\n{shown}\n\n\b\n{note}"
