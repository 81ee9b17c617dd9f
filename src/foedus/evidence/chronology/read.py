"""The chronology's files read, checked against each other, and put in order of time.

The files are what one reads and edits; what is loaded is one JSON file made of them all, since
parsing them takes a second. `python scripts/chronology.py` makes it again, and a test holds the two
together.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from foedus.document import Document, KeyPath, read
from foedus.errors import InputError, UnknownNameError
from foedus.evidence.chronology.dispute import Dispute, Disputes, UncodedIncident
from foedus.evidence.chronology.pact import PactChange, Pacts
from foedus.record import Day, Record, Text, validate

_HOME = files("foedus.evidence.chronology")


class Coverage(Record):
    """How complete one region is, and what is likely missing."""

    region: Text
    disputes: Text
    missing: Text


class ChronologyHeader(Record):
    """Version and reach of the chronology, and what it says of its own gaps."""

    version: Text
    first: Day  # disputes that begin, and pacts that change, from this day on
    searched: Day  # last day to which sources were found; later events are few or none
    through: Day  # last day that the records speak of
    rules: Text
    coverage: tuple[Coverage, ...]
    gaps: tuple[Text, ...]
    left_out: tuple[UncodedIncident, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """Everything, each part in order of time."""

    about: ChronologyHeader
    disputes: tuple[Dispute, ...]
    pacts: tuple[PactChange, ...]
    regions: dict[str, str]  # of each dispute's id

    @property
    def through(self) -> date:
        """The last day the records speak of."""
        return self.about.through


@cache
def chronology() -> Chronology:
    """The shipped chronology, read once."""
    plain = json.loads(_HOME.joinpath("chronology.json").read_text("utf-8"))
    return Chronology(
        ChronologyHeader.model_validate(plain["about"]),
        tuple(Dispute.model_validate(each) for each in plain["disputes"]),
        tuple(PactChange.model_validate(each) for each in plain["pacts"]),
        plain["regions"],
    )


def sources() -> Chronology:
    """The chronology read anew from its own files; DocumentError names file and line of a fault."""
    with as_file(_HOME) as folder:
        return load(folder)


def compiled(found: Chronology) -> str:
    """The text of ``chronology.json``: what is set in each record, and nothing else."""

    def plain(record: Record) -> dict[str, Any]:
        return record.model_dump(mode="json", exclude_unset=True)

    parts = {
        "about": plain(found.about),
        "disputes": [plain(each) for each in found.disputes],
        "pacts": [plain(each) for each in found.pacts],
        "regions": found.regions,
    }
    return json.dumps(parts, ensure_ascii=False, indent=1) + "\n"


def load(folder: Path) -> Chronology:
    """The chronology in ``folder``: about.yaml, pacts.yaml, disputes/*.yaml.

    Raises DocumentError for a record that is wrong by itself, InputError (with file, line and the
    other record's place) for one that repeats another or lies outside the chronology's days.
    """
    about = validate(ChronologyHeader, read(folder / "about.yaml"))
    seen: dict[object, str] = {}
    disputes: list[Dispute] = []
    regions: dict[str, str] = {}
    documents: list[tuple[Document, tuple[Dispute, ...]]] = []
    for path in sorted((folder / "disputes").glob("*.yaml")):
        document = read(path)
        of_region = validate(Disputes, document)
        for place, dispute in enumerate(of_region.disputes):
            key: KeyPath = ("disputes", place)
            _within(document, key, about, dispute.start, dispute.end, carried=dispute.carried)
            names = [dispute.id, (dispute.initiator, dispute.target, dispute.start)]
            _once(document, key, names, seen)
            regions[dispute.id] = of_region.region
        disputes += of_region.disputes
        documents.append((document, of_region.disputes))
    for document, some in documents:
        _continued(document, some, {each.id: each for each in disputes})
    document = read(folder / "pacts.yaml")
    pacts = validate(Pacts, document).pacts
    for place, pact in enumerate(pacts):
        key = ("pacts", place)
        _within(document, key, about, pact.declared, pact.effective)
        parties = (frozenset(pact.states), frozenset(pact.partners), pact.change, pact.declared)
        _once(document, key, [pact.id, parties], seen)
        made = [each.id for each in pacts if each.change == "made"]
        if pact.alters is not None and pact.alters not in made:
            where = document.where((*key, "alters"))
            raise UnknownNameError("pact made", pact.alters, made, where=where)
    return Chronology(
        about,
        tuple(sorted(disputes, key=lambda each: (each.start, each.id))),
        tuple(sorted(pacts, key=lambda each: (each.declared, each.id))),
        regions,
    )


def _once(
    document: Document, key: KeyPath, names: Iterable[object], seen: dict[object, str]
) -> None:
    where = document.where(key)
    for name in names:
        if name in seen:
            said = name if isinstance(name, str) else "the same states, on the same day"
            raise InputError(f"recorded twice: {said}", where=where, hint=f"see {seen[name]}")
        seen[name] = where


def _continued(
    document: Document, disputes: tuple[Dispute, ...], known: dict[str, Dispute]
) -> None:
    for place, dispute in enumerate(disputes):
        if dispute.continues is None:
            continue
        where = document.where(("disputes", place, "continues"))
        if dispute.continues not in known:
            raise UnknownNameError("dispute", dispute.continues, known, where=where)
        earlier = known[dispute.continues]
        if earlier.start >= dispute.start or not earlier.involves(dispute.target):
            raise InputError(
                f"continues {earlier.id}, which starts on {earlier.start} and does not come "
                f"before it, or has {dispute.target} on neither side",
                where=where,
                hint="name an earlier dispute between the same states",
            )


def _within(
    document: Document, key: KeyPath, about: ChronologyHeader, start: date, end: date | None,
    *, carried: bool = False,
) -> None:  # fmt: skip
    where = document.where(key)
    if carried != (start < about.first):
        raise InputError(
            f"starts on {start}, and the chronology on {about.first}, but carried is "
            f"{'yes' if carried else 'no'}",
            where=where,
            hint="carried: yes says that a dispute began earlier; pacts are coded from that day on",
        )
    if max(start, end or start) > about.through:
        raise InputError(
            f"has the day {max(start, end or start)}, after the chronology's last, {about.through}",
            where=where,
            hint="set `through` in about.yaml when you bring the chronology up to date",
        )
