"""``foedus analogues``: the historical commitments most like a design."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, for_each, form, give, save
from foedus.cli.options import AnswerFile, Json, Protege, written
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.scenario import Scenario

app = command()

EPILOG = """\b
Examples:
  foedus analogues ukraine-2025 --design article-5-like
  foedus analogues taiwan-2025 --design treaty-1954 --most 3 --weight threat=2
  foedus analogues my.yaml --design nato --library --json > cases.json
  foedus analogues --freeze facts.json

With the public data pulled, all alliances of ATOP are searched beside the library; without, the
library alone. docs/analogues.md says how distance is measured. Exit code 2 where the scenario or an
option is wrong, 3 where --freeze lacks data."""


@app.command(epilog=EPILOG)
def analogues(
    scenario: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE", help="A shipped scenario, or a file.")
    ] = None,
    design: str | None = typer.Option(None, metavar="NAME", help="The design; must be given."),
    most: int = typer.Option(5, help="Commitments to tell of, 1 to 100."),
    near: int | None = typer.Option(
        None, help="Nearest commitments to count over; 30, or 15 of the library alone."
    ),
    weight: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUP=WEIGHT",
            help="Weight of clauses, power, geography or threat, 1 if not given; may be repeated.",
        ),
    ] = None,
    library: bool = typer.Option(False, "--library", help="Search the library alone."),
    freeze: Annotated[
        Path | None,
        written(help="Write the library's facts from the data, and stop."),
    ] = None,
    protege: Protege = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Find the historical commitments most like a design, and what became of them."""
    from foedus.errors import InputError

    if freeze is not None:
        _freeze(freeze)
        return
    if scenario is None:
        raise InputError("no scenario was named", hint="foedus analogues ukraine-2025 --design …")
    from foedus.analogy.analogues import analogues as search
    from foedus.analogy.sections import sections
    from foedus.assessment import assess
    from foedus.cli.progress import watched
    from foedus.facts import snapshot
    from foedus.scenario import each

    if design is None:
        read = next(iter(each(scenario).values()))
        designs = ", ".join(name for name, one in read.designs.items() if one.clauses)
        raise InputError(
            "no design was named", where="--design", hint=f"one of {designs or 'none promises'}"
        )
    weights, named = dict(map(weighed, weight or [])), design

    def told(one: "Scenario") -> Answer:
        assessed = assess(one, designs=[named], evidence=snapshot.of(scenario))
        found = search(
            assessed, named, most, near=near, weights=weights, atop=False if library else None
        )
        return Answer(lambda: sections(found), found.to_dict)

    with watched() as progress:
        progress("assessing the design, searching for its analogues")
        made = for_each(scenario, protege, told)
    give(made, form(json), out)


def weighed(text: str) -> tuple[str, float]:
    """``group=weight``; InputError for anything else."""
    from foedus.errors import InputError

    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise InputError(
            f"found {text!r}, expected a group and a number", where="--weight", hint="threat=2"
        ) from None


def _freeze(path: Path) -> None:
    from foedus.analogy import library as analogue_library
    from foedus.analogy.atop import commitments
    from foedus.analogy.score import scores
    from foedus.analogy.world import StateHistory, hashes

    world = StateHistory.load()
    frozen = analogue_library.FrozenLibrary(
        analogue_library.from_data(world), hashes(), scores(commitments(world, set()))
    )
    save(analogue_library.dumps(frozen), path)
    typer.echo(f"wrote {path}")
