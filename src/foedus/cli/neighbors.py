"""``foedus neighbors``: the same challenger against every other state in its region."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.give import Answer, form, give, save
from foedus.cli.options import (
    AnswerFile,
    DesignNames,
    Draws,
    Json,
    Protege,
    ScenarioName,
    Seed,
    Years,
    written,
)
from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus neighbors ukraine-2025
  foedus neighbors taiwan-2025 --design treaty-regional --years 10
  foedus neighbors my.yaml --freeze my.neighbors.json
  foedus neighbors my.yaml --json > region.json

No data are needed for questions since 1946. my.neighbors.json is read from the scenario's folder,
else the public data (`foedus data pull`), else what ships of them. Exit code 2 where the scenario
or an option is wrong, 3 where data are missing. docs/neighbors.md says what each number means."""


@app.command(epilog=EPILOG)
def neighbors(
    scenario: ScenarioName,
    design: DesignNames = None,
    years: Years = None,
    draws: Draws = 1000,
    seed: Seed = 0,
    freeze: Annotated[
        Path | None, written(help="Write the region's facts (JSON) off the public data.")
    ] = None,
    protege: Protege = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Chances of war for every neighbor, before and under each design."""
    from foedus.assessment import assess
    from foedus.cli.progress import watched
    from foedus.facts.region.region import beside
    from foedus.region.neighbors import neighbors as answer
    from foedus.region.sections import sections
    from foedus.scenario import load, names
    from foedus.storage import exists

    if freeze is not None:
        from foedus.facts.region.public import from_data

        facts = from_data(load(scenario, protege)).dumps()
        save(facts, freeze)
        typer.echo(facts if json else f"wrote {freeze}", nl=not json)
        return
    own = None if scenario in names() else beside(Path(scenario))
    with watched() as tell:
        tell("assessing the pair, then every neighbor")
        found = answer(
            assess(
                scenario, draws=draws, years=years, seed=seed, designs=design or None,
                protege=protege,
            ),
            evidence=own if own and exists(own) else None,
            draws=draws,
        )  # fmt: skip
    give(Answer(lambda: sections(found), found.to_dict), form(json), out)
