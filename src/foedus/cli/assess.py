"""``foedus assess``: answer a scenario from the shipped posterior."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from foedus.cli.give import Answer, form, give, in_turn
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
    from collections.abc import Callable, Iterator

    from foedus.assessment import Assessment
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
    more = _Asked(lens == "strategic", shares, what_then_happened)
    if len(asked) > 1:
        give(_several(scenario, options, whose, more, full=full), form(json), out)
        return
    (one,) = asked.values()
    with watched() as tell:
        tell("assessing")
        found = answer(one, evidence=snapshot.of(scenario), **options)
        added = more.of(found, tell)

    def words() -> "list[Section]":
        from foedus.assessment.sections.voice import Voice

        v = Voice(found, whose)
        if full:
            from foedus.assessment.sections.answer import sections

            return [*sections(found, whose), *added.sections(v)]
        from foedus.assessment.sections import screen

        return [*screen.sections(v, scenario, protege), *added.sections(v)]

    give(Answer(words, lambda: found.to_dict() | added.to_dict()), form(json), out)


class _Asked(NamedTuple):
    """What is asked for beside the answer."""

    lens: bool
    shares: bool
    aftermath: bool

    def of(self, found: "Assessment", tell: "Callable[[str], None]") -> "_Added":
        """Each look that is asked for, at one answer."""
        view = shared = after = None
        if self.lens:
            from foedus.assessment.assessment import through

            view = through(found)
        if self.shares:
            from foedus.assessment.variance import variance

            tell("sharing out the variance")
            shared = variance(found)
        if self.aftermath:
            from foedus.assessment.aftermath import aftermath

            after = aftermath(found.scenario, found.years)
        return _Added(after, shared, view)


class _Added(NamedTuple):
    """The looks beside an answer; None where one was not asked for."""

    after: "Aftermath | None"
    shared: "Variance | None"
    view: "Lens | None"

    def to_dict(self) -> dict[str, Any]:
        """Those that there are, for JSON."""
        added = {
            "strategic": self.view, "shares_of_variance": self.shared,
            "what_then_happened": self.after,
        }  # fmt: skip
        return {name: part for name, part in added.items() if part is not None}

    def sections(self, v: "Voice") -> "Iterator[Section]":
        """The same in words."""
        if self.after:
            from foedus.assessment.sections import aftermath

            yield aftermath.section(v, self.after)
        if self.shared:
            from foedus.assessment.sections import flips

            yield flips.shares(self.shared, v.found.titles)
        if self.view:
            from foedus.assessment.sections import lens

            yield lens.section(self.view, v.found.titles)


def _several(
    scenario: str, options: dict[str, Any], whose: "Yardstick", more: _Asked, *, full: bool
) -> Answer:
    """Answer for each protégé and for any of them; ``more`` of each."""
    from foedus.assessment.sections import screen
    from foedus.assessment.sections.several import sections
    from foedus.assessment.sections.voice import Voice
    from foedus.assessment.several import assess_each
    from foedus.cli.progress import watched

    with watched() as tell:
        tell("assessing for each protégé")
        found = assess_each(scenario, **options)
        added = {state: more.of(one, tell) for state, one in found.each.items()}

    def words() -> "list[Section]":
        every = sections(found, whose)
        first = next(iter(found.each))
        if not full:
            every = [*every[:2], screen.following(scenario, protege=first)]
        looks = in_turn({
            state: Answer(partial(part.sections, Voice(found.each[state], whose)), part.to_dict)
            for state, part in added.items()
        })  # fmt: skip
        return [*every, *(looks.sections() if any(more) else ())]

    def data() -> dict[str, Any]:
        told = found.to_dict()
        for state, part in added.items():
            told["proteges"][state] |= part.to_dict()
        return told

    return Answer(words, data)
