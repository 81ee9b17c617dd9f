"""Disputes of the Correlates of War, MID 5.0 (Palmer et al. 2022): four years past GML's last.

Foedus learns from Gibler, Miller & Little's disputes, which end in 2010. The coders of COW, who go
to 2014, have more disputes, so these are read to score forecasts of 2011–2014, never to learn from.
"""

from typing import TYPE_CHECKING

from foedus.evidence.add import disputes
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, 2014)


def initiations() -> "pl.DataFrame":
    """Every dispute that one originator began against another, whatever it led to.

    ccode1 (initiator, side A), ccode2 (target, side B), year (the dispute's first), last (its last
    between the two), dispnum, hostlev, force, deadly: by the rule, and in the columns, of
    :func:`foedus.evidence.add.disputes.initiations`. Raises DataError where data cannot be had.
    """
    return disputes.begun_in(table("cow-mid-directed-disputes"), table("cow-mid-disputes"))


def beside_gml(first: int = 1993, last: int = 2010) -> dict[str, dict[str, int]]:
    """What both coders have of the same years -> {"disputes", "force"} -> {"cow", "gml"}, counts.

    Initiations that began in ``first`` to ``last``, one a directed pair and dispute.
    """
    import polars as pl

    found: dict[str, dict[str, int]] = {"disputes": {}, "force": {}}
    for coder, begun in (("cow", initiations()), ("gml", disputes.initiations())):
        some = begun.filter(pl.col("year").is_between(first, last))
        found["disputes"][coder] = some.height
        found["force"][coder] = int(some["force"].sum())
    return found
