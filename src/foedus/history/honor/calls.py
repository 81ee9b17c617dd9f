"""Promises of defense that a war called on: one row an alliance and war, with what was known then.

Whether a promise was called on, and honored, is Berkemeier & Fuhrmann's (2018) coding.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataError
from foedus.estimate import Array
from foedus.evidence.table import table
from foedus.history import depth
from foedus.history.covariates import democracy
from foedus.history.depth import DepthModel
from foedus.history.honor import family
from foedus.history.honor.features import CANDIDATES, describe
from foedus.history.honor.parties import fights, parties

if TYPE_CHECKING:
    import polars as pl

#: The data sets read.
SOURCES = (
    "berkemeier-fuhrmann", "atop-alliances", "atop-members", "interstate-wars-revised", "cow-nmc",
    "cow-majors", "vdem-polyarchy", "polity4", "chisols",
)  # fmt: skip
#: Years in which CHISOLS follows sources of leader support.
SUPPORT = (1919, 2008)


@dataclass(frozen=True, slots=True)
class HonorCalls:
    """n calls on a promise of defense, by war and alliance."""

    war: NDArray[np.int64]  # (n,) id of the war
    names: NDArray[np.str_]  # (n,) of the war
    alliance: NDArray[np.int64]  # (n,) ATOP's id
    signed: NDArray[np.int64]  # (n,) year
    year: NDArray[np.int64]  # (n,) of the call
    honored: NDArray[np.bool_]
    features: dict[str, Array]  # name -> (n,); NaN where unknown
    guarantor: NDArray[np.int64]  # (n,) COW code of the strongest called on; 0: none known
    family: NDArray[np.str_]  # (n,) key of the family, by the rule of foedus.history.honor.family

    def take(self, some: NDArray[np.integer] | NDArray[np.bool_]) -> "HonorCalls":
        """Some of the rows."""
        return HonorCalls(
            self.war[some], self.names[some], self.alliance[some], self.signed[some],
            self.year[some], self.honored[some],
            {name: values[some] for name, values in self.features.items()}, self.guarantor[some],
            self.family[some],
        )  # fmt: skip


def answered(rows: "pl.DataFrame") -> "pl.DataFrame":
    """The rows coded as honored or violated: those whose promise was called on."""
    import polars as pl

    return rows.filter((pl.col("honorBF") == 1) | (pl.col("violateBF") == 1))


def load(measure: DepthModel | None = None) -> HonorCalls:
    """Every call on a promise of defense, oldest alliance first.

    measure: of depth; the shipped one if not given.
    Raises DataError where a data set cannot be had.
    """
    import polars as pl

    pacts = table("atop-alliances")
    pacts = pacts.with_columns(depth=pl.Series(depth.scores(pacts, measure)[0])).select(
        "atopid", "begyr", "wartime", "defcon", "estmode", "asymm", "depth"
    )
    rows = (
        answered(table("berkemeier-fuhrmann"))
        .filter(pl.col("defense") == 1)
        .join(pacts, on="atopid", how="left")
        .sort("begyr", "atopid", "warid")
    )
    if rows["begyr"].null_count():
        lost = rows.filter(pl.col("begyr").is_null())["atopid"].unique().to_list()
        raise DataError(f"ATOP does not list the alliances {lost}", where="atop-alliances")
    pairs, members = fights(table("interstate-wars-revised")), table("atop-members")
    world, known = _World.load(), family.pacts(members)
    facts: list[dict[str, float]] = []
    years, strongest, families = [], [], []
    for row in rows.iter_rows(named=True):
        own = members.filter(pl.col("atopid") == row["atopid"])
        who = parties(row["warname"], row["begyr"], pairs.get(row["warid"], ()), own)
        guarantor = world.strongest(who.guarantors, who.year)
        years.append(who.year)
        strongest.append(guarantor or 0)
        families.append(family.key(family.bloc(known, who.members, who.year), guarantor or 0))
        facts.append(
            {
                "signed": row["begyr"], "depth": _number(row["depth"]),
                "major": float(world.any_major(who.guarantors, who.year)),
                "against_major": float(world.any_major(who.adversaries, who.year))
                if who.adversaries else np.nan,
                "inside": float(who.inside),
                "multilateral": float(len(who.members) > 2), "conditional": _number(row["defcon"]),
                "ratified": _number(row["estmode"]), "asymmetric": _number(row["asymm"]),
                "wartime": _number(row["wartime"]),
                **world.of(guarantor, row["begyr"], who.year),
            }
        )  # fmt: skip
    columns = {name: np.array([fact[name] for fact in facts]) for name in facts[0]}
    return HonorCalls(
        war=rows["warid"].to_numpy(),
        names=np.array(rows["warname"].to_list()),
        alliance=rows["atopid"].to_numpy(),
        signed=rows["begyr"].to_numpy(),
        year=np.array(years, dtype=np.int64),
        honored=(rows["honorBF"].fill_null(0) == 1).to_numpy(),
        features={name: describe(**columns)[name] for name in CANDIDATES},
        guarantor=np.array(strongest, dtype=np.int64),
        family=np.array(families),
    )


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


@dataclass(frozen=True, slots=True)
class _World:
    """State-years by (COW code, year): capabilities, democracy, changes of leader support."""

    cinc: dict[tuple[int, int], float]
    polyarchy: dict[tuple[int, int], float]
    support: dict[tuple[int, int], float]  # 1: its source changed in that year
    majors: tuple[tuple[int, int, int], ...]  # code, first and last year

    @classmethod
    def load(cls) -> "_World":
        import polars as pl

        nmc = table("cow-nmc").drop_nulls("cinc")
        regimes = (
            table("vdem-polyarchy").rename({"COWcode": "ccode"})
            .drop_nulls("ccode").unique(["ccode", "year"], keep="first")
            .join(table("polity4").select("ccode", "year", "polity2").drop_nulls()
                  .unique(["ccode", "year"], keep="first"),
                  on=["ccode", "year"], how="full", coalesce=True)
        )  # fmt: skip
        known = regimes.filter(
            pl.col("v2x_polyarchy").is_not_null() | pl.col("polity2").is_not_null()
        )
        index = democracy(
            known["v2x_polyarchy"].cast(pl.Float64).to_numpy(),
            known["polity2"].cast(pl.Float64).to_numpy(),
        )
        leaders = table("chisols").drop_nulls("solschdum")
        majors = table("cow-majors").select("ccode", "styear", "endyear")
        return cls(
            cinc=_by_state_year(nmc, nmc["cinc"].to_numpy()),
            polyarchy=_by_state_year(known, index),
            support=_by_state_year(leaders, (leaders["solschdum"] > 0).cast(float).to_numpy()),
            majors=tuple(majors.iter_rows()),
        )

    def strongest(self, codes: tuple[int, ...], year: int) -> int | None:
        return max(codes, key=lambda code: self.cinc.get((code, year), 0.0), default=None)

    def any_major(self, codes: tuple[int, ...], year: int) -> bool:
        return any(c in codes and first <= year <= last for c, first, last in self.majors)

    def of(self, code: int | None, signed: int, year: int) -> dict[str, float]:
        """Facts of a guarantor at a call; NaN where unknown."""
        now, then = (self.cinc.get((code or 0, when), np.nan) for when in (year, signed))
        free, freed = (self.polyarchy.get((code or 0, when), np.nan) for when in (year, signed))
        followed = [self.support.get((code or 0, y), np.nan) for y in range(signed + 1, year + 1)]
        covered = SUPPORT[0] <= signed and year <= SUPPORT[1]
        return {
            "capability": now,
            "democracy": free,
            "power_change": now / then,
            "regime_change": free - freed,
            "support_change": float(max(followed, default=0.0)) if covered else np.nan,
            "age": year - signed,
        }


def _by_state_year(frame: "pl.DataFrame", values: Array) -> dict[tuple[int, int], float]:
    keys = zip(frame["ccode"].to_list(), frame["year"].to_list(), strict=True)
    return dict(zip(keys, values.tolist(), strict=True))
