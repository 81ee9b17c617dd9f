"""``foedus forecast seal``: forecasts put on a record before the fact."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.forecast.options import BOOK, At, BookFile
from foedus.cli.give import Answer, form, give
from foedus.cli.options import DRAWS, Draws, Full, Json, Protege, Seed, scenario_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.forecasts.draft import SealDraft

SEAL = """\b
Examples:
  foedus forecast seal ukraine-2026                 every design: force, deadly force, war
  foedus forecast seal ukraine-2026 --talks         what the talks end in
  foedus forecast seal questions.yaml               an analyst's own questions and chances
  foedus forecast seal pairs --years 2027-2029      every pair of states

\b
A seal holds the chances with their base rates and a plain logit's, what each event is, all inputs,
the posteriors, the hashes of the data and of the program; the head of the record is then signed.
The first seal begins the record; the key beside it stays with you, FILE.pub is for others.
`pairs` takes a minute and 2 GB. docs/forecasts.md says what a seal proves."""
#: Years that the talks' questions are open, and years of pairs, where none are given.
TALKS, NEXT = 1, 3


def seal(
    what: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE|pairs", help="A scenario, a file of questions, or every pair.",
            autocompletion=scenario_names,
        ),
    ],
    record: BookFile = BOOK,
    talks: Annotated[
        bool, typer.Option("--talks", help="What the scenario's talks end in, not its designs.")
    ] = False,
    years: Annotated[
        str | None,
        typer.Option(
            metavar="COUNT|FIRST-LAST",
            help="How many years ahead; of pairs which years, the next three if not given.",
        ),
    ] = None,
    through: int = typer.Option(2014, "--train-through", help="Of pairs, the last year learned."),
    paths: int = typer.Option(100, help="Of pairs, simulated paths of disputes to come."),
    draws: Draws = DRAWS,
    seed: Seed = 0,
    protege: Protege = None,
    by: Annotated[str, typer.Option("--by", help="Who seals.")] = "",
    name: Annotated[
        str, typer.Option("--name", help="A new record's name in its checkpoints, without blanks.")
    ] = "foedus-forecasts",
    replay: Annotated[
        bool, typer.Option("--replay", help="Begin a record that is told its times, by --at.")
    ] = False,
    at: At = None,
    full: Full = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Seal forecasts: chances, events, inputs and program, under a signed head."""
    from foedus.cli.progress import watched
    from foedus.errors import InputError
    from foedus.forecasts.book import ForecastBook
    from foedus.forecasts.sections import seals
    from foedus.ledger.moment import moment
    from foedus.storage import check_place, exists

    moment_ = moment(at, where="--at") if at else None
    if at and not replay and not exists(record):
        raise InputError("a new record keeps its own clock", where="--at", hint="--replay")
    if replay and moment_ is None:
        raise InputError("a replay is told its times", where="--replay", hint="--at 2010-01-01")
    check_place(record, where=f"--record {record}")
    with watched() as tell:
        tell("forecasting")
        made = _draft(what, talks, years, through, paths, draws, seed, protege, by, moment_, tell)
        opened = (
            ForecastBook(record) if exists(record)
            else ForecastBook.create(record, name, replay=moment_ if replay else None)
        )  # fmt: skip
        with opened as book:
            sealed = book.add_seal(made, moment_)
            head = book.store.checkpoints()[-1]
    told = {
        "seal": sealed.id, "sealed": sealed.recorded, "record": record,
        "questions": sealed.questions, "pairs": sealed.table.rows if sealed.table else 0,
        "program": sealed.maker, "data": sealed.data, "models": sealed.models,
        "root": head.root.hex(), "head": str(head),
    }  # fmt: skip
    give(Answer(lambda: seals.sealed(sealed, head, full=full), lambda: told), form(json))


def _draft(
    what: str, talks: bool, years: str | None, through: int, paths: int, draws: int, seed: int,
    protege: str | None, by: str, at: datetime | None, tell: "Callable[[str], None]",
) -> "SealDraft":  # fmt: skip
    from foedus.errors import InputError
    from foedus.facts import snapshot
    from foedus.forecasts.maker import designs, own, pairs
    from foedus.forecasts.maker import talks as negotiated
    from foedus.ledger.moment import now
    from foedus.scenario import each, load

    if what == pairs.SUBJECT:
        first = (at or now()).year + 1
        span = _span(years) if years else (first, first + NEXT - 1)
        return pairs.draft(through, *span, paths=paths, seed=seed, by=by, report=tell)
    if own.is_questions(Path(what)):
        if talks or years:
            raise InputError("a file of questions says its own windows", where=what)
        return own.draft(Path(what))
    several = each(what)
    asked = load(what, protege)
    subject = designs.slug(f"{asked.name}-{asked.protege}" if len(several) > 1 else asked.name)
    if talks:
        return negotiated.draft(
            asked, draws=draws, seed=seed, years=_count(years, TALKS), by=by, subject=subject
        )
    return designs.draft(
        asked, snapshot.of(what), draws=draws, years=_count(years, asked.horizon), seed=seed,
        by=by, subject=subject,
    )  # fmt: skip


def _span(years: str) -> tuple[int, int]:
    from foedus.cli.forecast.dyads import span

    return span(years)


def _count(years: str | None, otherwise: int) -> int:
    from foedus.errors import InputError

    if years is None:
        return otherwise
    if not years.isdecimal() or not 1 <= int(years) <= 100:
        raise InputError(f"found {years!r}, expected 1 to 100 years", where="--years")
    return int(years)
