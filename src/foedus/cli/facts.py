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
    from foedus.assess.published import from_data
    from foedus.scenario import load

    found = from_data(load(scenario))
    if out is not None:
        from foedus.evidence.storage import replacing, storing

        with storing(out, "another --out"), replacing(out) as part:
            part.write_text(found.dumps(), "utf-8")
    if json:
        typer.echo(found.dumps(), nl=False)
        return
    for name, fact in found.facts.items():
        value = ", ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
        number = isinstance(value, float)
        shown = "never" if value is None else f"{value:g}" if number else str(value)
        typer.echo(f"{name:<26} {shown:<42} {fact.year}  {fact.source}")
    if out is not None:
        typer.echo(f"wrote {out}")
