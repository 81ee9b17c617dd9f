"""``foedus explain``: trace a number to posterior, data and source, or a change to its clause."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import Protege
from foedus.cli.style import command, dump, say

if TYPE_CHECKING:
    from foedus.assessment import Assessment

app = command()

EPILOG = """\b
Examples:
  foedus explain ukraine-2025                        what can be asked
  foedus explain ukraine-2025 war --design nato      the chance of war by the last year
  foedus explain ukraine-2025 "designs.nato.by_year.war[9]"
  foedus explain ukraine-2025 designs.article-5-like.durability.broken_yearly
  foedus explain ukraine-2025 RUS.cinc --json
  foedus explain ukraine-2025 --against my.yaml      what a changed clause changes
  foedus explain ukraine-2025 --design article-5-like --to article-5-like-stationed

A path is one of `foedus assess --json`; short names are listed first. Exit code 2 where a name is
unknown or a file is wrong. docs/explain.md says more."""


@app.command(epilog=EPILOG)
def explain(
    scenario: str = typer.Argument(..., metavar="NAME|FILE", help="A shipped scenario, or a file."),
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
    draws: int = typer.Option(4000, help="Draws of the posterior, 100 to 50,000."),
    years: int | None = typer.Option(
        None, help="Years to forecast, 1 to 100; the scenario's horizon if not given."
    ),
    seed: int = typer.Option(0, help="The same seed gives the same numbers."),
    posterior: Annotated[
        Path | None, typer.Option(help="A posterior file of `foedus fit ladder`.")
    ] = None,
    protege: Protege = None,
    every: bool = typer.Option(False, "--all", help="Leave nothing out."),
    json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Say how a number came about and what it rests on; or what a changed clause changes."""
    from foedus.assessment import assess
    from foedus.errors import InputError
    from foedus.history.ladder.posterior import load

    ladder = load(posterior) if posterior else None
    comparing = against is not None or to is not None
    if comparing and path:
        raise InputError(
            "a PATH and a comparison are two questions",
            where="--against" if against else "--to",
            hint="ask them one by one",
        )
    if to is not None and design is None:
        raise InputError("which design changes?", where="--to", hint="name it with --design")

    def answer(of: str, over: int | None) -> "Assessment":
        return assess(of, draws=draws, years=over, seed=seed, ladder=ladder, protege=protege)

    found = answer(scenario, years)
    if comparing:
        other = found if against is None else answer(against, found.years)
        _compare(found, other, design, to, json)
    else:
        _one(found, path, design, every, json)


def _one(
    found: "Assessment", path: str | None, design: str | None, every: bool, json: bool
) -> None:
    from foedus.explanation.explain import aliases, explain, group, numbers, thinned
    from foedus.explanation.sections import listing, number
    from foedus.explanation.trace import Trace

    trace = Trace(found)
    short = aliases(trace, design)
    under = "" if path is None else group(trace, path)
    if path is None or under:
        known = numbers(trace, under)
        if json:
            dump({"scenario": found.scenario.name, "short": short, "numbers": known})
        else:
            shown = known if every or under else thinned(known)
            say(listing.sections(shown, {} if under else short))
        return
    explained = explain(trace, path, design=design)
    if json:
        dump(explained.to_dict())
    else:
        say(number.sections(explained, every=every))


def _compare(
    one: "Assessment", two: "Assessment", design: str | None, to: str | None, json: bool
) -> None:
    from foedus.explanation.change import changes
    from foedus.explanation.sections import change

    found = changes(one, two, design=design, to=to)
    if json:
        dump({"scenario": one.scenario.name, "against": two.scenario.name,
                "changes": [each.to_dict() for each in found]})  # fmt: skip
    else:
        say(change.sections(found, one, two))
