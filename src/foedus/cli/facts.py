"""``foedus facts``: the facts a scenario needs, read off the public data or what ships of them."""

from foedus.cli.give import JSON, Answer, form, give, save
from foedus.cli.options import Json, Out, ScenarioName
from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus facts ukraine-2025
  foedus facts my.yaml --out my.evidence.json

`foedus assess my.yaml` takes my.evidence.json from the same folder before anything else. The facts
are read off the public data where they are on this machine, else off what ships of them."""


@app.command(epilog=EPILOG)
def facts(scenario: ScenarioName, out: Out = None, json: Json = False) -> None:
    """Read the facts that a scenario needs: values, years, data sets, and what stands."""
    from foedus.facts.public import from_data
    from foedus.facts.sections import sections
    from foedus.facts.snapshot import together
    from foedus.report.blocks import Section
    from foedus.scenario import each

    asked = each(scenario)
    found = {state: from_data(one) for state, one in asked.items()}
    document = together(list(found.values()))
    written: tuple[Section, ...] = ()
    if out is not None:
        save(document, out)
        written = (Section("written", "", f"wrote {out}", ()),)

    def parts() -> list[Section]:
        every = (part for state, one in asked.items() for part in sections(one, found[state]))
        return [*every, *written]

    give(Answer(parts, dict, {JSON: lambda: document}), form(json))
