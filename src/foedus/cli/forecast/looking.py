"""``foedus forecast record`` and ``verify``: what came of it all, and whether the record holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.forecast.options import BOOK, BookFile
from foedus.cli.give import ANSWERS, JSON, TABLES, Answer, form, give, save, save_table
from foedus.cli.options import Full, Json, Log, Need, Witnesses, written

if TYPE_CHECKING:
    from foedus.forecasts.report import SealedRecord

PAGE = ".html"
RECORD = """\b
Examples:
  foedus forecast record
  foedus forecast record --full
  foedus forecast record --out record.html
  foedus forecast record --out record.parquet

The record is checked first: exit code 1 where it does not hold. .parquet and .csv have a row a
question, settled or not, and of pairs a row a pair, year and event."""
VERIFY = """\b
Examples:
  foedus forecast verify forecasts.db --log forecasts.db.pub
  foedus forecast verify forecasts.db --log KEY --head mine.txt
  foedus forecast verify forecasts.db --log KEY --proof proof.json
  foedus forecast verify proof.json --log KEY --witness KEY --need 1

Needs no network. Exit code 1 where the record does not hold. --head is a head that was printed
when something was sealed, and that you kept: only it shows that the last records are gone.
--proof writes what was checked as one file for others. Witnesses cosign a record of forecasts as
they do a watch: `foedus watch prove --watch forecasts.db`, `foedus watch witness cosign`."""


def record(
    record: BookFile = BOOK,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="Judge it on this day.")
    ] = None,
    full: Full = False,
    out: Annotated[
        Path | None,
        written(
            "--out", kinds=(PAGE, *ANSWERS, *TABLES),
            help="Write it to this file: .html, .md, .txt, .json, .parquet or .csv.",
        ),
    ] = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Show the whole record, misses first: scores, what is owed, what does not count."""
    from foedus.forecasts.book import ForecastBook
    from foedus.forecasts.report import report, table
    from foedus.forecasts.sections import record as sections
    from foedus.ledger.moment import moment, now
    from foedus.report.page import html

    day = moment(as_of, where="--as-of") if as_of else None
    with ForecastBook(record) as book:
        today = (day or (book.clock() if book.replay else now())).date()
        found = report(book, today)
    if out is not None and out.suffix.lower() in TABLES:
        save_table(table(found), out)
    else:
        whole = full or out is not None
        answer = Answer(
            lambda: sections.sections(found, full=whole), found.to_dict,
            {PAGE: lambda: html(sections.page(found))},
        )  # fmt: skip
        give(answer, form(json), out)
    _end(found)


def _end(found: "SealedRecord") -> None:
    if found.faults:
        raise typer.Exit(1)


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A record, or a proof of one.")],
    log: Log = None,
    witness: Witnesses = None,
    need: Need = 0,
    head: Annotated[
        list[Path] | None,
        typer.Option("--head", metavar="FILE", help="A head that you hold yourself."),
    ] = None,
    proof: Annotated[
        Path | None, written("--proof", kinds=(JSON,), help="Write what was checked here.")
    ] = None,
    json: Json = False,
) -> None:
    """Check a record offline: nothing edited, dropped, reordered or forked since it was signed."""
    from foedus.cli.give import dumped
    from foedus.forecasts.audit import audit
    from foedus.ledger import proof as proofs
    from foedus.ledger import sections
    from foedus.ledger.keyfile import read_checkpoint

    policy = proofs.policy(log, witness or (), need)
    given = proofs.found(file)
    found = proofs.verify(given, policy, [read_checkpoint(each) for each in head or ()])
    faults = (*found.faults, *proofs.beyond(file, given))
    if given.whole and not faults:
        faults = audit(found.leaves)
    if proof is not None:
        save(dumped(proofs.encoded(given)), proof)
    said = Answer(lambda: sections.verified(found, faults), lambda: sections.data(found, faults))
    give(said, form(json))
    if faults:
        raise typer.Exit(1)
