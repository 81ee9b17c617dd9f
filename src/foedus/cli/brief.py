"""``foedus brief``: the page that an analyst would publish, as HTML or PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import Protege
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.report.blocks import Brief

app = command()

KINDS = (".html", ".pdf")

EPILOG = """\b
Examples:
  foedus brief ukraine-2025 --out brief.html
  foedus brief ukraine-2025 --out brief.pdf --yardstick uk
  foedus brief my.yaml --years 10 --out brief.html
  foedus brief ukraine-2025 --json > brief.json

.html is one file that opens offline, light or dark, on a phone or on paper; .pdf is tagged
(PDF/UA-1) and has the data attached. Exit code 2 where the scenario, the name or an option is
wrong. docs/brief.md says what each part rests on."""


@app.command(epilog=EPILOG)
def brief(
    scenario: str = typer.Argument(..., metavar="NAME|FILE", help="A shipped scenario, or a file."),
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it: .html or .pdf.")
    ] = None,
    yardstick: str = typer.Option(
        "icd-203", metavar="icd-203|uk", help="Whose words for chances: US or UK."
    ),
    draws: int = typer.Option(4000, help="Draws of the posterior, 100 to 50,000."),
    years: int | None = typer.Option(
        None, help="Years to forecast, 1 to 100; the scenario's horizon if not given."
    ),
    seed: int = typer.Option(0, help="The same seed gives the same numbers."),
    design: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this design; may be repeated.")
    ] = None,
    posterior: Annotated[
        Path | None, typer.Option(help="A posterior file of `foedus fit ladder`.")
    ] = None,
    protege: Protege = None,
    json: bool = typer.Option(False, "--json", help="Print the brief's text and data, as JSON."),
) -> None:
    """Write the brief on a scenario: judgements, charts, questions, sources."""
    from foedus.errors import InputError
    from foedus.report.yardstick import yardstick as named
    from foedus.storage import check_place

    words = named(yardstick)
    if out is not None:
        check_place(out, KINDS, f"--out {out}")
    elif not json:
        raise InputError("where to?", hint=f"--out {Path(scenario).stem}.html, or --json")

    from foedus.assessment import assess
    from foedus.briefing.compose import compose
    from foedus.cli.progress import watched
    from foedus.history.ladder.posterior import load
    from foedus.report.layout import plain
    from foedus.storage import replacing, storing

    with watched() as tell:
        tell("assessing")
        found = assess(
            scenario, draws=draws, years=years, seed=seed, designs=design or None,
            ladder=load(posterior) if posterior else None, protege=protege,
        )  # fmt: skip
        tell("writing the brief")
        made = compose(found, yardstick=words)
        if out is not None:
            content = _content(made, out)
            with storing(out, "another --out"), replacing(out) as part:
                part.write_bytes(content)
    if out is not None:
        typer.echo(f"{out}: {made.title} ({_size(len(content))})", err=json)
    if json:
        from json import dumps

        typer.echo(dumps(plain(made), indent=1, ensure_ascii=False, allow_nan=False))


def _content(made: "Brief", out: Path) -> bytes:
    """The whole file."""
    if out.suffix.lower() == ".pdf":
        from foedus.report.pdf import pdf

        return pdf(made)
    from foedus.report.page import html

    return html(made).encode()


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"
