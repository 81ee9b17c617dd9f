"""Disputes and wars by pair of states and month, for what happened before and after a signature."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Met:
    """Two states on opposite sides of a dispute in a year. Months count from year 0."""

    began: int  # month in which the dispute began
    year: int
    hostility: int
    by: int | None  # who began it, both originators; None in later years and for joiners


def disputes() -> dict[tuple[int, int], list[Met]]:
    """Every year of every dispute by directed pair; its beginner in the first year."""
    import polars as pl

    from foedus.evidence.add.disputes import initiations
    from foedus.evidence.table import table

    begun = {(n, a, b): h for a, b, _, n, h in initiations().iter_rows()}
    months = table("gml-disputes").select("dispnum", "styear", "stmon")
    rows = (
        table("gml-directed-disputes")
        .join(months, on="dispnum", suffix="_of")
        .select("dispnum", "ccode1", "ccode2", "year", "styear", "stmon_of",
                hostility=pl.max_horizontal("hostlev1", "hostlev2"))
    )  # fmt: skip
    found: dict[tuple[int, int], list[Met]] = defaultdict(list)
    for number, one, two, year, styear, month, hostility in rows.iter_rows():
        by = None
        if year == styear:
            by = (
                one if (number, one, two) in begun else two if (number, two, one) in begun else None
            )
        level = begun[number, by, two if by == one else one] if by is not None else hostility
        found[one, two].append(Met(styear * 12 + max(month, 1) - 1, year, level, by))
    return dict(found)


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
