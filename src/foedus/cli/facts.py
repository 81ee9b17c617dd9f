"""``foedus facts``: the facts a scenario needs, read off the public data."""

from foedus.cli.give import JSON, Answer, form, give, save
from foedus.cli.options import Json, Out, ScenarioName
from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus facts ukraine-2025
  foedus facts my.yaml --out my.evidence.json

`foedus assess my.yaml` takes my.evidence.json from the same folder, and then needs no data."""


@app.command(epilog=EPILOG)
def facts(scenario: ScenarioName, out: Out = None, json: Json = False) -> None:
    """Read the facts that a scenario needs off the public data: values, years, data sets."""
    from foedus.facts import sections
    from foedus.facts.frozen import together
    from foedus.facts.published import from_data
    from foedus.scenario import each

    asked = each(scenario)
    found = {state: from_data(one) for state, one in asked.items()}
    text = together(list(found.values()))
    if out is not None:
        save(text, out)
    answer = Answer(lambda: sections.known(asked, found, out), dict, {JSON: lambda: text})
    give(answer, form(json))
