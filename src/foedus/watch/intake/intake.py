"""Files of a source as entries: what is new, revised, withdrawn; what is refused, and why."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from foedus.document import Document
from foedus.errors import InputError, UnknownNameError
from foedus.record import DocumentError, validate
from foedus.watch.entries.report import IncidentReport
from foedus.watch.intake import acled, counts, cow, table, ucdp, viina
from foedus.watch.intake.cells import RowRefusedError
from foedus.watch.intake.table import RawRow

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IntakeSource:
    """How a publisher's files are read. group: a column whose equal rows make one record."""

    name: str
    title: str
    required: tuple[str, ...]
    used: tuple[str, ...]
    records: Callable[[Sequence[Cells]], Iterable[dict[str, Any]]]
    group: str = ""


def _each(read: Callable[[Cells], dict[str, Any]]) -> Callable[[Sequence[Cells]], Any]:
    return lambda rows: [read(rows[0])]


SOURCES: dict[str, IntakeSource] = {
    each.name: each
    for each in (
        IntakeSource("ucdp-ged", "UCDP Georeferenced Event Dataset", ucdp.REQUIRED, ucdp.USED,
                     _each(ucdp.read)),
        IntakeSource("ucdp-candidate", "UCDP Candidate Events", ucdp.REQUIRED, ucdp.USED,
                     _each(ucdp.read)),
        IntakeSource("cow-mid", "COW militarized interstate incidents, participants (MIDIP)",
                     cow.REQUIRED, cow.USED, lambda rows: [cow.read(rows)], cow.GROUP),
        IntakeSource("ua-airforce", "Missile and drone attacks, Ukrainian air force",
                     counts.AIR_FORCE, counts.AIR_FORCE_USED, _each(counts.air_force)),
        IntakeSource("tw-mnd", "Daily aircraft and ships, Taiwanese ministry of defense",
                     counts.TAIWAN, counts.TAIWAN, lambda rows: list(counts.taiwan(rows[0]))),
        IntakeSource("viina", "VIINA, reports of violence from news", viina.REQUIRED, viina.USED,
                     _each(viina.read)),
        IntakeSource("acled", "ACLED (your own file)", acled.REQUIRED, acled.USED,
                     _each(acled.read)),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that was not taken. raw: SHA-256 of its cells; cells: their beginning."""

    where: str
    reason: str
    raw: str
    cells: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file holds. digest: SHA-256 of its bytes. unchanged: records that say nothing new.

    note: what of the table was read otherwise than with decimal points, empty where nothing was.
    """

    source: str
    file: str
    digest: str
    reports: tuple[IncidentReport, ...]
    unchanged: int
    refused: tuple[Refusal, ...]
    unused: tuple[str, ...]  # columns that no reader knows
    note: str = ""


def source(name: str) -> IntakeSource:
    """A source by name. Raises UnknownNameError."""
    if name not in SOURCES:
        raise UnknownNameError("source", name, SOURCES)
    return SOURCES[name]


def take(
    path: Path,
    name: str,
    known: datetime,
    who: str,
    before: Mapping[str, IncidentReport],
    *,
    where: Mapping[str, Collection[str]] | None = None,
    whole: bool = False,
) -> Intake:
    """Read a file of a source against what the watch has of it.

    before: the newest revision of each of the source's reports, by id. where: rows with one of
    these values in each column alone. whole: the file is all that the source holds for the days it
    spans, so that what it leaves out is withdrawn. Raises InputError for a file that is none of the
    source's.
    """
    reader = source(name)
    raw = table.read(path, reader.used, reader.required)
    for column in where or {}:
        if column not in raw.columns:
            raise UnknownNameError("column", column, raw.columns, where="--where")
    rows = [
        row for row in raw.rows
        if all(row.cells.get(column) in values for column, values in (where or {}).items())
    ]  # fmt: skip
    if where and not rows:
        raise InputError("no row has these values", where="--where")
    found: dict[str, IncidentReport] = {}
    refused: list[Refusal] = []
    unchanged = 0
    seen: set[str] = set()
    for group in _groups(rows, reader.group):
        for made in _made(group, reader, known, who):
            if isinstance(made, Refusal):
                refused.append(made)
                continue
            if made.id in seen:
                refused.append(_refusal(group, f"id {made.id!r} stands twice in the file"))
                continue
            seen.add(made.id)
            old = before.get(made.id)
            if old is not None and said(old) == said(made):
                unchanged += 1
            else:
                revision = 0 if old is None else old.revision + 1
                found[made.id] = made.model_copy(update={"revision": revision})
    if whole and seen:
        every = [*found.values(), *(before[id_] for id_ in seen if id_ in before)]
        first, last = min(e.start for e in every), max(e.end for e in every)
        for id_, old in before.items():
            if id_ not in seen and not old.withdrawn and first <= old.start and old.end <= last:
                changed = {"revision": old.revision + 1, "withdrawn": True, "known": known,
                           "who": who}  # fmt: skip
                found[id_] = old.model_copy(update=changed)
    unused = tuple(column for column in raw.columns if column not in reader.used)
    return Intake(
        name, raw.name, sha256(raw.content).hexdigest(), tuple(found[id_] for id_ in sorted(found)),
        unchanged, tuple(refused), unused, raw.note,
    )  # fmt: skip


def said(report: IncidentReport) -> dict[str, Any]:
    """What a report says, without when and by whom it was filed, and as which revision."""
    return report.model_dump(exclude={"known", "who", "revision", "raw", "released"})


def _groups(rows: Sequence[RawRow], column: str) -> Iterator[list[RawRow]]:
    if not column:
        yield from ([row] for row in rows)
        return
    together: dict[str, list[RawRow]] = {}
    for row in rows:
        together.setdefault(row.cells.get(column, ""), []).append(row)
    yield from together.values()


def _made(
    rows: list[RawRow], reader: IntakeSource, known: datetime, who: str
) -> Iterator[IncidentReport | Refusal]:
    faulty = next((row for row in rows if row.fault), None)
    if faulty is not None:
        yield _refusal([faulty], faulty.fault)
        return
    try:
        for values in reader.records([row.cells for row in rows]):
            given = values | {
                "source": reader.name,
                "known": known,
                "who": who,
                "raw": _digest(rows),
            }
            yield _validated(given, rows)
    except RowRefusedError as error:
        yield _refusal(rows, str(error))


def _validated(given: dict[str, Any], rows: list[RawRow]) -> IncidentReport | Refusal:
    try:
        return validate(IncidentReport, Document("row", given, {}))
    except DocumentError as error:
        problem = error.problems[0]
        at = ".".join(str(part) for part in problem.path)
        return _refusal(rows, f"{at}: {problem.what}" if at else problem.what)


def _digest(rows: Sequence[RawRow]) -> str:
    content = json.dumps([row.cells for row in rows], sort_keys=True, ensure_ascii=False)
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _refusal(rows: Sequence[RawRow], reason: str) -> Refusal:
    said = json.dumps(rows[0].cells, ensure_ascii=False)
    text = said.encode("utf-8", "backslashreplace").decode()  # a byte that is no text, as \\udcff
    return Refusal(rows[0].where, reason, _digest(rows), text[:400])
