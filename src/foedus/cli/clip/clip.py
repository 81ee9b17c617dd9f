"""``foedus clip``: draft graded claims and dated events from news texts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, dumped, form, give
from foedus.cli.options import AnswerFile, Json
from foedus.cli.style import PlainCommand, command
from foedus.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from foedus.clip.proposer import Proposer
    from foedus.clip.several import Bundle
    from foedus.scenario import Scenario

app = command()

EPILOG = """\b
Examples:
  foedus clip article.html
  foedus clip wire.txt daily.html --json
  foedus clip article.txt --into my.yaml --by "Ana Analyst"
  foedus clip article.txt --into my.yaml --json > review.json   # edit its `status` and `entry`
  foedus clip article.txt --into my.yaml --decisions review.json

Nothing is fetched from outside: give a file, or an address of this machine. docs/clip.md says how
drafts are made, graded and scored. Exit code 2 where a text cannot be read."""


@app.command(epilog=EPILOG, cls=PlainCommand)
def clip(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="HTML or text, or http://localhost/…"),
    ],
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="auto|rules|grammar", help="Reads the sentences."),
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
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FILE", help="Review; write into it."),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions", metavar="FILE", help="With --into: the review, as edited JSON."
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="With --into: who confirms.")
    ] = None,
    proposer: Annotated[
        str | None, typer.Option("--proposer", metavar="URL", help="Ask a language model for more.")
    ] = None,
    model: Annotated[
        str, typer.Option("--model", metavar="NAME", help="With --proposer: which model.")
    ] = "default",
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Draft claims, events and corrections from articles, for an analyst to confirm."""
    if engine not in ("auto", "rules", "grammar"):
        raise InputError(f"found {engine!r}, allowed: auto, rules, grammar", where="--engine")
    if not 0.0 <= threshold <= 1.0:
        raise InputError(f"found {threshold:g}, expected 0 to 1", where="--threshold")
    if decisions is not None and into is None:
        raise InputError(
            "decisions go into a scenario", where="--decisions", hint="add --into FILE"
        )
    asked = _target(into) if into else None
    found = _clipped(
        texts, engine, threshold, roster, _day(on), asked[1] if asked else None,
        _proposer(proposer, model),
    )  # fmt: skip
    if into is None or asked is None:
        from foedus.clip.document import document
        from foedus.clip.sections import sections

        give(Answer(lambda: sections(found), lambda: document(found)), form(json), out)
        return
    _review(found, into, asked, decisions, by, form(json), out)


def _proposer(address: str | None, model: str) -> "Proposer | None":
    """Who is asked. The key is from the environment: others see what a command line holds."""
    if address is None:
        return None
    from os import environ

    from foedus.clip.proposer import Proposer

    return Proposer(address, model, environ.get("FOEDUS_PROPOSER_KEY", ""))


def _target(path: Path) -> "tuple[str, Scenario]":
    from foedus.clip.into import target

    return target(path)


def _clipped(
    texts: list[str], engine: str, threshold: float, roster: Path | None, day: "date | None",
    asked: "Scenario | None", proposer: "Proposer | None",
) -> "Bundle":  # fmt: skip
    """Every text clipped; a scenario gives its issues, its places, and its day."""
    from foedus.clip.draft import ENGINES, clipped
    from foedus.clip.people.roster import extended
    from foedus.clip.several import bundle
    from foedus.clip.text.original import load

    people = extended(roster)
    if asked is not None:
        from foedus.clip.into import meetings

        people = people.beside(meetings(asked))
    return bundle([
        clipped(
            load(each), engine=ENGINES[engine], threshold=threshold, roster=people,
            issues=asked.issues if asked else (), on=day, proposer=proposer,
        )
        for each in texts
    ])  # fmt: skip


def _review(
    found: "Bundle", into: Path, asked: "tuple[str, Scenario]", decisions: Path | None,
    by: str | None, form: str, out: Path | None,
) -> None:  # fmt: skip
    """Decide in the terminal or from a file, then write; with --json alone print what to decide."""
    from datetime import UTC, datetime

    from foedus.cli.clip.review import analyst, walk
    from foedus.clip import into as target
    from foedus.clip.document import document
    from foedus.clip.review import confirmed_before, decided, opened, rows
    from foedus.clip.sections import written

    text, scenario = asked
    taken = [claim.id for claim in scenario.claims]
    review = opened(found, taken, confirmed_before(scenario), scenario.claims)
    if decisions is not None:
        decided(review, _json(decisions), str(decisions))
    elif form or out:
        drafts = document(found) | {"review": rows(review)}
        give(Answer(lambda: written(review), lambda: drafts), form, out)
        return
    elif not walk(review, found):
        undecided = all(fate == "draft" for fate in review.fates)
        typer.echo("nothing was written" + ("" if undecided else f"; {_kept(into, rows(review))}"))
        return
    today = datetime.now(UTC).date()
    new, counts = target.merged(text, review, found, analyst(by), today)
    if new != text:
        try:
            target.write(into, new)
        except InputError as error:
            if decisions is None:
                error.add_note(_kept(into, rows(review)))
            raise
    data = {"path": str(into), "written": counts, "review": rows(review)}
    give(Answer(lambda: written(review, into), lambda: data), form, out)


def _kept(into: Path, decided: list[dict[str, object]]) -> str:
    """Keep what was decided by keys, where the scenario cannot be written; how to go on."""
    from foedus.storage import replacing

    place = into.with_name(f"{into.stem}.review.json")
    with replacing(place) as part:
        part.write_text(dumped({"review": decided}) + "\n", "utf-8")
    return f"your decisions are in {place}: edit them there, and add --decisions {place}"


def _json(path: Path) -> object:
    """Decisions as JSON, however long its lines; what is wrong is told with its line."""
    import json

    from foedus.document import read

    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return read(path).data


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
        Path | None, typer.Option("--passages", help="Passages of your own; else those that ship.")
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
