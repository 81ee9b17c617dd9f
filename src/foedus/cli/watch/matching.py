"""``foedus watch match``: a table of events against clauses."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from foedus.cli.give import ANSWERS, TABLES, Answer, form, give, note
from foedus.cli.options import Json, written
from foedus.cli.watch.options import WATCH, AreasFile

if TYPE_CHECKING:
    from foedus.watch.casus.match import MatchedTexts
    from foedus.watch.intake.events import EventTable

MATCH = """\b
Examples:
  foedus watch match events.csv
  foedus watch match ged261.csv --source ucdp-ged --text budapest-memorandum-1994 --victim UKR
  foedus watch match events.parquet --scenario ukraine-2026 --engine duckdb --out matches.parquet

FILE is a CSV or Parquet table with `id` and `start`, and any of end, latitude, longitude,
where_prec, country, region, conduct, hostility, coded_actor, coded_target, objective, weapon, low,
best, high and attributed (docs/watch.md says what each holds), or a source's file with --source.
Nothing is filed. A row that cannot be taken is left out with its reason: exit code 1."""


def match(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or Parquet.")],
    watch: Annotated[
        Path | None,
        typer.Option("--watch", metavar="FILE", help="A watch's texts; watch.db if none is said."),
    ] = None,
    text: Annotated[
        list[str] | None,
        typer.Option("--text", metavar="NAME", help="A text of the library; may be repeated."),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="NAME|FILE", help="A scenario's designs, as in force."),
    ] = None,
    victim: Annotated[
        str | None, typer.Option("--victim", metavar="STATE", help="Who is protected.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help="Whose file it is.")
    ] = None,
    areas: AreasFile = None,
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="memory|duckdb", help="What finds where places lie."),
    ] = "memory",
    out: Annotated[
        Path | None,
        written("--out", kinds=(*TABLES, *ANSWERS), help="Every event: .parquet, .csv or .json; "
                "or the summary: .md, .txt."),
    ] = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Hold a table of events against clauses: which event bears on which, by every reading."""
    from foedus.cli.give import save_table
    from foedus.cli.progress import watched
    from foedus.errors import UnknownNameError
    from foedus.watch.casus.match import Engine
    from foedus.watch.casus.match import match as matched
    from foedus.watch.sections import matches as said

    chosen: Engine | None = next((each for each in get_args(Engine) if each == engine), None)
    if chosen is None:
        raise UnknownNameError("engine", engine, get_args(Engine), where="--engine")
    against = _against(watch, text or [], scenario, victim, areas)
    with watched() as tell:
        tell(f"reading {file}")
        events = _events(file, source)
        found = matched(events.frame, against, chosen, tell)
    if events.note:
        note(events.note)
    table = out is not None and out.suffix.lower() in TABLES
    if table and out is not None:
        save_table(found, out)
    answer = Answer(
        lambda: said.matches(str(file), events.frame.height, found, events.refused),
        lambda: {"events": found.to_dicts(), "refused": events.refused},
    )
    give(answer, form(json), None if table else out)
    if events.refused:
        raise typer.Exit(1)


def _events(file: Path, source: str | None) -> "EventTable":
    from datetime import UTC, datetime

    from foedus.watch.intake import events
    from foedus.watch.intake.intake import take

    if source is None:
        return events.read(file)
    found = take(file, source, datetime.now(UTC), "match", {})
    table = events.of_reports(found.reports, [(e.where, e.reason) for e in found.refused])
    return replace(table, note=found.note)


def _against(
    watch: Path | None, texts: list[str], scenario: str | None, victim: str | None,
    areas: Path | None,
) -> "MatchedTexts":  # fmt: skip
    """What events are held against: one of the three, the watch of this folder if none is said."""
    from foedus.errors import InputError
    from foedus.states import find
    from foedus.terms.instruments import get
    from foedus.watch import library as watches
    from foedus.watch.casus.area import read as drawn
    from foedus.watch.casus.match import MatchedTexts
    from foedus.watch.undertakings import undertakings
    from foedus.watch.watch import Watch

    if sum((watch is not None, bool(texts), scenario is not None)) > 1:
        raise InputError("several of --watch, --text and --scenario", hint="say one of them")
    regions = drawn(areas) if areas is not None else None
    code = find(victim).label if victim else None
    if texts:
        chosen = {name: get(name) for name in texts}
        owed = code or next((each.protege for each in chosen.values() if each.protege), None)
        if owed is None:
            raise InputError("the texts protect several states", where="--victim", hint="UKR")
        found = MatchedTexts(chosen, owed, in_force=False)
    elif scenario is not None:
        asked = undertakings(watches.scenario(scenario))
        found = MatchedTexts(asked.guarantees, code or asked.victim)
    else:
        with Watch(watch or WATCH) as opened:
            kept = opened.undertakings(opened.latest())
        found = MatchedTexts(kept.guarantees, code or kept.victim, kept.areas, kept.in_force)
    if regions is None:
        return found
    return MatchedTexts(found.texts, found.victim, regions, found.in_force)
