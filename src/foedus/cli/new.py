"""``foedus new``: start a scenario file."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import Out, Summary
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.report.blocks import Section

app = command()

EPILOG = """\b
Examples:
  foedus new moldova --challenger RUS --protege MDA
  foedus new mine --from ukraine-2025 --out mine.yaml"""


@app.command(epilog=EPILOG)
def new(
    name: str = typer.Argument(..., help="Name of the scenario; NAME.yaml unless --out is given."),
    out: Out = None,
    source: str | None = typer.Option(
        None, "--from", metavar="SCENARIO", help="Copy a shipped scenario or a file."
    ),
    challenger: str | None = typer.Option(None, help="State that threatens; RUS if not given."),
    protege: str | None = typer.Option(None, help="State to protect; UKR if not given."),
    force: bool = typer.Option(False, "--force", help="Replace an existing file."),
    json: Summary = False,
) -> None:
    """Write a commented scenario to start from; it reads as it stands."""
    from foedus.errors import InputError
    from foedus.scenario.read import copy
    from foedus.scenario.write import save, starting_text

    if (challenger is None) != (protege is None):
        raise InputError(
            "--challenger and --protege go together",
            hint=f"foedus new {name} --challenger RUS --protege MDA",
        )
    if source is not None and (challenger or protege):
        raise InputError(
            "--from copies a scenario with its parties, which --challenger and --protege set",
            hint="leave out one or the other",
        )
    path = out or _default(name)
    if source is not None:
        content = copy(source)
    else:
        from datetime import date

        content = starting_text(name, challenger or "RUS", protege or "UKR", date.today())
    save(content, path, force=force)
    give(Answer(lambda: _started(path), lambda: {"wrote": path}), form(json))


def _started(path: Path) -> "tuple[Section, ...]":
    """What was written, and what no model will see of it."""
    from foedus.assessment.unseen.sections import section
    from foedus.report.blocks import Section
    from foedus.scenario import load

    wrote = Section("wrote", "", f"wrote {path}; next: foedus check {path}", ())
    return wrote, section(load(path), None)


def _default(name: str) -> Path:
    from foedus.errors import InputError

    if not name.strip() or name in {".", ".."} or "/" in name or "\\" in name or "\0" in name:
        raise InputError(f"{name!r} cannot name a file", hint="a plain name, or --out FILE")
    return Path(f"{name.removesuffix('.yaml')}.yaml")
