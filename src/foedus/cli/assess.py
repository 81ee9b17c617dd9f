"""``foedus assess``: answer a scenario from the shipped posterior."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import (
    DRAWS,
    YARDSTICK,
    AnswerFile,
    DesignNames,
    Draws,
    Full,
    Json,
    PosteriorFile,
    Protege,
    ScenarioName,
    Seed,
    YardstickName,
    Years,
)
from foedus.cli.style import command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.assessment.aftermath import Aftermath
    from foedus.assessment.flips import Variance
    from foedus.assessment.lens import Lens
    from foedus.assessment.sections.voice import Voice
    from foedus.report.blocks import Section
    from foedus.report.yardstick import Yardstick

app = command()

EPILOG = """\b
Examples:
  foedus assess ukraine-2025                         the answer on a screen
  foedus assess ukraine-2025 --full                  all that stands behind it
  foedus assess ukraine-2025 --design nato --design article-5-like --years 10
  foedus assess ukraine-2025 --lens strategic
  foedus assess ukraine-2025 --shares --yardstick uk
  foedus assess my.yaml --json > my.json
  foedus assess my.yaml --out my.md
  foedus assess baltic.yaml --protege EST
  foedus assess kuwait-1990.yaml --what-then-happened

A file that names several protégés is answered for each, and for any of them; --protege picks one.
Exit code 2 where the scenario or an option is wrong, or a fact is missing. docs/assess.md says what
each number means."""


@app.command(epilog=EPILOG)
def assess(
    scenario: ScenarioName,
    draws: Draws = DRAWS,
    years: Years = None,
    seed: Seed = 0,
    design: DesignNames = None,
    posterior: PosteriorFile = None,
    lens: Annotated[
        str, typer.Option(metavar="ladder|strategic", help="Add a second look: the game.")
    ] = "ladder",
    shares: bool = typer.Option(
        False, "--shares", help="Add which input has which share of the variance (Sobol indices)."
    ),
    yardstick: YardstickName = YARDSTICK,
    protege: Protege = None,
    what_then_happened: bool = typer.Option(
        False, "--what-then-happened", help="Add the record after the question's day."
    ),
    full: Full = False,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Compare a scenario's designs: chances of dispute, force and war, with 90% intervals."""
    from foedus.assessment import assess as answer
    from foedus.cli.progress import watched
    from foedus.errors import UnknownNameError
    from foedus.facts import snapshot
    from foedus.history.origins import load_posterior
    from foedus.report.yardstick import yardstick as named
    from foedus.scenario import each
    from foedus.scenario import load as load_one

    if lens not in {"ladder", "strategic"}:
        raise UnknownNameError("lens", lens, ["ladder", "strategic"], where="--lens")

    whose = named(yardstick)
    ladder = load_posterior(posterior) if posterior else None
    options: dict[str, Any] = {
        "draws": draws, "years": years, "seed": seed, "designs": design or None, "ladder": ladder,
    }  # fmt: skip
    asked = each(scenario) if protege is None else {protege: load_one(scenario, protege)}
    if len(asked) > 1:
        one_pair = {
            "--lens": lens != "ladder", "--shares": shares,
            "--what-then-happened": what_then_happened,
        }  # fmt: skip
        refused = next((name for name, on in one_pair.items() if on), "")
        several = _several(scenario, options, whose, refused, full=full)
        give(several, form(json), out)
        return
    (one,) = asked.values()
    with watched() as tell:
        tell("assessing")
        found = answer(one, evidence=snapshot.of(scenario), **options)
        view = None
        if lens == "strategic":
            from foedus.assessment.assessment import through

            view = through(found)
        shared = None
        if shares:
            from foedus.assessment.variance import variance

            tell("sharing out the variance")
            shared = variance(found)
    after = None
    if what_then_happened:
        from foedus.assessment.aftermath import aftermath

        after = aftermath(found.scenario, found.years)

    def data() -> Any:
        added = {"strategic": view, "shares_of_variance": shared, "what_then_happened": after}
        return found.to_dict() | {name: part for name, part in added.items() if part is not None}

    def words() -> "list[Section]":
        from foedus.assessment.sections import answer as said
        from foedus.assessment.sections import screen
        from foedus.assessment.sections.voice import Voice

        v = Voice(found, whose)
        parts = said.sections(found, whose) if full else screen.sections(v, scenario, protege)
        return [*parts, *_more(v, after, shared, view)]

    give(Answer(words, data), form(json), out)


def _more(
    v: "Voice", after: "Aftermath | None", shared: "Variance | None", view: "Lens | None"
) -> "Iterator[Section]":
    """What was asked for beside the answer."""
    from foedus.assessment.sections import flips, lens

    if after:
        from foedus.assessment.sections import aftermath

        yield aftermath.section(v, after)
    if shared:
        yield flips.shares(shared, v.found.titles)
    if view:
        yield lens.section(view, v.found.titles)


def _several(
    scenario: str, options: dict[str, Any], whose: "Yardstick", one_pair: str, *, full: bool
) -> Answer:
    """Answer for each protégé and for any of them; ``one_pair``: an option that cannot."""
    from foedus.assessment.sections import screen
    from foedus.assessment.sections.several import sections
    from foedus.assessment.several import assess_each
    from foedus.cli.progress import watched
    from foedus.errors import InputError

    if one_pair:
        raise InputError(
            "this looks at one protégé, and the scenario names several",
            where=one_pair,
            hint="pick one with --protege",
        )
    with watched() as tell:
        tell("assessing for each protégé")
        found = assess_each(scenario, **options)

    def words() -> "list[Section]":
        every = sections(found, whose)
        first = next(iter(found.each))
        return every if full else [*every[:2], screen.following(scenario, protege=first)]

    return Answer(words, found.to_dict)
