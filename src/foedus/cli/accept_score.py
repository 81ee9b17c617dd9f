"""``foedus score accept``: what the weights behind ``foedus accept`` make of signed treaties."""

from typing import Annotated

import typer

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
        from foedus.report.text import text, width
        from foedus.signing.sections import score as sections

        typer.echo(text(sections(found), width()))
