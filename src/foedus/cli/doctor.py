"""``foedus doctor``: what is installed, what is missing, and what it would bring."""

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import AnswerFile, Json
from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus doctor
  foedus doctor --json

Exit code 1 where a library that every command needs is missing or too old, or a file of data is
not as it was published."""


@app.command(epilog=EPILOG)
def doctor(out: AnswerFile = None, json: Json = False) -> None:
    """Say what is installed and cached, what is missing, and what it would bring."""
    from foedus.installation.installation import installation
    from foedus.installation.sections import sections

    found = installation()
    give(Answer(lambda: sections(found), found.to_dict), form(json), out)
    if found.broken:
        raise typer.Exit(1)
