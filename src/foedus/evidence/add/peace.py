"""Peace years: how long since the last dispute between the two, counted in rows and in years.

``gmlmidspell`` counts the dyad's years in the system, so years in which one of them was no member
do not age the peace; ``gmlmidspell_calendar`` counts them too. Both begin in 1816 whatever the
panel's first year, so that a panel from 1946 does not think every dyad new.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.add.disputes import GML_COVERS as COVERS
from foedus.evidence.part import Options, Part
from foedus.evidence.rows import FIRST_YEAR, Rows
from foedus.evidence.rows import rows as all_rows
from foedus.evidence.spells import rows_since
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl


def _add(rows: Rows, options: Options) -> "pl.DataFrame":
    import polars as pl

    whole = rows if rows.first == FIRST_YEAR else all_rows(rows.unit, FIRST_YEAR, rows.last)
    disputed, starts = _disputed(whole), _starts(whole)
    counted = rows_since(disputed, starts)
    calendar = counted + _years_out(whole, disputed, starts)
    wanted = whole.year >= rows.first
    # Known through the year after the last one coded: a peace year looks at earlier years only.
    known = pl.Series(options.carry | (rows.year <= COVERS[1] + 1))
    frame = pl.DataFrame({
        "gmlmidspell": counted[wanted].astype(np.int16),
        "gmlmidspell_calendar": calendar[wanted].astype(np.int16),
    })  # fmt: skip
    return frame.select(pl.when(known).then(pl.all()))


def _disputed(rows: Rows) -> NDArray[np.bool_]:
    """(n,) whether a dispute of the dyad, or of the state, goes on in the year."""
    import polars as pl

    involved = table("gml-directed-disputes").select("ccode1", "ccode2", "year").unique()
    if rows.pairs:
        flags = rows.pair(involved.with_columns(on=pl.lit(True)))
    else:
        states = involved.select(pl.col("ccode1").alias("ccode"), "year").unique()
        flags = rows.side(states.with_columns(on=pl.lit(True)), 1)
    return flags["on"].fill_null(False).to_numpy()


def _starts(rows: Rows) -> NDArray[np.bool_]:
    starts = np.ones(len(rows.year), dtype=bool)
    starts[1:] = rows.one[1:] != rows.one[:-1]
    if rows.two is not None:
        starts[1:] |= rows.two[1:] != rows.two[:-1]
    return starts


def _years_out(
    rows: Rows, event: NDArray[np.bool_], starts: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """(n,) years out of the system within the current spell of peace."""
    gap = np.zeros(len(rows.year), dtype=np.int32)
    gap[1:] = np.where(starts[1:], 0, rows.year[1:].astype(np.int32) - rows.year[:-1] - 1)
    total = np.cumsum(gap)
    begins = starts.copy()
    begins[1:] |= event[:-1]
    at = np.arange(len(gap))
    origin = np.maximum.accumulate(np.where(begins, at, 0))
    # A gap between a dispute and the dyad's next row is peace as well.
    return (total - total[origin] + gap[origin]).astype(np.int32)


PEACE = Part(
    name="peace-years",
    about="Years since the last dispute, from GML 2.2.1",
    sources=("gml-directed-disputes",),
    covers=(COVERS[0], COVERS[1] + 1),
    add=_add,
    columns={
        "gmlmidspell": "rows (years in the system) since the last dispute year, or since the "
        "dyad's first year",
        "gmlmidspell_calendar": "the same with the years out of the system counted",
    },
)
