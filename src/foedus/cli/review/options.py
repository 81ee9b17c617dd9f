"""Options and looks that the commands of ``foedus review`` share."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.review.write import Author

Folder = Annotated[
    Path, typer.Option("--folder", metavar="DIR", help="The folder of scenarios, as served.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A scenario of the folder, or shipped.")]
Number = Annotated[str, typer.Argument(metavar="ID", help="Of a comment, or how it begins.")]
By = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who says it; you, if not given.")
]  # fmt: skip
HERE = Path()


def author(by: str) -> "Author":
    """Who works at this machine, as an editor."""
    from foedus.review.write import Author

    if by:
        return Author(by, editor=True)
    try:
        return Author(getpass.getuser(), editor=True)
    except (OSError, KeyError, ImportError):
        return Author("me", editor=True)


def text_of(folder: Path, name: str) -> str:
    """A scenario's text: the folder's, else the shipped one. Raises UnknownNameError."""
    from foedus.errors import UnknownNameError
    from foedus.scenario import names as shipped
    from foedus.scenario.read import text
    from foedus.scenario.versions import Versions

    versions = Versions(folder)
    if name in versions.names():
        return versions.text(name)
    if name not in shipped():
        raise UnknownNameError("scenario", name, [*versions.names(), *shipped()])
    return text(name)


def passages_of(folder: Path, name: str, draws: int) -> "Mapping[str, str]":
    """The text of a scenario's whole brief, section by section."""
    from foedus.assessment import assess
    from foedus.briefing.compose import compose
    from foedus.cli.progress import watched
    from foedus.review.anchor import passages

    path = folder / f"{name}.yaml"
    with watched() as tell:
        tell("composing the brief")
        found = assess(str(path) if path.is_file() else name, draws=draws)
        return passages(compose(found, length="full"))
