"""Whether a log's records keep to the rules of a record of forecasts, once it is proved whole.

The tree and its signatures show what was edited, dropped or put in between; this shows what its
keeper may have signed all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from foedus.errors import DataError
from foedus.forecasts.book import OPENING, decoded
from foedus.forecasts.outcome import OutsideForecast, Settlement, YearOutcome
from foedus.forecasts.seal import KeptFile, Seal
from foedus.record import Record


def audit(leaves: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What is wrong with the records, none where they hold. leaves: every one, in order."""
    if not leaves or leaves[0].get("kind") != "opening" or leaves[0].get("of") != OPENING:
        return ("the first record opens no record of forecasts",)
    records: list[Record | None] = []
    faults: list[str] = []
    for place, leaf in enumerate(leaves[1:], start=1):
        try:
            records.append(decoded(dict(leaf), f"record {place}"))
        except DataError as error:
            records.append(None)
            faults.append(str(error))
    return (*faults, *_order(leaves), *_seals(records), *_about(records))


def _order(leaves: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Times that go back."""
    last = ""
    for place, leaf in enumerate(leaves):
        at = str(leaf.get("recorded", ""))
        if at < last:
            yield f"record {place} is of {at}, before the one above it"
        last = max(last, at)


def _seals(records: Sequence[Record | None]) -> Iterator[str]:
    """Seals out of number, without their files, or with a table that is not theirs."""
    count: dict[str, int] = {}
    files: set[str] = set()
    for place, each in enumerate(records, start=1):
        if isinstance(each, KeptFile):
            files.add(each.sha256)
            yield from _unpacked(each.raw, place)
        elif isinstance(each, Seal):
            count[each.subject] = count.get(each.subject, 0) + 1
            if each.number != count[each.subject]:
                yield f"record {place}: {each.id} is seal {count[each.subject]} of its subject"
            missing = sorted(name for name, sha in each.models.items() if sha not in files)
            if missing:
                yield f"record {place}: {each.id} names models that are not kept: {missing}"
            if each.table:
                yield from _unpacked(each.table.csv, place)


def _unpacked(read: Any, place: int) -> Iterator[str]:
    try:
        read()
    except DataError as error:
        yield f"record {place}: {error}"


def _about(records: Sequence[Record | None]) -> Iterator[str]:
    """Outcomes and outside forecasts of what was not sealed before them, or out of turn."""
    seals: dict[str, Seal] = {}
    turns: dict[tuple[str, str], int] = {}
    for place, each in enumerate(records, start=1):
        if isinstance(each, Seal):
            seals[each.id] = each
            continue
        if not isinstance(each, Settlement | YearOutcome | OutsideForecast):
            continue
        seal = seals.get(each.seal)
        if seal is None:
            yield f"record {place} is about {each.seal}, which was not sealed before it"
            continue
        about = str(each.year) if isinstance(each, YearOutcome) else each.question
        if isinstance(each, YearOutcome):
            known = seal.table is not None and each.year in seal.table.years
        else:
            known = seal.question(each.question) is not None
        if not known:
            yield f"record {place} is about {about} of {each.seal}, which was not sealed"
        if not isinstance(each, OutsideForecast):
            turn = turns.get((each.seal, about), 0)
            if each.revision != turn:
                yield f"record {place} is revision {each.revision} of {about}; {turn} was next"
            turns[each.seal, about] = turn + 1
            yield from _in_time(each, seal, place)


def _in_time(each: Settlement | YearOutcome, seal: Seal, place: int) -> Iterator[str]:
    """Outcomes that were not there yet when they were filed."""
    if isinstance(each, YearOutcome):
        if each.recorded < datetime(each.year + 1, 1, 1, tzinfo=each.recorded.tzinfo):
            yield f"record {place} settles {each.year} before it was over"
        return
    question = seal.question(each.question)
    if question is None or each.outcome != "no":
        return
    if not question.over(each.recorded.date()):
        yield f"record {place} says no to {each.question} before its window closed"
