"""Every pair of states in words: which years are settled, what was missed, how it scored."""

from typing import TYPE_CHECKING

from foedus.forecasts.report import SealedRecord
from foedus.forecasts.sections import scores
from foedus.forecasts.standing import PairYear, pair_rows
from foedus.report import words
from foedus.report.blocks import Section, Table
from foedus.states import find

if TYPE_CHECKING:
    import polars as pl

#: Why an outcome does not count.
WHY = {
    "void": "void: not scored",
    "known": "had come when it was sealed: not scored",
    "hindsight": "sealed after its window closed: not scored",
}


def sections(found: SealedRecord, most: int, *, drawn: bool = True) -> list[Section]:
    """Every pair: scores by event, the attacks that were given least, years not settled."""
    years = found.standing.years
    rows = tuple(
        (each.seal.id, f"{each.year}", f"{each.seal.day}",
         WHY.get(each.state, each.state), words.cut(each.outcome.source, 60)
         if each.outcome else "")
        for each in years[:most]
    )  # fmt: skip
    state = Table("pair-years", "", ("Seal", "Year", "Sealed", "State", "Settled by"), rows,
                  words.left_out(most, len(years), "year"))  # fmt: skip
    some = [Section("pairs", "Every pair of states", "", (state,))]
    missed = [table for each in years if (table := surprises(each, most)) is not None]
    if missed:
        lead = "What came with the least chance, and the non-events that were given most."
        some.append(Section("pair-misses", "Pairs, misses first", lead, tuple(missed)))
    if found.pairs:
        some.append(scores.section(found.pairs, "Scores of pairs", "pair-scores", drawn=drawn))
    return some


def surprises(each: PairYear, most: int) -> Table | None:
    """Force that came to pairs that were given least, and did not to those that were given most."""
    if each.state != "settled" or each.outcome is None or "force" not in each.outcome.happened:
        return None
    rows = pair_rows(each)
    came = rows.filter("came_force").sort("p_force").head(min(most, 10))
    quiet = rows.filter(~rows["came_force"]).sort("p_force", descending=True).head(5)
    cells = [*_cells(came, each.year, "yes"), *_cells(quiet, each.year, "no")]
    heads = ("Challenger and other state", "Chance of force", "Plain logit", "Came")
    return Table(f"pair-misses-{each.seal.number}-{each.year}", f"{each.year}", heads,
                 tuple(cells), "", ("l", "r", "r", "l"))  # fmt: skip


def _cells(rows: "pl.DataFrame", year: int, came: str) -> list[tuple[str, ...]]:
    return [
        (
            " and ".join(find(row[side], year=year).called(year) for side in ("ccode1", "ccode2")),
            words.percent(row["p_force"]), words.percent(row["l_force"]), came,
        )
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
