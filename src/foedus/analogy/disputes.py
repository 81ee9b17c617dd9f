"""Disputes and wars by pair of states and month, for what happened before and after a signature."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Confrontation:
    """Two states on opposite sides of a dispute in a year. Months count from year 0."""

    began: int  # month in which the dispute began
    over: int  # month in which it ended for the two
    fought: int | None  # first month of a war between any two that met in it
    year: int
    hostility: int  # the highest that it came to
    by: int | None  # who began it, both originators; None in later years and for joiners

    def level(self, month: int) -> int:
        """The hostility that was known by a month.

        The data give a dispute one level from its first day. One that was neither over nor a war
        by then counts as a dispute without force.
        """
        told = self.over <= month or (self.fought is not None and self.fought <= month)
        return self.hostility if told else min(self.hostility, 1)


def disputes() -> dict[tuple[int, int], list[Confrontation]]:
    """Every year of every dispute by directed pair; its beginner in the first year."""
    import polars as pl

    from foedus.evidence.bridge import initiations
    from foedus.evidence.table import table

    named = initiations().select("dispnum", "ccode1", "ccode2", "hostlev")
    begun = {(n, a, b): h for n, a, b, h in named.iter_rows()}
    months = table("gml-disputes").select("dispnum", "styear", "stmon")
    rows = (
        table("gml-directed-disputes")
        .join(months, on="dispnum", suffix="_of")
        .select(
            "dispnum", "ccode1", "ccode2", "year",
            began=pl.col("styear") * 12 + pl.col("stmon_of").clip(1, 12) - 1,
            last=pl.col("year") * 12 + pl.col("endmon").clip(1, 12) - 1,
            hostility=pl.max_horizontal("hostlev1", "hostlev2"),
        )
        .with_columns(over=pl.col("last").max().over("dispnum", "ccode1", "ccode2"))
        .drop("last")
    )  # fmt: skip
    fought = _fought(rows)
    found: dict[tuple[int, int], list[Confrontation]] = defaultdict(list)
    for number, one, two, year, began, hostility, over in rows.iter_rows():
        by = None
        if year == began // 12:
            by = (
                one if (number, one, two) in begun else two if (number, two, one) in begun else None
            )
        level = begun[number, by, two if by == one else one] if by is not None else hostility
        found[one, two].append(Confrontation(began, over, fought.get(number), year, level, by))
    return dict(found)


def _fought(rows: "pl.DataFrame") -> dict[int, int]:
    """Dispute -> the first month of a war between any two that met in it."""
    entries = wars()
    found: dict[int, int] = {}
    for number, one, two, _, began, _, over in rows.iter_rows():
        for month in entries.get((one, two), ()):
            if began <= month <= over:
                found[number] = min(month, found.get(number, month))
    return found


def wars() -> dict[tuple[int, int], list[int]]:
    """Entries into wars (Reiter, Stam & Horowitz 2016), by who began against whom."""
    from foedus.evidence.table import table
    from foedus.history.honor.parties import fights

    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for war in fights(table("interstate-wars-revised")).values():
        first: dict[tuple[int, int], int] = {}  # later years of a war are rows of their own
        for each in war:
            month = each.day.year * 12 + each.day.month - 1
            both = each.initiator, each.target
            first[both] = min(month, first.get(both, month))
        for both, month in first.items():
            found[both].append(month)
    return dict(found)
