"""``foedus explain``: trace a number to posterior, data and source, or a change to its clause."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from foedus.cli.forecast.options import BOOK, BookFile
from foedus.cli.give import Answer, form, give, in_turn
from foedus.cli.options import (
    DRAWS,
    AnswerFile,
    Draws,
    Full,
    PosteriorFile,
    Protege,
    ScenarioOrNone,
    Seed,
    Years,
)
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.assessment import Assessment

app = command()

EPILOG = """\b
Examples:
  foedus explain ukraine-2025                        what can be asked, on a screen
  foedus explain ukraine-2025 --full                 every number that can be asked
  foedus explain ukraine-2025 war --design nato      the chance of war by the last year
  foedus explain ukraine-2025 "designs.nato.by_year.war[9]"
  foedus explain ukraine-2025 designs.article-5-like.durability.broken_yearly
  foedus explain ukraine-2025 RUS.cinc --json
  foedus explain --word depth                        what a word means; --word all
  foedus explain ukraine-2025 --against my.yaml      what a changed clause changes
  foedus explain ukraine-2025 --design article-5-like --to article-5-like-stationed
  foedus explain ukraine-2026 war --since 2021-12-31          why it moved since a day
  foedus explain ukraine-2026 war --since ukraine-2026/1      since a sealed version
  foedus explain mine.yaml "war[4]" --since ukraine-2026      since another file

A path is one of `foedus assess --json`; short names are listed first. Exit code 2 where a name is
unknown or a file is wrong. docs/explain.md says more."""


@app.command(epilog=EPILOG)
def explain(
    scenario: ScenarioOrNone = None,
    path: str | None = typer.Argument(None, metavar="[PATH]", help="The number; or a group."),
    design: str | None = typer.Option(
        None, metavar="NAME", help="The design that short names and --against are about."
    ),
    against: str | None = typer.Option(
        None, metavar="NAME|FILE", help="Compare with this scenario, such as a changed copy."
    ),
    to: str | None = typer.Option(
        None, metavar="NAME", help="The design to compare with, if it has another name."
    ),
    since: str | None = typer.Option(
        None,
        metavar="VERSION|DATE|FILE",
        help="Say why the number moved since a seal, a day, or another scenario.",
    ),
    record: BookFile = BOOK,
    draws: Draws = DRAWS,
    years: Years = None,
    seed: Seed = 0,
    posterior: PosteriorFile = None,
    protege: Protege = None,
    full: Full = False,
    every: bool = typer.Option(False, "--all", help="Leave nothing out."),
    word: str | None = typer.Option(
        None, metavar="WORD", help="What a word of the answers means; all of them with `all`."
    ),
    out: AnswerFile = None,
    json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Say how a number came about and what it rests on; or what a changed clause changes."""
    from foedus.assessment import assess
    from foedus.cli.progress import watched
    from foedus.errors import InputError
    from foedus.history.origins import load_posterior
    from foedus.scenario import each

    if word is not None:
        give(_word(word), form(json), out)
        return
    if scenario is None:
        raise InputError("nothing to explain", hint="name a scenario, or a word with --word")
    if since is not None:
        if against or to or posterior:
            raise InputError(
                "--since stands alone", where="--since",
                hint="leave --against, --to and --posterior out",
            )  # fmt: skip
        give(
            _since(scenario, path, since, record, design, draws, years, seed, protege, full=full),
            form(json), out,
        )  # fmt: skip
        return
    ladder = load_posterior(posterior) if posterior else None
    comparing = against is not None or to is not None
    if comparing and path:
        raise InputError(
            "a PATH and a comparison are two questions",
            where="--against" if against else "--to",
            hint="ask them one by one",
        )
    if to is not None and design is None:
        raise InputError("which design changes?", where="--to", hint="name it with --design")

    def answer(of: str, over: int | None, about: str | None) -> "Assessment":
        return assess(of, draws=draws, years=over, seed=seed, ladder=ladder, protege=about)

    proteges = [protege] if protege is not None else [*each(scenario)]
    answers = {}
    with watched() as tell:
        for state in proteges:
            about = state if len(proteges) > 1 else protege
            tell("assessing")
            found = answer(scenario, years, about)
            other = found if against is None else answer(against, found.years, about)
            tell("tracing")
            answers[str(state)] = (
                _comparison(found, other, design, to)
                if comparing
                else _number(found, path, design, full=full, every=every)
            )
    give(next(iter(answers.values())) if len(answers) == 1 else in_turn(answers), form(json), out)


def _since(
    scenario: str, path: str | None, since: str, record: Path, design: str | None, draws: int,
    years: int | None, seed: int, protege: str | None, *, full: bool,
) -> Answer:  # fmt: skip
    from foedus.cli.forecast.versions import between
    from foedus.cli.progress import watched
    from foedus.explanation import attribution
    from foedus.explanation.sections import attribution as said

    with watched() as tell:
        tell("reading both versions")
        both = between(scenario, since, record, protege)
        one, two = both.one, both.two
        span = years or min(each.scenario.horizon for each in (one, two))
        if draws == DRAWS and seed == 0:  # none asked for: those that were sealed
            draws, seed = both.settings.get("draws", draws), both.settings.get("seed", seed)
        asked = attribution.number(path, one, two, design, span)
        found = attribution.attribute(
            one, two, asked, draws=draws, years=span, seed=seed, recorded=both.recorded(asked),
            report=tell,
        )  # fmt: skip
    return Answer(lambda: said.sections(found, full=full), found.to_dict)


def _word(word: str) -> Answer:
    from foedus.explanation.lexicon import lexicon, look_up
    from foedus.explanation.sections import lexicon as said

    terms = lexicon() if word == "all" else (look_up(word),)
    return Answer(lambda: said.sections(terms), lambda: [each.to_dict() for each in terms])


def _number(
    found: "Assessment", path: str | None, design: str | None, *, full: bool, every: bool
) -> Answer:
    from foedus.explanation.sections import listing
    from foedus.explanation.short import aliases, subject

    short = aliases(found, design)
    if path is None and not (full or every):
        return Answer(
            lambda: listing.screen(found, design or subject(found)),
            lambda: _listed(found, short),
        )
    from foedus.explanation.explain import explain, group, numbers, thinned
    from foedus.explanation.sections import number
    from foedus.explanation.trace import Trace

    trace = Trace(found)
    under = "" if path is None else group(trace, path)
    if path is None or under:
        known = numbers(trace, under)
        shown = known if every or under else thinned(known)
        return Answer(
            lambda: listing.sections(shown, {} if under else short),
            lambda: {"scenario": found.scenario.name, "short": short, "numbers": known},
        )
    explained = explain(trace, path, design=design)
    return Answer(lambda: number.sections(explained, every=every), explained.to_dict)


def _listed(found: "Assessment", short: dict[str, str]) -> dict[str, Any]:
    from foedus.explanation.explain import numbers
    from foedus.explanation.trace import Trace

    return {"scenario": found.scenario.name, "short": short, "numbers": numbers(Trace(found))}


def _comparison(one: "Assessment", two: "Assessment", design: str | None, to: str | None) -> Answer:
    from foedus.explanation.change import changes
    from foedus.explanation.sections import change

    found = changes(one, two, design=design, to=to)
    return Answer(
        lambda: change.sections(found, one, two),
        lambda: {
            "scenario": one.scenario.name,
            "against": two.scenario.name,
            "changes": [each.to_dict() for each in found],
        },
    )
