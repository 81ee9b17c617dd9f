"""``foedus score accept``: what the weights behind ``foedus accept`` make of signed treaties."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from foedus.signing.score import SignedScore

WIDTH = 100
EPILOG = """\b
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
    seed: int = typer.Option(0, help="The same seed gives the same numbers."),
    json: bool = typer.Option(False, "--json", help="Print everything, as JSON."),
) -> None:
    """Weigh the library's instruments as `foedus accept` would, without positions."""
    from foedus.cli.progress import watched
    from foedus.errors import UnknownNameError
    from foedus.signing.score import score as weigh
    from foedus.terms import names

    for name in instrument or ():
        if name not in names():
            raise UnknownNameError("instrument", name, names(), where="--instrument")
    with watched() as report:
        found = weigh(instrument or None, draws=draws, seed=seed, report=report)
    if json:
        from json import dumps

        typer.echo(dumps(found.to_dict(), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        typer.echo(render(found))


def render(found: "SignedScore") -> str:
    """The score as plain text."""
    lines = [
        f"accept's weights over {len(found.cases)} instruments of the library, on the day before "
        "each was signed",
        f"without positions, which the library lacks; {found.draws:,} weights tried, seed "
        f"{found.seed}",
        "",
        f"{'':<36}{'for it':>8}{'open':>8}{'blocks':>8}{'unmoved':>9}",
    ]
    rows = {
        "instruments signed, not refused": found.packages(),
        "  signatures given: protégés": found.parties("protege"),
        "  signatures given: guarantors": found.parties("guarantor"),
        "signatures refused: guarantors": found.parties("guarantor", refused=True),
    }
    for name, counts in rows.items():
        cells = (counts["for"], counts["open"], counts["blocks"], counts["untold"])
        lines.append(f"{name:<36}{cells[0]:>8}{cells[1]:>8}{cells[2]:>8}{cells[3]:>9}")
    lines.append("")
    for sentence in _said(found):
        lines += textwrap.wrap(
            sentence, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )
    return "\n".join(lines)


def _said(found: "SignedScore") -> Iterator[str]:
    accepted, every = found.acceptable
    refused = [f"{who} in {case.name}" for case in found.cases for who in case.refused]
    if every:
        yield (
            f"Of {every} instruments that were signed and not refused the weights call {accepted} "
            f"acceptable ({accepted / every:.0%}): somebody is moved, and nobody blocks. A rule "
            f"that always says yes is right of all {every}."
        )
        yield (
            f"What the guarantors who signed lack by the weights alone is {found.lacking:.2f} of a "
            "whole issue (median): their wishes, which the library does not have, must have been "
            "worth more. So `foedus accept` says nothing where a scenario states no positions."
        )
    if refused:
        yield (
            f"Refused after signature: {', '.join(refused)}. One case cannot tell whether the "
            "weights know a refusal, and drafts that nobody signed are not in the library."
        )
    else:
        yield "None of these was refused, so nothing tells whether the weights know a refusal."
    yield (
        "With positions the weights are not tested at all. That parties keep what is in force is a "
        "rule, right of every instrument while it stood and wrong on the day that it was left."
    )
    yield "Tested in sample: the ladder behind the risk was fitted on these years too."
    for name, why in found.left_out.items():
        yield f"Left out: {name} ({why})."
