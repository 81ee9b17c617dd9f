"""``foedus design``: the Pareto front of guarantees for a scenario."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, check_out, for_each, form, give, of_one, save_figure
from foedus.cli.options import (
    DRAWS,
    AnswerFile,
    Draws,
    Json,
    PosteriorFile,
    Protege,
    ScenarioName,
    Seed,
)
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.scenario import Scenario

app = command()

EPILOG = """\b
Examples:
  foedus design ukraine-2025
  foedus design ukraine-2025 --guarantor USA --guarantor GBR --guarantor POL
  foedus design ukraine-2025 --plot front.svg
  foedus design my.yaml --years 5 --out front.md

Every combination of coalition, promise, ties, presence and adoption is weighed; nothing is sampled.
Exit code 2 where the scenario or an option is wrong, or a fact is missing. docs/design-search.md
says what each number means."""


@app.command(epilog=EPILOG)
def design(
    scenario: ScenarioName,
    draws: Draws = DRAWS,
    seed: Seed = 0,
    years: int | None = typer.Option(
        None,
        help="Years within which war is counted, 1 to 100; the scenario's horizon if not given.",
    ),
    most: int = typer.Option(12, help="Most packages of the front to show; 3 or more."),
    guarantor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="A state or group (Baltic states) that could be a guarantor; may be repeated, for "
            "up to 8 states. If none is given, those of the scenario's designs.",
        ),
    ] = None,
    acceptance: bool = typer.Option(
        True,
        help="Whether who would sign (for it, open, blocked) is an objective, where it is told.",
    ),
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the front: .svg .png .pdf .json .csv or .html."),
    ] = None,
    posterior: PosteriorFile = None,
    protege: Protege = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Search for guarantees that nothing beats: war, entrapment, cost and who would sign."""
    if plot:  # told before the work, not after it
        from foedus.report.figure.figure import KINDS

        check_out(plot, KINDS, "--plot")
        of_one(scenario, protege, "--plot")
    from foedus.cli.progress import watched
    from foedus.facts import snapshot
    from foedus.history.origins import load_posterior
    from foedus.search.search import search
    from foedus.search.sections import sections

    ladder = load_posterior(posterior) if posterior else None

    def told(one: "Scenario") -> Answer:
        found = search(
            one, draws=draws, seed=seed, years=years, most=most, states=guarantor or None,
            signing=acceptance, ladder=ladder, evidence=snapshot.of(scenario),
        )  # fmt: skip
        if plot:
            from foedus.search import figure

            save_figure(figure.draw(found), plot)
        return Answer(lambda: sections(found), found.to_dict)

    with watched() as tell:
        tell("weighing every package")
        made = for_each(scenario, protege, told)
    give(made, form(json), out)
