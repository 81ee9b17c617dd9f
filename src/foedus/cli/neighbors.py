"""``foedus neighbors``: the same challenger against every other state in its region."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, for_each, form, give, of_one, save
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

if TYPE_CHECKING:
    from foedus.scenario import Scenario

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
    from foedus.facts import snapshot
    from foedus.facts.region.region import beside
    from foedus.region.neighbors import neighbors as answer
    from foedus.region.sections import sections
    from foedus.scenario import each, load, names
    from foedus.storage import exists

    if freeze is not None:
        of_one(scenario, protege, "--freeze")
        from foedus.facts.region.public import from_data

        facts = from_data(load(scenario, protege)).dumps()
        save(facts, freeze)
        typer.echo(facts if json else f"wrote {freeze}", nl=not json)
        return
    # A file of frozen facts is of one pair.
    of_pair = scenario not in names() and (protege is not None or len(each(scenario)) == 1)
    own = beside(Path(scenario)) if of_pair else None

    def told(one: "Scenario") -> Answer:
        tell("assessing")
        assessed = assess(
            one, draws=draws, years=years, seed=seed, designs=design or None,
            evidence=snapshot.of(scenario),
        )  # fmt: skip
        tell("forecasting every neighbor")
        found = answer(assessed, evidence=own if own and exists(own) else None, draws=draws)
        return Answer(lambda: sections(found), found.to_dict)

    with watched() as tell:
        made = for_each(scenario, protege, told)
    give(made, form(json), out)
