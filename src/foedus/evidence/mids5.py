"""Disputes of the Correlates of War, MID 5.0 (Palmer et al. 2022), beside GML's.

COW's coders go to 2014, GML's to 2010. ``foedus.evidence.bridge`` carries the one to the other;
here is COW as it is, and what the bridge is worth on the years that both have.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.evidence import bridge
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

LEVELS = ("disputes", "force", "deadly")


@dataclass(frozen=True, slots=True)
class CoderComparison:
    """What two coders have of the same years, initiations: one a directed pair and dispute.

    cow, across, gml: level -> how many COW has, how many of these cross the bridge, how many GML
    has. shared: that cross and that GML has too, by dispute and pair. turned: shared, but begun by
    the other side to GML. agree: level -> shared ones that both coders put at it, or both below it.
    open: clashes with losses unknown to COW, and in how many of them GML has deaths.
    """

    cow: dict[str, int]
    across: dict[str, int]
    gml: dict[str, int]
    shared: int
    turned: int
    agree: dict[str, int]
    open: tuple[int, int]


def initiations() -> "pl.DataFrame":
    """Every dispute that one originator began against another, by COW's coding alone.

    ccode1 (initiator, side A), ccode2 (target, side B), year (the dispute's first), last (its last
    between the two), dispnum, hostlev, force, deadly: by the rule, and in the columns, of
    ``foedus.evidence.bridge.initiations``. Raises DataError where data cannot be had.
    """
    force, deadly = bridge.hostile()
    own = table("cow-mid-directed-disputes").with_columns(force=force, deadly=deadly)
    return bridge.begun_in(own, table("cow-mid-disputes"))


def beside_gml(first: int = 1993, last: int = 2010) -> dict[str, dict[str, int]]:
    """What both coders have of the same years -> {"disputes", "force"} -> {"cow", "gml"}, counts.

    Initiations that began in ``first`` to ``last``, one a directed pair and dispute.
    """
    told = bridged(first, last)
    return {level: {"cow": told.cow[level], "gml": told.gml[level]} for level in LEVELS[:2]}


def bridged(first: int = 1993, last: int = bridge.GML_LAST) -> CoderComparison:
    """The bridge measured on initiations that began in ``first`` to ``last``."""
    import polars as pl

    def of(frame: "pl.DataFrame") -> "pl.DataFrame":
        return frame.filter(pl.col("year").is_between(first, last))

    keys = list(bridge.PAIR)
    plain = initiations()
    across = bridge.begun_in(bridge.cow(), table("cow-mid-disputes"))
    theirs = bridge.begun_in(bridge.gml(), table("gml-disputes"))
    turned = theirs.rename({"ccode1": "ccode2", "ccode2": "ccode1"})
    both = of(across).join(theirs, on=keys, suffix="_gml")
    left_open = (
        both.select(*keys, pl.col("deadly").alias("across"), "deadly_gml")
        .join(plain.filter(~pl.col("deadly")), on=keys)
        .filter("across")
    )
    return CoderComparison(
        cow=_counts(of(plain)),
        across=_counts(of(across)),
        gml=_counts(of(theirs)),
        shared=both.height,
        turned=of(across).join(turned, on=keys, how="semi").height,
        agree={level: int((both[level] == both[f"{level}_gml"]).sum()) for level in LEVELS[1:]},
        open=(left_open.height, int(left_open["deadly_gml"].sum())),
    )


def _counts(begun: "pl.DataFrame") -> dict[str, int]:
    return {"disputes": begun.height} | {level: int(begun[level].sum()) for level in LEVELS[1:]}
