"""``foedus fit pledge``: the record of nonaggression pledges."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.history.pledge import Pledges

FIT_EPILOG = """\b
Examples:
  foedus fit pledge --out pledge.json
  foedus fit pledge --out pledge.json --json

\b
Takes two minutes: the pledge is also put on trial as a covariate of the ladder, out of
sample. The shipped ladder has none, since it did not help; docs/ladder.md says more."""
OUT = typer.Option(Path("pledge.json"), help="File to write.")


def fit(out: Path = OUT, json: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """How often a state attacked one to which it owed nonaggression, beside what was expected."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history import rows
    from foedus.history.pledge import save
    from foedus.history.pledge.fit import fit_pledges
    from foedus.history.store import check_place

    check_place(out)
    with watched() as report:
        report("building the panel")
        found = fit_pledges(rows.load(), report)
    save(found, out)
    if json:
        typer.echo(dumps(found.to_dict(), indent=2, ensure_ascii=False))
        return
    typer.echo(
        "\n".join([f"{out}: pledges of nonaggression, {found.first}–{found.last}", *_told(found)])
    )


def _told(found: "Pledges") -> "Iterator[str]":
    yield f"  {'in force, begun by the pledger':34}{'observed':>9}{'expected':>10}{'ratio':>7}"
    for each in found.rates:
        if each.era == "all":
            name = f"{each.kind} pledge: {each.event}"
            yield (
                f"  {name:34}{each.observed:>9}{each.expected:>10.1f}{each.ratio:>7.2f}"
                f"  [{each.low:.2f}, {each.high:.2f}]"
            )
    yield "  log loss with the pledge, less that of the ladder without it, out of sample"
    for kind, rungs in found.trials.items():
        for rung, each in rungs.items():
            change = each["change"]
            yield f"  {f'{kind} pledge, {rung}':34}{change['sum']:>+9.2f} ± {change['se']:.2f}"
    called = found.calls[0]
    yield f"  called on in war: {called.honored} of {called.called} honored"
