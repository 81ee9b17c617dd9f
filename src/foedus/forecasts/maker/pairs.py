"""Every pair of states, next years: chances of the ladder and the trees, and a plain logit's."""

from typing import TYPE_CHECKING

from foedus.errors import InputError
from foedus.evidence.card import card
from foedus.forecasts.definitions import definitions
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.question import BaseRate
from foedus.forecasts.seal import PairTable
from foedus.history.covariates import RUNGS
from foedus.history.model import Report
from foedus.history.pairs.forecast import pair_chances, pair_table
from foedus.history.rows import SOURCES
from foedus.history.span import FIRST_YEAR

if TYPE_CHECKING:
    import polars as pl

    from foedus.estimate import Array
    from foedus.history.pairs.ahead import PairForecast

SUBJECT = "pairs"
#: Digits that a chance is sealed with.
DIGITS = 6
#: Columns of a plain logit's chances begin so.
PLAIN = "l_"


def draft(
    through: int, first: int, last: int, *, paths: int = 100, seed: int = 0, by: str = "",
    report: Report = lambda _: None,
) -> SealDraft:  # fmt: skip
    """The forecasts of every directed pair in ``first`` to ``last``, learned to ``through``.

    Raises what ``forecast_dyads`` does.
    """
    told, chances = pair_chances(
        through, first, last, paths=paths, seed=seed, simple=True, report=report
    )
    if told.beside is None:
        raise InputError("no simpler rule was fitted")
    table = with_plain(pair_table(told, chances, through, first, last), told)
    base = {
        rung: BaseRate(
            chance=events / rows, events=events, of=rows,
            how=f"yearly, all directed pairs, {FIRST_YEAR}–{through}",
        )
        for rung, (events, rows) in told.beside.rates.items()
    }  # fmt: skip
    return drafted(table, base, through, {"paths": paths, "seed": seed}, by)


def drafted(
    table: "pl.DataFrame", base: dict[str, BaseRate], through: int, settings: dict[str, int],
    by: str,
) -> SealDraft:  # fmt: skip
    """A table of chances as what is to be sealed."""
    from datetime import date

    years = tuple(sorted(table["year"].unique().to_list()))
    return SealDraft(
        subject=SUBJECT,
        what="pairs",
        title=f"Every pair of states, {years[0]}–{years[-1]}",
        as_of=date(through, 12, 31),
        definitions={rung: definitions()[rung] for rung in RUNGS},
        table=PairTable.of(
            table.write_csv(float_precision=None).encode(), table.height, years, base, tuple(RUNGS)
        ),
        settings={"train_through": through, "model": "mean", **settings},
        data={name: card(name).sha256 for name in SOURCES},
        models=("ladder", "pairs"),
        lacks=(
            "chances of pairs have no interval",
            f"what is known of states and pacts stops in {through}",
        ),
        by=by,
    )  # fmt: skip


def with_plain(frame: "pl.DataFrame", told: "PairForecast") -> "pl.DataFrame":
    """The table with a plain logit's chances beside, every chance in few digits."""
    import numpy as np
    import polars as pl

    if told.beside is None:
        return frame
    years = frame["year"].n_unique()

    def wide(values: "Array") -> "Array":
        return np.repeat(values, years)

    beside = {f"{PLAIN}{rung}": wide(values) for rung, values in told.beside.logit.items()}
    whole = frame.with_columns(**{name: pl.Series(each) for name, each in beside.items()})
    return whole.with_columns(pl.selectors.float().round_sig_figs(DIGITS))


def opened(table: PairTable) -> "pl.DataFrame":
    """The rows of a sealed table. Raises DataError where they are not those sealed."""
    import polars as pl

    return pl.read_csv(table.csv(), schema_overrides={"ccode1": pl.Int64, "ccode2": pl.Int64})
