"""What is learned of every pair through a year: the ladder, and trees for each year ahead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foedus.evidence.card import card
from foedus.history.horizon.hindcast import before
from foedus.history.ladder import Ladder, posterior
from foedus.history.ladder.fit import fit_ladder
from foedus.history.model import Report
from foedus.history.pairs import trees
from foedus.history.rows import Data
from foedus.history.span import FIRST_YEAR


@dataclass(frozen=True, slots=True)
class Learned:
    """Fitted on the years from 1816 to ``last``. ladder: None where it is the one that ships."""

    last: int
    ladder: Ladder | None
    trees: trees.Trees
    hashes: Mapping[str, str]  # data set -> sha256

    @property
    def whole(self) -> Ladder:
        """The ladder, here or as it ships."""
        return self.ladder or posterior.shipped()


def learn(data: Data, years: Sequence[int], report: Report = lambda _: None) -> Iterator[Learned]:
    """Through each of ``years``, from all rows. Raises FitError where a ladder cannot be fitted."""
    for last in years:
        past = before(data, last + 1)
        report(f"through {last}: fitting the ladder")
        ladder = trained(past)
        report(f"through {last}: growing trees")
        grown = trees.fit(past)
        own = None if ladder is posterior.shipped() else ladder
        yield Learned(last, own, grown, ladder.hashes)


def trained(past: Data, report: Report = lambda _: None) -> Ladder:
    """The shipped ladder where it was fitted on just these years and data; else a new fit."""
    shipped = posterior.shipped()
    if current(shipped.hashes) and (shipped.first, shipped.last) == (
        FIRST_YEAR, int(past.year.max()),
    ):  # fmt: skip
        return shipped
    return fit_ladder(past, variants=False, report=report)


def current(hashes: Mapping[str, str]) -> bool:
    """Whether the data that something was fitted on are those that the cards name."""
    return all(card(name).sha256 == digest for name, digest in hashes.items())
