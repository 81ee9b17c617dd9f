"""Comments: list them, make one, answer, resolve, export and bring in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import MARKDOWN, Answer, form, give
from foedus.cli.options import DRAWS, Draws, Json, written
from foedus.cli.review.options import (
    HERE,
    By,
    Folder,
    Name,
    Number,
    author,
    passages_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.review.thread import Thread

LIST = """\b
Examples:
  foedus review list ukraine
  foedus review list ukraine --folder questions/ --json

A comment stays on the version, section and words that it was made on. Where this version has them
no more it is listed as orphaned, and not moved."""
COMMENT = """\b
Examples:
  foedus review comment ukraine what-to-beware-of "once the fighting has stopped" "Says who?"

QUOTE is copied exactly from one passage of the section; `foedus brief ukraine --json` has them
all."""
ANSWER = """\b
Examples:
  foedus review answer 3f9a "The record of 39 such pairs; see the annex." """
RESOLVE = """\b
Examples:
  foedus review resolve 3f9a --note "The interval is now given."
  foedus review resolve 3f9a --again"""
EXPORT = """\b
Examples:
  foedus review export ukraine --out comments.jsonld
  foedus review export ukraine --out responses.md

.jsonld is a collection of W3C web annotations; .md is the table of responses to reviewers."""
IMPORT = """\b
Examples:
  foedus review import ukraine comments.jsonld

Reads W3C annotations that quote words of the brief. What it does not find in it is kept as an
orphan."""
ANNOTATIONS = ".jsonld"
SECTION = typer.Argument(metavar="SECTION", help="The key of a part of the brief.")
Words = Annotated[str, typer.Argument(metavar="TEXT", help="What is said.")]


def _threads(folder: Path, name: str, draws: int) -> "tuple[Sequence[Thread], str]":
    from foedus.review.book import entries
    from foedus.review.thread import threads
    from foedus.scenario.versions import tag

    text = text_of(folder, name)
    texts = passages_of(folder, name, draws)
    return threads(entries(folder), texts, name), tag(text)


def comments(name: Name, folder: Folder = HERE, draws: Draws = DRAWS, json: Json = False) -> None:
    """List the comments on a scenario's brief, with their answers and how they stand."""
    from foedus.review.sections import threads_section

    found, version = _threads(folder, name, draws)
    give(
        Answer(
            lambda: threads_section(found, name),
            lambda: {"scenario": name, "version": version, "threads": found},
        ),
        form(json),
    )


def comment(
    name: Name,
    section: Annotated[str, SECTION],
    quote: Annotated[str, typer.Argument(metavar="QUOTE", help="Words of the brief, exactly.")],
    body: Words,
    folder: Folder = HERE,
    by: By = "",
    draws: Draws = DRAWS,
    json: Json = False,
) -> None:
    """Comment on words of a scenario's brief."""
    from foedus.review import write
    from foedus.review.admission import Gate
    from foedus.review.anchor import anchored
    from foedus.review.book import ReviewBook
    from foedus.scenario.versions import tag

    text = text_of(folder, name)
    texts = passages_of(folder, name, draws)
    anchor = anchored(texts, name, tag(text), section, quote)
    made = write.comment(Gate(), author(by), anchor, body)
    with ReviewBook.at(folder) as book:
        book.add(made)
    _filed(f"comment {made.id[:8]} on {section}", made, json)


def answer(
    number: Number, body: Words, folder: Folder = HERE, by: By = "", json: Json = False
) -> None:
    """Answer a comment."""
    from foedus.review import write
    from foedus.review.admission import Gate
    from foedus.review.book import ReviewBook

    with ReviewBook.of(folder) as book:
        entries = book.entries()
        made = write.answer(Gate(), author(by), entries, write.comment_id(entries, number), body)
        book.add(made)
    _filed(f"answer to {made.to[:8]}", made, json)


def resolve(
    number: Number,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What was done.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Open it again.")] = False,
    folder: Folder = HERE,
    by: By = "",
    json: Json = False,
) -> None:
    """Mark a comment as resolved, or open it again."""
    from foedus.review import write
    from foedus.review.book import ReviewBook

    with ReviewBook.of(folder) as book:
        entries = book.entries()
        made = write.settling(
            entries, write.comment_id(entries, number), author(by).name, resolved=not again,
            note=note,
        )  # fmt: skip
        book.add(made)
    _filed(f"{made.comment[:8]} is {'open again' if again else 'resolved'}", made, json)


def export(
    name: Name,
    out: Annotated[
        Path | None,
        written(
            "--out", kinds=(ANNOTATIONS, MARKDOWN, ".txt", ".json"),
            help="Write it to this file: .jsonld, .md, .txt or .json.",
        ),
    ] = None,
    folder: Folder = HERE,
    draws: Draws = DRAWS,
    json: Json = False,
) -> None:  # fmt: skip
    """Write a review as W3C annotations, or as the table of responses to reviewers."""
    from foedus.cli.give import dumped
    from foedus.review.annotations import collection
    from foedus.review.sections import responses

    found, _ = _threads(folder, name, draws)
    give(
        Answer(
            lambda: responses(found, name),
            lambda: collection(found, name),
            files={ANNOTATIONS: lambda: dumped(collection(found, name))},
        ),
        form(json),
        out,
    )


def bring(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="W3C annotations, as JSON.")],
    folder: Folder = HERE,
    draws: Draws = DRAWS,
    json: Json = False,
) -> None:
    """Bring in annotations that were made elsewhere."""
    from foedus.document import read_json
    from foedus.errors import InputError
    from foedus.report import words
    from foedus.review import write
    from foedus.review.admission import Gate
    from foedus.review.anchor import place
    from foedus.review.annotations import MOST, quotations
    from foedus.review.book import ReviewBook
    from foedus.scenario.versions import tag

    text = text_of(folder, name)
    try:
        quoted = quotations(read_json(file, MOST), name, tag(text))
    except InputError as error:
        raise InputError(error.what, where=error.where or str(file), hint=error.hint) from None
    texts = passages_of(folder, name, draws)
    made = [
        write.comment(Gate(), write.Author(by[:80], editor=True), anchor, body)
        for anchor, by, body in quoted
    ]
    with ReviewBook.at(folder) as book:
        book.add(*made)
    lost = sum(place(anchor, texts) is None for anchor, _, _ in quoted)
    said = f"{words.counted(len(made), 'comment')} brought in" + (f", {lost} orphaned" * bool(lost))
    _filed(said, {"comments": [each.id for each in made], "orphaned": lost}, json)


def _filed(said: str, data: object, json: bool) -> None:
    from foedus.report.blocks import Section

    give(
        Answer(lambda: [Section("filed", "", f"{said[:1].upper()}{said[1:]}.", ())], lambda: data),
        form(json),
    )
