"""The ladder's data: one row a directed dyad-year, with the columns that covariates need."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.deferred import Deferred
from foedus.evidence.panel import panel
from foedus.history.covariates import HALF_LIVES, RUNGS, Covariate, democracy, design
from foedus.history.guarantors import COLUMNS as GUARANTORS
from foedus.history.guarantors import TIES, guarantors
from foedus.history.setting import FIXED
from foedus.history.span import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    import polars as pl

    from foedus.history.depth import DepthModel

PARTS = (
    "mids", "nmc", "contiguity", "atop", "majors", "regime", "capitals", "rivalry",
    "dispute-history",
)  # fmt: skip
#: The data sets that the ladder reads; their hashes are kept with the posterior.
SOURCES = (
    "gml-directed-disputes", "gml-disputes", "gml-dyad-years", "cow-nmc", "cow-contiguity",
    "atop-dyad-years", "atop-members", "cow-majors", "polity4", "vdem-polyarchy",
    "cow-capitals", "tss-rivalries", "cow-false-dyads", "cow-mid-directed-disputes",
    "cow-mid-disputes",
)  # fmt: skip
#: Columns taken as of the year before.
LAGGED = ("rivalry", "atop_defense", "atop_nonagg")


@dataclass(frozen=True, slots=True)
class Data:
    """n directed dyad-years: keys, columns for covariates, and what happened."""

    ccode1: NDArray[np.int16]  # (n,)
    ccode2: NDArray[np.int16]  # (n,)
    year: NDArray[np.int16]  # (n,)
    relevant: NDArray[np.bool_]  # (n,) politically relevant
    columns: dict[str, NDArray[np.float32]]  # name -> (n,), NaN where missing
    onset: NDArray[np.bool_]  # (n,) 1 began a dispute with 2 this year
    force: NDArray[np.bool_]  # (n,) ... that reached force
    deadly: NDArray[np.bool_]  # (n,) ... that was deadly
    war: NDArray[np.bool_]  # (n,) 1 began a war against 2 this year

    def at_risk(self, rung: str) -> NDArray[np.int64]:
        """Rows that a rung is about: all; those that reached the rung before."""
        return {
            "onset": np.arange(len(self.year)),
            "force": np.flatnonzero(self.onset),
            "deadly": np.flatnonzero(self.force),
            "war": np.flatnonzero(self.deadly),
        }[rung]

    def outcome(self, rung: str) -> NDArray[np.bool_]:
        """(n,) whether the rung was reached."""
        reached: NDArray[np.bool_] = getattr(self, rung)
        return reached

    def columns_of(self, rows: NDArray[np.int64]) -> Mapping[str, NDArray[np.float32]]:
        """Name -> (len(rows),), each taken when it is asked for: few of them are."""
        return Deferred(self.columns, lambda name: self.columns[name][rows])

    def design(
        self, rung: str, rows: NDArray[np.int64], extra: tuple[Covariate, ...] = ()
    ) -> NDArray[np.float32]:
        """(len(rows), k) covariates of a rung and ``extra`` ones, in blocks to bound memory."""
        out = np.empty((len(rows), len(RUNGS[rung]) + len(extra)), dtype=np.float32)
        for start in range(0, len(rows), 200_000):
            some = self.columns_of(rows[start : start + 200_000])
            out[start : start + 200_000] = design(some, rung, extra)
        return out


def load(first: int = FIRST_YEAR, last: int = LAST_YEAR, known: int = 9999) -> Data:
    """Build the ladder's rows for ``first`` to ``last`` from the public data.

    Rivalries and pacts are those of the year before: in the year of an attack they may have come
    after it. After a set's last year its last values are carried forward, and no dispute is added.
    known: the last year of which it is known which guarantors are major or nuclear powers.
    Raises DataError where data cannot be had.
    """
    import polars as pl

    carry = last > LAST_YEAR
    before = max(first - 1, FIRST_YEAR)  # a year more, for what is taken of the year before
    frame = panel("directed-dyad-year", before, last, PARTS, carry=carry, half_lives=HALF_LIVES)
    return prepare(lagged(frame).filter(pl.col("year") >= first), known)


def remeasured(data: Data, measure: "DepthModel") -> Data:
    """The same rows, the depth of what stood in each by another measure.

    Raises DataError where ATOP's member level cannot be had.
    """
    import polars as pl

    keys = pl.DataFrame({"ccode1": data.ccode1, "ccode2": data.ccode2, "year": data.year})
    great = keys.filter(data.columns["cowmaj1"] == 1).select(
        pl.col("ccode1").alias("ccode"), "year"
    )
    bound = guarantors(keys, great.unique(), measure=measure)
    deep = {name: bound[name].to_numpy() for name in ("depth_minor", "depth_major")}
    return replace(data, columns={**data.columns, **deep})


def lagged(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The panel with the columns in ``LAGGED`` as they stood a year earlier; none stood before."""
    import polars as pl

    follows = pl.lit(True)
    for name, step in (("ccode1", 0), ("ccode2", 0), ("year", 1)):
        follows &= pl.col(name) == pl.col(name).shift(1) + step
    return frame.with_columns(
        pl.when(follows.fill_null(False)).then(pl.col(LAGGED).shift(1)).otherwise(0)
    )


def prepare(frame: "pl.DataFrame", known: int = 9999) -> Data:
    """Columns for the covariates from a panel with the parts in ``PARTS``; known: see ``load``."""
    import polars as pl

    great = frame.filter(pl.col("cowmaj1") == 1).select(pl.col("ccode1").alias("ccode"), "year")
    bound = guarantors(frame.select("ccode1", "ccode2", "year"), great.unique(), known)

    def column(name: str) -> NDArray[np.float32]:
        values: NDArray[np.float32] = frame[name].cast(pl.Float32).to_numpy()
        return values

    plain = (
        *(name for name in FIXED if name in frame.columns), "atop_nonagg",
        "since_mid", "since_war", "mid_past12_h8", "mid_past1_h25", "mid_past2_h25",
        "force_past1_h25", "force_past2_h25", "deadly_past1_h25", "deadly_past2_h25",
        "force_past12_h25", "deadly_past12_h25",
    )  # fmt: skip
    columns = {name: column(name) for name in plain}
    for side in "12":
        indices = (column(f"v2x_polyarchy{side}"), column(f"polity2{side}"))
        columns[f"democracy{side}"] = democracy(*indices).astype(np.float32)
        # What the state did with others: all that it began (or met), less what was between the two.
        for half_life in ("h2", "h25"):
            between = column(f"mid_past12_{half_life}")
            columns[f"mid_others{side}_{half_life}"] = (
                column(f"mid_past{side}_{half_life}") - between
            )
    pairs = ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25", "force_pair_h25", "deadly_pair_h25")
    for name in pairs:
        rung, _, half_life = name.split("_")
        one_way, other_way = (f"{rung}_past{way}_{half_life}" for way in ("12", "21"))
        columns[name] = column(one_way) + column(other_way)
    relevant = frame["politically_relevant"].fill_null(False).to_numpy()
    columns["relevant"] = relevant.astype(np.float32)
    for name in (*GUARANTORS, *TIES):
        columns[name] = bound[name].cast(pl.Float32).to_numpy()
    keys = {name: frame[name].to_numpy() for name in ("ccode1", "ccode2", "year")}
    rungs = {"onset": "init", **{rung: f"init_{rung}" for rung in ("force", "deadly", "war")}}
    reached = {rung: (frame[name] == 1).fill_null(False).to_numpy() for rung, name in rungs.items()}
    return Data(**keys, relevant=relevant, columns=columns, **reached)
