"""``foedus serve``: the workbench in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import scenario_names
from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus serve
  foedus serve ukraine-2025
  foedus serve questions/ --port 9000
  FOEDUS_TOKEN=… foedus serve questions/ --host 0.0.0.0 --name foedus.example.org

Scenarios of the folder can be changed, with every version kept under .foedus/ in it; those that
ship can be copied into it. On another address than this machine's it starts only with a token.
docs/serve.md has the pages, the keys and the API. Exit code 2 where a folder, a scenario or an
option is wrong, or the port is taken."""


@app.command(epilog=EPILOG)
def serve(
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO|FOLDER",
            autocompletion=scenario_names,
            help="A shipped scenario or a file to open, or the folder to work in; this one if not "
            "given.",
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Its port; 0 for any that is free.")] = 8765,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name that browsers know it by; may be repeated."),
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", help="Draws of the posterior, 100 to 50,000.")
    ] = 2000,
    browser: bool = typer.Option(True, "--browser/--no-browser", help="Open it in a browser."),
) -> None:
    """Open the workbench in the browser: a board on which a guarantee is changed by hand."""
    from foedus.web.server import serve as start
    from foedus.web.settings import settled

    folder, shown = opened(place)
    start(settled(folder, host, port, tuple(name or ()), draws), shown, browser, typer.echo)


def opened(place: str | None) -> tuple[Path, str]:
    """The folder to work in, and the scenario to show first; empty for the list.

    Raises InputError for what is neither a scenario nor a folder.
    """
    from foedus.scenario import each, names
    from foedus.storage import exists

    if place is None:
        return Path(), ""
    path = Path(place)
    if exists(path) and path.is_dir():
        return path, ""
    each(place)  # says what is wrong with it
    return (Path(), place) if place in names() else (path.parent, path.stem)
