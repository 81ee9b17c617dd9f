"""``foedus brief``: the page that an analyst would publish, as HTML, PDF or Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import JSON, MARKDOWN, Answer, check_out, give, note
from foedus.cli.options import (
    DRAWS,
    YARDSTICK,
    DesignNames,
    Draws,
    PosteriorFile,
    Protege,
    ScenarioName,
    Seed,
    YardstickName,
    Years,
)
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.briefing.front import Length
    from foedus.watch.watch import KeptWatch

app = command()

KINDS = (".html", ".pdf", MARKDOWN)

EPILOG = """\b
Examples:
  foedus brief ukraine-2025 --out brief.html
  foedus brief ukraine-2025 --length full --out whole.html
  foedus brief ukraine-2025 --out brief.pdf --yardstick uk
  foedus brief my.yaml --years 10 --out brief.md
  foedus brief baltic-2025 --out baltic.pdf          three protégés on one page
  foedus brief baltic-2025 --protege EST --out estonia.pdf
  foedus brief ukraine-2025 --json > brief.json
  foedus brief ukraine-2026 --watch watch.db --watch-as-of 2026-11-24 --out brief.html

.html is one file that opens offline, light or dark, on a phone or on paper; .pdf is tagged
(PDF/UA-1) and has the data attached; .md is the text and the tables for a wiki or an editor, each
figure in words. Exit code 2 where the scenario, the name or an option is
wrong. docs/brief.md says what each part rests on."""


@app.command(epilog=EPILOG)
def brief(
    scenario: ScenarioName,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it: .html, .pdf or .md.")
    ] = None,
    length: Annotated[
        str,
        typer.Option(metavar="page|full", help="One page, or the page and all that is behind it."),
    ] = "page",
    yardstick: YardstickName = YARDSTICK,
    draws: Draws = DRAWS,
    years: Years = None,
    seed: Seed = 0,
    design: DesignNames = None,
    posterior: PosteriorFile = None,
    protege: Protege = None,
    watch: Annotated[
        Path | None,
        typer.Option(
            "--watch",
            metavar="FILE",
            help="A watch: adds what is being kept; the scenario's own if not given.",
        ),
    ] = None,
    watch_as_of: Annotated[
        str | None,
        typer.Option("--watch-as-of", metavar="MOMENT", help="By what it knew then."),
    ] = None,
    json: bool = typer.Option(False, "--json", help="Print the brief's text and data, as JSON."),
) -> None:
    """Write the brief on a scenario: one page, and on request all that stands behind it."""
    from foedus.errors import InputError, UnknownNameError
    from foedus.report.yardstick import yardstick as named

    words = named(yardstick)
    lengths: dict[str, Length] = {"page": "page", "full": "full"}
    if length not in lengths:
        raise UnknownNameError("length", length, lengths, where="--length")
    if out is not None:
        check_out(out, KINDS)
    elif not json:
        raise InputError("where to?", hint=f"--out {Path(scenario).stem}.html, or --json")

    kept = _kept(watch or _named(scenario, protege), watch_as_of)

    from foedus.briefing.brief import answered, composed, files
    from foedus.cli.progress import watched
    from foedus.history.origins import load_posterior
    from foedus.report.layout import plain

    with watched() as tell:
        tell("assessing")
        found = answered(
            scenario, draws=draws, years=years, seed=seed, designs=design or None,
            ladder=load_posterior(posterior) if posterior else None, protege=protege,
        )  # fmt: skip
        tell("writing the brief")
        made = composed(found, length=lengths[length], yardstick=words, kept=kept)
        answer = Answer(lambda: made.sections, lambda: plain(made), files(made, note))
        if out is not None:
            give(answer, out=out)
    if out is not None:
        typer.echo(f"{out}: {made.title} ({_size(out.stat().st_size)})", err=json)
    if json:
        give(answer, JSON)


def _named(scenario: str, protege: str | None) -> Path | None:
    """The log that a scenario of one protégé names; one that names several has one with each."""
    from foedus.scenario import each, load
    from foedus.watch.named import named

    if protege is None and len(each(scenario)) > 1:
        return None
    return named(load(scenario, protege), scenario).log


def _kept(watch: Path | None, as_of: str | None) -> "KeptWatch | None":
    """The watch beside the question, at the moment asked for."""
    from foedus.errors import InputError

    if watch is None:
        if as_of is not None:
            raise InputError("no watch is named", where="--watch-as-of", hint="--watch FILE")
        return None
    from foedus.ledger.moment import moment
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        at = moment(as_of, where="--watch-as-of") if as_of else opened.latest()
        return opened.kept(at)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"
