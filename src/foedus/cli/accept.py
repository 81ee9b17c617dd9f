"""``foedus accept``: who blocks, who is open, who is for it, and what each of them hangs on."""

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, for_each, form, give
from foedus.cli.options import AnswerFile, DesignNames, Json, Protege, ScenarioName, Seed
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.scenario import Scenario

app = command()

EPILOG = """\b
Examples:
  foedus accept ukraine-2025
  foedus accept ukraine-2025 --design article-5-like --numbers
  foedus accept ukraine-2025 --weight war_challenger=0.5..2 --weight honor=0.2..0.4
  foedus accept my.yaml --out signing.md

Nothing scores who would sign: the weights are judgements, which --json lists, and what is said is
how many of the weights tried speak for a signature, never a chance of one. docs/acceptance.md says
why, `foedus score accept` what the weights make of treaties that were signed. Exit code 2 where the
scenario or an option is wrong."""


@app.command(epilog=EPILOG)
def accept(
    scenario: ScenarioName,
    design: DesignNames = None,
    weight: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=LOW..HIGH", help="Another 90% interval; may be repeated."),
    ] = None,
    draws: int = typer.Option(4000, help="Draws of all that is uncertain, 100 to 100,000."),
    seed: Seed = 0,
    years: int | None = typer.Option(
        None,
        help="Years within which war is feared, 1 to 100; the scenario's horizon if not given.",
    ),
    numbers: bool = typer.Option(
        False, "--numbers", help="Shares of the weights tried and gains too; nothing scores them."
    ),
    protege: Protege = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Who blocks each design, who is open and who is for it, and what each hangs on."""
    from foedus.cli.progress import watched
    from foedus.signing.bargain import bargain
    from foedus.signing.sections import sections

    weights = dict(map(changed, weight or []))

    def answer(one: "Scenario") -> Answer:
        found = bargain(
            one, designs=design or None, draws=draws, seed=seed, years=years, changed=weights
        )
        return Answer(lambda: sections(found, numbers=numbers), found.to_dict)

    with watched() as tell:
        tell("weighing every design and small changes to it")
        told = for_each(scenario, protege, answer)
    give(told, form(json), out)


def changed(option: str) -> tuple[str, tuple[float, float]]:
    """``name=low..high`` as a weight's name and interval; InputError for anything else."""
    from foedus.errors import InputError

    name, _, ends = option.partition("=")
    low, dots, high = ends.partition("..")
    try:
        return name, (float(low), float(high if dots else low))
    except ValueError:
        raise InputError(
            f"found {option!r}, expected a name and a range",
            where="--weight",
            hint="honor=0.2..0.5",
        ) from None


SCORE_EPILOG = """\b
Examples:
  foedus score accept
  foedus score accept --instrument us-korea-1953 --instrument france-guarantee-1919
  foedus score accept --json > accept.json

No forecast is scored: the library holds treaties that were signed, without anybody's positions, and
one that a signatory then refused. It takes minutes, and the public data."""


def score(
    instrument: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this one; may be repeated.")
    ] = None,
    draws: int = typer.Option(1000, help="Weights tried, 100 to 50,000."),
    seed: Seed = 0,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Weigh the library's instruments as `foedus accept` would, without positions."""
    from foedus.cli.progress import watched
    from foedus.errors import UnknownNameError
    from foedus.signing.score import score as weigh
    from foedus.signing.sections import score as sections
    from foedus.terms import names

    for name in instrument or ():
        if name not in names():
            raise UnknownNameError("instrument", name, names(), where="--instrument")
    with watched() as report:
        found = weigh(instrument or None, draws=draws, seed=seed, report=report)
    give(Answer(lambda: sections(found), found.to_dict), form(json), out)
