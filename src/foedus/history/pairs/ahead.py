"""The ladder's and the trees' forecasts from the end of a year, each from all that was known."""

from dataclasses import dataclass

from foedus.estimate import Array
from foedus.history.horizon.hindcast import before
from foedus.history.model import Report
from foedus.history.pairs import trees
from foedus.history.pairs.baselines import Baselines, baselines
from foedus.history.pairs.eve import Eve, eve
from foedus.history.pairs.walk import walk
from foedus.history.rows import load
from foedus.history.span import FIRST_YEAR
from foedus.history.trees.learned import trained
from foedus.history.trees.posterior import kept


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
    """Learn from the years to ``through``, or take what ships; forecast the ``years`` after it.

    grow: whether to grow trees too. simple: whether to fit simpler rules too. Raises FitError and
    DataError as fits and data do.
    """
    ready = kept(through)
    # With nothing to fit, the last two years say what is known.
    data = load(through if ready and not simple else FIRST_YEAR, through + 1, known=through)
    past = before(data, through + 1)
    on = eve(data, through)
    ladder = ready.whole if ready else trained(past, report)
    own = walk(ladder, on, years, paths=paths, seed=seed, report=report)
    beside = baselines(past, on) if simple else None
    if not grow:
        return PairForecast(on, own, {}, beside)
    report("reading the trees" if ready else "growing trees")
    grown = ready.trees if ready else trees.fit(past)
    return PairForecast(on, own, grown.walk(on, years), beside)
