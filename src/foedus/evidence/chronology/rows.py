"""The chronology as rows of pairs, in the shapes of the public data sets."""

from typing import TYPE_CHECKING

from foedus.evidence.chronology.dispute import HOSTILITY, last_day
from foedus.evidence.chronology.pact import PROMISES
from foedus.evidence.chronology.read import Chronology, chronology
from foedus.states import find

if TYPE_CHECKING:
    import polars as pl


def initiations(source: Chronology | None = None, *, phases: bool = False) -> "pl.DataFrame":
    """Every dispute with force that one originator began against another, like GML's.

    ccode1 (initiator), ccode2 (target), year (of the first day), dispute (its id), level (force,
    deadly, war: between the two, over this record's days), hostlev (MID's: 4, 4, 5), contested.
    Carried disputes, begun before the chronology's first day, are not among them; nor, without
    ``phases``, are records that MID's six-month rule would count as part of an earlier dispute.
    Unlike GML's rows these hold no dispute that stopped at a threat or a display.
    """
    import polars as pl

    found = source or chronology()
    return pl.DataFrame(
        [
            {
                "ccode1": find(pair.initiator, year=pair.start.year).ccode,
                "ccode2": find(pair.target, year=pair.start.year).ccode,
                "year": dispute.start.year,
                "dispute": dispute.id,
                "level": pair.level,
                "hostlev": HOSTILITY[pair.level],
                "contested": dispute.contested is not None,
            }
            for dispute in found.disputes
            if not dispute.carried and (phases or dispute.continues is None)
            for pair in dispute.pairs()
            if pair.originators
        ],
        schema={
            "ccode1": pl.Int64, "ccode2": pl.Int64, "year": pl.Int64, "dispute": pl.String,
            "level": pl.String, "hostlev": pl.Int64, "contested": pl.Boolean,
        },
    ).sort("ccode1", "ccode2", "year", "dispute")  # fmt: skip


def wars(source: Chronology | None = None) -> "pl.DataFrame":
    """Pairs at war: ccode1 (initiator's side), ccode2, start, end, low, high, dispute, carried.

    start: the day both were in it; end: null where it went on; low and high: battle deaths of the
    whole dispute, both sides together.
    """
    import polars as pl

    found = source or chronology()
    return pl.DataFrame(
        [
            {
                "ccode1": find(pair.initiator, year=pair.start.year).ccode,
                "ccode2": find(pair.target, year=pair.start.year).ccode,
                "start": pair.start,
                "end": dispute.end,
                "low": dispute.deaths.low,
                "high": dispute.deaths.high,
                "dispute": dispute.id,
                "carried": dispute.carried,
            }
            for dispute in found.disputes
            for pair in dispute.pairs()
            if pair.level == "war"
        ],
        schema={
            "ccode1": pl.Int64, "ccode2": pl.Int64, "start": pl.Date, "end": pl.Date,
            "low": pl.Int64, "high": pl.Int64, "dispute": pl.String, "carried": pl.Boolean,
        },
    ).sort("ccode1", "ccode2", "start")  # fmt: skip


def pact_changes(source: Chronology | None = None) -> "pl.DataFrame":
    """Ties that changed, promise by promise: ccode1 (promises), ccode2 (is promised), and what.

    day, year (the change took effect), change, defense, offense, neutrality, nonaggression,
    consultation (1 where the pact has that promise), pact (its id). Only changes that took effect
    and that ATOP's rules would count.
    """
    import polars as pl

    found = source or chronology()
    return pl.DataFrame(
        [
            {
                "ccode1": find(one, year=pact.effective.year).ccode,
                "ccode2": find(other, year=pact.effective.year).ccode,
                "day": pact.effective,
                "year": pact.effective.year,
                "change": pact.change,
                **{promise: int(promise in pact.promises) for promise in PROMISES},
                "pact": pact.id,
            }
            for pact in found.pacts
            if pact.atop_rule and pact.effective is not None
            for one, other in pact.pairs()
        ],
        schema={
            "ccode1": pl.Int64, "ccode2": pl.Int64, "day": pl.Date, "year": pl.Int64,
            "change": pl.String, **dict.fromkeys(PROMISES, pl.Int8), "pact": pl.String,
        },
    ).sort("day", "pact", "ccode1", "ccode2")  # fmt: skip


def dyad_years(source: Chronology | None = None) -> set[tuple[int, int, int]]:
    """Pairs (lower COW code first) on opposite sides in a year, with the year; ends included."""
    found = source or chronology()
    spans = set()
    for dispute in found.disputes:
        last = last_day(dispute, found.through).year
        for pair in dispute.pairs():
            one, other = sorted(
                find(each, year=pair.start.year).ccode for each in (pair.initiator, pair.target)
            )
            spans |= {(one, other, year) for year in range(pair.start.year, last + 1)}
    return spans
