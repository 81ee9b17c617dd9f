"""``foedus clip``: draft graded claims and dated events from news texts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import AnswerFile, Json
from foedus.cli.style import command
from foedus.errors import InputError

if TYPE_CHECKING:
    from datetime import date

app = command()

EPILOG = """\b
Examples:
  foedus clip article.html
  foedus clip wire.txt daily.html --json
  foedus clip article.txt --into my.yaml

Nothing is fetched from outside: give a file, or an address of this machine. docs/clip.md says how
drafts are made, graded and scored. Exit code 2 where a text cannot be read."""


@app.command(epilog=EPILOG)
def clip(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Articles: HTML or text, or http://localhost/…"),
    ],
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="auto|rules|grammar", help="What reads the sentences."),
    ] = "auto",
    threshold: Annotated[
        float, typer.Option("--threshold", help="Least rate at which a verb is a cue, 0 to 1.")
    ] = 0.4,
    roster: Annotated[
        Path | None, typer.Option("--roster", help="A YAML file of more people and their offices.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day of the text: 2025-08-18.")
    ] = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Draft claims, events and corrections from articles, for an analyst to confirm."""
    from foedus.clip.document import document
    from foedus.clip.draft import ENGINES
    from foedus.clip.draft import clip as clipped
    from foedus.clip.sections import sections
    from foedus.clip.several import bundle

    if engine not in ENGINES:
        raise InputError(f"found {engine!r}, allowed: auto, rules, grammar", where="--engine")
    if not 0.0 <= threshold <= 1.0:
        raise InputError(f"found {threshold:g}, expected 0 to 1", where="--threshold")
    day = _day(on)
    found = bundle([
        clipped(each, engine=ENGINES[engine], threshold=threshold, roster=roster, on=day)
        for each in texts
    ])  # fmt: skip
    give(Answer(lambda: sections(found), lambda: document(found)), form(json), out)


def _day(text: str | None) -> "date | None":
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"found {text!r}, expected a date", where="--on", hint="write it as 2025-08-18"
        ) from None


SCORE_EPILOG = """\b
Examples:
  foedus score clip
  foedus score clip --passages mine.jsonl --json
  foedus score clip --pages quotes/extraction

Passages are JSON lines: id, text, attributions with spans of content and source. Pages are a folder
of the article-extraction benchmark: ground-truth.json beside html/."""


def score(
    passages: Annotated[
        Path | None, typer.Option("--passages", help="Passages of your own; else the 21 shipped.")
    ] = None,
    pages: Annotated[
        Path | None, typer.Option("--pages", help="A folder of pages with marked bodies.")
    ] = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Score drafts on passages that people marked, beside plain yardsticks."""
    from foedus.cli.progress import watched
    from foedus.clip.score import score as scored
    from foedus.clip.score_sections import sections

    with watched() as report:
        found = scored(passages, pages, report)
    give(Answer(lambda: sections(found), lambda: found), form(json), out)
