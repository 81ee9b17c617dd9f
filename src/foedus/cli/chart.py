"""``foedus chart``: one figure of a scenario's assessment, as a picture or as data."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.give import Answer, check_out, form, give, save_figure
from foedus.cli.options import (
    DRAWS,
    DesignNames,
    Draws,
    Json,
    PosteriorFile,
    Protege,
    Seed,
    Years,
)
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.report.figure.figure import Figure

app = command()

EPILOG = """\b
Examples:
  foedus chart --list
  foedus chart ukraine-2025 war-risk --out war-risk.svg
  foedus chart ukraine-2025 scorecard --out scorecard.png --size slide
  foedus chart ukraine-2025 map --out map.png
  foedus chart ukraine-2025 positions --issue western-troops --out troops.html
  foedus chart my.yaml ladder --years 10 --out ladder.csv
  foedus chart baltic-2025 together --out baltic.png

.svg, .png and .pdf are pictures on white, .html a page that follows the reader's light or dark,
.csv the numbers, .json everything with a Vega-Lite specification. Type is the same on every
machine. Exit code 2 where the scenario, the name or an option is wrong. docs/charts.md shows each
figure and says how to read it."""


@app.command(epilog=EPILOG)
def chart(
    scenario: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE]", help="A shipped scenario, or a file.")
    ] = None,
    figure: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIGURE]", help="Which figure; they are listed where none is named."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it: .svg .png .pdf .json .csv or .html."),
    ] = None,
    listing: bool = typer.Option(False, "--list", help="List the figures."),
    size: Annotated[
        str | None,
        typer.Option(metavar="slide|print|phone", help="Of a picture: 16:9, 16 cm wide, or tall."),
    ] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="NAME", help="For positions: on which issue.")
    ] = None,
    draws: Draws = DRAWS,
    years: Years = None,
    seed: Seed = 0,
    design: DesignNames = None,
    posterior: PosteriorFile = None,
    protege: Protege = None,
    json: Json = False,
) -> None:
    """Draw one figure of a scenario; without --out, say in words what it shows."""
    from foedus.assessment.figures.registry import SEVERAL, check
    from foedus.errors import InputError
    from foedus.report.blocks import Section
    from foedus.report.figure.figure import KINDS
    from foedus.report.figure.sizes import check as check_size

    if listing or scenario is None or figure is None:
        give(_listed(scenario, out, listing=listing), form(json))
        return
    if figure not in SEVERAL:
        check(figure)
    if size is not None:
        check_size(size, out)
    if issue is not None and figure != "positions":
        raise InputError(f"{figure} is about no issue", where="--issue", hint="positions is")
    if out is not None:
        check_out(out, KINDS)

    from foedus.cli.progress import watched
    from foedus.history.origins import load_posterior

    options: dict[str, Any] = {
        "draws": draws, "years": years, "seed": seed, "designs": design or None,
        "ladder": load_posterior(posterior) if posterior else None,
    }  # fmt: skip
    with watched() as tell:
        tell(f"assessing, then drawing {figure}")
        drawn = _drawn(scenario, figure, protege, issue, options)
        if out is not None:
            save_figure(drawn, out, size or "")
    if out is not None:
        typer.echo(f"{out}: {drawn.title}", err=True)
    if json or out is None:
        words = (
            Section(drawn.name, "", drawn.title, ()),
            Section("shows", "What it shows", drawn.alt, ()),
            Section("note", "How to read it", drawn.note, ()),
            Section("source", "", drawn.source, ()),
        )
        give(Answer(lambda: words, drawn.to_dict), form(json))


def _listed(scenario: str | None, out: Path | None, *, listing: bool) -> Answer:
    """The figures by name, for a scenario that is one."""
    from foedus.assessment.figures.registry import FIGURES, SEVERAL
    from foedus.errors import InputError
    from foedus.report.blocks import Section, Table
    from foedus.scenario import each

    known = FIGURES | SEVERAL
    if scenario in known:  # Typer fills arguments from the left
        raise InputError("which scenario?", hint=f"foedus chart ukraine-2025 {scenario}")
    if scenario is not None and not listing:
        each(scenario)
    if out is not None:
        raise InputError(
            "which figure?", where="--out", hint="foedus chart SCENARIO war-risk --out FILE"
        )
    names = Table("figures", "", ("figure", "shows"), tuple(known.items()))
    return Answer(lambda: [Section("figures", "", "", (names,))], lambda: {"figures": known})


def _drawn(
    scenario: str, figure: str, protege: str | None, issue: str | None, options: dict[str, Any]
) -> "Figure":
    """The figure of one protégé's answer, or of all of them together."""
    from foedus.assessment import assess
    from foedus.assessment.figures import together
    from foedus.assessment.figures.registry import SEVERAL, draw
    from foedus.assessment.several import assess_each
    from foedus.errors import InputError

    if figure in SEVERAL:
        if protege is not None:
            raise InputError(f"{figure} is of all protégés", where="--protege")
        return together.draw(assess_each(scenario, **options))
    found = assess(scenario, protege=protege, **options)
    return draw(found, figure, **({"issue": issue} if issue else {}))
