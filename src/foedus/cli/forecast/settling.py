"""``foedus forecast settle``: what came of a sealed forecast, and what others had thought."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.forecast.options import BOOK, At, BookFile
from foedus.cli.give import Answer, form, give
from foedus.cli.options import Json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from foedus.forecasts.book import ForecastBook
    from foedus.forecasts.resolution import Resolution
    from foedus.forecasts.seal import Seal
    from foedus.record import Record

SETTLE = """\b
Examples:
  foedus forecast settle ceasefire ends-30-days no --source "ISW, 2026-12-31"
  foedus forecast settle ceasefire ends-30-days yes --on 2026-12-20 --source https://…
  foedus forecast settle ukraine-2026 nato void --why "no such design came" --source hand
  foedus forecast settle ukraine-2026-talks guarantee 60 --source "the agreement's text"
  foedus forecast settle kuwait-1990 --from-data
  foedus forecast settle ceasefire --outside market.csv

\b
SEAL is a subject's last seal, or one of its own (ukraine-2026/1); QUESTION an id, or the first part
of several. One outcome settles the same question in every seal of the subject. An outcome is never
changed, only followed by another, with --why. --from-data reads COW, GML and the chronology.
--outside reads a table: question, by, on, source, and chance (0 to 1) or percent."""


def settle(
    seal: Annotated[str, typer.Argument(metavar="SEAL", help="Which seal.")],
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="Which question, or group.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Argument(metavar="[OUTCOME]", help="yes, no, void, or a scale's point.")
    ] = None,
    record: BookFile = BOOK,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="When it came.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="What says so.")] = None,
    why: Annotated[str, typer.Option("--why", help="Why void, or why it changes.")] = "",
    from_data: Annotated[
        bool, typer.Option("--from-data", help="Settle all that the data cover.")
    ] = False,
    in_force: Annotated[
        str, typer.Option("--in-force", metavar="DESIGN", help="With --from-data: what came.")
    ] = "",
    outside: Annotated[
        Path | None, typer.Option("--outside", metavar="FILE", help="A table of others' chances.")
    ] = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Put outcomes on the record, by hand or from the data; or what others thought."""
    from foedus.errors import InputError
    from foedus.forecasts.book import ForecastBook
    from foedus.forecasts.sections import seals
    from foedus.ledger.moment import moment

    ways = [question is not None, from_data, outside is not None]
    if sum(ways) != 1:
        raise InputError(
            "expected one of QUESTION OUTCOME, --from-data and --outside", where="settle"
        )
    clock = moment(at, where="--at") if at else None
    with ForecastBook(record) as book:
        asked = book.seal(seal)
        entries, left = _entries(
            book, asked, question, outcome, on, source, why, in_force, outside, clock
        )
        if not entries:
            give(Answer(lambda: seals.nothing(left), lambda: {"filed": [], "open": left}),
                 form(json))  # fmt: skip
            return
        head = book.add(entries)
    told = {"filed": entries, "open": left, "root": head.root.hex(), "head": str(head)}
    give(Answer(lambda: seals.settled(entries, left, head), lambda: told), form(json))


def _entries(
    book: "ForecastBook", asked: "Seal", question: str | None, outcome: str | None,
    on: str | None, source: str | None, why: str, in_force: str, outside: Path | None,
    clock: "datetime | None",
) -> "tuple[Sequence[Record], Sequence[str]]":  # fmt: skip
    """What is to be filed, and what stays open."""
    from foedus.errors import InputError
    from foedus.forecasts import settling

    if outside is not None:
        from foedus.forecasts import outside as others

        return others.read(outside, asked, book.clock(clock)), ()
    if question is None:
        from foedus.forecasts import resolution

        found: Resolution = resolution.from_data(book, asked, in_force=in_force, at=clock)
        return found.records, found.left
    if outcome is None:
        raise InputError("what came?", where="OUTCOME", hint="yes, no, void, or a scale's point")
    if not source:
        raise InputError("who says so?", where="--source", hint='--source "title, day" or a URL')
    day = _day(on) if on else None
    found_ = settling.by_hand(
        book, asked, question, outcome, source=source, on=day, why=why, at=clock
    )
    return found_, ()


def _day(text: str) -> date:
    from foedus.errors import InputError

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"found {text!r}", where="--on", hint="write it as 2026-12-31"
        ) from None  # fmt: skip
