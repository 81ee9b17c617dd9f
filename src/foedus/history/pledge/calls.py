"""Pledges of nonaggression that a war put to the test, honored or not.

From Berkemeier & Fuhrmann (2018), who ask of every commitment in a war of 1816–2003 whether it was
called on and, if so, honored. They set pacts of nonaggression aside unless a party broke one by
going to war with another: such a pact alone is on their list only where it was violated. So the
share honored is that of alliances that promised nonaggression among other things.
"""

from dataclasses import dataclass
from typing import Any

from foedus.evidence.table import table

SOURCES = ("berkemeier-fuhrmann", "atop-alliances")
#: First year of signing of the later of the two spans, as for promises of defense.
LATER = 1945


@dataclass(frozen=True, slots=True)
class PledgeCalls:
    """Commitments called on in war; of them ``honored``. 90% interval of the share: Jeffreys'."""

    signed: str  # "any year", "before 1945", "from 1945"
    called: int
    honored: int
    low: float
    high: float


def calls(obligation: str = "nonagg") -> tuple[tuple[PledgeCalls, ...], int]:
    """Calls by year of signing, and how many of them were on a promise of nothing but this.

    obligation: a column of the data: nonagg, defense, … Raises DataError without data.
    """
    import polars as pl

    signed = table("atop-alliances").select("atopid", "begyr")
    frame = table("berkemeier-fuhrmann").join(signed, on="atopid", how="left")
    honored = pl.col("honorBF").fill_null(0) == 1
    mine = frame.filter(
        (pl.col(obligation) == 1) & (honored | (pl.col("violateBF").fill_null(0) == 1))
    ).with_columns(kept=honored)
    others = {"defense", "offense", "neutral", "nonagg"} - {obligation}
    alone = mine.filter(pl.all_horizontal(pl.col(name) == 0 for name in sorted(others)))
    later = pl.col("begyr") >= LATER
    spans = {
        "any year": pl.lit(value=True),
        f"before {LATER}": ~later,
        f"from {LATER}": later,
    }
    return tuple(_calls(words, mine.filter(span)["kept"]) for words, span in spans.items()), len(
        alone
    )


def _calls(signed: str, kept: Any) -> PledgeCalls:
    from scipy.stats import beta

    called, honored = len(kept), int(kept.sum())
    low, high = (
        float(beta.ppf(level, honored + 0.5, called - honored + 0.5)) for level in (0.05, 0.95)
    )
    return PledgeCalls(signed, called, honored, low, high)
