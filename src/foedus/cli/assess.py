"""``foedus assess``: answer a scenario from the shipped posterior."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.options import Protege
from foedus.cli.style import command
from foedus.report.plain import plain

if TYPE_CHECKING:
    from foedus.report.yardstick import Yardstick

app = command()

EPILOG = """\b
Examples:
  foedus assess ukraine-2025
  foedus assess ukraine-2025 --design nato --design article-5-like --years 10
  foedus assess ukraine-2025 --lens strategic
  foedus assess ukraine-2025 --shares --yardstick uk
  foedus assess my.yaml --json > my.json
  foedus assess baltic.yaml --protege EST
  foedus assess kuwait-1990.yaml --what-then-happened

A file that names several protégés is answered for each, and for any of them; --protege picks one.
Exit code 2 where the scenario or an option is wrong, or a fact is missing. docs/assess.md says what
each number means."""


@app.command(epilog=EPILOG)
def assess(
    scenario: str = typer.Argument(..., metavar="NAME|FILE", help="A shipped scenario, or a file."),
    draws: int = typer.Option(4000, help="Draws of the posterior, 100 to 50,000."),
    years: int | None = typer.Option(
        None, help="Years to forecast, 1 to 100; the scenario's horizon if not given."
    ),
    seed: int = typer.Option(0, help="The same seed gives the same numbers."),
    design: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this design; may be repeated.")
    ] = None,
    posterior: Annotated[
        Path | None,
        typer.Option(
            help="A file of `foedus fit ladder` or `fit origins`; if not given, the shipped one "
            "that knows most of the years before the question and none later."
        ),
    ] = None,
    lens: Annotated[
        str, typer.Option(metavar="ladder|strategic", help="Add a second look: the game.")
    ] = "ladder",
    shares: bool = typer.Option(
        False, "--shares", help="Add which input has which share of the variance (Sobol indices)."
    ),
    yardstick: str = typer.Option(
        "icd-203", metavar="icd-203|uk", help="Whose words for chances: US or UK."
    ),
    protege: Protege = None,
    what_then_happened: bool = typer.Option(
        False, "--what-then-happened", help="Add the record after the question's day."
    ),
    json: bool = typer.Option(False, "--json", help="Print everything, as JSON."),
) -> None:
    """Compare a scenario's designs: chances of dispute, force and war, with 90% intervals."""
    from foedus.assessment import assess as answer
    from foedus.errors import UnknownNameError
    from foedus.facts import snapshot
    from foedus.history.ladder.posterior import load
    from foedus.report.yardstick import yardstick as named
    from foedus.scenario import each
    from foedus.scenario import load as load_one

    if lens not in {"ladder", "strategic"}:
        raise UnknownNameError("lens", lens, ["ladder", "strategic"], where="--lens")

    whose = named(yardstick)
    ladder = load(posterior) if posterior else None
    options: dict[str, Any] = {
        "draws": draws, "years": years, "seed": seed, "designs": design or None, "ladder": ladder,
    }  # fmt: skip
    asked = each(scenario) if protege is None else {protege: load_one(scenario, protege)}
    if len(asked) > 1:
        one_pair = {
            "--lens": lens != "ladder", "--shares": shares,
            "--what-then-happened": what_then_happened,
        }  # fmt: skip
        _several(
            scenario,
            options,
            whose,
            json,
            next((name for name, on in one_pair.items() if on), ""),
        )
        return
    (one,) = asked.values()
    found = answer(one, evidence=snapshot.of(scenario), **options)
    view = None
    if lens == "strategic":
        from foedus.assessment.assessment import through

        view = through(found)
    told = None
    if shares:
        from foedus.assessment.variance import variance

        told = variance(found)
    after = None
    if what_then_happened:
        from foedus.assessment.aftermath import aftermath

        after = aftermath(found.scenario, found.years)
    if json:
        from json import dumps

        answered = found.to_dict() | ({"strategic": view.to_dict()} if view else {})
        if told:
            answered["shares_of_variance"] = plain(told)
        if after:
            answered["what_then_happened"] = after.to_dict()
        typer.echo(dumps(answered, indent=1, ensure_ascii=False, allow_nan=False))
        return
    from foedus.assessment.sections import aftermath as happened
    from foedus.assessment.sections import answer as said
    from foedus.assessment.sections import flips
    from foedus.assessment.sections import lens as strategic
    from foedus.assessment.sections.voice import Voice
    from foedus.report.text import text, width

    parts = said.sections(found, whose)
    parts += [happened.section(Voice(found, whose), after)] if after else []
    parts += [flips.shares(told)] if told else []
    parts += [strategic.section(view)] if view else []
    typer.echo(text(parts, width()))


def _several(
    scenario: str, options: dict[str, Any], whose: "Yardstick", json: bool, one_pair: str
) -> None:
    """Answer for each protégé and for any of them; ``one_pair``: an option that cannot."""
    from foedus.assessment.several import assess_each
    from foedus.errors import InputError

    if one_pair:
        raise InputError(
            "this looks at one protégé, and the scenario names several",
            where=one_pair,
            hint="pick one with --protege",
        )
    found = assess_each(scenario, **options)
    if json:
        from json import dumps

        typer.echo(dumps(found.to_dict(), indent=1, ensure_ascii=False, allow_nan=False))
        return
    from foedus.assessment.sections.several import sections
    from foedus.report.text import text, width

    typer.echo(text(sections(found, whose), width()))
