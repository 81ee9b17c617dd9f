"""Contiguity and distance of pairs of states on a day, where a year is too coarse."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.evidence.add.distance import great_circle
from foedus.facts.reader import Values
from foedus.facts.sources import SOURCES

if TYPE_CHECKING:
    import polars as pl


def contiguity(ones: ArrayLike, twos: ArrayLike, days: Sequence[date]) -> Values:
    """COW's class of n pairs on n days, whichever way round they are listed; 0 for none.

    The lowest class of the records that span the day. The table's rows of class 0 (no contiguity)
    say nothing where another row finds a border. Days after the data take their last year.
    Raises DataError where data cannot be had.
    """
    import polars as pl

    from foedus.evidence.table import table

    columns = ("ccode1", "ccode2", "conttype", "stdate", "enddate")
    spells = table("cow-contiguity").select(columns).filter(pl.col("conttype") > 0)
    turned = spells.select(ccode1="ccode2", ccode2="ccode1", conttype="conttype",
                           stdate="stdate", enddate="enddate")  # fmt: skip
    end = date(SOURCES["conttype"].last, 1, 1)
    asked = _asked(days, ccode1=ones, ccode2=twos).with_columns(pl.col("day").clip(None, end))
    found = _spanning(asked, pl.concat([spells, turned])).group_by("row").agg(
        pl.col("conttype").min()
    )  # fmt: skip
    values = np.zeros(len(days))
    values[found["row"]] = found["conttype"]
    return _dated("conttype", values, days)


def distance(ones: ArrayLike, twos: ArrayLike, days: Sequence[date]) -> Values:
    """Kilometers between the capitals of n pairs on n days, great circle; NaN where one has none.

    Raises DataError where data cannot be had.
    """
    from foedus.evidence.table import table

    seats = table("cow-capitals").select("ccode", "stdate", "enddate", "lat", "lng")
    places = np.full((2, 2, len(days)), np.nan)  # side, latitude and longitude, row
    for side, codes in enumerate((ones, twos)):
        found = _spanning(_asked(days, ccode=codes), seats).unique("row", keep="first")
        places[side][:, found["row"]] = found["lat"], found["lng"]
    return _dated("capdist", great_circle(*places[0], *places[1]), days)


def _asked(days: Sequence[date], **codes: ArrayLike) -> "pl.DataFrame":
    import polars as pl

    columns = {name: np.asarray(each, dtype=np.int64) for name, each in codes.items()}
    return pl.DataFrame({**columns, "day": days}, schema_overrides={"day": pl.Date}).with_row_index(
        "row"
    )


def _spanning(asked: "pl.DataFrame", spells: "pl.DataFrame") -> "pl.DataFrame":
    """The spells of each row's states that span its day, in the order of the table."""
    import polars as pl

    keys = [name for name in spells.columns if name.startswith("ccode")]
    listed = spells.cast(dict.fromkeys(keys, pl.Int64))
    joined = asked.join(listed, on=keys, maintain_order="left_right")
    return joined.filter(pl.col("day").is_between("stdate", "enddate"))


def _dated(name: str, values: NDArray[np.float64], days: Sequence[date]) -> Values:
    source = SOURCES[name]
    years = np.array([min(day.year, source.last) for day in days], dtype=np.int64)
    return Values(values, years, source.dataset)
