"""What others counted: published records of alliances in war, each with what it counts.

They differ because their questions do. Those that the public files hold are counted from them
(``recount``); the others stand as published.
"""

import re
from dataclasses import dataclass
from typing import Any

from foedus.report.plain import record


@dataclass(frozen=True, slots=True)
class Published:
    """One record. share: honored over called, 0 to 1; said: the same as its source says it.

    honored, called: the counts behind it, by our count of the public file; None where no public
    file holds them. counts: what one case is. note: what to know before it is compared.
    """

    key: str
    source: str
    counts: str
    years: str
    said: str
    share: float
    honored: int | None
    called: int | None
    note: str

    @property
    def counted(self) -> bool:
        """Whether we counted it from the public file."""
        return self.called is not None

    @property
    def authors(self) -> str:
        """Its authors and year, without the journal."""
        found = re.match(r".*?\b\d{4}\b", self.source)
        return found[0] if found else self.source

    @property
    def last(self) -> int | None:
        """The last year counted; None where the source names no year."""
        _, dash, end = self.years.partition("–")
        return int(end) if dash else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self) | {"counted": self.counted}


_BF = "Berkemeier & Fuhrmann 2018, Research & Politics 5(2)"
RECORDS = (
    Published(
        "defense", _BF, "alliances that a war called on for defense, once a war", "1816–2003",
        "41%", 39 / 96, 39, 96, "what this model is fitted on; by the file's columns BF",
    ),
    Published(
        "defense-later", _BF, "alliances signed since 1945 that a war called on for defense",
        "1945–2003", "12%", 5 / 42, 5, 42, "our count of their file",
    ),
    Published(
        "all-before", _BF, "alliances that a war to 1944 called on for any obligation",
        "1816–1944", "66%", 61 / 92, 61, 92,
        "by the file's columns LLM, which give the published share; its columns BF: 58 of 86",
    ),
    Published(
        "all-after", _BF, "alliances that a war since 1945 called on for any obligation",
        "1945–2003", "22%", 12 / 54, 12, 54,
        "by the file's columns LLM, which give the published share; its columns BF: 11 of 53",
    ),
    Published(
        "leeds-anac", "Leeds & Anac 2005, International Interactions 31(3)",
        "alliances that a war called on for any obligation, once a war", "1816–1944",
        "68%", 93 / 137, 93, 137, "our count of their file, column honor3",
    ),
    Published(
        "leeds-long-mitchell",
        "Leeds, Long & Mitchell 2000, Journal of Conflict Resolution 44(5)",
        "alliances in war, by what each text asked for in that war", "1816–1944",
        "74.5%", 0.745, None, None, "as published; the data are not among ours",
    ),
    Published(
        "chiba", "Chiba and others 2026, International Studies Quarterly, sqag012",
        "alliances that a war invoked", "two hundred years", "about two thirds", 2 / 3, None, None,
        "as published; lower for multilateral alliances since 1945, driven by a small number of "
        "closely related cases",
    ),
)  # fmt: skip


def recount() -> dict[str, tuple[int, int]]:
    """Honored and called of every record that the public files hold, by its key.

    Raises DataError where a data set cannot be had.
    """
    import polars as pl

    from foedus.evidence.table import table

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
