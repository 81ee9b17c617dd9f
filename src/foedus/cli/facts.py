"""``foedus facts``: the facts a scenario needs, read off the public data."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus facts ukraine-2025
  foedus facts my.yaml --out my.evidence.json

`foedus assess my.yaml` takes my.evidence.json from the same folder, and then needs no data."""


@app.command(epilog=EPILOG)
def facts(
    scenario: str = typer.Argument(..., metavar="NAME|FILE", help="A shipped scenario, or a file."),
    out: Annotated[Path | None, typer.Option(help="Where to freeze them (JSON).")] = None,
    json: bool = typer.Option(False, "--json", help="Print the file instead of a table."),
) -> None:
    """Read the facts that a scenario needs off the public data: values, years, data sets."""
    from foedus.facts.public import from_data
    from foedus.facts.sections import sections
    from foedus.facts.snapshot import together
    from foedus.report.text import text, width
    from foedus.scenario import each

    asked = each(scenario)
    found = {state: from_data(one) for state, one in asked.items()}
    document = together(list(found.values()))
    if out is not None:
        from foedus.storage import replacing, storing

        with storing(out, "another --out"), replacing(out) as part:
            part.write_text(document, "utf-8")
    if json:
        typer.echo(document, nl=False)
        return
    every = [part for state, one in asked.items() for part in sections(one, found[state])]
    typer.echo(text(every, width()))
    if out is not None:
        typer.echo(f"wrote {out}")
