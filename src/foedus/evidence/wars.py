"""Wars between pairs of states: who fought whom, when it began, and who began it.

A war is dyadic here: the two fought each other. Three records are put side by side – Reiter, Stam &
Horowitz (2016), the Correlates of War 4.0 (Sarkees & Wayman 2010), and the disputes of Gibler,
Miller & Little (2016) in which both states reached war – and two of the three must have it. Who
began it is RSH's word first. ``wars.csv`` holds every pair and war that any record has, the choice
and its reason; ``scripts/wars.py`` makes it again; docs/war.md gives rules and cases.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

#: The last year for which wars are known: GML's, the longest of the three records, ends in 2010; in
#: 2011–2014 COW's disputes (MID 5.0) have none in which either state reached war.
LAST_YEAR = 2014
#: What a row of the table is: a war that its first state began against its second; one that either
#: entered when others were fighting already; a part of a war under way; no war by two records.
ROLES = ("began", "joined", "part", "none")


@dataclass(frozen=True, slots=True)
class War:
    """A row of the table. Codes are COW's; of a war that nobody began, the first is the lower."""

    initiator: int
    target: int
    start: str  # the day, 1939-09-01; the year alone where no record has the day
    end: int  # year
    role: str
    rsh: str  # what each record has; empty where it has no war
    cow: str
    gml: str
    began_rsh: str  # code of the state that the record says began it; empty where it names none
    began_cow: str
    began_gml: str
    war: str
    reason: str  # empty where the records agree

    @property
    def year(self) -> int:
        """The year in which it began."""
        return int(self.start[:4])


@cache
def wars() -> tuple[War, ...]:
    """Every row of the table, in order of time."""
    text = files("foedus.evidence").joinpath("wars.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        War(
            initiator=int(row.pop("initiator")), target=int(row.pop("target")),
            end=int(row.pop("end")), **row,
        )
        for row in rows
    )  # fmt: skip


def begun() -> "pl.DataFrame":
    """ccode1 (initiator), ccode2 (target), year: wars that one state began against another."""
    import polars as pl

    found = [(each.initiator, each.target, each.year) for each in wars() if each.role == "began"]
    return pl.DataFrame(found, ["ccode1", "ccode2", "year"], orient="row").sort(pl.all())


def fought() -> "pl.DataFrame":
    """ccode1, ccode2, year: pairs at war with each other in a year, both ways."""
    import polars as pl

    found = {
        (*pair, year)
        for each in wars()
        if each.role != "none"
        for pair in ((each.initiator, each.target), (each.target, each.initiator))
        for year in range(each.year, each.end + 1)
    }
    return pl.DataFrame(sorted(found), ["ccode1", "ccode2", "year"], orient="row")
