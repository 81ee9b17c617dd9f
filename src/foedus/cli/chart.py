"""``foedus chart``: one figure of a scenario's assessment, as a picture or as data."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.protege import Protege
from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus chart --list
  foedus chart ukraine-2025 war-risk --out war-risk.svg
  foedus chart ukraine-2025 scorecard --out scorecard.png
  foedus chart ukraine-2025 positions --issue western-troops --out troops.html
  foedus chart my.yaml ladder --years 10 --out ladder.csv

.svg and .png are pictures on white, .html a page that follows the reader's light or dark, .csv the
numbers, .json everything with a Vega-Lite specification. Exit code 2 where the scenario, the name
or an option is wrong. docs/charts.md shows each figure and says how to read it."""


@app.command(epilog=EPILOG)
def chart(
    scenario: str | None = typer.Argument(
        None, metavar="[NAME|FILE]", help="A shipped scenario, or a file."
    ),
    figure: str | None = typer.Argument(
        None, metavar="[FIGURE]", help="Which figure; they are listed where none is named."
    ),
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it: .svg .png .json .csv or .html."),
    ] = None,
    listing: bool = typer.Option(False, "--list", help="List the figures."),
    issue: Annotated[
        str | None, typer.Option(metavar="NAME", help="For positions: on which issue.")
    ] = None,
    draws: int = typer.Option(4000, help="Draws of the posterior, 100 to 50,000."),
    years: int | None = typer.Option(
        None, help="Years to forecast, 1 to 100; the scenario's horizon if not given."
    ),
    seed: int = typer.Option(0, help="The same seed gives the same numbers."),
    design: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this design; may be repeated.")
    ] = None,
    posterior: Annotated[
        Path | None, typer.Option(help="A posterior file of `foedus fit ladder`.")
    ] = None,
    protege: Protege = None,
    json: bool = typer.Option(False, "--json", help="Print the figure, or the list, as JSON."),
) -> None:
    """Draw one figure of a scenario; without --out, say in words what it shows."""
    from foedus.assessment.figures.registry import FIGURES, check
    from foedus.errors import InputError
    from foedus.report.figure.figure import check_place

    if listing or figure is None:
        if out is not None:
            raise InputError(
                "which figure?", where="--out", hint="foedus chart SCENARIO war-risk --out FILE"
            )
        typer.echo(_listed(FIGURES, json))
        return
    if scenario is None:  # Typer fills arguments from the left
        raise InputError("which scenario?", hint="foedus chart ukraine-2025 war-risk")
    check(figure)
    if issue is not None and figure != "positions":
        raise InputError(f"{figure} is about no issue", where="--issue", hint="positions is")
    if out is not None:
        check_place(out, f"--out {out}")

    from foedus.assessment import assess
    from foedus.assessment.figures.registry import draw
    from foedus.cli.progress import watched
    from foedus.history.ladder.posterior import load

    with watched() as tell:
        tell("assessing")
        found = assess(
            scenario, draws=draws, years=years, seed=seed, designs=design or None,
            ladder=load(posterior) if posterior else None, protege=protege,
        )  # fmt: skip
        tell(f"drawing {figure}")
        drawn = draw(found, figure, **({"issue": issue} if issue else {}))
        if out is not None:
            drawn.save(out)
    if json:
        from json import dumps

        typer.echo(dumps(drawn.to_dict(), indent=1, ensure_ascii=False, allow_nan=False))
    elif out is None:
        from textwrap import fill

        typer.echo(
            "\n\n".join(
                fill(text, 100, break_on_hyphens=False)
                for text in (drawn.title, drawn.alt, drawn.note)
            )
        )
    else:
        typer.echo(f"{out}: {drawn.title}", err=True)


def _listed(figures: dict[str, str], json: bool) -> str:
    if json:
        from json import dumps

        return dumps({"figures": figures}, indent=1, ensure_ascii=False)
    wide = max(map(len, figures)) + 2
    return "\n".join(f"{name:<{wide}}{shows}" for name, shows in figures.items())
