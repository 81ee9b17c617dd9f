"""The raw record: how many promises were called on in war, and how many were honored."""

from typing import TYPE_CHECKING

from foedus.evidence.table import table
from foedus.history.honor.calls import Calls, answered
from foedus.history.honor.features import ERA
from foedus.history.honor.model import Count, Record

if TYPE_CHECKING:
    import polars as pl

#: Obligation -> its column in the data set.
OBLIGATIONS = {
    "defense": "defense", "offense": "offense", "neutrality": "neutral",
    "nonaggression": "nonagg", "consultation": "consul",
}  # fmt: skip
#: Mass of the intervals.
MASS = 0.9


def count(called: int, honored: int) -> Count:
    """The count with Jeffreys' interval for the share: Beta(½ + h, ½ + n − h)."""
    from scipy.special import betaincinv  # scipy.stats would take half a second to load

    ends = ((1 - MASS) / 2, (1 + MASS) / 2)
    low, high = (float(betaincinv(0.5 + honored, 0.5 + called - honored, q)) for q in ends)
    return Count(called, honored, low, high)


def record(calls: Calls) -> Record:
    """Counts by obligation from the whole data set; by era from the calls on defense."""
    rows = answered(table("berkemeier-fuhrmann"))
    eras = {f"before {ERA}": calls.signed < ERA, f"since {ERA}": calls.signed >= ERA}
    standing = calls.year > calls.signed
    return Record(
        defense=count(len(calls.honored), int(calls.honored.sum())),
        wars=len(set(calls.war.tolist())),
        by_era={
            era: count(int(some.sum()), int(calls.honored[some].sum()))
            for era, some in eras.items()
        },
        standing={
            era: count(int((some & standing).sum()), int(calls.honored[some & standing].sum()))
            for era, some in eras.items()
        },
        by_obligation={name: _of(rows, column) for name, column in OBLIGATIONS.items()},
    )


def _of(rows: "pl.DataFrame", column: str) -> Count:
    some = rows.filter(rows[column] == 1)
    return count(some.height, int(some["honorBF"].fill_null(0).sum()))
