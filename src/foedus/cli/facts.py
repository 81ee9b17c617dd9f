"""``foedus facts``: the facts a scenario needs, read off the public data."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.facts.snapshot import Snapshot
    from foedus.scenario import Scenario

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
    from foedus.facts.snapshot import together
    from foedus.scenario import each

    asked = each(scenario)
    found = {state: from_data(one) for state, one in asked.items()}
    text = together(list(found.values()))
    if out is not None:
        from foedus.storage import replacing, storing

        with storing(out, "another --out"), replacing(out) as part:
            part.write_text(text, "utf-8")
    if json:
        typer.echo(text, nl=False)
        return
    for place, (state, one) in enumerate(asked.items()):
        if len(asked) > 1:
            typer.echo(f"{'' if place == 0 else chr(10)}protégé {state}")
        typer.echo("\n".join(_known(found[state])))
        if out is not None and state == list(asked)[-1]:
            typer.echo(f"wrote {out}")
        typer.echo("\n".join(_stands(one, found[state])))


def _known(found: "Snapshot") -> Iterator[str]:
    """Every fact in a row."""
    for name, fact in found.facts.items():
        value = ", ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
        number = isinstance(value, float)
        shown = "never" if value is None else f"{value:g}" if number else str(value)
        yield f"{name:<26} {shown:<42} {fact.year}  {fact.source}"


def _stands(asked: "Scenario", found: "Snapshot") -> Iterator[str]:
    """What of the alliances stands on the question's day, after the library and the baseline."""
    from foedus.facts.pacts.atop import Pact
    from foedus.facts.pacts.baseline import standing

    known = [fact.value for fact in found.facts.values() if isinstance(fact.value, Pact)]
    yield f"\nwhat stands on {asked.as_of}, by the library and the baseline too"
    for each in standing(asked, known):
        yield f"{each.name:<26} {each.title}, since {each.since}, {len(each.members)} members"
        for taker in (asked.protege, asked.challenger):
            owed = each.allies(taker)
            if owed:
                shown = ", ".join(owed[:12]) + (" and more" if len(owed) > 12 else "")
                yield f"{'':<26} defense of {taker} is owed by {shown}"
        if asked.challenger in each.nonaggression and asked.protege in each.members:
            yield f"{'':<26} {asked.challenger} owes {asked.protege} nonaggression"
        if each.changed:
            yield f"{'':<26} baseline: {each.changed}"
