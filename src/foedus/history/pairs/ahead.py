"""The ladder's and the trees' forecasts from the end of a year, each from all that was known."""

from dataclasses import dataclass

from foedus.estimate import Array
from foedus.evidence.card import card
from foedus.history.horizon.hindcast import before
from foedus.history.ladder import Ladder, posterior
from foedus.history.ladder.fit import fit_ladder
from foedus.history.model import Report
from foedus.history.pairs import trees
from foedus.history.pairs.baselines import Baselines, baselines
from foedus.history.pairs.eve import Eve, eve
from foedus.history.pairs.walk import walk
from foedus.history.rows import Data, load
from foedus.history.span import FIRST_YEAR


@dataclass(frozen=True, slots=True)
class PairForecast:
    """Years ahead of an eve, rung -> (T, P) chances; ``trees`` is empty where none were grown.

    beside: what simpler rules say, where it was asked for.
    """

    eve: Eve
    ladder: dict[str, Array]
    trees: dict[str, Array]
    beside: Baselines | None = None


def ahead(
    through: int,
    years: int,
    *,
    paths: int,
    seed: int,
    grow: bool = True,
    simple: bool = False,
    report: Report = lambda _: None,
) -> PairForecast:
    """Learn from the years to ``through``, forecast the ``years`` after it.

    grow: whether to grow trees too. simple: whether to fit simpler rules too. Raises FitError and
    DataError as fits and data do.
    """
    data = load(FIRST_YEAR, through + 1, known=through)
    past = before(data, through + 1)
    on = eve(data, through)
    own = walk(_trained(past, report), on, years, paths=paths, seed=seed, report=report)
    beside = baselines(past, on) if simple else None
    if not grow:
        return PairForecast(on, own, {}, beside)
    report("growing trees")
    return PairForecast(on, own, trees.fit(past).walk(on, years), beside)


def _trained(past: Data, report: Report) -> Ladder:
    """The shipped ladder where it was fitted on just these years and data; else a new fit."""
    shipped = posterior.shipped()
    same = all(card(name).sha256 == digest for name, digest in shipped.hashes.items())
    if same and (shipped.first, shipped.last) == (FIRST_YEAR, int(past.year.max())):
        return shipped
    return fit_ladder(past, variants=False, report=report)
