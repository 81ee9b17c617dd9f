"""Member-years: one row a state, a commitment and a calendar year in which it stood."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.evidence.panel import panel
from foedus.evidence.table import table
from foedus.history.covariates import democracy
from foedus.history.lapse.covariates import USUAL_SUPPORT
from foedus.history.lapse.ends import EARLY, LAST_YEAR, memberships

if TYPE_CHECKING:
    import polars as pl

#: The data sets read; their hashes are kept with the posterior.
SOURCES = (
    "atop-members", "chisols", "cow-majors", "cow-nmc", "cow-states", "polity4", "vdem-polyarchy",
)  # fmt: skip
FIRST_YEAR = 1816
#: Share of the world's capabilities added before a log is taken, as a microstate's may be zero.
LEAST = 1e-5
#: Columns of the memberships, the states and the partners, taken as they are.
PLAIN = (
    "depth", "ties", "ratified", "fixed", "renounce", "asymmetric", "wartime", "term", "major",
    "parties", "democracy", "democracy_others", "major_others", "support", "support_others",
    "power_shift",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Years:
    """n member-years.

    columns: plain values known before the year began (in the year of signing: that year's), NaN
    where unknown; ``age`` counts calendar years, 0 in the year of signing.
    """

    alliance: NDArray[np.int64]  # (n,)
    member: NDArray[np.int64]  # (n,)
    year: NDArray[np.int64]  # (n,)
    columns: dict[str, Array]  # name -> (n,)
    broken: NDArray[np.bool_]  # (n,) it was broken this year
    ended: NDArray[np.bool_]  # (n,) it ended this year, in whatever way

    @property
    def defense(self) -> NDArray[np.bool_]:
        """(n,) whether the member owes defense."""
        return self.columns["defense"] > 0

    def take(self, some: NDArray[np.integer] | NDArray[np.bool_]) -> "Years":
        """Some of the rows."""
        return Years(
            self.alliance[some], self.member[some], self.year[some],
            {name: values[some] for name, values in self.columns.items()},
            self.broken[some], self.ended[some],
        )  # fmt: skip


def load() -> Years:
    """Every member-year from 1816 to ``LAST_YEAR``, of any obligation.

    Raises DataError where data cannot be had.
    """
    return prepare(memberships())


def prepare(held: "pl.DataFrame") -> Years:
    """Member-years of memberships, with what is known of the states before each year."""
    import polars as pl

    own = ["alliance", "member", "year"]
    states = _states()
    years = (
        held.with_columns(year=pl.int_ranges("first", pl.col("last") + 1))
        .explode("year")
        .filter(pl.col("year").is_between(FIRST_YEAR, LAST_YEAR))
        .with_columns(
            end=pl.when(pl.col("year") == pl.col("last"))
            .then("kind")
            .otherwise(pl.lit("standing")),
            known=pl.max_horizontal(pl.col("year") - 1, "since", pl.lit(FIRST_YEAR)),
            start=pl.max_horizontal("since", pl.lit(FIRST_YEAR)),
        )
        .sort(*own, "first", "phase")
        .unique(own, keep="last", maintain_order=True)  # a year in which one phase replaced another
    )
    then = states.select("ccode", "year", then="total")
    near = (
        years.join(states, left_on=["member", "known"], right_on=["ccode", "year"], how="left")
        .join(then, left_on=["member", "start"], right_on=["ccode", "year"], how="left")
        .join(_others(years, states), on=own, how="left")
        .sort(own)
    )

    def column(name: str) -> Array:
        values: Array = near[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        return values

    since, year = (near[name].to_numpy().astype(np.int64) for name in ("since", "year"))
    columns = {name: column(name) for name in PLAIN}
    columns["age"] = (year - since).astype(np.float64)
    columns["defense"] = near["defense"].to_numpy().astype(np.float64)
    columns["after_1945"] = (since > 1945).astype(np.float64)
    columns["support_since"] = column("total") - column("then")
    return Years(
        alliance=near["alliance"].to_numpy().astype(np.int64),
        member=near["member"].to_numpy().astype(np.int64),
        year=year,
        columns=columns,
        broken=(near["end"] == EARLY).to_numpy(),
        ended=(near["end"] != "standing").to_numpy(),
    )


def _states() -> "pl.DataFrame":
    """State-years: ccode, year, cinc, major, democracy (0 to 1), support, total.

    support: whether the leader's source of support changed that year (its usual rate where not
    known: CHISOLS covers 1919–2008); total: changes up to and with that year.
    """
    import polars as pl

    frame = panel("state-year", FIRST_YEAR, LAST_YEAR, ("nmc", "majors", "regime"), carry=True)
    changes = (
        table("chisols")
        .group_by("ccode", "year")
        .agg(support=pl.col("solschdum").max().cast(pl.Float64))
    )
    regime = [
        frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for name in ("v2x_polyarchy", "polity2")
    ]
    return (
        frame.select("ccode", "year", "cinc", major="cowmaj", democracy=democracy(*regime))
        .join(changes, on=["ccode", "year"], how="left")
        .with_columns(pl.col("support").fill_null(USUAL_SUPPORT))
        .sort("ccode", "year")
        .with_columns(total=pl.col("support").cum_sum().over("ccode"))
    )


def _others(years: "pl.DataFrame", states: "pl.DataFrame") -> "pl.DataFrame":
    """What the other parties are, by alliance, member and year.

    Parties are the members in force that year, whatever they owe. power_shift: absolute change,
    since the commitment began, of the log ratio of the member's capabilities to theirs.
    """
    import polars as pl

    left = pl.col("yrexit")
    until = pl.when(left > 0).then(left).otherwise(LAST_YEAR) + 1
    everyone = (
        table("atop-members")
        .filter(pl.col("member").is_between(1, 999))
        .select(alliance="atopid", other="member", year=pl.int_ranges("yrent", until))
        .explode("year")
        .drop_nulls()
        .unique()
    )
    pairs = (
        years.select("alliance", "member", "year", "known", "start")
        .join(everyone, on=["alliance", "year"])
        .filter(pl.col("member") != pl.col("other"))
    )
    power = states.select("ccode", "year", "cinc")
    for who in ("member", "other"):
        for when in ("known", "start"):
            pairs = pairs.join(
                power.rename({"cinc": f"{who}_{when}"}),
                left_on=[who, when], right_on=["ccode", "year"], how="left",
            )  # fmt: skip
    traits = states.select(
        "ccode", "year", major_other="major", democracy_other="democracy", support_other="support"
    )
    pairs = pairs.join(traits, left_on=["other", "known"], right_on=["ccode", "year"], how="left")
    both = pl.col("other_known").is_not_null() & pl.col("other_start").is_not_null()

    def ratio(when: str) -> pl.Expr:
        theirs = pl.col(f"other_{when}").filter(both).sum()
        return (pl.col(f"member_{when}").first() + LEAST).log() - (theirs + LEAST).log()

    own = ("alliance", "member", "year")
    return (
        pairs.sort(*own, "other")
        .group_by(own)
        .agg(  # sums in one order, to the last digit
            parties=pl.len() + 1,
            major_others=pl.col("major_other").max(),
            democracy_others=pl.col("democracy_other").mean(),
            support_others=pl.col("support_other").max(),
            power_shift=pl.when(both.any()).then((ratio("known") - ratio("start")).abs()),
        )
    )
