"""``foedus watch add`` and ``import``: file what one person states, or what a source publishes."""

from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.give import Answer, form, give, note
from foedus.cli.options import Json
from foedus.cli.watch.options import WATCH, KeyFile, Known, WatchFile, Who

ADD = """\b
Examples:
  foedus watch add report.yaml --who duty-officer
  foedus watch add acts.yaml --who kim --key kim.key

A file holds one entry, or several under `entries:`. Each has a `kind` (report, attribution,
merge, act, provision) and an `id`; docs/watch.md shows every form. The same entry again is
passed over; to correct one, file it with the next `revision`, or with `withdrawn: true`."""
IMPORT = """\b
Examples:
  foedus watch import ucdp-ged ged261.csv --where country=Ukraine --who duty-officer
  foedus watch import ua-airforce missile_attacks_daily.csv --whole --who duty-officer

Sources: ucdp-ged, ucdp-candidate, cow-mid (participants of incidents), ua-airforce, tw-mnd,
viina, acled. A record that changed is a revision; with --whole one that is gone from the days that
the file spans is withdrawn. A record that cannot be taken is kept with its reason: exit code 1."""


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML or JSON.")],
    who: Who,
    watch: WatchFile = WATCH,
    key: KeyFile = None,
    known: Known = None,
    json: Json = False,
) -> None:
    """File entries written by hand: reports, attributions, merges, acts, provisions."""
    from foedus.document import read
    from foedus.ledger.keyfile import read_key
    from foedus.report.blocks import Paragraph, Section
    from foedus.watch.entries.hand import entries
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        made = entries(read(file), _moment(known, opened), who, free=opened.replay)
        done = opened.file(made, who, read_key(key) if key else None)
    said = [f"filed: {', '.join(done.taken)}"] if done.taken else []
    if done.repeated:
        said.append(f"said before: {', '.join(done.repeated)}")
    section = Section("filed", "", "", tuple(Paragraph(each) for each in said))
    _conflict(done.conflicting)
    give(Answer(lambda: [section], lambda: done), form(json))


def _moment(known: str | None, opened: Any) -> Any:
    from foedus.errors import InputError
    from foedus.ledger.moment import moment

    if known is None:
        return opened.clock()
    if not opened.replay:
        raise InputError(
            "a live watch knows a thing when it is filed", where="--known",
            hint="`foedus watch init --replay` begins one of the past",
        )  # fmt: skip
    return moment(known, where="--known", end=False)


def _conflict(conflicting: tuple[str, ...]) -> None:
    from foedus.errors import InputError

    if conflicting:
        raise InputError(
            f"filed before with other words: {', '.join(conflicting[:5])}",
            hint="a correction has the next `revision`",
        )


def import_(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Whose file it is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or Parquet.")],
    who: Who,
    watch: WatchFile = WATCH,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", metavar="COLUMN=VALUE", help="These rows alone; repeated, any of a column."
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Withdraw what the file leaves out of its days.")
    ] = False,
    key: KeyFile = None,
    known: Known = None,
    json: Json = False,
) -> None:
    """Take a source's file: new records, revisions, withdrawals; every refusal with its reason."""
    from foedus.errors import InputError
    from foedus.ledger.keyfile import read_key
    from foedus.report.plain import plain
    from foedus.watch.intake.intake import source as reader
    from foedus.watch.intake.intake import take
    from foedus.watch.sections import log as said
    from foedus.watch.watch import Watch

    pairs: dict[str, list[str]] = {}
    for each in where or ():
        column, equals, value = each.partition("=")
        if not equals:
            raise InputError(f"found {each!r}, expected COLUMN=VALUE", where="--where")
        pairs.setdefault(column, []).append(value)
    with Watch(watch) as opened:
        moment = _moment(known, opened)
        before = opened.newest(reader(source).name)
        found = take(file, source, moment, who, before, where=pairs, whole=whole)
        refused = [
            plain(each) | {"kind": "refusal", "file": found.digest} for each in found.refused
        ]
        done = opened.file(found.reports, who, read_key(key) if key else None, refused)
    _conflict(done.conflicting)
    if found.note:
        note(found.note)
    answer = Answer(lambda: said.intake(found), lambda: said.intake_data(found))
    give(answer, form(json))
    if found.refused:
        raise typer.Exit(1)
