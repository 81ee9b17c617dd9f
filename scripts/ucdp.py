"""Holds the chronology against UCDP's conflicts and writes what came out on its page.

    FOEDUS_MIRROR=DIR python scripts/ucdp.py

Writes two tables of ``docs/chronology.md``: how many of UCDP's pairs and years the chronology has,
and each pair with the years that it lacks and why. A pair that lacks years without a reason in
``REASONS`` stops the script: either a record is missing, or a reason is.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from foedus.evidence.chronology.yardstick import KINDS, Kind, against_ucdp
from foedus.states import find

PAGE = Path(__file__).parent.parent / "docs" / "chronology.md"
WORDS: dict[Kind, str] = {
    "main": "both main parties of an interstate conflict",
    "support": "one in support of a main party",
    "rebels": "a government and a state whose troops stood with rebels",
}
_HOUTHIS = "the Houthis are Yemen's government in that year for UCDP, an armed group here"
_COALITION = (
    "for UCDP the Houthis hold Yemen's government and the coalition stands with rebels; here it "
    "came for the government that other states know, against an armed group"
)
#: Why years are lacking, by pair; "" stands for every other state that UCDP sets against the first.
REASONS: dict[tuple[str, str], str] = {
    ("YEM", ""): _COALITION,
    ("USA", "YEM"): _HOUTHIS,
    ("GBR", "YEM"): _HOUTHIS,
    ("ISR", "YEM"): "Israel and the Houthis struck each other; an armed group here",
    ("USA", "IRN"): (
        "beside Israel the United States shot down missiles and struck militias, and not Iran"
    ),
    ("TUR", "SYR"): (
        "UCDP counts each year in which Turkey's troops stand with insurgents; here the two armies "
        "must have met"
    ),
    ("ARE", "LBY"): "strikes of 2019 were not traced one by one; that of January 2020 is there",
    ("LBY", "SDN"): "no fight of Sudan's own forces with Libya's was found named",
}


class Row(NamedTuple):
    """A pair: its states by COW's codes, what UCDP has, and which of it the chronology has."""

    kind: Kind
    states: tuple[int, int]
    years: tuple[int, ...]
    found: tuple[int, ...]

    @property
    def labels(self) -> tuple[str, str]:
        """ISO codes of the two."""
        one, other = (find(each, year=self.years[-1]).label for each in self.states)
        return one, other

    def reason(self) -> str:
        """Why years are lacking; empty where none is. KeyError where no reason is given."""
        if len(self.found) == len(self.years):
            return ""
        one, other = self.labels
        for pair in ((one, other), (other, one), (one, ""), (other, "")):
            if pair in REASONS and (self.kind == "rebels" or pair[1]):
                return REASONS[pair]
            if pair in REASONS and self.kind == "support":
                return _HOUTHIS
        raise KeyError(f"no reason for {one} and {other}, {self.years}: record it or say why not")


def rows() -> list[Row]:
    """Every pair of UCDP's, by kind and code."""
    frame = (
        against_ucdp()
        .group_by("kind", "ccode1", "ccode2")
        .agg(pl.col("year").sort(), pl.col("year").filter("found").sort().alias("have"))
    )
    made = [
        Row(kind, (one, other), tuple(years), tuple(have))
        for kind, one, other, years, have in frame.iter_rows()
    ]
    return sorted(made, key=lambda each: (KINDS.index(each.kind), each.states))


def counts(found: list[Row]) -> Iterator[str]:
    """Pairs and years by kind."""
    yield "| pairs and years, 2015–2024 | in UCDP | in the chronology |"
    yield "|---|--:|--:|"
    for kind, words in WORDS.items():
        some = [each for each in found if each.kind == kind]
        yield f"| {words} | {sum(len(e.years) for e in some)} | {sum(len(e.found) for e in some)} |"


def pairs(found: list[Row]) -> Iterator[str]:
    """Each pair; those that lack every year for one reason stand together."""
    yield "| kind | pair | years in UCDP | in the chronology | why the rest is not |"
    yield "|---|---|---|---|---|"
    together: dict[tuple[Kind, str], list[Row]] = {}
    for row in found:
        reason = row.reason()
        if reason and not row.found and sum(reason == each.reason() for each in found) > 1:
            together.setdefault((row.kind, reason), []).append(row)
            continue
        one, other = (find(each, year=row.years[-1]).name for each in row.states)
        have = span(row.found) or "none"
        yield f"| {row.kind} | {one}, {other} | {span(row.years)} | {have} | {reason} |"
    for (kind, reason), some in together.items():
        others = sorted(
            find(code, year=each.years[-1]).name
            for each in some
            for code in each.states
            if find(code).label != "YEM"
        )
        years = span(tuple(sorted({year for each in some for year in each.years})))
        yield f"| {kind} | Yemen, {', '.join(others)} | {years} | none | {reason} |"


def span(years: tuple[int, ...]) -> str:
    """Years in runs: 2015–2017, 2020."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def page(text: str) -> str:
    """The page's text with both tables as UCDP and the chronology have it now."""
    found = rows()
    for name, made in (("counts", counts(found)), ("pairs", pairs(found))):
        start, stop = f"<!-- {name}: written by scripts/ucdp.py -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(stop)
        text = f"{before}{start}\n\n" + "\n".join(made) + f"\n\n{stop}{after}"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
