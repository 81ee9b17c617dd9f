"""The raw record: how many promises were called on in war, and how many were honored."""

from typing import TYPE_CHECKING

import numpy as np

from foedus.evidence.table import table
from foedus.history.honor.calls import HonorCalls, answered
from foedus.history.honor.family import AllianceFamily, name, pacts
from foedus.history.honor.features import ERA, era
from foedus.history.honor.model import Count, HonorRecord

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


def families(calls: HonorCalls, last: int | None = None) -> tuple[AllianceFamily, ...]:
    """Every family that a war called on, the most often called first.

    last: the year by whose end things are known; a bloc that ended later stands.
    """
    known = {pact.id: pact for pact in pacts(table("atop-members"))}
    ends = dict(table("atop-alliances").select("atopid", "endyr").iter_rows())
    found = []
    for key in np.unique(calls.family).tolist():
        own = calls.family == key
        outside = own & (calls.features["inside"] == 0)
        latest = int(calls.year[own].max())
        kind, number = key.split()
        members: tuple[int, ...] = (int(number),)
        ended = None
        if kind == "bloc":
            members = tuple(sorted(known[int(number)].members(latest)))
            ended = ends[int(number)] or None
            if ended and last and ended > last:
                ended = None
        found.append(
            AllianceFamily(
                key, name(key), members, ended,
                called=int(own.sum()), honored=int((own & calls.honored).sum()),
                outside=int(outside.sum()), kept=int((outside & calls.honored).sum()), last=latest,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-each.called, each.key)))


def record(calls: HonorCalls, last: int | None = None) -> HonorRecord:
    """Counts by obligation from the whole data set; by era from the calls on defense.

    last: the last year of the calls, where they are not all; the whole set is then not counted.
    """
    rows = answered(table("berkemeier-fuhrmann"))
    split = ((ERA - 1, calls.signed < ERA), (ERA, calls.signed >= ERA))
    eras = {era(year): some for year, some in split if some.any()}
    standing = calls.year > calls.signed
    outside = calls.features["inside"] == 0
    return HonorRecord(
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
        outside={
            era: count(int((some & outside).sum()), int(calls.honored[some & outside].sum()))
            for era, some in eras.items()
        },
        by_obligation={}
        if last
        else {name: _of(rows, column) for name, column in OBLIGATIONS.items()},
    )


def _of(rows: "pl.DataFrame", column: str) -> Count:
    some = rows.filter(rows[column] == 1)
    return count(some.height, int(some["honorBF"].fill_null(0).sum()))
