"""What then happened: the record after a question's day, beside its forecast.

Read only when it is asked for: no forecast depends on it. Wars come from the table of wars (to
2014), disputes from GML's and COW's (to 2014), both from the chronology since 2015. Where the
public data are not on this machine, of disputes the years are known that ship of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.evidence.bridge import GML_LAST
from foedus.evidence.chronology import chronology
from foedus.evidence.wars import LAST_YEAR, wars
from foedus.facts.reader import absent
from foedus.facts.shipped import store
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.states import find

#: From the least event to the greatest; one that reaches a greater has reached the lesser too.
EVENTS = ("dispute", "force", "deadly", "war")


@dataclass(frozen=True, slots=True)
class PastEvent:
    """A dispute or war that one of the two began against the other.

    start: the day (``1990-08-02``), or the month or year alone where the record has no more. event:
    the greatest that it came to. under_way: begun on the question's day or before, so that no
    forecast of what is begun after it counts it; what it came to is known at its end alone.
    """

    start: str
    last: int  # year of its last day; the record's end where it went on
    event: str
    initiator: str
    target: str
    what: str
    source: str
    under_way: bool


@dataclass(frozen=True, slots=True)
class Aftermath:
    """The record from the first day forecast to the last, or as far as it goes."""

    begins: date
    ends: date
    through: date  # the last day of the window that a record covers
    happened: tuple[PastEvent, ...]  # in order of time
    uncovered: tuple[str, ...]  # what no record here covers, in words
    unknown: tuple[str, ...]  # events of which no record here could tell that there was none

    def begun(self, event: str, initiator: str | None = None) -> tuple[PastEvent, ...]:
        """What was begun after the day and came to ``event`` or more; by either unless named."""
        least = EVENTS.index(event)
        return tuple(
            each
            for each in self.happened
            if not each.under_way and EVENTS.index(each.event) >= least
            and initiator in {None, each.initiator}
        )  # fmt: skip

    def went_on(self, event: str, initiator: str) -> tuple[PastEvent, ...]:
        """What one had begun by the day, that went on after it and came to ``event`` or more."""
        least = EVENTS.index(event)
        return tuple(
            each
            for each in self.happened
            if each.under_way and EVENTS.index(each.event) >= least and each.initiator == initiator
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "begins": self.begins,
            "ends": self.ends,
            "through": self.through,
            "first_begun": {
                event: found[0] if (found := self.begun(event)) else None for event in EVENTS
            },
            "happened": self.happened,
            "not_covered": self.uncovered,
            "not_known": self.unknown,
        })  # fmt: skip


def aftermath(scenario: Scenario, years: int) -> Aftermath:
    """What the two began against each other in the ``years`` after ``as_of``."""
    begins, ends = scenario.begins, scenario.ends(years)
    known = chronology().about
    through = min(ends, known.searched)
    found = [*_wars(scenario, ends), *_disputes(scenario, ends), *_chronology(scenario, ends)]
    found.sort(key=lambda each: (each.start, EVENTS.index(each.event)))
    return Aftermath(
        begins, ends, through, tuple(found), tuple(_uncovered(begins, ends)),
        _unknown(begins),
    )  # fmt: skip


def on_disk() -> bool:
    """Whether the disputes of both coders are on this machine; nothing is downloaded."""
    from foedus.evidence.bridge import SOURCES

    return not absent(SOURCES)


def _placed(scenario: Scenario, ends: date, start: str, last: int) -> bool | None:
    """Whether it was under way on the question's day; None where it lies outside the window.

    A month or a year that holds the day counts as under way: which came first is not known.
    """
    if start > str(ends)[: len(start)]:
        return None
    if start > str(scenario.as_of)[: len(start)]:
        return False
    return True if last >= scenario.begins.year else None


def _pair(scenario: Scenario) -> set[int]:
    year = scenario.as_of.year
    return {find(who, year=year).ccode for who in (scenario.challenger, scenario.protege)}


def _wars(scenario: Scenario, ends: date) -> Iterator[PastEvent]:
    both = _pair(scenario)
    for war in wars():
        if war.role != "began" or {war.initiator, war.target} != both:
            continue
        under_way = _placed(scenario, ends, war.start, war.end)
        if under_way is not None:
            one, two = (find(who, year=war.year).label for who in (war.initiator, war.target))
            yield PastEvent(war.start, war.end, "war", one, two, war.war, "wars", under_way)


def _disputes(scenario: Scenario, ends: date) -> Iterator[PastEvent]:
    if scenario.begins.year > LAST_YEAR:
        return
    if not on_disk():
        yield from _shipped(scenario, ends)
        return
    import polars as pl

    from foedus.evidence.bridge import initiations
    from foedus.evidence.table import table

    both = sorted(_pair(scenario))
    coded = {"GML": table("gml-disputes"), "COW": table("cow-mid-disputes")}
    months = pl.concat(
        frame.filter((pl.col("styear") <= GML_LAST) == (coder == "GML"))
        .select("dispnum", "stmon").cast(pl.Int64)
        for coder, frame in coded.items()
    )  # fmt: skip
    mine = initiations().filter(pl.col("ccode1").is_in(both) & pl.col("ccode2").is_in(both))
    for row in mine.join(months, on="dispnum", how="left").iter_rows(named=True):
        coder = "GML" if row["year"] <= GML_LAST else "COW"
        month = row["stmon"] or 0
        start = f"{row['year']}-{month:02d}" if month > 0 else str(row["year"])
        under_way = _placed(scenario, ends, start, row["last"])
        if under_way is None:
            continue
        event = "deadly" if row["deadly"] else "force" if row["force"] else "dispute"
        one, two = (find(row[side], year=row["year"]).label for side in ("ccode1", "ccode2"))
        what = f"dispute {row['dispnum']}"
        yield PastEvent(start, row["last"], event, one, two, what, coder, under_way)


def _shipped(scenario: Scenario, ends: date) -> Iterator[PastEvent]:
    """Disputes short of war by their years: months do not ship, and wars are in their own table."""
    import polars as pl

    both = sorted(_pair(scenario))
    begun, _ = store.disputes()
    mine = begun.filter(
        pl.col("ccode1").is_in(both), pl.col("ccode2").is_in(both), ~pl.col("war")
    ).sort("year")
    for row in mine.iter_rows(named=True):
        start = str(row["year"])
        under_way = _placed(scenario, ends, start, row["known"])
        if under_way is None:
            continue
        event = "deadly" if row["deadly"] else "force" if row["force"] else "dispute"
        one, two = (find(row[side], year=row["year"]).label for side in ("ccode1", "ccode2"))
        coder = "GML" if row["year"] <= GML_LAST else "COW"
        yield PastEvent(start, row["known"], event, one, two, "a dispute", coder, under_way)


def _chronology(scenario: Scenario, ends: date) -> Iterator[PastEvent]:
    found = chronology()
    both = {scenario.challenger, scenario.protege}
    for dispute in found.disputes:
        last = (dispute.end or found.through).year
        start = str(dispute.start)[: {"day": 10, "month": 7, "year": 4}[dispute.start_precision]]
        under_way = _placed(scenario, ends, start, last)
        told = dispute.start.year <= LAST_YEAR  # by the data, which go first
        if under_way is None or told:
            continue
        for pair in dispute.pairs():
            if pair.originators and {pair.initiator, pair.target} == both:
                yield PastEvent(
                    start, last, pair.level, pair.initiator, pair.target, dispute.title,
                    "chronology", under_way,
                )  # fmt: skip


def _unknown(begins: date) -> tuple[str, ...]:
    return EVENTS if begins > chronology().about.searched else ()


def _uncovered(begins: date, ends: date) -> Iterator[str]:
    known = chronology().about
    if begins.year <= LAST_YEAR and not on_disk():
        yield (
            f"months of disputes to {LAST_YEAR} that came to no war (their years ship; "
            "`foedus data pull` brings the rest)"
        )
    if ends >= known.first:
        yield f"threats and shows of force since {known.first.year} (the chronology has force only)"
    if ends > known.searched:
        yield f"what came after {known.searched}"
