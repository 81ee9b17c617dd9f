"""Forecasts for every directed dyad in years after the last one known.

The chances are the mean of two: the ladder's, its paths walked forward from the eve of the first
year, and those of trees that learn each year ahead directly (``foedus.history.pairs``).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.history.covariates import RUNGS
from foedus.history.keys import split
from foedus.history.model import Report
from foedus.history.pairs.ahead import PairForecast, ahead
from foedus.history.pairs.mean import mean, weights
from foedus.history.span import FIRST_YEAR, check_span

if TYPE_CHECKING:
    import polars as pl

#: The farthest that years may lie beyond the last one trained on.
HORIZON = 20
MODELS = ("mean", "ladder")


def forecast_dyads(
    through: int,
    first: int,
    last: int,
    *,
    model: str = "mean",
    paths: int = 100,
    seed: int = 0,
    report: Report = lambda _: None,
) -> "pl.DataFrame":
    """ccode1, ccode2, year, p_onset, p_force, p_deadly, p_war: yearly, unconditional chances.

    One row a directed dyad-year: every pair that was in the system at the end of ``through``, in
    each year from ``first`` to ``last``, all after ``through``. Nothing later is looked at, neither
    who joins the system nor who leaves it; capabilities, regimes and the like stay as they were in
    ``through``. model: "mean" of ladder and trees, or "ladder" alone. Same seed, same numbers.
    Raises InputError for years that do not fit, UnknownNameError for another model, FitError and
    DataError as fits and data do.
    """
    told, chances = pair_chances(
        through, first, last, model=model, paths=paths, seed=seed, report=report
    )
    return pair_table(told, chances, through, first, last)


def pair_chances(
    through: int,
    first: int,
    last: int,
    *,
    model: str = "mean",
    paths: int = 100,
    seed: int = 0,
    simple: bool = False,
    report: Report = lambda _: None,
) -> tuple[PairForecast, dict[str, Array]]:
    """What was forecast from the end of ``through``, and rung -> (T, P) chances by the model.

    T: years from ``through`` on, to ``last``. simple: with what simpler rules say beside it. The
    rest, and what is raised, is that of ``forecast_dyads``.
    """
    _check(through, first, last)
    if paths < 1:
        raise InputError(f"{paths} paths are none", where="--paths", hint="100")
    if model not in MODELS:
        raise UnknownNameError("model", model, MODELS, where="--model")
    grow = model == "mean"
    told = ahead(
        through, last - through, paths=paths, seed=seed, grow=grow, simple=simple, report=report
    )
    chances = told.ladder
    if grow:
        from foedus.history.pairs.posterior import shipped

        chances = mean(told.ladder, told.trees, weights(shipped().windows, through))
    return told, chances


def pair_table(
    told: PairForecast, chances: Mapping[str, Array], through: int, first: int, last: int
) -> "pl.DataFrame":
    """The chances of ``first`` to ``last`` as ``forecast_dyads`` gives them."""
    import polars as pl

    one, two = split(told.eve.keys)
    years = np.arange(first, last + 1)
    some = slice(first - through - 1, last - through)
    return pl.DataFrame(
        {
            "ccode1": np.repeat(one, len(years)).astype(np.int16),
            "ccode2": np.repeat(two, len(years)).astype(np.int16),
            "year": np.tile(years, len(one)).astype(np.int16),
            **{f"p_{rung}": chances[rung][some].T.ravel() for rung in RUNGS},
        }
    )


def _check(through: int, first: int, last: int) -> None:
    check_span(FIRST_YEAR, through, "--train-through")
    if not through < first <= last <= through + HORIZON:
        raise InputError(
            f"cannot forecast {first}-{last} from {through}",
            where="--years",
            hint=f"years within {through + 1}-{through + HORIZON}, the first one first",
        )
