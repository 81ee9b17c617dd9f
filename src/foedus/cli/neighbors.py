"""``foedus neighbors``: the same challenger against every other state in its region."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import Protege
from foedus.cli.style import command, dump, say

app = command()

EPILOG = """\b
Examples:
  foedus neighbors ukraine-2025
  foedus neighbors taiwan-2025 --design treaty-regional --years 10
  foedus neighbors my.yaml --freeze my.neighbors.json
  foedus neighbors my.yaml --json > region.json

A shipped scenario needs no data. Another one reads my.neighbors.json from its own folder, else the
public data (`foedus data pull`). Exit code 2 where the scenario or an option is wrong, 3 where data
are missing. docs/neighbors.md says what each number means."""


@app.command(epilog=EPILOG)
def neighbors(
    scenario: str = typer.Argument(..., metavar="NAME|FILE", help="A shipped scenario, or a file."),
    design: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this design; may be repeated.")
    ] = None,
    years: int | None = typer.Option(
        None, help="Years to forecast, 1 to 100; the scenario's horizon if not given."
    ),
    draws: int = typer.Option(1000, help="Draws of the posterior, 100 to 50,000."),
    seed: int = typer.Option(0, help="The same seed gives the same numbers."),
    freeze: Annotated[
        Path | None, typer.Option(help="Write the region's facts (JSON) off the public data.")
    ] = None,
    protege: Protege = None,
    json: bool = typer.Option(False, "--json", help="Print everything, as JSON."),
) -> None:
    """Chances of war for every neighbor, before and under each design."""
    from foedus.assessment import assess
    from foedus.facts.region.region import beside
    from foedus.region.neighbors import neighbors as answer
    from foedus.scenario import load, names

    if freeze is not None:
        from foedus.facts.region.public import from_data
        from foedus.storage import replacing, storing

        facts = from_data(load(scenario, protege)).dumps()
        with storing(freeze, "another --freeze"), replacing(freeze) as part:
            part.write_text(facts, "utf-8")
        typer.echo(facts if json else f"wrote {freeze}", nl=not json)
        return
    own = None if scenario in names() else beside(Path(scenario))
    found = answer(
        assess(
            scenario, draws=draws, years=years, seed=seed, designs=design or None, protege=protege
        ),
        evidence=own if own and own.is_file() else None,
        draws=draws,
    )
    if json:
        dump(found.to_dict())
        return
    from foedus.region.sections import sections

    say(sections(found))
