"""``foedus data``: which public data sets there are, fetching them, checking them."""

from typing import TYPE_CHECKING, Any

import typer

from foedus.cli.data import chronology
from foedus.cli.give import Answer, form, give
from foedus.cli.options import AnswerFile, Json
from foedus.cli.style import group

if TYPE_CHECKING:
    from foedus.evidence.card import Card

app = group("List, pull and verify the public data sets; the project's own chronology.")
app.command("chronology", epilog=chronology.EPILOG)(chronology.chronology)

IDS = typer.Argument(None, metavar="[IDS]...", help="Data sets, by id; all of them without.")
WHERE = """\b
Files come from FOEDUS_MIRROR=DIR where that is set, else from the cache (FOEDUS_CACHE=DIR, or
the system's cache folder), and are downloaded once from the address on the card."""


@app.command(
    "list",
    epilog="\b\nExamples:\n  foedus data list\n  foedus data list --terms\n"
    "  foedus data list --json\n\n" + WHERE,
)
def list_(
    terms: bool = typer.Option(False, "--terms", help="What each set's authors allow; citations."),
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """List the data sets: id, years, version, and whether the file is here."""
    from foedus.evidence import sections
    from foedus.evidence.card import cards
    from foedus.evidence.fetch import place, state
    from foedus.report.plain import plain

    found = [(card, state(card)) for card in cards()]
    answer = Answer(
        lambda: sections.terms(cards()) if terms else sections.cards(found),
        lambda: [plain(card) | {"file": place(card), "state": is_} for card, is_ in found],
    )
    give(answer, form(json), out)


@app.command(
    epilog="\b\nExamples:\n  foedus data pull\n  foedus data pull cow-nmc atop-members\n\n" + WHERE
    + "\n\nExit code 3 where a file cannot be had, verified or stored."
)  # fmt: skip
def pull(ids: list[str] = IDS, out: AnswerFile = None, json: Json = False) -> None:
    """Fetch data sets that are not here yet, verify them, and convert them once."""
    from foedus.evidence import sections
    from foedus.evidence.fetch import fetch
    from foedus.evidence.table import table

    done = []
    for card in _progress(_chosen(ids)):
        path = fetch(card.id)
        frame = table(card.id)
        done.append((card.id, frame.height, frame.width, str(path)))
    names = ("id", "rows", "columns", "file")
    answer = Answer(
        lambda: sections.tables(done), lambda: [dict(zip(names, row, strict=True)) for row in done]
    )
    give(answer, form(json), out)


@app.command(
    epilog="\b\nExamples:\n  foedus data verify\n  foedus data verify cow-nmc --json\n\n"
    "Exit code 1 where a file is missing or altered."
)
def verify(ids: list[str] = IDS, out: AnswerFile = None, json: Json = False) -> None:
    """Check that each file is here and hashes to the SHA-256 on its card."""
    from foedus.evidence import sections
    from foedus.evidence.fetch import place, state

    found = [(card.id, state(card), str(place(card))) for card in _progress(_chosen(ids))]
    names = ("id", "state", "file")
    answer = Answer(
        lambda: sections.files(found), lambda: [dict(zip(names, row, strict=True)) for row in found]
    )
    give(answer, form(json), out)
    wrong = sum(is_ != "ok" for _, is_, _ in found)
    if wrong:
        if not json:
            typer.echo(
                f"{wrong} of {len(found)} missing or altered; try: foedus data pull", err=True
            )
        raise typer.Exit(1)


def _chosen(ids: list[str] | None) -> list["Card"]:
    from foedus.evidence.card import card, cards

    return [card(name) for name in dict.fromkeys(ids)] if ids else list(cards())


def _progress(chosen: list["Card"]) -> Any:
    """The cards, with a bar on stderr where that is a terminal."""
    import sys

    if not sys.stderr.isatty():
        return chosen
    from rich.console import Console
    from rich.progress import track

    return track(chosen, description="data sets", console=Console(stderr=True), transient=True)
