"""What others counted: published records of alliances in war, each with what it counts.

They differ because their questions do. Those that the public files hold are counted from them
(:func:`recount`); the others stand as published.
"""

from dataclasses import asdict, dataclass
from typing import Any

from foedus.evidence.table import table


@dataclass(frozen=True, slots=True)
class Published:
    """One record. share: honored over called, 0 to 1, as published.

    honored, called: the counts behind it, by our count of the public file; None where no public
    file holds them. counts: what one case is. note: what to know before it is compared.
    """

    key: str
    source: str
    counts: str
    first: int
    last: int
    share: float
    honored: int | None
    called: int | None
    note: str

    @property
    def counted(self) -> bool:
        """Whether we counted it from the public file."""
        return self.called is not None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {**asdict(self), "counted": self.counted}


_BF = "Berkemeier & Fuhrmann 2018, Research & Politics 5(2)"
RECORDS = (
    Published(
        "defense", _BF, "alliances that a war called on for defense, once a war", 1816, 2003,
        0.41, 39, 96, "what this model is fitted on; by their own rules of coding",
    ),
    Published(
        "defense-later", _BF, "the same, signed in 1945 or later", 1945, 2003,
        0.12, 5, 42, "by signature; the share is our count, not theirs",
    ),
    Published(
        "all-before", _BF, "alliances that a war called on for any obligation, wars to the Second",
        1816, 1944, 0.66, 61, 92,
        "coded by the rules of Leeds, Long & Mitchell; by their own rules 58 of 86",
    ),
    Published(
        "all-after", _BF, "the same, wars after that", 1945, 2003, 0.22, 12, 54,
        "by their own rules 11 of 53",
    ),
    Published(
        "leeds-anac", "Leeds & Anac 2005, International Interactions 31(3)",
        "alliances that a war called on for any obligation, once a war", 1816, 1944,
        0.68, 93, 137, "their column honor3; the share is our count of their file",
    ),
    Published(
        "leeds-long-mitchell",
        "Leeds, Long & Mitchell 2000, Journal of Conflict Resolution 44(5)",
        "alliances in war, each by what its text asked for in that war", 1816, 1944,
        0.745, None, None, "as published",
    ),
    Published(
        "chiba", "Chiba and others 2026, International Studies Quarterly, sqag012",
        "alliances that a war invoked, over two hundred years", 1816, 2016, 2 / 3, None, None,
        "as published: about two thirds; lower for multilateral alliances since 1945, by a small "
        "number of closely related cases",
    ),
)  # fmt: skip


def recount() -> dict[str, tuple[int, int]]:
    """Honored and called of every record that the public files hold, by its key.

    Raises DataError where a data set cannot be had.
    """
    import polars as pl

    rows = table("berkemeier-fuhrmann").join(
        table("atop-alliances").select("atopid", "begyr"), on="atopid", how="left"
    )
    own = rows.filter((pl.col("honorBF") == 1) | (pl.col("violateBF") == 1))
    theirs = rows.filter((pl.col("honorLLM") == 1) | (pl.col("violateLLM") == 1))
    defense = own.filter(pl.col("defense") == 1)
    anac = table("leeds-anac")

    def of(some: pl.DataFrame, column: str) -> tuple[int, int]:
        return int(some[column].fill_null(0).sum()), some.height

    return {
        "defense": of(defense, "honorBF"),
        "defense-later": of(defense.filter(pl.col("begyr") >= 1945), "honorBF"),
        "all-before": of(theirs.filter(pl.col("sample") == 1), "honorLLM"),
        "all-after": of(theirs.filter(pl.col("sample") == 0), "honorLLM"),
        "leeds-anac": of(anac, "honor3"),
    }
